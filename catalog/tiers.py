"""Wholesale prices by quantity: what they must satisfy, and how they read."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from flask_babel import LazyString
from flask_babel import lazy_gettext as _l

from catalog.models import ProductRevision
from catalog.money import MAX_RUPIAH
from catalog.rules import MAX_COUNT
from catalog.units import Unit, pieces_in

MAX_TIERS: Final = 5
"""More steps than this no buyer compares, and no phone shows."""


@dataclass(frozen=True, slots=True)
class Tier:
    """From how many units on a wholesale price holds.

    Attributes:
        start: The smallest quantity, in wholesale units.
        rupiah: The price of one wholesale unit.
    """

    start: int
    rupiah: int

    def stored(self) -> dict[str, int]:
        """Return the tier as the database keeps it."""
        return {"from": self.start, "rupiah": self.rupiah}


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong with one tier.

    Attributes:
        index: Which tier, from 0.
        part: "from" or "rupiah".
        message: A sentence for the maker.
    """

    index: int
    part: str
    message: LazyString


def tiers_of(revision: ProductRevision) -> list[Tier]:
    """Return a revision's wholesale prices, the smallest quantity first."""
    return [Tier(one["from"], one["rupiah"]) for one in revision.wholesale_tiers]


def wholesale_unit(unit: Unit | str, *, per_kodi: bool) -> Unit:
    """Return the unit that wholesale is counted and priced in: the kodi, or the product's own."""
    return Unit.KODI if per_kodi else Unit(unit)


def _in_order(tiers: Sequence[Tier]) -> Iterator[Problem]:
    """Find quantities that do not rise and prices that do not fall."""
    for index in range(1, len(tiers)):
        before, tier = tiers[index - 1], tiers[index]
        if tier.start <= before.start:
            yield Problem(index, "from", _l("Jumlah ini harus lebih banyak dari baris di atasnya."))
        if tier.rupiah >= before.rupiah:
            yield Problem(index, "rupiah", _l("Makin banyak, makin murah: harga ini harus turun."))


def _below_retail(
    tiers: Sequence[Tier], retail: int, unit: Unit, sold_in: Unit
) -> Iterator[Problem]:
    """Find prices that are, piece by piece, no cheaper than in the shop."""
    for index, tier in enumerate(tiers):
        if tier.rupiah * pieces_in(unit) >= retail * pieces_in(sold_in):
            message = (
                _l("Harga grosir harus di bawah harga eceran.")
                if unit is sold_in
                else _l("Dihitung per satuan, harga ini harus di bawah harga eceran.")
            )
            yield Problem(index, "rupiah", message)


def _in_range(tiers: Sequence[Tier]) -> Iterator[Problem]:
    for index, tier in enumerate(tiers):
        if not 1 <= tier.start <= MAX_COUNT:
            yield Problem(index, "from", _l("Angka ini terlalu kecil atau terlalu besar."))
        if not 1 <= tier.rupiah <= MAX_RUPIAH:
            yield Problem(index, "rupiah", _l("Angka ini terlalu kecil atau terlalu besar."))


def tier_problems(
    tiers: Sequence[Tier],
    *,
    retail: int | None,
    unit: Unit | str,
    per_kodi: bool,
    minimum: int | None,
) -> list[Problem]:
    """Return what is wrong with wholesale prices, at most one thing for each box.

    Args:
        tiers: In the order in which they were given, at most ``MAX_TIERS``.
        retail: The shop's price of one ``unit``, or None when it is not known yet.
        unit: What the shop's price buys.
        per_kodi: Whether wholesale is counted in lots of twenty.
        minimum: The smallest order, in wholesale units.
    """
    found = [*_in_range(tiers), *_in_order(tiers)]
    if retail is not None:
        sold_in = wholesale_unit(unit, per_kodi=per_kodi)
        found += _below_retail(tiers, retail, Unit(unit), sold_in)
    if tiers and minimum is not None and tiers[0].start < minimum:
        message = _l("Baris pertama tidak bisa di bawah minimal pesan.")
        found.append(Problem(0, "from", message))
    first = {(one.index, one.part): one for one in reversed(found)}
    return [first[place] for place in sorted(first)]


def read_tiers(given: Sequence[Mapping[str, Any]]) -> list[Tier]:
    """Read tiers as the database keeps them.

    Raises:
        ValueError: When there are too many, or one is no pair of whole numbers.
    """
    if len(given) > MAX_TIERS:
        raise ValueError(len(given))
    tiers = []
    for one in given:
        start, rupiah = one.get("from"), one.get("rupiah")
        if not isinstance(start, int) or not isinstance(rupiah, int):
            raise ValueError(one)  # noqa: TRY004 - one error for whatever is no tier.
        tiers.append(Tier(start, rupiah))
    return tiers


def per_piece(rupiah: int, unit: Unit | str) -> int:
    """Return what one piece costs at the price of a unit, in whole rupiah, rounded half up."""
    pieces = pieces_in(unit)
    return (2 * rupiah + pieces) // (2 * pieces)
