import pytest
from hypothesis import given
from hypothesis import strategies as st

from showcase.search.numbers import Understood, understand


@pytest.mark.parametrize(
    ("typed", "words", "low", "high"),
    [
        ("batik di bawah 100 ribu", "batik", None, 100_000),
        ("batik dibawah 100rb", "batik", None, 100_000),
        ("batik di bawah 100", "batik", None, 100_000),
        ("sandal 50rb", "sandal", None, 50_000),
        ("sandal 50k", "sandal", None, 50_000),
        ("sandal rp 50.000", "sandal", None, 50_000),
        ("sandal Rp50.000", "sandal", None, 50_000),
        ("tas 100 ribuan", "tas", 100_000, 199_999),
        ("batik 1,5 juta", "batik", None, 1_500_000),
        ("batik tulis di atas 1 juta", "batik tulis", 1_000_000, None),
        ("keripik min 10rb maks 20rb", "keripik", 10_000, 20_000),
        ("oleh-oleh 50rb-100rb", "oleh-oleh", 50_000, 100_000),
        ("oleh-oleh 50-100rb", "oleh-oleh", 50_000, 100_000),
        ("oleh-oleh antara 50 ribu dan 100 ribu", "oleh-oleh", 50_000, 100_000),
        ("gift under 75k", "gift", None, 75_000),
        ("scarf between 100k and 300k", "scarf", 100_000, 300_000),
        ("under 75k scarf", "scarf", None, 75_000),
        ("< 30rb", "", None, 30_000),
    ],
)
def test_prices_are_understood(typed: str, words: str, low: int | None, high: int | None) -> None:
    assert understand(typed) == Understood(words, low, high, None)


@pytest.mark.parametrize(
    ("typed", "words", "size"),
    [
        ("sandal 39 EU", "sandal", 39),
        ("sepatu ukuran 41", "sepatu", 41),
        ("sepatu nomor 38 pria", "sepatu pria", 38),
        ("shoes size 42", "shoes", 42),
        ("pantofel no. 40", "pantofel", 40),
    ],
)
def test_shoe_sizes_are_understood(typed: str, words: str, size: int) -> None:
    assert understand(typed) == Understood(words, None, None, size)


@pytest.mark.parametrize(
    "typed",
    [
        "kain 2 m",
        "onde-onde isi 10",
        "sandal 1 kodi",
        "onde2",
        "batik",
        "",
        "taplak 250 x 115",
        "3d",
    ],
)
def test_other_numbers_stay_words(typed: str) -> None:
    assert understand(typed) == Understood(typed)


@given(st.text(max_size=200))
def test_nothing_typed_breaks_it(typed: str) -> None:
    found = understand(typed)
    assert found.price_min is None or 0 < found.price_min <= 2_000_000_000
    assert found.size is None or 15 <= found.size <= 50


@pytest.mark.timeout(5)
@pytest.mark.parametrize("piece", ["1.", "rp ", "antara ", "1 - ", "dari 1", "9,9"])
def test_long_nonsense_is_read_quickly(piece: str) -> None:
    assert understand((piece * 200)[:200]).size is None
