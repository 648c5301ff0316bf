"""Every example and counter-example of the papers, each with where it comes from."""

from datetime import date

import pytest
from flask import Flask

from catalog.kbli import MEANINGS, meaning
from catalog.paper_business import masked
from catalog.paper_reading import Circumstances, Reading
from catalog.paper_rules import CHECKERS, read_paper
from catalog.states import PaperKind, Region

K = PaperKind
TODAY = date(2026, 11, 25)
PERBPOM = "PerBPOM 22/2018, by tempo.co and docslib"
OSS = "NIB: idxchannel, urusizin, legalist, unand"
PASTED = "what people paste around a number; domain notes, section 2"
HALAL = "three published certificates; halalmui.org"
OKEZONE = "okezone 2023: makers paste the number of the decree"
BPOM = "liputan6: MD or ML and 12 digits; the longer form is not confirmed"
TRADEMARK = "kompas, daftar-merek: two published IDM numbers"
COPYRIGHT = "e-hakcipta.dgip.go.id, record EC00202180157 / 000306076"
LABEL = "disperindag.jatimprov.go.id: gold, white, silver"
BATIK_SNI = "idxchannel: SNI 8302, 8303 and 8304 for batik"
PMK = "PMK 112/2022, by ddtc"
NIK = "dukcapil Klaten, cnnindonesia: day 01-31, 41-71 for women"


def read(kind: PaperKind, typed: str, **around: object) -> Reading:
    return read_paper(kind, typed, Circumstances(today=TODAY, **around))  # type: ignore[arg-type]


# kind, what is typed, the number as written, where it comes from.
TAKEN = [
    (K.NIB, "9120001234567", "9120001234567", OSS),
    (K.NIB, "NIB: 9120 0012 34567", "9120001234567", PASTED),
    (K.NIB, "NIB No. 9120001234567", "9120001234567", PASTED),
    (K.PIRT, "2063576010072-29", "2063576010072-29", PERBPOM),
    (K.PIRT, "206357601007229", "2063576010072-29", PERBPOM),
    (K.PIRT, "P-IRT No. 2063576010072-29", "2063576010072-29", PASTED),
    (K.PIRT, "PIRT 206.3576.01.0072.29", "2063576010072-29", PASTED),
    (K.PIRT, "SPP-IRT nomor 2063576010072–29", "2063576010072-29", PASTED),
    (K.HALAL, "ID35110017058840424", "ID35110017058840424", HALAL),
    (K.HALAL, "ID35110019295530624", "ID35110019295530624", HALAL),
    (K.HALAL, "ID35110000145391021", "ID35110000145391021", HALAL),
    (K.HALAL, "id 3511 0017 0588 40424", "ID35110017058840424", PASTED),
    (K.BPOM, "MD 123456789012", "MD 123456789012", BPOM),
    (K.BPOM, "BPOM RI MD 123456789012", "MD 123456789012", PASTED),
    (K.BPOM, "ml123456789012", "ML 123456789012", BPOM),
    (K.TRADEMARK, "IDM000123456", "IDM000123456", TRADEMARK),
    (K.TRADEMARK, "idm 000 123 456", "IDM000123456", PASTED),
    (K.COPYRIGHT, "EC00202180157", "EC00202180157", COPYRIGHT),
    (K.COPYRIGHT, "000306076", "000306076", COPYRIGHT),
    (K.SNI, "SNI 8302:2016/Amd.1:2019", "SNI 8302:2016/Amd.1:2019", BATIK_SNI),
    (K.SNI, "8303:2016", "SNI 8303:2016", BATIK_SNI),
    (K.SNI, "sni 8304 : 2016", "SNI 8304:2016", BATIK_SNI),
    (K.SNI, "SNI 19-7120-2005", "SNI 19-7120-2005", "the older form; domain notes, section 2"),
    (K.SNI, "SNI ISO 9001:2015", "SNI ISO 9001:2015", "BSN: adopted standards keep their number"),
    (K.SNI, "SNI ISO/IEC 17025:2017", "SNI ISO/IEC 17025:2017", "as above"),
    (K.SNI, "sni bina-umk", "SNI Bina UMK", "PerBSN 28/2021"),
    (K.BATIKMARK, "emas", "Emas", LABEL),
    (K.BATIKMARK, "Batikmark putih, 00123", "Putih 00123", LABEL),
    (K.BATIKMARK, "silver", "Perak", LABEL),
    (K.NPWP, "01.234.567.8-602.000", "012345678602000", PMK),
    (K.NPWP, "0012345678602000", "0012345678602000", PMK),
    (K.NPWP, "3576011501900001", "3576011501900001", NIK),
    (K.NPWP, "3576015501900001", "3576015501900001", NIK),
]

