"""A round's figures, worked out from its sheets: scores, ranking, agreement, means by criterion.

Arrays from end to end: the chair's table and a release rest on the same figures, and a round of
10,000 entries with five sheets each takes them a fraction of a second.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from curation.agreement import Alpha, Metric, alpha_of_arrays
from curation.arrays import Floats, Ints
from curation.kept_answers import AnswersOf, read_anew
from curation.marks import sheet_scores
from curation.models import Criterion, Round, RubricVersion
from curation.offsets import pair_up
from curation.queries.criteria import matching_criteria
from curation.queries.figures import NOT_APPLICABLE, answer_numbers, counted_sheet_numbers
from curation.ranking import Ranking, rank_pairs


@dataclass(frozen=True, slots=True)
class RoundFigures:
    """What the sheets that count say together.

    Attributes:
        sheets: Key, entry, curator and version of each sheet, in the order of keys; shape (S, 4).
        scores: Each sheet's score in points; shape (S,).
        finished: The same of every sheet that is finished, also where nothing applies.
        answers: Each answer's position in ``sheets``, its criterion, and its value or
            ``NOT_APPLICABLE``, in the order of sheets; shape (A, 3).
        ranking: Ranks, offsets and components; ties are not settled yet.
        alpha: Agreement on the sheets' scores as given (interval).
        criterion_alphas: Agreement on each criterion (ordinal), by key of the criterion.
    """

    sheets: Ints
    scores: Floats
    finished: Ints
    answers: Ints
    ranking: Ranking
    alpha: Alpha
    criterion_alphas: Mapping[int, Alpha]

    def values_by_sheet(self) -> list[dict[int, int | None]]:
        """Each sheet's values by criterion (None: not applicable), in the order of ``sheets``."""
        values: list[dict[int, int | None]] = [{} for _ in self.scores]
        for at, criterion, value in self.answers.tolist():
            values[at][criterion] = None if value == NOT_APPLICABLE else value
        return values

    def means_by_entry(self) -> dict[int, dict[int, float]]:
        """The curators' mean by entry and criterion, where anybody found that it applies."""
        means: dict[int, dict[int, float]] = {}
        for entry, criterion, mean in zip(*map(np.ndarray.tolist, self._means()), strict=True):
            means.setdefault(entry, {})[criterion] = mean
        return means

    def lowest_means(self) -> dict[int, float]:
        """The lowest of these means by entry."""
        entry_of, _, means = self._means()
        entries, starts = np.unique(entry_of, return_index=True)
        lowest = np.minimum.reduceat(means, starts) if len(means) else means
        return dict(zip(entries.tolist(), lowest.tolist(), strict=True))

    def _means(self) -> tuple[Ints, Ints, Floats]:
        """Entry, criterion and mean of what applies, in the order of entries and criteria."""
        at, criterion_of, values = self.answers[self.answers[:, 2] != NOT_APPLICABLE].T
        entries, entry_of = np.unique(self.sheets[:, 1], return_inverse=True)
        criteria = np.flatnonzero(np.bincount(criterion_of))
        # A table of all entries by all criteria, row after row.
        cell = entry_of[at] * len(criteria) + np.searchsorted(criteria, criterion_of)
        counts = np.bincount(cell)
        [found] = np.nonzero(counts)
        means = np.bincount(cell, weights=values)[found] / counts[found]
        row, column = np.divmod(found, max(len(criteria), 1))
        return entries[row], criteria[column], means


def by_entry(sheets: Ints, column: Floats | Ints) -> dict[int, list[Any]]:
    """Something of each sheet, by key of the entry, oldest sheet first.

    Args:
        sheets: As ``RoundFigures`` has them.
        column: A row for each of these.
    """
    order = np.argsort(sheets[:, 1], kind="stable")
    entries, starts = np.unique(sheets[order, 1], return_index=True)
    given, ends = column[order].tolist(), np.append(starts, len(order))[1:]
    spans = zip(entries.tolist(), starts.tolist(), ends.tolist(), strict=True)
    return {entry: given[start:end] for entry, start, end in spans}


def basis_of(
    revision_id: int, rubric_id: int, sheets: Iterable[Sequence[int]]
) -> dict[str, object]:
    """What a proposal rests on; another basis makes it stale.

    Args:
        revision_id: That was scored.
        rubric_id: By which.
        sheets: Key and version of the sheets that count, oldest first.
    """
    return {
        "revision": revision_id,
        "rubric": rubric_id,
        "sheets": [list(sheet) for sheet in sheets],
    }


