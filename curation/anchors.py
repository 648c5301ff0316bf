"""Anchor entries: a few that every curator scores, so that all of them can be compared."""

from collections.abc import Collection, Iterable, Mapping
from itertools import chain, zip_longest

MOST_ANCHORS = 4
ENOUGH_ANCHORS = 2
SUGGESTED = 3


def suggested_anchors(categories: Mapping[int, str], barred: Collection[int]) -> list[int]:
    """Propose entries that every curator may score, of as many kinds of goods as there are.

    Args:
        categories: Each entry's kind, by key, in the order of codes.
        barred: Keys of entries that some curator may not score.

    Returns:
        Keys, at most three. Those in the middle of their kind come first: neither the first nor
        the last who sent something in.
    """
    by_kind: dict[str, list[int]] = {}
    for key, kind in categories.items():
        if key not in barred:
            by_kind.setdefault(kind, []).append(key)
    largest_first = sorted(by_kind.values(), key=len, reverse=True)
    turns = zip_longest(*map(_from_the_middle, largest_first))
    found = (key for key in chain.from_iterable(turns) if key is not None)
    return [key for key, _ in zip(found, range(SUGGESTED), strict=False)]


def _from_the_middle(keys: list[int]) -> Iterable[int]:
    middle = (len(keys) - 1) / 2
    return [keys[at] for at in sorted(range(len(keys)), key=lambda at: abs(at - middle))]
