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

from curation.arrays import Bools, Floats, Ints

Key = int | str
"""What names a curator or an entry: a primary key, or a name read from a file."""

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
        heaviest: Each sheet's mean on the heaviest criteria, NaN where none applies; shape (S,).
    """

    curators: tuple[Key, ...]
    entries: tuple[Key, ...]
    curator_of: Ints
    entry_of: Ints
    scores: Floats
    heaviest: Floats


def canonical(keys: Iterable[Key]) -> tuple[Key, ...]:
    """Return the distinct keys in an order that does not depend on how they came in."""
    return tuple(sorted(set(keys), key=canonical_order))


def canonical_order(key: Key) -> tuple[bool, int, str]:
    """Sort numbers by value before words by letters, so that mixed keys sort too."""
    return (True, 0, key) if isinstance(key, str) else (False, key, "")


def pair_up(
    curators: Sequence[Key] | Ints, entries: Sequence[Key] | Ints, scores: Floats, heaviest: Floats
) -> ScoredPairs:
    """Put sheets in canonical order.

    Args:
        curators: Who scored; length S.
        entries: What was scored; length S.
        scores: Each sheet's score; shape (S,).
        heaviest: Each sheet's mean on the heaviest criteria, NaN where none applies; shape (S,).

    Raises:
        ValueError: A score is not a finite number, or a curator scored an entry twice.
    """
    if not np.isfinite(scores).all():
        raise ValueError("A score is not a finite number.")
    curator_keys, curator_of = _numbered(curators)
    entry_keys, entry_of = _numbered(entries)
    order = np.lexsort((curator_of, entry_of))
    curator_of, entry_of = curator_of[order], entry_of[order]
    if ((np.diff(curator_of) == 0) & (np.diff(entry_of) == 0)).any():
        raise ValueError("A curator has two sheets for one entry.")
    return ScoredPairs(
        curators=curator_keys,
        entries=entry_keys,
        curator_of=curator_of,
        entry_of=entry_of,
        scores=scores[order],
        heaviest=heaviest[order],
    )


def _numbered(keys: Sequence[Key] | Ints) -> tuple[tuple[Key, ...], Ints]:
    """The distinct keys in canonical order, and the position of each key among them."""
    if isinstance(keys, np.ndarray):
        found, at = np.unique(keys, return_inverse=True)
        return tuple(found.tolist()), at.astype(np.int64)
    distinct = canonical(keys)
    positions = {key: position for position, key in enumerate(distinct)}
    return distinct, np.array([positions[key] for key in keys], dtype=np.int64)


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


def connected_components(pairs: ScoredPairs, comparison: Comparison) -> tuple[Ints, Ints]:
    """Number the groups of curators and entries that shared sheets tie together.

    Offsets are comparable only inside one group, because nothing compares curators who share
    no entry, not even through others.

    Args:
        pairs: Who scored what.
        comparison: Of the same pairs: off the diagonal its Laplacian is zero exactly where two
            curators share no entry.

    Returns:
        The component of each curator, shape (C,), and of each entry, shape (E,). Components are
        numbered from 1, the one with the most entries first.
    """
    group_of = _groups(comparison.laplacian != 0)
    # All curators of an entry are in one group, so that any of them tells the entry's.
    of_entries = np.zeros(len(pairs.entries), dtype=np.int64)
    of_entries[pairs.entry_of] = group_of[pairs.curator_of]
    sizes = np.bincount(of_entries)
    number = np.empty(len(sizes), dtype=np.int64)
    number[np.argsort(-sizes, kind="stable")] = np.arange(1, len(sizes) + 1)
    return number[group_of], number[of_entries]


def _groups(linked: Bools) -> Ints:
    """Number what is linked, directly or through others, from 0.

    Args:
        linked: Symmetric; shape (C, C).
    """
    group_of = np.full(len(linked), -1, dtype=np.int64)
    for first in range(len(linked)):
        if group_of[first] >= 0:
            continue
        reached = np.zeros(len(linked), dtype=np.bool_)
        newest = np.arange(len(linked)) == first
        while newest.any():
            reached |= newest
            newest = linked[newest].any(axis=0) & ~reached
        group_of[reached] = group_of.max() + 1
    return group_of
