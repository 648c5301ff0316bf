"""Ranking: whether corrected scores find the goods that are truly best, and how quickly.

Rounds are simulated with a planted order: 65 entries, three sheets each, six curators. A sheet is
the entry's quality (spread 10 points) plus the curator's harshness plus chance (8 points). What
counts is how much of the true top third each method puts into its own top third.
"""

import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from benchmarks.report import Table
from curation.agreement import Metric, krippendorff_alpha
from curation.ranking import Sheet, rank_entries

ROUNDS = 400
ENTRIES, CURATORS, WANTED = 65, 6, 3
QUALITY, CHANCE, HARSHNESS = 10.0, 8.0, 8.0

# Between two groups of specialists: one entry in five is scored by both, the harsh group is this
# many points harsher, and its goods are this many better.
SHARED, GROUP_HARSHNESS, GROUP_QUALITY = 0.2, 16.0, 16.0

MANY = 10_000
SHEETS_OF_MANY = 5
CURATORS_OF_MANY = 200

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Simulated:
    """One round: the planted quality of each entry, and who scored it how."""

    quality: Floats
    sheets: list[Sheet]


def _share_out(dice: np.random.Generator, choices: list[list[Ints]]) -> list[tuple[int, int]]:
    """Give entries out evenly: for each, one curator from each list, the least busy first."""
    busy, given = np.zeros(CURATORS), []
    for entry, lists in enumerate(choices):
        taken: list[int] = []
        for group in lists:
            free = [one for one in dice.permutation(group) if one not in taken]
            taken.append(int(min(free, key=lambda one: busy[one])))
        busy[taken] += 1
        given += [(entry, curator) for curator in taken]
    return given


def _scored(
    dice: np.random.Generator, quality: Floats, offsets: Floats, given: list[tuple[int, int]]
) -> Simulated:
    sheets = [
        Sheet(curator, entry, float(quality[entry] + offsets[curator] + dice.normal(0, CHANCE)))
        for entry, curator in given
    ]
    return Simulated(quality, sheets)


def _everybody(dice: np.random.Generator, harshness: float) -> Simulated:
    """Everybody scores anything, evenly and at random."""
    anybody = np.arange(CURATORS)
    given = _share_out(dice, [[anybody] * WANTED] * ENTRIES)
    offsets = dice.normal(0, 1, CURATORS) * harshness
    return _scored(dice, dice.normal(60, QUALITY, ENTRIES), offsets, given)


def alike(dice: np.random.Generator) -> Simulated:
    """Curators do not differ."""
    return _everybody(dice, 0.0)


def harsh(dice: np.random.Generator) -> Simulated:
    """Curators differ; entries are balanced between them at random."""
    return _everybody(dice, HARSHNESS)


