"""Rounds of any size for browser tests of scoring, in the database of a running site.

They belong to a partner of their own with curators of its own, so that the pages of the sample
people stay as they are.
"""

from collections.abc import Sequence
from datetime import timedelta

from sqlalchemy import select

from accounts.models import Membership, User
from accounts.states import Role
from catalog.models import Product
from catalog.states import Listing
from curation.entry_models import Assignment, Entry, Scoresheet, ScoresheetVersion
from curation.models import Partner, Round
from curation.states import EntryState, ScoresheetState
from database import db, utcnow, writing
from demo.sign_ins import CURATORS
from scripts.running_site import Site
from scripts.shots_stage import app_of, sample_person

SOLE = {"id", "version", "created_at", "updated_at"}
ONE, OTHER, LEAVING, AWAY = (f"uji{number}@contoh.test" for number in range(1, 5))


def _partner() -> Partner:
    """The partner of these rounds."""
    found = db.session.scalar(select(Partner).filter_by(slug="mitra-uji"))
    if found is None:
        found = Partner(slug="mitra-uji", name="Mitra Uji")
        db.session.add(found)
        db.session.flush()
    return found


def _curator(partner: Partner, email: str) -> User:
    """Somebody who curates for that partner, with the password of all sample people."""
    found = db.session.scalar(select(User).filter_by(email=email))
    if found is None:
        password = sample_person(CURATORS[0].email).password_hash
        found = User(name="Kurator Uji", email=email, password_hash=password, session_token=email)
        found.memberships.append(Membership(role=Role.CURATOR, partner_id=partner.id))
        db.session.add(found)
        db.session.flush()
    return found


def give_entries(site: Site, emails: Sequence[str], count: int) -> tuple[int, list[int]]:
    """A round being scored, with so many entries given to these curators; its key and theirs."""
    with app_of(site).app_context(), writing():
        # The sample town's own, not one that a test made meanwhile.
        rounds = db.session.scalars(select(Round).order_by(Round.id)).all()
        running = next(one for one in rounds if one.is_scored_at(utcnow()))
        columns = [column.name for column in Round.__table__.columns if column.name not in SOLE]
        round_ = Round(**{name: getattr(running, name) for name in columns})
        partner = _partner()
        round_.partner_id, round_.chair_id = partner.id, None
        round_.name_id = round_.name_en = f"Uji {count} ajuan {utcnow():%H%M%S%f}"
        round_.slug = f"uji-{utcnow():%H%M%S%f}"
        db.session.add(round_)
        db.session.flush()
        entries = [_entry(round_, product) for product in _products(count)]
        db.session.flush()
        for entry in entries:
            entry.code = f"U-{entry.id:05d}"
            db.session.add_all(
                Assignment(entry_id=entry.id, curator_id=_curator(partner, email).id)
                for email in emails
            )
        made = round_.id, [entry.id for entry in entries]
        db.session.commit()
    return made


def _products(count: int) -> Sequence[Product]:
    """Listed products, those of batik first: its sheet has the most criteria.

    One with a change that waits stays out: entered, it could not show that change any more.
    """
    query = select(Product).filter_by(listing=Listing.LISTED)
    listed = [one for one in db.session.scalars(query) if one.newest is one.listed_revision]
    return sorted(listed, key=lambda one: (one.newest.category != "batik", one.id))[:count]


def _entry(round_: Round, product: Product) -> Entry:
    entry = Entry(
        round_id=round_.id,
        product_id=product.id,
        revision_id=product.newest.id,
        state=EntryState.IN_REVIEW,
        submitted_at=utcnow(),
    )
    db.session.add(entry)
    return entry


def sheets_of(site: Site, email: str, entry_ids: Sequence[int]) -> dict[int, list[Scoresheet]]:
    """The curator's sheets by entry, with what they hold loaded."""
    with app_of(site).app_context():
        person = sample_person(email)
        query = select(Scoresheet).where(
            Scoresheet.curator_id == person.id, Scoresheet.entry_id.in_(entry_ids)
        )
        found: dict[int, list[Scoresheet]] = {entry_id: [] for entry_id in entry_ids}
        for sheet in db.session.scalars(query):
            _ = [score.value for score in sheet.scores]
            found[sheet.entry_id].append(sheet)
        return found


def values_of(site: Site, email: str, entry_id: int) -> list[int | None]:
    """The values on the curator's sheet, in the order in which they were first given."""
    sheets = sheets_of(site, email, [entry_id])[entry_id]
    return [score.value for sheet in sheets for score in sorted(sheet.scores, key=lambda s: s.id)]


def versions_of_sheets(site: Site, email: str, entry_ids: Sequence[int]) -> dict[int, int]:
    """How many earlier versions each of the curator's sheets has kept, by entry."""
    sheets = sheets_of(site, email, entry_ids)
    keys = {sheet.id: entry for entry, some in sheets.items() for sheet in some}
    with app_of(site).app_context():
        query = select(ScoresheetVersion.scoresheet_id).where(
            ScoresheetVersion.scoresheet_id.in_(keys)
        )
        rows = [keys[key] for key in db.session.scalars(query)]
    return {entry: rows.count(entry) for entry in entry_ids}


def end_scoring(site: Site, round_id: int) -> None:
    """Close a round for scoring, as its clock would."""
    with app_of(site).app_context(), writing():
        round_ = db.session.get_one(Round, round_id)
        round_.opens_at = utcnow() - timedelta(days=3)
        round_.closes_at = utcnow() - timedelta(days=2)
        round_.scoring_ends_at = utcnow() - timedelta(days=1)
        db.session.commit()


def withdraw(site: Site, entry_id: int) -> None:
    """Take an entry out of its round."""
    with app_of(site).app_context(), writing():
        db.session.get_one(Entry, entry_id).state = EntryState.WITHDRAWN
        db.session.commit()


def is_final(site: Site, email: str, entry_id: int) -> bool:
    """Whether the curator has exactly one sheet of the entry, and that is final."""
    sheets = sheets_of(site, email, [entry_id])[entry_id]
    return [sheet.state for sheet in sheets] == [ScoresheetState.FINAL]