# kind, what is typed, the code of the refusal, where the rule comes from.
REFUSED = [
    (K.NIB, "912000123456", "nib-length", OSS),
    (K.NIB, "91200012345678", "nib-length", OSS),
    (K.NIB, "912000123456O", "nib-digits", OSS),
    (K.NIB, "٩١٢٠٠٠١٢٣٤٥٦٧", "nib-digits", "only the digits 0 to 9 are printed on a NIB"),
    (K.PIRT, "206357601007", "pirt-length", PERBPOM),
    (K.PIRT, "20635760100722", "pirt-length", PERBPOM),
    (K.PIRT, "2063576010072-290", "pirt-length", PERBPOM),
    (K.PIRT, "2O63576010072-29", "pirt-digits", PERBPOM),
    (K.HALAL, "KH 123.456.789", "halal-decree", OKEZONE),
    (K.HALAL, "KH35110017058840424", "halal-decree", OKEZONE),
    (K.HALAL, "35110017058840424", "halal-prefix", HALAL),
    (K.HALAL, "LPPOM-15010012345", "halal-prefix", HALAL),
    (K.HALAL, "ID3511OO17058840424", "halal-digits", HALAL),
    (K.BPOM, "123456789012", "bpom-prefix", BPOM),
    (K.BPOM, "TR 123456789", "bpom-prefix", BPOM),
    (K.BPOM, "MD 12345678901", "bpom-length", BPOM),
    (K.BPOM, "MD 1234567890123456", "bpom-length", BPOM),
    (K.TRADEMARK, "DID2023012345", "trademark-prefix", TRADEMARK),
    (K.TRADEMARK, "000123456", "trademark-prefix", TRADEMARK),
    (K.COPYRIGHT, "EC002021801", "copyright-shape", COPYRIGHT),
    (K.COPYRIGHT, "EC00202180157000", "copyright-shape", COPYRIGHT),
    (K.COPYRIGHT, "30607", "copyright-shape", COPYRIGHT),
    (K.BATIKMARK, "00123", "batikmark-label", LABEL),
    (K.BATIKMARK, "merah", "batikmark-label", LABEL),
    (K.BATIKMARK, "emas perak", "batikmark-label", LABEL),
    (K.SNI, "SNI 8302", "sni-shape", "a standard is named with its year; domain notes"),
    (K.SNI, "SNI batik tulis", "sni-shape", "as above"),
    (K.NPWP, "01234567860200", "npwp-length", PMK),
    (K.NPWP, "35760115019000011", "npwp-length", PMK),
    (K.NPWP, "01234567860200A", "npwp-digits", PMK),
    (K.NPWP, "3576013201900001", "npwp-nik", NIK),
    (K.NPWP, "3576017201900001", "npwp-nik", NIK),
    (K.NPWP, "3576010013900001", "npwp-nik", NIK),
]

