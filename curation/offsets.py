"""How harsh each curator is, estimated only from entries that curators share.

The model is additive: a sheet's score is the entry's quality plus the curator's offset plus
chance. Offsets are shrunk towards zero (ridge regression), so that a curator with few sheets is
hardly corrected; how far is for ``curation.shrinkage`` to learn from the round. This is the
calibration of the NIPS 2014 reviews and the ``revNorm`` idea of comparing reviewers only on
papers that they have in common.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Key = int | str
"""What names a curator or an entry: a primary key, or a name read from a file."""

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]

# Entries whose rows of the entry-by-curator table are held at once.
CHUNK = 4096


@dataclass(frozen=True, slots=True)
class ScoredPairs:
    """Who scored what, as positions into ``curators`` and ``entries``.

    Attributes:
        curators: Distinct curators in canonical order; length C.
        entries: Distinct entries in canonical order; length E.
        curator_of: Position of each sheet's curator; shape (S,).
        entry_of: Position of each sheet's entry; shape (S,).
        scores: Each sheet's score; shape (S,).
    """

    curators: tuple[Key, ...]
    entries: tuple[Key, ...]
    curator_of: Ints
    entry_of: Ints
    scores: Floats


def canonical(keys: Iterable[Key]) -> tuple[Key, ...]:
    """Return the distinct keys in an order that does not depend on how they came in."""
    return tuple(sorted(set(keys), key=canonical_order))


def canonical_order(key: Key) -> tuple[bool, int, str]:
    """Sort numbers by value before words by letters, so that mixed keys sort too."""
    return (True, 0, key) if isinstance(key, str) else (False, key, "")


def pair_up(rows: Sequence[tuple[Key, Key, float]]) -> ScoredPairs:
    """Turn rows of (curator, entry, score) into arrays whose order is canonical.

    Raises:
        ValueError: A score is not a finite number, or a curator scored an entry twice.
    """
    if len({(curator, entry) for curator, entry, _ in rows}) != len(rows):
        raise ValueError("A curator has two sheets for one entry.")
    curators = canonical(curator for curator, _, _ in rows)
    entries = canonical(entry for _, entry, _ in rows)
    curator_at = {key: position for position, key in enumerate(curators)}
    entry_at = {key: position for position, key in enumerate(entries)}
    placed = sorted((entry_at[entry], curator_at[curator], score) for curator, entry, score in rows)
    scores = np.array([score for _, _, score in placed], dtype=np.float64)
    if not np.isfinite(scores).all():
        raise ValueError("A score is not a finite number.")
    return ScoredPairs(
        curators=curators,
        entries=entries,
        curator_of=np.array([position for _, position, _ in placed], dtype=np.int64),
        entry_of=np.array([position for position, _, _ in placed], dtype=np.int64),
        scores=scores,
    )


def entry_means(pairs: ScoredPairs, values: Floats) -> Floats:
    """Average the sheets' values per entry.

    Args:
        pairs: Who scored what.
        values: One value a sheet; shape (S,).

    Returns:
        One mean an entry; shape (E,).
    """
    sheets = np.bincount(pairs.entry_of, minlength=len(pairs.entries))
    sums = np.bincount(pairs.entry_of, weights=values, minlength=len(pairs.entries))
    return np.asarray(sums / sheets, dtype=np.float64)


@dataclass(frozen=True, slots=True)
class Comparison:
    """What shared entries say about curators, once the entries' own quality is taken out.

    Attributes:
        laplacian: ``L = D - BᵀN⁻¹B``, the curators' graph Laplacian (B is the entry-by-curator
            incidence, N the sheets per entry, D the sheets per curator); shape (C, C).
        surprise: ``r_j = Σ_i (s_ij - mean_i)``, in points; shape (C,).
        squares: Sum of the squared ``s_ij - mean_i``.
        freedom: Sheets less entries: how many comparisons there are.
    """

    laplacian: Floats
    surprise: Floats
    squares: float
    freedom: int


def compare_curators(pairs: ScoredPairs) -> Comparison:
    """Gather what the sheets say about curators on entries that they share."""
    count = len(pairs.curators)
    difference = pairs.scores - entry_means(pairs, pairs.scores)[pairs.entry_of]
    surprise = np.bincount(pairs.curator_of, weights=difference, minlength=count)
    return Comparison(
        laplacian=_laplacian(pairs),
        surprise=surprise.astype(np.float64),
        squares=float(difference @ difference),
        freedom=len(pairs.scores) - len(pairs.entries),
    )


def _laplacian(pairs: ScoredPairs) -> Floats:
    """Build ``D - BᵀN⁻¹B``, a chunk of entries at a time (sheets stand in entry order)."""
    count = len(pairs.curators)
    laplacian = np.diag(np.bincount(pairs.curator_of, minlength=count).astype(np.float64))
    for start in range(0, len(pairs.entries), CHUNK):
        first, last = np.searchsorted(pairs.entry_of, (start, start + CHUNK))
        rows = np.zeros((min(CHUNK, len(pairs.entries) - start), count))
        rows[pairs.entry_of[first:last] - start, pairs.curator_of[first:last]] = 1.0
        laplacian -= rows.T @ (rows / rows.sum(axis=1, keepdims=True))
    return laplacian


def curator_offsets(comparison: Comparison, *, shrinkage: float) -> Floats:
    """Solve for the offsets that the alternating updates would converge to.

    The updates are ``offset_j = Σ_i (s_ij - q_i) / (n_j + λ)`` and ``q_i = mean_j(s_ij -
    offset_j)``. Putting the second into the first gives the linear system ``(L + λI) offset = r``.
    With λ > 0 it has one solution; within each connected component the offsets sum to zero.

    Args:
        comparison: What shared entries say, in points.
        shrinkage: λ, in sheets; 0 means no shrinkage (the least-squares offsets of least size).

    Returns:
        One offset a curator in points, negative for a harsh one; shape (C,).
    """
    laplacian, surprise = comparison.laplacian, comparison.surprise
    if shrinkage > 0:
        solution = np.linalg.solve(laplacian + shrinkage * np.eye(len(surprise)), surprise)
    else:
        solution = np.linalg.lstsq(laplacian, surprise, rcond=None)[0]
    return np.asarray(solution, dtype=np.float64)


def connected_components(pairs: ScoredPairs) -> tuple[Ints, Ints]:
    """Number the groups of curators and entries that shared sheets tie together.

    Offsets are comparable only inside one group, because nothing compares curators who share
    no entry, not even through others.

    Returns:
        The component of each curator, shape (C,), and of each entry, shape (E,). Components are
        numbered from 1, the one with the most entries first.
    """
    parent = list(range(len(pairs.curators) + len(pairs.entries)))
    for curator, entry in zip(pairs.curator_of, pairs.entry_of, strict=True):
        one = _root(parent, int(curator))
        other = _root(parent, len(pairs.curators) + int(entry))
        parent[max(one, other)] = min(one, other)
    roots = np.array([_root(parent, node) for node in range(len(parent))], dtype=np.int64)
    of_entries = roots[len(pairs.curators) :]
    found, sizes = np.unique(of_entries, return_counts=True)
    by_size = found[np.lexsort((found, -sizes))]
    number = {int(root): position for position, root in enumerate(by_size, start=1)}
    numbered = np.array([number[int(root)] for root in roots], dtype=np.int64)
    return numbered[: len(pairs.curators)], numbered[len(pairs.curators) :]


def _root(parent: list[int], node: int) -> int:
    """Find a node's representative, shortening the path on the way."""
    while parent[node] != node:
        parent[node] = parent[parent[node]]
        node = parent[node]
    return node
