"""Prices in bands: every price is in one, and the picture shows what may be wanted."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from showcase.search.prices import LOWS, band_of, price_bands
from showcase.search.request import SearchRequest


@given(st.integers(0, 2_000_000_000))
def test_a_price_lies_within_its_band(price: int) -> None:
    low = band_of(price)
    assert low is not None
    assert low <= price
    higher = [one for one in LOWS if one > low]
    assert not higher or price < higher[0]


def test_a_product_without_a_price_has_no_band() -> None:
    assert band_of(None) is None


def test_bands_go_up_and_those_between_are_shown_empty() -> None:
    bands = price_bands({"15000": 3, "50000": 1}, SearchRequest())
    assert [(one.low, one.products) for one in bands] == [
        (15_000, 3),
        (20_000, 0),
        (30_000, 0),
        (50_000, 1),
    ]
    assert all(one.wanted for one in bands)
    assert [one.high for one in bands] == [20_000, 30_000, 50_000, 70_000]


@pytest.mark.parametrize(
    ("low", "high", "wanted"),
    [
        (None, 20_000, [15_000, 20_000]),
        (None, 19_999, [15_000]),
        (30_000, None, [30_000, 50_000]),
        (49_999, 50_000, [30_000, 50_000]),
        (None, 14_999, []),
    ],
)
def test_bands_say_which_prices_are_asked_for(
    low: int | None, high: int | None, wanted: list[int]
) -> None:
    asked = SearchRequest(price_min=low, price_max=high)
    bands = price_bands({"15000": 3, "20000": 1, "30000": 1, "50000": 9}, asked)
    assert [one.low for one in bands if one.wanted] == wanted


def test_two_bars_are_no_picture() -> None:
    assert price_bands({"15000": 3, "20000": 1}, SearchRequest()) == ()
    assert price_bands({}, SearchRequest()) == ()
