"""A sheet's score from its marks."""

import pytest

from curation.marks import Mark, sheet_score


def test_sheet_score_weighs_steps_above_the_lowest_value() -> None:
    # (25·3 + 20·4 + 10·0) / (4·55) = 155 / 220.
    marks = [Mark(25, 4), Mark(20, 5), Mark(10, 1)]
    assert sheet_score(marks) == pytest.approx(100 * 155 / 220)


@pytest.mark.parametrize(
    ("value", "score"), [(1, 0.0), (2, 25.0), (3, 50.0), (4, 75.0), (5, 100.0)]
)
def test_sheet_score_spans_zero_to_a_hundred(value: int, score: float) -> None:
    assert sheet_score([Mark(25, value), Mark(75, value)]) == score


def test_sheet_score_leaves_out_what_does_not_apply() -> None:
    assert sheet_score([Mark(25, 4), Mark(75, None)]) == 75.0


def test_sheet_score_is_unknown_when_nothing_applies() -> None:
    assert sheet_score([Mark(25, None), Mark(0, 5)]) is None
    assert sheet_score([]) is None


def test_sheet_score_ignores_a_criterion_without_weight() -> None:
    assert sheet_score([Mark(10, 2), Mark(0, 5)]) == 25.0


@pytest.mark.parametrize("value", [0, 6, -1])
def test_sheet_score_refuses_a_value_outside_the_scale(value: int) -> None:
    with pytest.raises(ValueError, match="outside 1 to 5"):
        sheet_score([Mark(10, value)])


def test_sheet_score_refuses_a_negative_weight() -> None:
    with pytest.raises(ValueError, match="negative"):
        sheet_score([Mark(-1, 3)])
