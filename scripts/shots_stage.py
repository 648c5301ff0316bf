"""What a few pages need beyond the sample town: a change that waits, a checked sheet, links.

It is made through the same operations as real use, in the town that is photographed.
"""

import io
from collections.abc import Iterable
from dataclasses import replace
from typing import Final

from flask import Flask
from sqlalchemy import select
from werkzeug.datastructures import FileStorage

from accounts.handover import issue_handover
from accounts.links import invite, request_reset
from accounts.models import Membership, OutgoingMessage, User
from accounts.states import Role
from app import create_app
from catalog.categories import category
from catalog.makers import MakerProfile, register_maker
from catalog.models import Maker, Product
from catalog.operations import save_draft, submit_change
from catalog.sheets.columns import columns_of
from catalog.sheets.jobs import upload_sheet
from catalog.sheets.tasks import work_on_sheet
from catalog.sheets.workbook import SheetWriter
from catalog.states import Listing
from config import Settings
from curation.entry_models import Assignment, Decision, Entry
from curation.models import Partner
from curation.placement_models import Placement
from curation.states import EntryState
from database import db, writing
from demo.sign_ins import BUYER, OFFICE, maker_person
from scripts.running_site import Site, SiteError, site_environment
from scripts.shots_pages import MAKER_SLUG, PERSONAS, Page

ADDRESS: Final = "/atur-sandi/{token}"
ROWS: Final[tuple[dict[str, str | int], ...]] = (
    {"subcategory": "Selendang & syal", "name_id": "Selendang Surya", "price_rupiah": 185_000},
    {"subcategory": "Selendang & syal", "name_id": "Selendang Mrutu Sewu", "price_rupiah": 165_000},
    {"subcategory": "Kain batik", "name_id": "Kain Sisik Gringsing", "price_rupiah": "murah"},
)


def app_of(site: Site) -> Flask:
    """An app on the database of a running site."""
    port = int(site.url.rpartition(":")[2])
    return create_app(Settings.from_env(site_environment(site.instance, port)))


def sample_person(email: str) -> User:
    """One of the sample people.

    Raises:
        SiteError: when nobody has that address.
    """
    person: User | None = db.session.scalar(select(User).filter_by(email=email))
    if person is None:
        raise SiteError(f"nobody in the sample town has the address {email}")
    return person


def _maker() -> Maker:
    return db.session.scalars(select(Maker).filter_by(slug=MAKER_SLUG)).one()


def _let_a_change_wait() -> None:
    listed = select(Product).filter_by(maker_id=_maker().id, listing=Listing.LISTED)
    product = db.session.scalars(listed.order_by(Product.id)).first()
    if product is None or product.listed_revision is None:
        raise SiteError(f"{MAKER_SLUG} lists nothing")
    if product.newest.id != product.listed_revision_id:
        return  # It waits since the last time.
    price = (product.listed_revision.price_rupiah or 0) + 15_000
    save_draft(product=product, changes={"price_rupiah": price})
    submit_change(product=product, actor=None)


def _sheet(*, with_maker: bool) -> FileStorage:
    """A sheet of three rows, of which one has a price that is none."""
    batik = category("batik")
    assert batik is not None  # noqa: S101 - the first of our own four.
    columns, out = columns_of(batik, "id", with_maker=with_maker), io.BytesIO()
    writer = SheetWriter(batik, columns, "id")
    for row in ROWS:
        said = {**row, "maker": MAKER_SLUG}
        writer.add([said.get(column.key) for column in columns])
    writer.finish(out)
    out.seek(0)
    return FileStorage(out, filename="produk-baru.xlsx")


def _upload(email: str, *, of_maker: bool) -> int:
    """Send a sheet and let it be checked; its key."""
    with writing():
        job = upload_sheet(
            sheet=_sheet(with_maker=not of_maker),
            photos=None,
            maker_id=_maker().id if of_maker else None,
            owner=sample_person(email),
            language="id",
        )
        key = job.id
        db.session.commit()
    work_on_sheet(key)
    db.session.rollback()
    return key


def _unowned_maker(office: User) -> Maker:
    """A maker whose account nobody has taken over yet."""
    owned = select(Membership.maker_id).where(Membership.maker_id.is_not(None))
    found = db.session.scalars(select(Maker).where(Maker.id.not_in(owned))).first()
    if found is None:
        profile = MakerProfile(name="Kue Bu Sri", kelurahan_id=_maker().kelurahan_id)
        return register_maker(user=None, profile=profile, actor=office, is_sample=True)
    return found


def _assigned() -> int | None:
    """An entry of an open round that the curator who is photographed scores."""
    curator = sample_person(PERSONAS["curator"])
    query = select(Assignment.entry_id).join(Assignment.entry)
    query = query.where(Assignment.curator_id == curator.id, Entry.state == EntryState.IN_REVIEW)
    return db.session.scalar(query.order_by(Assignment.id))


def _after_release() -> dict[str, str]:
    """An acceptance of the maker who is photographed, and a product that stands in a shop."""
    query = select(Decision).join(Decision.entry).join(Entry.product)
    query = query.where(Product.maker_id == _maker().id, Decision.proof_code.is_not(None))
    decision = db.session.scalars(query.order_by(Decision.id)).first()
    placement = db.session.scalars(select(Placement).order_by(Placement.id)).first()
    return {
        "accepted": str(decision.entry_id if decision else None),
        "proof": str(decision.proof_code if decision else None),
        "placement": str(placement.id if placement else None),
        "placed": str(placement.entry_id if placement else None),
    }


def _links() -> dict[str, str]:
    with writing():
        office = sample_person(OFFICE.email)
        _let_a_change_wait()
        partner = db.session.scalars(select(Partner)).first()
        invitation = invite(
            role=Role.CURATOR, invited_by=office, partner_id=partner.id if partner else None
        )
        maker = _unowned_maker(office)
        listed = db.session.scalars(select(Product).filter_by(listing=Listing.LISTED)).first()
        handover, _link = issue_handover(maker_id=maker.id, actor=office)
        request_reset(identifier=BUYER.email, address=ADDRESS)
        newest = select(OutgoingMessage).order_by(OutgoingMessage.id.desc())
        message = db.session.scalars(newest).first()
        reset = (message.body if message else "").partition("/atur-sandi/")[2].split()[0]
        made = {
            "invitation": invitation,
            "handover": handover,
            "reset": reset,
            "unowned": str(maker.id),
            "assigned": str(_assigned()),
            "listed": listed.slug if listed else "",
            **_after_release(),
        }
        db.session.commit()
    return made


def set_stage(site: Site, pages: Iterable[Page]) -> list[Page]:
    """Make what the pages need, and put it into their paths.

    Args:
        site: with the sample town.
        pages: with names in braces where a path needs something of this site.

    Raises:
        SiteError: when the sample town lacks what is needed.
    """
    app = app_of(site)
    with app.app_context():
        made = _links()
        made["sheet"] = str(_upload(maker_person(MAKER_SLUG, "").email, of_maker=True))
        made["office_sheet"] = str(_upload(OFFICE.email, of_maker=False))
        db.session.remove()
        db.engine.dispose()
    return [replace(page, path=page.path.format(**made)) for page in pages]
