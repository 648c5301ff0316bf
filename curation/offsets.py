"""How harsh each curator is, estimated only from entries that curators share.

The model is additive: a sheet's score is the entry's quality plus the curator's offset plus
chance. Offsets are shrunk towards zero (ridge regression), so that a curator with few sheets is
hardly corrected. This is the calibration of the NIPS 2014 reviews and the ``revNorm`` idea of
comparing reviewers only on papers that they have in common.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Key = int | str
"""What names a curator or an entry: a primary key, or a name read from a file."""

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]

# Three imagined sheets without any offset weigh against each curator's real ones
# (``offset_j = Σ_i (s_ij - q_i) / (n_j + 3)``).
SHRINKAGE = 3.0


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


def curator_offsets(pairs: ScoredPairs, *, shrinkage: float = SHRINKAGE) -> Floats:
    """Solve for the offsets that the alternating updates would converge to.

    The updates are ``offset_j = Σ_i (s_ij - q_i) / (n_j + λ)`` and ``q_i = mean_j(s_ij -
    offset_j)``. Putting the second into the first gives the linear system ``(L + λI) offset = r``
    with ``L = D - BᵀN⁻¹B`` (the curators' graph Laplacian: B is the entry-by-curator incidence, N
    the sheets per entry, D the sheets per curator) and ``r_j = Σ_i (s_ij - mean_i)``. With λ > 0
    it has one solution; within each connected component the offsets sum to zero.

    Args:
        pairs: Who scored what, in points.
        shrinkage: λ, in sheets; 0 means no shrinkage (the least-squares offsets of least size).

    Returns:
        One offset a curator in points, negative for a harsh one; shape (C,).
    """
    count = len(pairs.curators)
    incidence = np.zeros((len(pairs.entries), count))
    incidence[pairs.entry_of, pairs.curator_of] = 1.0
    sheets_an_entry = incidence.sum(axis=1, keepdims=True)
    laplacian = np.diag(incidence.sum(axis=0)) - incidence.T @ (incidence / sheets_an_entry)
    surprise = pairs.scores - entry_means(pairs, pairs.scores)[pairs.entry_of]
    residual = np.bincount(pairs.curator_of, weights=surprise, minlength=count)
    if shrinkage > 0:
        solution = np.linalg.solve(laplacian + shrinkage * np.eye(count), residual)
    else:
        solution = np.linalg.lstsq(laplacian, residual, rcond=None)[0]
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
