"""The rounds of the sample town: one decided, one open."""

import random
from datetime import datetime, timedelta
from typing import Any, Final

from accounts.models import User
from accounts.operations import grant_role
from accounts.states import Role
from catalog.models import Maker, Product
from catalog.slugs import slugify
from curation.entry_models import Entry, Scoresheet
from curation.models import Criterion, Partner, Round, RubricVersion
from curation.operations.assignment import assign_curators
from curation.operations.decisions import propose_by_thresholds, propose_outcome
from curation.operations.entries import admit_entry, submit_entry
from curation.operations.placements import PlacementFacts, add_placement
from curation.operations.release import release_decisions
from curation.operations.rounds import RoundPlan, adopt_rubric, open_round
from curation.operations.scoresheets import (
    Answer,
    criteria_of,
    finish_scoresheet,
    save_scoresheet,
)
from curation.rules import CHOSEN
from curation.snapshots import release_preview
from curation.standing import round_standing
from curation.states import Outcome, Visibility
from database import db, utcnow
from demo.data_files import rows
from demo.people import add_person
from demo.sign_ins import CURATORS
from office.partners import add_partner

DECIDED: Final = frozenset({"accepted", "conditional", "revise"})
SEED: Final = 2025
USUAL_SCORE: Final = 72.0
# How far each curator leans, in points of 100: the second is hard to please, the fourth is kind.
LEANINGS: Final = (0.0, -8.0, 1.5, 6.0, -1.5)
SPREAD: Final = 4.0

Goods = dict[str, Product]
Makers = dict[str, tuple[Maker, User]]


def add_gift_shop(office: User) -> tuple[Partner, RubricVersion, list[User]]:
    """A partner with five curators and the default rubric."""
    partner = add_partner(
        name="Galeri Oleh-oleh Wilwatikta",
        city="Mojokerto",
        description_id="Toko oleh-oleh dengan lima cabang di Jawa Timur dan Bali.",
        description_en="A gift shop with five branches in East Java and Bali.",
        is_sample=True,
        actor=office,
    )
    curators = []
    for person in CURATORS:
        user = add_person(person)
        grant_role(user=user, role=Role.CURATOR, partner_id=partner.id, actor=office)
        curators.append(user)
    return partner, adopt_rubric(partner=partner, actor=office), curators


def _enter(round_: Round, goods: Goods, makers: Makers, states: frozenset[str]) -> dict[str, Entry]:
    """Submit the sample products whose story says that they are in this round."""
    moment = round_.opens_at + timedelta(days=3)
    entries = {}
    for row in rows("products"):
        if row["curation"]["state"] in states:
            product = goods[row["code"]]
            entries[row["code"]] = submit_entry(
                round_=round_,
                product=product,
                actor=makers[row["maker"]][1],
                consents_to_listing=True,
                now=moment,
            )
    return entries


def _values(criteria: list[Criterion], target: float, chance: random.Random) -> dict[int, int]:
    """Values from 1 to 5 whose weighted score comes as near to ``target`` as whole steps allow."""
    exact = 1 + 4 * target / 100
    low = max(1, min(4, int(exact)))
    values = {one.id: low for one in criteria}
    total = sum(one.weight for one in criteria)
    wanted = (exact - low) * total
    for one in sorted(criteria, key=lambda _one: chance.random()):
        if wanted >= one.weight / 2:
            values[one.id] += 1
            wanted -= one.weight
    return values


def _score(
    entry: Entry, curator: User, leaning: float, row: dict[str, Any], moment: datetime
) -> Scoresheet:
    chance = random.Random(f"{SEED}:{row['code']}:{curator.email}")  # noqa: S311 - a sample.
    story = row["curation"]
    target = (story["score"] or USUAL_SCORE) + leaning + chance.gauss(0, SPREAD)
    criteria = criteria_of(entry)
    values = _values(criteria, min(max(target, 5.0), 99.0), chance)
    weakest = min(criteria, key=lambda one: (values[one.id], one.position)).id
    answers = {
        key: Answer(value=value, note=(story["note_id"] or "") if key == weakest else "")
        for key, value in values.items()
    }
    save_scoresheet(entry=entry, curator=curator, answers=answers, version=0, now=moment)
    return finish_scoresheet(entry=entry, curator=curator, now=moment)