# kind, what is typed, what is known beside it, the code of the hint, why it only hints.
HINTED = [
    (K.HALAL, "ID3511001705884042", {}, "halal-length", "inferred from three numbers: C"),
    (K.HALAL, "ID351100170588404245", {}, "halal-length", "inferred from three numbers: C"),
    (K.BPOM, "MD 1234567890123", {}, "bpom-long", BPOM),
    (K.BPOM, "MD 123456789012345", {}, "bpom-long", BPOM),
    (K.TRADEMARK, "IDM12345678", {}, "trademark-length", TRADEMARK),
    (K.COPYRIGHT, "EC00203012345", {}, "copyright-later", COPYRIGHT),
    (K.PIRT, "9063576010072-29", {}, "pirt-packaging", "numbering since PP 5/2021 unconfirmed"),
    (K.PIRT, "2993576010072-29", {}, "pirt-food", "types 11 to 15 are unsure: C"),
    (K.PIRT, "2060076010072-29", {}, "pirt-province", "cahyadsn/wilayah"),
    (K.PIRT, "2063516010072-29", {"region": Region.CITY}, "pirt-other-region", PERBPOM),
    (K.PIRT, "2063578010072-29", {"region": Region.CITY}, "pirt-other-region", PERBPOM),
    (K.PIRT, "2063576010072-29", {"region": Region.REGENCY}, "pirt-other-region", PERBPOM),
    (K.PIRT, "3063576010072-29", {"packaging": ("plastik",)}, "pirt-other-packaging", PERBPOM),
    (K.PIRT, "2063576010072-24", {}, "pirt-ended", PERBPOM),
    (K.PIRT, "2063576010072-32", {}, "pirt-too-long", PERBPOM),
    (
        K.PIRT,
        "2063576010072-29",
        {"expires_on": date(2028, 6, 1)},
        "pirt-other-year",
        PERBPOM,
    ),
    (K.BATIKMARK, "emas", {"technique": "cap"}, "batikmark-other-technique", LABEL),
    (K.BATIKMARK, "perak", {"technique": "tulis"}, "batikmark-other-technique", LABEL),
    (K.SNI, "SNI 8302:2016", {"technique": "printing"}, "sni-other-technique", BATIK_SNI),
    (K.SNI, "SNI 8303:2016", {"technique": "tulis"}, "sni-other-technique", BATIK_SNI),
    (K.SNI, "SNI 8304:2016", {"technique": "cap"}, "sni-other-technique", BATIK_SNI),
]


@pytest.mark.parametrize(("kind", "typed", "number", "source"), TAKEN)
def test_number_is_taken_as_written(
    app: Flask, kind: PaperKind, typed: str, number: str, source: str
) -> None:
    reading = read(kind, typed)
    assert (reading.number, reading.refusals, reading.hints) == (number, (), ()), source


@pytest.mark.parametrize(("kind", "typed", "code", "source"), REFUSED)
def test_number_is_refused_with_its_reason(
    app: Flask, kind: PaperKind, typed: str, code: str, source: str
) -> None:
    reading = read(kind, typed)
    assert ([one.code for one in reading.refusals], reading.accepted) == ([code], False), source


@pytest.mark.parametrize(("kind", "typed", "around", "code", "source"), HINTED)
def test_number_is_taken_with_a_hint(
    app: Flask, kind: PaperKind, typed: str, around: dict[str, object], code: str, source: str
) -> None:
    reading = read(kind, typed, **around)
    assert ([one.code for one in reading.hints], reading.accepted) == ([code], True), source


@pytest.mark.parametrize("kind", PaperKind)
def test_every_kind_is_checked_with_examples_of_both(app: Flask, kind: PaperKind) -> None:
    assert kind in CHECKERS
    assert kind in {row[0] for row in TAKEN}
    assert kind in {row[0] for row in REFUSED}


# kind, number, key of the fact, its value, where it comes from.
FACTS = [
    (K.PIRT, "2063576010072-29", "packaging", "2", PERBPOM),
    (K.PIRT, "2063576010072-29", "food", "06", PERBPOM),
    (K.PIRT, "2063576010072-29", "region", "3576", PERBPOM),
    (K.PIRT, "2063576010072-29", "product", "01", PERBPOM),
    (K.PIRT, "2063576010072-29", "producer", "0072", PERBPOM),
    (K.PIRT, "2063576010072-29", "ends", "2029", PERBPOM),
    (K.PIRT, "8153516010072-29", "packaging", "8", PERBPOM),
    (K.HALAL, "ID35110017058840424", "province", "35", HALAL),
    (K.HALAL, "ID35110017058840424", "month", "04/2024", "certificate of 30 April 2024"),
    (K.HALAL, "ID35110000145391021", "month", "10/2021", "certificate of 19 November 2021: C"),
    (K.COPYRIGHT, "EC00202180157", "year", "2021", COPYRIGHT),
    (K.SNI, "SNI 8302:2016/Amd.1:2019", "technique", "tulis", BATIK_SNI),
    (K.SNI, "SNI 8303:2016", "technique", "cap", BATIK_SNI),
    (K.SNI, "SNI 8304:2016", "technique", "kombinasi", BATIK_SNI),
    (K.NPWP, "012345678602000", "form", "old", PMK),
    (K.NPWP, "0012345678602000", "form", "company", PMK),
    (K.NPWP, "3576011501900001", "form", "person", PMK),
]


