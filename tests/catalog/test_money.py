import pytest

from catalog.money import MAX_RUPIAH, RupiahError, parse_rupiah


@pytest.mark.parametrize(
    ("typed", "rupiah"),
    [
        ("125000", 125_000),
        ("125.000", 125_000),
        ("125,000", 125_000),
        ("125 000", 125_000),
        ("Rp125.000", 125_000),
        ("Rp. 125.000,-", 125_000),
        ("rp 125.000,00", 125_000),
        ("IDR 1,250,000.00", 1_250_000),
        ("Rp125rb", 125_000),
        ("125 ribu rupiah", 125_000),
        ("12,5rb", 12_500),
        ("12.5k", 12_500),
        ("1.250rb", 1_250_000),
        ("50k", 50_000),
        ("1,25 jt", 1_250_000),
        ("1.25jt", 1_250_000),
        ("1.250 jt", 1_250_000),
        ("2 juta", 2_000_000),
        ("1.250.000", 1_250_000),
        (" 0 ", 0),
        ("1.000.000.000", MAX_RUPIAH),
    ],
)
def test_parse_rupiah_reads_what_people_type(typed: str, rupiah: int) -> None:
    assert parse_rupiah(typed) == rupiah


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "gratis",
        "-5000",
        "125,5",
        "1.25.000",
        "1,2345 rb",
        "1.000.000.001",
        "999999999999999999999",
        "12e5",
        "١٢٥٠٠",
        "125.000; DROP TABLE product",
        "<b>125</b>",
        "Rp",
        "125 k k",
        "1.2.3 jt",
    ],
)
def test_parse_rupiah_refuses_what_is_not_an_amount(typed: str) -> None:
    with pytest.raises(RupiahError):
        parse_rupiah(typed)
