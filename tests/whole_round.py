"""A round of 65 entries in the database of a running site, and what each curator gives."""

from collections.abc import Sequence
from itertools import chain, combinations

from sqlalchemy import select

from accounts.models import Membership, User
from accounts.states import Role
from catalog.models import Maker, Paper, Product
from catalog.readiness import blocking
from catalog.states import PaperKind, PaperState
from curation.entry_models import Entry
from curation.models import Criterion, Partner, Round
from curation.operations import submit_entry
from curation.operations.scoresheets import criteria_of
from database import db, writing
from demo.generated import add_generated
from demo.sign_ins import CURATORS
from scripts.running_site import Site
from scripts.shots_stage import app_of, sample_person

ENTRIES = 65
MAKERS = 13
A_MAKER = 5
HARSH_POINTS = 10
PARTNER = "Mitra Putaran Penuh"


def curator_email(number: int) -> str:
    return f"putaran{number}@contoh.test"


def maker_email(number: int) -> str:
    return f"putaran-perajin{number}@contoh.test"


def _person(email: str, name: str) -> User:
    """Somebody with the password of all sample people."""
    password = sample_person(CURATORS[0].email).password_hash
    person = User(name=name, email=email, password_hash=password, session_token=email)
    db.session.add(person)
    return person


def add_people(site: Site) -> int:
    """A partner with five curators; its key."""
    with app_of(site).app_context(), writing():
        partner = Partner(slug="mitra-putaran", name=PARTNER)
        db.session.add(partner)
        db.session.flush()
        for number in range(1, 6):
            person = _person(curator_email(number), f"Kurator Putaran {number}")
            person.memberships.append(Membership(role=Role.CURATOR, partner_id=partner.id))
        db.session.commit()
        return int(partner.id)


def enter_goods(site: Site, name: str) -> int:
    """Enter five complete products of each of thirteen makers in the round; its key."""
    with app_of(site).app_context():
        for number in range(MAKERS):
            add_generated(20 + number)  # Each time one maker, and other goods.
        with writing():
            round_ = db.session.scalars(select(Round).filter_by(name_id=name)).one()
            made = select(Maker).where(Maker.slug.startswith("buatan-")).order_by(Maker.id)
            for number, maker in enumerate(db.session.scalars(made), 1):
                person = _person(maker_email(number), f"Perajin Putaran {number}")
                person.memberships.append(Membership(role=Role.MAKER, maker_id=maker.id))
                db.session.flush()
                _enter(round_, maker, person)
            db.session.commit()
            return int(round_.id)


def _enter(round_: Round, maker: Maker, person: User) -> None:
    """Give the maker a NIB, and enter what is complete and needs no paper of its own."""
    db.session.add(Paper(maker_id=maker.id, kind=PaperKind.NIB, state=PaperState.CONFIRMED))
    goods = db.session.scalars(select(Product).filter_by(maker_id=maker.id).order_by(Product.id))
    fit = [one for one in goods if one.newest.category != "mamin" and not blocking(one)]
    for product in fit[:A_MAKER]:
        submit_entry(round_=round_, product=product, actor=person, consents_to_listing=True)


def planned_digits(site: Site, round_id: int) -> dict[int, tuple[str, str]]:
    """What a usual curator and the harsh one press on each entry, in the order of its criteria.

    The goods differ from entry to entry; the harsh curator gives one step less on criteria that
    weigh 40 of 100 together, which is ten points on every sheet.
    """
    with app_of(site).app_context():
        query = select(Entry).filter_by(round_id=round_id).order_by(Entry.id)
        return {
            entry.id: _digits(criteria_of(entry), at)
            for at, entry in enumerate(db.session.scalars(query))
        }


def _digits(criteria: Sequence[Criterion], at: int) -> tuple[str, str]:
    fives = at % (len(criteria) + 1)  # The rest are threes; nobody gives less than two.
    values = [5 if place < fives else 3 for place in range(len(criteria))]
    lower = _weighing(criteria, HARSH_POINTS * 4)
    harsh = [value - (place in lower) for place, value in enumerate(values)]
    return "".join(map(str, values)), "".join(map(str, harsh))


def _weighing(criteria: Sequence[Criterion], weight: int) -> frozenset[int]:
    """Places of criteria that weigh so much together."""
    places = range(len(criteria))
    some = chain.from_iterable(combinations(places, count) for count in places)
    return frozenset(
        next(one for one in some if sum(criteria[place].weight for place in one) == weight)
    )
