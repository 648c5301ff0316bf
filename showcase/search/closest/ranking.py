"""Which products are closest to some words, best first.

The score is BM25 over words that may be misspelt. Then the best product's own words join the search
at a third of their weight, so that what is like the best stands before what only shares a common
word with the search (pseudo-relevance feedback; Lv and Zhai, "A comparative study of methods for
estimating query language models with pseudo feedback", CIKM 2009, with a single document).
"""

from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

import numpy as np

from showcase.search.closest.word_index import Array, WordIndex
from showcase.search.closest.words import letters_of, words_of
from showcase.search.settings import ONE_TYPO_FROM, STOP_WORDS
from showcase.search.synonyms import synonyms

MOST_WORDS: Final = 12
SHORTEST_MISSPELT: Final = 4  # Letters; so short a word only where it is known nowhere.
TWO_SLIPS_FROM: Final = 9
ONE_SLIP, TWO_SLIPS = 0.7, 0.4  # What a word is worth beside the one that was typed.
SYNONYM: Final = 0.8
LIKE_THE_BEST: Final = 0.3
WORDS_OF_THE_BEST: Final = 15
PHRASES: Final = (2, 3)  # Words of the phrases that are known.
LEAST_SHARE: Final = 0.3
"""What gets less than this share of the best, both for the words and for being like the best, has
too little in common with the search."""


class Alike(NamedTuple):
    """A word of the vocabulary that may be meant."""

    place: int
    worth: float


def words_meant(index: WordIndex, text: str) -> set[str]:
    """The words of the vocabulary that the words of a text may mean."""
    words = [word for word in words_of(text) if word not in STOP_WORDS][:MOST_WORDS]
    return {index.vocabulary[one.place] for word in words for one in alike(index, word)}


def respelt(index: WordIndex, text: str) -> str:
    """A text with each word that nothing has as it is most often spelt; nothing if that is so now.

    Of a long text only the first words are looked at.
    """
    words = words_of(text)
    spelt = [
        word if word in index.places else _likeliest(index, word, alike(index, word))
        for word in words[:MOST_WORDS]
    ]
    changed = spelt != words[:MOST_WORDS]
    return " ".join([*spelt, *words[MOST_WORDS:]]) if changed else ""


def _likeliest(index: WordIndex, word: str, known: Sequence[Alike]) -> str:
    """Of the words that may be meant, the likeliest, and of these what most products have."""
    if not known:
        return word
    return index.vocabulary[max(known, key=lambda one: (one.worth, index.count(one.place))).place]


def closest(index: WordIndex, text: str, most: int) -> list[int]:
    """Find the products that are closest to a text.

    Args:
        index: Of all public products.
        text: What was typed.
        most: How many at most.

    Returns:
        Keys of products, best first; none where no word is known. Ties go by key.
    """
    words = [word for word in words_of(text) if word not in STOP_WORDS]
    meant = {word: alike(index, word) for word in dict.fromkeys(words[:MOST_WORDS])}
    scores = np.zeros(len(index.arrays.products), dtype=np.float32)
    for known in meant.values():
        scores += _scores_of(index, known)
    if not scores.any():
        return []
    scores *= _has_phrases(
        index, [_likeliest(index, w, meant[w]) for w in words[:MOST_WORDS]], scores
    )
    like = np.where(scores > 0, scores + _scores_like(index, int(scores.argmax())), 0)
    near = _is_near(scores) | _is_near(like)
    return _best(index.arrays.products, np.where(near, like, 0), most)


def _is_near(scores: Array) -> Array:
    near: Array = scores >= LEAST_SHARE * scores.max()
    return near


def alike(index: WordIndex, word: str) -> list[Alike]:
    """The words that may be meant by a word, the one itself first if it is known."""
    found = {index.places[word]: 1.0} if word in index.places else {}
    for other in synonyms().get(word, ()):
        if other in index.places:
            found.setdefault(index.places[other], SYNONYM)
    if word not in index.places or len(word) >= ONE_TYPO_FROM:
        for place, worth in _misspelt(index, word):
            found.setdefault(place, worth)
    return [Alike(place, worth) for place, worth in found.items()]


