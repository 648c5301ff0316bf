"""The titles and searches by which relevance is measured."""

from pathlib import Path

import pytest

from benchmarks.relevance import PlainBM25, gain
from benchmarks.titles import WORD, Listing, Sellers, queries, read_listings

LISTINGS = Sellers(1).listings(400)


def test_titles_come_in_groups_and_are_the_same_for_the_same_seed() -> None:
    assert Sellers(1).listings(400) == LISTINGS
    assert Sellers(2).listings(400) != LISTINGS
    assert len({one.group for one in LISTINGS}) < 200
    assert all(0 < len(one.title) <= 110 for one in LISTINGS)


@pytest.mark.parametrize("slip", [False, True])
def test_searches_have_four_to_six_words_mostly_of_a_title(*, slip: bool) -> None:
    for query in queries(LISTINGS, 50, 2, slip=slip):
        words = query.words.split()
        assert 4 <= len(words) <= 6
        titles = [one.title.lower() for one in LISTINGS if one.group == query.group]
        known = max(len(set(words) & set(WORD.findall(title))) for title in titles)
        assert known >= (2 if slip else 3)


def test_gain_is_that_of_the_best_order_at_most() -> None:
    assert gain([1, 1, 2], 1, 2) == 1
    assert gain([2, 1], 1, 1) == pytest.approx(1 / 1.58496, abs=1e-5)
    assert gain([], 1, 3) == 0


def test_plain_bm25_prefers_the_rare_word() -> None:
    found = PlainBM25([(1, "tikar pandan"), (2, "tikar lipat"), (3, "topi")])("tikar pandan")
    assert found == [1, 2]


def test_real_titles_are_read(tmp_path: Path) -> None:
    file = tmp_path / "titles.csv"
    file.write_text("posting_id,title,label_group\na,Tikar,9\nb,Tikar lipat,9\nc,Topi,7\n")
    assert read_listings(file) == [
        Listing("Tikar", 0),
        Listing("Tikar lipat", 0),
        Listing("Topi", 1),
    ]