def _score_all(round_: Round, entries: dict[str, Entry], curators: list[User], share: int) -> None:
    """Let the curators score what they were given; all of it, or two in ``share``."""
    moment = round_.opens_at + timedelta(days=5)
    leanings = dict(zip((user.id for user in curators), LEANINGS, strict=True))
    stories = {row["code"]: row for row in rows("products")}
    people = {user.id: user for user in curators}
    for number, (code, entry) in enumerate(entries.items()):
        db.session.refresh(entry)
        given = [one.curator_id for one in entry.assignments]
        for curator_id in given[: None if share == 0 else number % share]:
            _score(entry, people[curator_id], leanings[curator_id], stories[code], moment)


def _plan(name_id: str, name_en: str, days: tuple[int, int, int]) -> RoundPlan:
    """A round that opens, closes and ends its scoring so many days from now."""
    opens, closes, ends = (utcnow() + timedelta(days=number) for number in days)
    return RoundPlan(
        slug=slugify(name_id, "kurasi"),
        name_id=name_id,
        name_en=name_en,
        opens_at=opens,
        closes_at=closes,
        scoring_ends_at=ends,
        sheets_wanted=3,
        visibility=Visibility.AFTER_OWN,
        is_sample=True,
    )


def _round(
    partner: Partner, rubric: RubricVersion, chair: User, office: User, plan: RoundPlan
) -> Round:
    return open_round(partner=partner, rubric=rubric, plan=plan, chair=chair, actor=office)


def decided_round(
    partner: Partner,
    rubric: RubricVersion,
    curators: list[User],
    office: User,
    goods: Goods,
    makers: Makers,
) -> Round:
    """A round of last season with every decision released."""
    plan = _plan("Kurasi Musim Lebaran", "Lebaran Season Round", (-90, -60, -45))
    round_ = _round(partner, rubric, curators[0], office, plan)
    entries = _enter(round_, goods, makers, DECIDED)
    for entry in entries.values():
        admit_entry(entry=entry, actor=office)
    assign_curators(round_=round_, actor=office)
    _score_all(round_, entries, curators, share=0)
    propose_by_thresholds(round_=round_, actor=curators[0])
    _follow_the_stories(entries, curators[0])
    preview = release_preview(round_standing(round_))
    release_decisions(
        round_=round_,
        actor=curators[0],
        fingerprint=preview.fingerprint,
        now=utcnow() - timedelta(days=40),
    )
    _place_in_shops([one for one in entries.values() if one.state in CHOSEN], makers, curators[0])
    return round_


def _place_in_shops(chosen: list[Entry], makers: Makers, chair: User) -> None:
    """Two products stand in a branch of the partner, and a third was ordered."""
    today = utcnow().date()
    shelf = PlacementFacts(
        outlet="Galeri Wilwatikta, Surabaya",
        ordered_on=today - timedelta(days=34),
        ordered_count=40,
        on_shelf_on=today - timedelta(days=26),
        sold_count=23,
        note="Laku terutama di akhir pekan.",
    )
    ordered = PlacementFacts(
        outlet="Galeri Wilwatikta, Denpasar",
        ordered_on=today - timedelta(days=6),
        ordered_count=24,
    )
    people = {maker.id: person for maker, person in makers.values()}
    for number, entry in enumerate(chosen[:3]):
        actor = people[entry.product.maker_id] if number else chair
        add_placement(entry=entry, facts=ordered if number == 1 else shelf, actor=actor)


def _follow_the_stories(entries: dict[str, Entry], chair: User) -> None:
    """Where the thresholds say otherwise than a product's story, the chair decides by hand."""
    stories = {row["code"]: row["curation"] for row in rows("products")}
    for code, entry in entries.items():
        told = Outcome(stories[code]["state"])
        suggested = next((one.outcome for one in entry.decisions if not one.released_at), None)
        if suggested != told:
            propose_outcome(
                entry=entry,
                outcome=told,
                actor=chair,
                reason=stories[code]["note_id"] or "Keputusan mengikuti nilai kurator.",
            )


def running_round(
    partner: Partner,
    rubric: RubricVersion,
    curators: list[User],
    office: User,
    goods: Goods,
    makers: Makers,
) -> Round:
    """A round that takes entries now and is being scored."""
    plan = _plan("Kurasi Oleh-oleh Akhir Tahun", "Year-end Gift Round", (-10, 20, 30))
    round_ = _round(partner, rubric, curators[0], office, plan)
    entries = _enter(round_, goods, makers, frozenset({"in_review"}))
    for entry in entries.values():
        admit_entry(entry=entry, actor=office)
    _enter(round_, goods, makers, frozenset({"submitted"}))
    assign_curators(round_=round_, actor=office)
    _score_all(round_, entries, curators, share=3)
    return round_