def _misspelt(index: WordIndex, word: str) -> Iterator[tuple[int, float]]:
    """Words that a slip or two away are this one."""
    if len(word) < SHORTEST_MISSPELT or not word.isalpha():
        return
    # A process that takes photos in and never searches does without its megabytes.
    from rapidfuzz.distance import OSA  # noqa: PLC0415

    slips = 2 if len(word) >= TWO_SLIPS_FROM else 1
    arrays = index.arrays
    differ = np.bitwise_count(arrays.letters ^ np.uint32(letters_of(word)))
    close = (differ <= 2 * slips) & (np.abs(arrays.lengths - len(word)) <= slips)
    for place in np.flatnonzero(close).tolist():
        distance = OSA.distance(word, index.vocabulary[place], score_cutoff=slips)
        if 0 < distance <= slips:
            yield place, ONE_SLIP if distance == 1 else TWO_SLIPS


def _rarity(index: WordIndex, count: int) -> float:
    """BM25's weight of a word that stands in so many products."""
    return float(np.log1p((len(index.arrays.products) - count + 0.5) / (count + 0.5)))


def _scores_of(index: WordIndex, known: Sequence[Alike]) -> Array:
    """What each product gets for a word: for the best of those that may be meant.

    None of them is rarer than the word that was typed, or a slip would count for more than it.
    """
    scores = np.zeros(len(index.arrays.products), dtype=np.float32)
    least = index.count(known[0].place) if known and known[0].worth == 1 else 0
    for one in sorted(known, key=lambda alike: alike.worth):
        rows, weights = index.pairs(one.place)
        worth = one.worth * _rarity(index, max(least, len(rows)))
        scores[rows] = np.maximum(scores[rows], weights * np.float32(worth))
    return scores


def _scores_like(index: WordIndex, row: int) -> Array:
    """What each product gets for having words of a product."""
    scores = np.zeros(len(index.arrays.products), dtype=np.float32)
    words, weights = index.words_in(row)
    told = weights * [_rarity(index, index.count(place)) for place in words.tolist()]
    for at in np.argsort(-told, kind="stable")[:WORDS_OF_THE_BEST].tolist():
        rows, there = index.pairs(int(words[at]))
        scores[rows] += there * np.float32(LIKE_THE_BEST * told[at])
    return scores


def _has_phrases(index: WordIndex, words: list[str], scores: Array) -> Array:
    """1 for the products that have each known phrase among the words, or what means the same.

    "Batik tulis" is one thing: a printed cloth is not close to it for being batik too. A phrase
    that nothing has asks for nothing.
    """
    allowed = np.ones(len(scores), dtype=np.float32)
    for phrase in _phrases(words):
        having = np.zeros(len(scores), dtype=np.bool_)
        for same in (phrase, *synonyms()[phrase]):
            having |= _has_all(index, words_of(same))
        if (having & (scores > 0)).any():
            allowed *= having
    return allowed


def _phrases(words: list[str]) -> Iterator[str]:
    """The neighbours among the words that are one thing together."""
    for size in PHRASES:
        for at in range(len(words) - size + 1):
            phrase = " ".join(words[at : at + size])
            if phrase in synonyms():
                yield phrase


def _has_all(index: WordIndex, words: list[str]) -> Array:
    """Which products have all of these words."""
    having = np.ones(len(index.arrays.products), dtype=np.bool_)
    for word in words:
        one = np.zeros(len(having), dtype=np.bool_)
        if word in index.places:
            one[index.pairs(index.places[word])[0]] = True
        having &= one
    return having


def _best(products: Array, scores: Array, most: int) -> list[int]:
    """The keys with the highest scores above nothing."""
    [found] = np.nonzero(scores)
    if len(found) > most:
        least = np.partition(scores[found], len(found) - most)[len(found) - most]
        found = found[scores[found] >= least]
    order = np.argsort(-scores[found], kind="stable")[:most]
    keys: list[int] = products[found[order]].tolist()
    return keys