def specialised(dice: np.random.Generator) -> Simulated:
    """Two groups with goods of their own; the harsh one judges the better goods."""
    group_of = dice.permutation(np.arange(ENTRIES) % 2)
    between = dice.permutation(ENTRIES) < round(SHARED * ENTRIES)
    halves = [np.arange(CURATORS // 2), np.arange(CURATORS // 2, CURATORS)]
    choices = [
        [halves[own]] * (WANTED - 1) + [halves[1 - own] if shared else halves[own]]
        for own, shared in zip(group_of, between, strict=True)
    ]
    given = _share_out(dice, choices)
    quality = dice.normal(60, QUALITY, ENTRIES) + (group_of - 0.5) * GROUP_QUALITY
    in_harsh = (np.arange(CURATORS) >= CURATORS // 2) - 0.5
    offsets = dice.normal(0, HARSHNESS / 2, CURATORS) - in_harsh * GROUP_HARSHNESS
    return _scored(dice, quality, offsets, given)


def raw_means(sheets: list[Sheet]) -> Floats:
    """The plain mean of each entry's sheets; shape (ENTRIES,)."""
    return _means(sheets, np.array([sheet.score for sheet in sheets]))


def z_scores(sheets: list[Sheet]) -> Floats:
    """The mean of each entry's sheets in units of each curator's own mean and spread."""
    by = np.array([sheet.curator for sheet in sheets])
    scores = np.array([sheet.score for sheet in sheets])
    for curator in np.unique(by):
        own = scores[by == curator]
        scores[by == curator] = (own - own.mean()) / (own.std() or 1.0)
    return _means(sheets, scores)


def adjusted(sheets: list[Sheet]) -> Floats:
    """What Etalase ranks by."""
    found = {one.entry: one.adjusted for one in rank_entries(sheets).entries}
    return np.array([found[entry] for entry in range(ENTRIES)])


def _means(sheets: list[Sheet], scores: Floats) -> Floats:
    entries = np.array([sheet.entry for sheet in sheets])
    return np.asarray(np.bincount(entries, scores) / np.bincount(entries), dtype=np.float64)


def found_of_top_third(estimate: Floats, quality: Floats) -> float:
    """The share of the true top third that is in the estimate's own."""
    third = len(quality) // 3
    true, said = np.argsort(-quality)[:third], np.argsort(-estimate)[:third]
    return len(np.intersect1d(true, said)) / third


DESIGNS: Mapping[str, Callable[[np.random.Generator], Simulated]] = {
    "curators do not differ": alike,
    "curators differ in harshness": harsh,
    "specialised, harsh group with better goods": specialised,
}
METHODS: Mapping[str, Callable[[list[Sheet]], Floats]] = {
    "raw means": raw_means,
    "z-scores": z_scores,
    "adjusted": adjusted,
}


def shares(design: str, rounds: int = ROUNDS) -> dict[str, float]:
    """The mean share of the true top third that each method finds, in percent.

    Args:
        design: One of ``DESIGNS``.
        rounds: How many rounds; the seeds are 0, 1, 2, ….
    """
    found: dict[str, list[float]] = {name: [] for name in METHODS}
    for seed in range(rounds):
        simulated = DESIGNS[design](np.random.default_rng(seed))
        for name, method in METHODS.items():
            estimate = method(simulated.sheets)
            found[name].append(found_of_top_third(estimate, simulated.quality))
    return {name: 100 * float(np.mean(values)) for name, values in found.items()}


def top_third() -> Table:
    """How much of the true top third each method finds, design by design."""
    rows = []
    for design in DESIGNS:
        found = shares(design)
        behind = max(found.values()) - found["adjusted"]
        rows.append((design, *(f"{found[name]:.1f} %" for name in METHODS), f"{behind:.1f}"))
    return Table(
        f"Ranking: share of the true top third found, {ROUNDS} simulated rounds each",
        ("", *METHODS, "points behind the best"),
        rows,
        f"{ENTRIES} entries, {WANTED} sheets each, {CURATORS} curators; seeds 0 to {ROUNDS - 1}.",
    )


def many_sheets() -> list[Sheet]:
    """A round of ``MANY`` entries with five sheets each."""
    dice = np.random.default_rng(0)
    offsets, quality = dice.normal(0, 8, CURATORS_OF_MANY), dice.normal(60, 10, MANY)
    return [
        Sheet(int(curator), entry, float(quality[entry] + offsets[curator] + dice.normal(0, 8)))
        for entry in range(MANY)
        for curator in dice.choice(CURATORS_OF_MANY, SHEETS_OF_MANY, replace=False)
    ]


def _speeds() -> Iterator[tuple[str, str, str]]:
    sheets = many_sheets()
    started = time.perf_counter()
    rank_entries(sheets)
    yield "adjusted scores, components and ranks", f"{time.perf_counter() - started:.2f}", "2"
    for metric in Metric:
        started = time.perf_counter()
        krippendorff_alpha(((one.entry, one.score) for one in sheets), metric)
        yield f"agreement, {metric.value}", f"{time.perf_counter() - started:.2f}", ""


def speed() -> Table:
    """How long the arithmetic of a large round takes."""
    return Table(
        f"Ranking: {MANY:,} entries with {SHEETS_OF_MANY} sheets each",
        ("", "seconds", "at most"),
        list(_speeds()),
        f"{CURATORS_OF_MANY} curators; the arithmetic alone, in this process.",
    )


def tables() -> Iterator[Table]:
    """Everything about ranking."""
    yield top_third()
    yield speed()
