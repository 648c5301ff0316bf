from pathlib import Path

import pytest

from benchmarks.report import Report, Table, beside_references, figure, percentile, times


@pytest.mark.parametrize(
    ("values", "share", "expected"),
    [
        ([7.0], 0.95, 7.0),
        ([4.0, 1.0, 3.0, 2.0], 0.5, 2.0),
        ([4.0, 1.0, 3.0, 2.0], 0.75, 3.0),
        ([4.0, 1.0, 3.0, 2.0], 0.76, 4.0),
        ([float(number) for number in range(1, 21)], 0.95, 19.0),
        ([float(number) for number in range(100, 0, -1)], 0.95, 95.0),
        ([5.0, 1.0], 1, 5.0),
    ],
)
def test_percentile_is_the_nearest_rank(values: list[float], share: float, expected: float) -> None:
    assert percentile(values, share) == expected


@pytest.mark.parametrize(("values", "share"), [([], 0.5), ([1.0], 0), ([1.0], 1.01)])
def test_percentile_refuses_what_has_none(values: list[float], share: float) -> None:
    with pytest.raises(ValueError, match="a percentile needs values"):
        percentile(values, share)


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (0.01234, "0.0123"),
        (1.234, "1.23"),
        (12.345, "12.3"),
        (123.4, "123"),
        (1234.5, "1,234"),
        (0.0, "0"),
    ],
)
def test_figure_keeps_three_digits(value: float, text: str) -> None:
    assert figure(value) == text


def test_times_says_nothing_beside_a_zero() -> None:
    assert [times(3.0, 2.0), times(1.0, 4.0), times(1.0, 0.0)] == ["1.50×", "0.250×", "–"]


def test_row_is_set_beside_the_reference_below_it() -> None:
    table = beside_references(
        "Photos",
        [
            ("photo: taken in", 3.0, "s"),
            ("photo: the same with plain Pillow", 2.0, "s"),
            ("photo: of the same maker", 5.0, "s"),
            ("photo: alone", 1.0, "s"),
        ],
    )

    assert list(table.rows) == [
        ("photo: taken in", "3.00", "s", "1.50×"),
        ("photo: the same with plain Pillow", "2.00", "s", "reference"),
        ("photo: of the same maker", "5.00", "s", ""),
        ("photo: alone", "1.00", "s", ""),
    ]


def test_table_sets_words_left_and_figures_right() -> None:
    table = Table("Pages", ("", "a second"), [("/cari", "7"), ("/", "1,234")], "Note.")

    assert table.text().splitlines() == [
        "Pages",
        "",
        "       a second",
        "-----  --------",
        "/cari         7",
        "/         1,234",
        "",
        "Note.",
    ]


def test_report_keeps_what_it_prints_and_forgets_the_run_before(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "build" / "bench.txt"
    Report(path).add(Table("Old", ("",), []))

    report = Report(path)
    report.add(Table("One", ("",), []))
    report.add(Table("Two", ("",), []))

    kept = path.read_text(encoding="utf-8")
    assert [line for line in kept.splitlines() if line.strip()] == ["One", "Two"]
    assert capsys.readouterr().out.endswith(kept)
