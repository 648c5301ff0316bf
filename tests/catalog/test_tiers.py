"""Wholesale prices by quantity: the rules, and how they read."""

import pytest
from factories import RevisionFactory

from catalog.models import ProductRevision
from catalog.tiers import Tier, per_piece, read_tiers, tier_problems
from catalog.units import Unit, counted
from catalog.wholesale import minimum_order, wholesale_lines, wholesale_rows

pytestmark = pytest.mark.usefixtures("app")

Given = list[tuple[int, int]]


def problems(
    given: Given,
    *,
    retail: int | None = 100_000,
    unit: Unit = Unit.PASANG,
    per_kodi: bool = False,
    minimum: int | None = None,
) -> list[tuple[int, str]]:
    tiers = [Tier(start, rupiah) for start, rupiah in given]
    found = tier_problems(tiers, retail=retail, unit=unit, per_kodi=per_kodi, minimum=minimum)
    assert all(str(one.message).endswith(".") for one in found)
    return [(one.index, one.part) for one in found]


@pytest.mark.parametrize(
    ("given", "wrong"),
    [
        ([], []),
        ([(12, 99_999)], []),
        ([(12, 90_000), (24, 85_000), (100, 80_000)], []),
        ([(12, 100_000)], [(0, "rupiah")]),  # As dear as in the shop.
        ([(12, 90_000), (12, 85_000)], [(1, "from")]),
        ([(24, 90_000), (12, 85_000)], [(1, "from")]),
        ([(12, 90_000), (24, 90_000)], [(1, "rupiah")]),
        ([(12, 90_000), (24, 95_000)], [(1, "rupiah")]),
        ([(24, 90_000), (12, 95_000)], [(1, "from"), (1, "rupiah")]),
        ([(0, 90_000)], [(0, "from")]),
        ([(1_000_001, 90_000)], [(0, "from")]),
        ([(12, 0)], [(0, "rupiah")]),
        ([(12, 10**9 + 1)], [(0, "rupiah")]),
    ],
)
def test_tiers_rise_in_quantity_and_fall_in_price(
    given: Given, wrong: list[tuple[int, str]]
) -> None:
    assert problems(given) == wrong


@pytest.mark.parametrize(
    ("rupiah", "per_kodi", "unit", "wrong"),
    [
        (1_999_980, True, Unit.PASANG, []),  # Rp 99.999 a pair, in lots of twenty.
        (2_000_000, True, Unit.PASANG, [(0, "rupiah")]),
        (99_999, False, Unit.KODI, []),  # Sold by the kodi in the shop as well.
        (100_000, False, Unit.KODI, [(0, "rupiah")]),
        (99_999, True, Unit.KODI, []),
    ],
)
def test_tiers_are_compared_with_the_shop_piece_by_piece(
    rupiah: int, unit: Unit, wrong: list[tuple[int, str]], *, per_kodi: bool
) -> None:
    assert problems([(1, rupiah)], unit=unit, per_kodi=per_kodi) == wrong


def test_tiers_wait_with_the_comparison_until_there_is_a_price() -> None:
    assert problems([(12, 5_000_000)], retail=None) == []


def test_the_first_tier_is_no_smaller_than_the_minimum_order() -> None:
    assert problems([(12, 90_000)], minimum=12) == []
    assert problems([(12, 90_000)], minimum=13) == [(0, "from")]


@pytest.mark.parametrize(
    "given",
    [
        [{"from": n, "rupiah": 10 - n} for n in range(1, 7)],
        [{"from": "12", "rupiah": 1}],
        [{"rupiah": 1}],
    ],
)
def test_read_tiers_refuses_what_is_no_tier(given: list[dict[str, int]]) -> None:
    with pytest.raises(ValueError, match=r"\d|rupiah"):
        read_tiers(given)


@pytest.mark.parametrize(
    ("rupiah", "unit", "each"),
    [(1_950_000, Unit.KODI, 97_500), (99, Unit.PASANG, 99), (10, Unit.KODI, 1), (9, Unit.KODI, 0)],
)
def test_per_piece_is_rounded_to_whole_rupiah(rupiah: int, unit: Unit, each: int) -> None:
    assert per_piece(rupiah, unit) == each


def test_counted_speaks_both_languages() -> None:
    assert [counted(n, Unit.PASANG, "en") for n in (1, 1200)] == ["1 pair", "1,200 pairs"]
    assert [counted(n, Unit.PASANG, "id") for n in (1, 1200)] == ["1 pasang", "1.200 pasang"]


def shoes(**values: object) -> ProductRevision:
    revision: ProductRevision = RevisionFactory(
        **{
            "price_rupiah": 125_000,
            "unit": "pasang",
            "wholesale_tiers": [{"from": 1, "rupiah": 2_000_000}, {"from": 5, "rupiah": 1_900_010}],
            "wholesale_per_kodi": True,
            "minimum_order": 1,
        }
        | values
    )
    return revision


def test_wholesale_lines_say_what_a_piece_of_a_kodi_costs() -> None:
    lines = wholesale_lines(shoes(), "id")
    assert [(one.start, one.rupiah, one.unit, one.piece, one.saving) for one in lines] == [
        ("1 kodi", 2_000_000, "kodi", 100_000, 20),
        ("5 kodi", 1_900_010, "kodi", 95_001, 23),
    ]
    assert wholesale_rows(shoes(), "id")[0] == (
        "Grosir mulai 1 kodi",
        "Rp\xa02.000.000 / kodi (Rp\xa0100.000 / pasang)",
    )
    assert minimum_order(shoes(), "en") == "1 lot of 20"


def test_wholesale_lines_know_no_saving_without_a_shop_price() -> None:
    assert [one.saving for one in wholesale_lines(shoes(price_rupiah=None), "id")] == [0, 0]
    assert minimum_order(shoes(minimum_order=None), "id") == ""