def round_figures(
    round_: Round,
    categories: Mapping[int, str],
    rubric: RubricVersion | None = None,
    answers_of: AnswersOf = read_anew,
) -> RoundFigures:
    """Work out where a round's sheets stand now.

    Args:
        round_: With its rubric's criteria at hand.
        categories: What kind of product each entry is that stands, by key of the entry.
        rubric: Another version that the round could change to; its own when it is None.
        answers_of: Where the sheets' answers come from.
    """
    rubric = rubric or round_.rubric
    finished = counted_sheet_numbers(round_.id)
    sheets = finished[np.isin(finished[:, 1], list(categories))]
    packed = answers_of(finished)
    answers = answer_numbers(packed, sheets[:, 0], matching_criteria(round_, rubric))
    criteria = {one.id: one for one in rubric.criteria}
    weights = _looked_up(answers[:, 1], {key: one.weight for key, one in criteria.items()})
    values = np.where(answers[:, 2] == NOT_APPLICABLE, np.nan, answers[:, 2])
    scores = sheet_scores(answers[:, 0], weights, values, sheets=len(sheets))
    sheets, scores, answers = _with_score(sheets, scores, answers)
    heaviest = _heaviest(sheets, answers, criteria, categories)
    used = {key for key, one in criteria.items() if one.category in round_.categories}
    return RoundFigures(
        sheets=sheets,
        scores=scores,
        finished=finished,
        answers=answers,
        ranking=rank_pairs(pair_up(sheets[:, 2], sheets[:, 1], scores, heaviest)),
        alpha=alpha_of_arrays(sheets[:, 1], scores),
        criterion_alphas=_criterion_alphas(used, sheets, answers),
    )


def _with_score(sheets: Ints, scores: Floats, answers: Ints) -> tuple[Ints, Floats, Ints]:
    """Leave out the sheets without a score: on these nothing applies."""
    scored = ~np.isnan(scores)
    if scored.all():
        return sheets, scores, answers
    answers = answers[scored[answers[:, 0]]]
    positions = np.cumsum(scored) - 1
    answers = np.column_stack((positions[answers[:, 0]], answers[:, 1:]))
    return sheets[scored], scores[scored], answers


def _heaviest(
    sheets: Ints,
    answers: Ints,
    criteria: Mapping[int, Criterion],
    categories: Mapping[int, str],
) -> Floats:
    """Each sheet's mean on the heaviest criteria of its entry's category; NaN without any."""
    most: dict[str, int] = {}
    for one in criteria.values():
        most[one.category] = max(most.get(one.category, 0), one.weight)
    # A category's number beside a criterion that is among its heaviest; 0 beside the others.
    numbers = {category: at for at, category in enumerate(sorted(most), start=1)}
    heavy = {
        key: numbers[one.category] if one.weight == most[one.category] else 0
        for key, one in criteria.items()
    }
    kinds = _looked_up(sheets[:, 1], {key: numbers.get(one, -1) for key, one in categories.items()})
    counted = answers[:, 2] != NOT_APPLICABLE
    counted &= _looked_up(answers[:, 1], heavy) == kinds[answers[:, 0]]
    at, values = answers[counted, 0], answers[counted, 2]
    count = np.bincount(at, minlength=len(sheets))
    means = np.full(len(sheets), np.nan)
    np.divide(
        np.bincount(at, weights=values, minlength=len(sheets)), count, out=means, where=count > 0
    )
    return means


def _criterion_alphas(used: set[int], sheets: Ints, answers: Ints) -> dict[int, Alpha]:
    """Measure agreement on each criterion that is used, and on what was answered."""
    # One criterion's answers after the other's: few small numbers are quickly put in order.
    known = np.flatnonzero(np.bincount(answers[:, 1]))
    places = np.searchsorted(known, answers[:, 1]).astype(np.int16)
    ordered = answers[np.argsort(places, kind="stable")]
    entries = sheets[ordered[:, 0], 1]
    values = np.where(ordered[:, 2] == NOT_APPLICABLE, np.nan, ordered[:, 2])
    ends = np.searchsorted(ordered[:, 1], [*known, np.iinfo(np.int64).max])
    alphas = {key: alpha_of_arrays(entries[:0], values[:0], Metric.ORDINAL) for key in used}
    for key, start, end in zip(known.tolist(), ends, ends[1:], strict=False):
        given = entries[start:end], values[start:end]
        alphas[key] = alpha_of_arrays(*given, Metric.ORDINAL)
    return dict(sorted(alphas.items()))


def _looked_up(keys: Ints, figures: Mapping[int, int]) -> Floats:
    """The figure of each key; every key has one."""
    known = np.array(sorted(figures), dtype=np.int64)
    found = np.array([figures[key] for key in known.tolist()], dtype=np.float64)
    return found[np.searchsorted(known, keys)]
