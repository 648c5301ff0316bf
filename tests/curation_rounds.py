"""A small round, built through the same operations as real use."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import timedelta

from factories import (
    MakerFactory,
    PartnerFactory,
    ProductFactory,
    RevisionFactory,
    RevisionPhotoFactory,
    curator_user,
    maker_user,
    office_user,
)

from accounts.models import User
from catalog.models import Maker, Paper, Product
from catalog.states import PaperKind, PaperState
from curation.entry_models import Assignment, Entry, Scoresheet
from curation.models import Partner, Round
from curation.operations import (
    Answer,
    RoundPlan,
    admit_entry,
    adopt_rubric,
    finish_scoresheet,
    open_round,
    propose_by_thresholds,
    release_decisions,
    save_scoresheet,
    submit_entry,
)
from curation.operations.scoresheets import criteria_of
from curation.rubric_data import default_rubric
from curation.snapshots import release_preview
from curation.standing import round_standing
from database import db, utcnow

READY_KRIYA = {
    "material": ["bambu"],
    "craft_technique": ["anyam"],
    "dimension_cm": [30, 30, 25],
    "weight_g": 400,
}


@dataclass
class Town:
    """A partner with curators and a chair, an open round, and the office."""

    partner: Partner
    round: Round
    chair: User
    curators: list[User]
    office: User
    makers: dict[int, User] = field(default_factory=dict)


def small_town(*, curators: int = 2, sheets_wanted: int = 2, gates: bool = False) -> Town:
    """Open a round with the default rubric; its chair is a curator too."""
    partner = PartnerFactory()
    people = [curator_user(partner) for _ in range(curators)]
    chair = curator_user(partner)
    office = office_user()
    db.session.flush()
    now = utcnow()
    plan = RoundPlan(
        slug=f"kurasi-{partner.slug}",
        name_id="Kurasi Oleh-oleh",
        name_en="Souvenir round",
        opens_at=now - timedelta(days=2),
        closes_at=now + timedelta(days=2),
        scoring_ends_at=now + timedelta(days=4),
        categories=("kriya", "batik"),
        sheets_wanted=sheets_wanted,
        gates={"kriya": ["city", "nib"]} if gates else {},
    )
    whole = default_rubric()
    # Two of the four categories are enough, and save hundreds of rows in each test.
    part = replace(whole, categories={key: whole.categories[key] for key in plan.categories})
    rubric = adopt_rubric(partner=partner, actor=office, data=part)
    round_ = open_round(partner=partner, rubric=rubric, plan=plan, chair=chair, actor=office)
    return Town(partner, round_, chair, people, office)


def ready_product(maker: Maker | None = None, **values: object) -> Product:
    """A complete product of a verified maker, still a draft, with a photo."""
    maker = maker or MakerFactory()
    revision = RevisionFactory(
        product=ProductFactory(maker=maker), attributes=dict(READY_KRIYA), **values
    )
    RevisionPhotoFactory(revision=revision, alt_id="Keranjang dari depan")
    db.session.flush()
    product: Product = revision.product
    return product


def person_of(town: Town, maker: Maker) -> User:
    """Somebody who works for the maker, the same one each time."""
    if maker.id not in town.makers:
        town.makers[maker.id] = maker_user(maker)
        db.session.flush()
    return town.makers[maker.id]


def submitted(town: Town, product: Product | None = None) -> Entry:
    """An entry that waits for the office."""
    product = product or ready_product()
    return submit_entry(
        round_=town.round,
        product=product,
        actor=person_of(town, product.maker),
        consents_to_listing=True,
    )


def admitted(town: Town, product: Product | None = None, *, curators: bool = True) -> Entry:
    """An entry in review, given to every curator of the town."""
    entry = submitted(town, product)
    admit_entry(entry=entry, actor=town.office)
    if curators:
        db.session.add_all(
            Assignment(entry_id=entry.id, curator_id=curator.id) for curator in town.curators
        )
    db.session.flush()
    return entry


def answers(entry: Entry, value: int, **changes: Answer) -> dict[int, Answer]:
    """The same value on every criterion, but for some by key."""
    return {one.id: changes.get(one.key, Answer(value)) for one in criteria_of(entry)}


def scored(
    entry: Entry, curator: User, value: int, given: Mapping[int, Answer] | None = None
) -> Scoresheet:
    """A final sheet with the same value on every criterion."""
    save_scoresheet(entry=entry, curator=curator, answers=given or answers(entry, value), version=0)
    return finish_scoresheet(entry=entry, curator=curator)


def give_nib(maker: Maker) -> None:
    """Confirm the maker's NIB."""
    db.session.add(Paper(maker_id=maker.id, kind=PaperKind.NIB, state=PaperState.CONFIRMED))
    db.session.flush()


def all_scored(town: Town, value: int, product: Product | None = None) -> Entry:
    """An entry that every curator gave the same value on every criterion."""
    entry = admitted(town, product)
    person_of(town, entry.product.maker)
    for curator in town.curators:
        scored(entry, curator, value)
    return entry


def release_all(town: Town) -> None:
    """Propose what the scores suggest, and release it."""
    propose_by_thresholds(round_=town.round, actor=town.chair)
    seen = release_preview(round_standing(town.round)).fingerprint
    release_decisions(round_=town.round, actor=town.chair, fingerprint=seen)
    db.session.commit()