@pytest.mark.parametrize(("kind", "typed", "key", "value", "source"), FACTS)
def test_number_says_what_its_digits_mean(
    app: Flask, kind: PaperKind, typed: str, key: str, value: str, source: str
) -> None:
    said = {one.key: one.value for one in read(kind, typed).facts}
    assert said[key] == value, source


def test_halal_month_that_is_none_is_not_shown(app: Flask) -> None:
    said = {one.key for one in read(K.HALAL, "ID35110017058849924").facts}
    assert said == {"province"}


@pytest.mark.parametrize(
    ("region", "number"), [(Region.CITY, "2063576010072-29"), (Region.REGENCY, "2063516010072-29")]
)
def test_pirt_of_the_own_region_has_no_hint(app: Flask, region: Region, number: str) -> None:
    assert read(K.PIRT, number, region=region).hints == ()


@pytest.mark.parametrize("declared", ["plastik", "pouch", "vakum"])
def test_pirt_packaging_that_fits_has_no_hint(app: Flask, declared: str) -> None:
    assert read(K.PIRT, "2063576010072-29", packaging=(declared,)).hints == ()


# kind, number, what is known, the last day, where it comes from.
ENDS = [
    (K.PIRT, "2063576010072-29", {}, date(2029, 12, 31), PERBPOM),
    (K.PIRT, "2063576010072-29", {"expires_on": date(2029, 5, 3)}, date(2029, 5, 3), PERBPOM),
    (K.TRADEMARK, "IDM000123456", {"registered_on": date(2021, 2, 3)}, date(2031, 2, 3), TRADEMARK),
    (K.TRADEMARK, "IDM000123456", {"registered_on": date(2024, 2, 29)}, date(2034, 2, 28), "UU 20"),
    (K.TRADEMARK, "IDM000123456", {}, None, TRADEMARK),
    (K.BPOM, "MD 123456789012", {"expires_on": date(2030, 1, 1)}, date(2030, 1, 1), BPOM),
    (K.NIB, "9120001234567", {"expires_on": date(2030, 1, 1)}, None, OSS),
    (K.HALAL, "ID35110017058840424", {"expires_on": date(2030, 1, 1)}, None, "UU 6/2023, art. 42"),
]


@pytest.mark.parametrize(("kind", "typed", "around", "ends", "source"), ENDS)
def test_number_says_when_the_paper_ends(
    app: Flask,
    kind: PaperKind,
    typed: str,
    around: dict[str, object],
    ends: date | None,
    source: str,
) -> None:
    assert read(kind, typed, **around).ends == ends, source


def test_trademark_registered_later_is_refused(app: Flask) -> None:
    reading = read(K.TRADEMARK, "IDM000123456", registered_on=date(2027, 1, 1))
    assert [(one.code, one.field) for one in reading.refusals] == [
        ("registered-later", "registered_on")
    ]


@pytest.mark.parametrize("kind", PaperKind)
def test_application_is_never_refused(app: Flask, kind: PaperKind) -> None:
    reading = read(kind, "permohonan 2026/17", in_process=True)
    assert (reading.accepted, len(reading.hints)) == (True, 1)


@pytest.mark.parametrize("kind", PaperKind)
def test_paper_without_a_number_is_taken(app: Flask, kind: PaperKind) -> None:
    reading = read(kind, "  ")
    assert (reading.accepted, reading.number, reading.hints) == (True, "", ())


def test_nik_is_known_and_masked(app: Flask) -> None:
    assert read(K.NPWP, "3576011501900001").is_personal
    assert not read(K.NPWP, "0012345678602000").is_personal
    assert masked("3576011501900001") == "••••••••••••0001"


