"""How far to trust the differences between curators, learned from the round itself.

The offsets of ``curation.offsets`` are shrunk by λ imagined sheets without any offset. The right λ
is the variance of chance over the variance of curators: none is needed where curators clearly
differ, and many where their differences are no larger than chance. Both variances are estimated
by restricted maximum likelihood (REML, Patterson and Thompson 1971), entries fixed and curators
random, which has a closed form for each λ. A weak prior around one sheet keeps small rounds calm.
In one sentence: the clearer curators differ on the same products, the fuller the correction.
"""

import numpy as np

from curation.offsets import Comparison

# What is believed before any sheet is read: one imagined sheet, give or take a factor of six
# (``ln λ`` is normal around 0 with the variance 1 / 0.3).
USUAL = 1.0
CERTAINTY = 0.3

# λ is chosen among these, 2 % apart. A fixed list gives the same answer on every machine and in
# whatever order rows come.
CANDIDATES = np.geomspace(0.02, 50.0, 401)

# Directions of the curators' graph with less than this share of the largest eigenvalue are the
# levels of its components, about which nothing is known.
NOTHING = 1e-9


def learned_shrinkage(comparison: Comparison) -> float:
    """Choose λ, in sheets, from 0.02 (curators clearly differ) to 50 (they hardly do).

    With ``d`` the eigenvalues of the Laplacian and ``g`` the squared surprise along each
    eigenvector over its ``d``, the penalised likelihood is ``-2 log l = f log(R + Σ g q) - Σ log q
    + 0.3 (ln λ)²`` with ``q = λ / (λ + d)``, f the comparisons, and R what no offset explains.

    Returns:
        The usual one where no two curators share an entry or all agree to the last digit.
    """
    eigenvalues, vectors = np.linalg.eigh(comparison.laplacian)
    known = eigenvalues > NOTHING * max(1.0, float(eigenvalues[-1]))
    if not known.any() or comparison.squares <= 0:
        return USUAL
    along = eigenvalues[known]
    # As a share of all squares, so that the unit of the scores does not matter.
    explained = (vectors[:, known].T @ comparison.surprise) ** 2 / along / comparison.squares
    unexplained = max(1.0 - float(explained.sum()), 0.0)
    kept = CANDIDATES[:, None] / (CANDIDATES[:, None] + along)
    chance = np.maximum(unexplained + kept @ explained, np.finfo(np.float64).tiny)
    fit = comparison.freedom * np.log(chance) - np.log(kept).sum(axis=1)
    unlikely = CERTAINTY * np.log(CANDIDATES / USUAL) ** 2
    return float(CANDIDATES[np.argmin(fit + unlikely)])
