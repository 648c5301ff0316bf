"""Writing down what became of a chosen product. Nothing here commits."""

from dataclasses import dataclass, fields
from datetime import date

from flask_babel import lazy_gettext as _l

from accounts.log import record
from accounts.models import User
from curation.entry_models import Entry
from curation.placement_models import Placement
from curation.queries.shortlist import may_place
from curation.rules import CHOSEN
from database import db
from web.errors import RuleViolation, StaleVersion


@dataclass(frozen=True, slots=True)
class PlacementFacts:
    """What is known of a product in one shop; counts are in the product's own unit."""

    outlet: str
    ordered_on: date | None = None
    ordered_count: int | None = None
    on_shelf_on: date | None = None
    off_shelf_on: date | None = None
    sold_count: int | None = None
    note: str = ""


def add_placement(*, entry: Entry, facts: PlacementFacts, actor: User) -> Placement:
    """Write down that a shop ordered or shows a chosen product.

    Raises:
        RuleViolation: The product was not chosen, the days do not fit each other, or somebody who
            is neither its maker nor of the partner.
    """
    _check(entry, facts, actor)
    placement = Placement(entry_id=entry.id, typed_by_id=actor.id)
    _write(placement, facts)
    db.session.add(placement)
    db.session.flush()
    _log(placement, "add", {}, facts, actor)
    return placement


def change_placement(
    *, placement: Placement, facts: PlacementFacts, version: int, actor: User
) -> None:
    """Write down what is known now.

    Args:
        placement: What changes.
        facts: All of it, not only what is new.
        version: Which one the person looked at.
        actor: The maker, or somebody of the partner.

    Raises:
        StaleVersion: Somebody else has saved since.
        RuleViolation: As in ``add_placement``.
    """
    if placement.version != version:
        raise StaleVersion(_l("Catatan ini baru saja diubah orang lain."), placement)
    _check(placement.entry, facts, actor)
    before = {one.name: getattr(placement, one.name) for one in fields(facts)}
    _write(placement, facts)
    placement.typed_by_id = actor.id
    db.session.flush()
    _log(placement, "change", before, facts, actor)


def _write(placement: Placement, facts: PlacementFacts) -> None:
    for one in fields(facts):
        setattr(placement, one.name, getattr(facts, one.name))


def _check(entry: Entry, facts: PlacementFacts, actor: User) -> None:
    if not may_place(actor, entry) or entry.state not in CHOSEN:
        raise RuleViolation(_l("Langkah ini bukan wewenang Anda."))
    if facts.ordered_on is None and facts.on_shelf_on is None:
        raise RuleViolation(_l("Isi tanggal dipesan atau tanggal mulai dipajang."), "ordered_on")
    if facts.off_shelf_on is None:
        return
    if facts.on_shelf_on is None:
        raise RuleViolation(_l("Isi dulu tanggal mulai dipajang."), "on_shelf_on")
    if facts.off_shelf_on < facts.on_shelf_on:
        raise RuleViolation(
            _l("Tanggal berakhir tidak bisa sebelum mulai dipajang."), "off_shelf_on"
        )


def _log(
    placement: Placement, action: str, before: dict[str, object], facts: PlacementFacts, actor: User
) -> None:
    """Keep every figure that changed, with what it was."""
    changed = {
        one.name: [_plain(before.get(one.name)), _plain(getattr(facts, one.name))]
        for one in fields(facts)
        if before.get(one.name) != getattr(facts, one.name)
    }
    record(
        actor=actor,
        subject=("placement", placement.id),
        action=action,
        after=placement.stage.value,
        data={"entry": placement.entry_id, "changed": changed},
    )


def _plain(value: object) -> object:
    """A value as JSON holds it."""
    return value.isoformat() if isinstance(value, date) else value