# Code, its meaning in 2020, its meaning in 2025: computed from both lists (domain notes, 2.1).
TRAPS = [
    ("13134", "batik dengan malam: tulis, cap, atau kombinasi", None),
    ("13133", "kain cetak, termasuk kain bermotif batik", MEANINGS[2020]["13134"]),
    ("13132", None, "kain cetak, termasuk kain bermotif batik"),
    ("13139", None, "ecoprint dan cetak transfer"),
    ("15201", "alas kaki sehari-hari", "alas kaki sehari-hari"),
    ("15209", "alas kaki lainnya", "alas kaki lainnya"),
    ("15121", "tas dan dompet", "tas"),
    ("15129", None, "barang kulit lainnya, seperti dompet"),
    ("16291", "anyaman bambu dan rotan", "anyaman bambu dan rotan"),
    ("16293", "ukiran dan cendera mata kayu", "ukiran dan cendera mata kayu"),
    ("32903", MEANINGS[2020]["32903"], MEANINGS[2020]["32903"]),
    ("10710", "roti dan kue kering", "roti dan kue kering"),
    ("10792", "kue basah", "kue basah"),
    ("10794", "kerupuk, keripik, dan peyek", "kerupuk, keripik, peyek, dan camilan kacang"),
    ("10793", "camilan kacang dan biji", "olahan kelapa"),
    ("10779", None, "bumbu dan sambal"),
    ("10772", "bumbu dan sambal", "garam beryodium"),
    ("11090", "minuman serbuk", None),
    ("11059", None, "minuman serbuk"),
    ("14111", "pakaian jadi", "pakaian jadi"),
    ("14131", "perlengkapan pakaian", "perlengkapan pakaian"),
    ("13922", "barang bordir", None),
    ("13996", None, "barang bordir"),
    ("14302", "barang bordir", "kaus kaki"),
    ("47781", "eceran suvenir dan kerajinan", "eceran suvenir dan kerajinan"),
    ("47789", "eceran suvenir dan kerajinan", None),
    ("63122", "lokapasar", None),
    ("63900", None, "lokapasar"),
]


@pytest.mark.parametrize(("code", "old", "new"), TRAPS)
def test_kbli_means_what_its_edition_says(
    app: Flask, code: str, old: str | None, new: str | None
) -> None:
    assert (meaning(code, 2020), meaning(code, 2025)) == (old, new)


def kbli(code: str, year: int | None) -> Reading:
    return read(K.NIB, "9120001234567", kbli=code, kbli_year=year)


@pytest.mark.parametrize("year", [2020, 2025])
@pytest.mark.parametrize("code", ["13133", "10793", "10772", "14302", "10794", "15121"])
def test_kbli_warns_where_the_other_edition_differs(app: Flask, code: str, year: int) -> None:
    reading = kbli(code, year)
    said = {one.key: str(one.words) for one in reading.facts}
    assert said["kbli"] == f"{code}: {meaning(code, year)}"
    (hint,) = reading.hints
    assert hint.code == "kbli-other-year"
    assert str(meaning(code, 4045 - year)) in str(hint.message)


def test_kbli_that_means_the_same_has_no_hint(app: Flask) -> None:
    assert kbli("15201", 2020).hints == ()


@pytest.mark.parametrize(
    ("code", "year", "refusal", "field"),
    [
        ("1313", 2025, "kbli-shape", "kbli"),
        ("131333", 2025, "kbli-shape", "kbli"),
        ("C13133", 2025, "kbli-shape", "kbli"),
        ("13133", None, "kbli-year", "kbli_year"),
        ("13133", 2015, "kbli-year", "kbli_year"),
    ],
)
def test_kbli_is_five_digits_with_its_edition(
    app: Flask, code: str, year: int | None, refusal: str, field: str
) -> None:
    assert [(one.code, one.field) for one in kbli(code, year).refusals] == [(refusal, field)]


def test_kbli_outside_our_list_only_hints(app: Flask) -> None:
    assert [one.code for one in kbli("01111", 2025).hints] == ["kbli-unknown"]
    assert [one.code for one in kbli("13134", 2025).hints] == ["kbli-unknown", "kbli-other-year"]


def test_kbli_never_says_how_a_cloth_was_made(app: Flask) -> None:
    assert {one.key for one in kbli("13133", 2025).facts} == {"kbli"}
