"""Which words stand in which product, as arrays that lie in files and are not copied when read.

Posting lists with their weights worked out beforehand (Zobel and Moffat, "Inverted files for text
search engines", ACM Computing Surveys 2006, section 4), both by word and by product.
"""

from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any, Final

import numpy as np
import numpy.typing as npt

Array = npt.NDArray[Any]

VOCABULARY: Final = "vocabulary.txt"


@dataclass(frozen=True, slots=True, eq=False)
class Arrays:
    """The numbers of an index of D products, V words and P pairs of both.

    Attributes:
        products: Key of each product; shape (D,).
        starts: Where each word's pairs begin, and where the last ones end; shape (V + 1,).
        rows: The product's place in ``products``, by word; shape (P,).
        weights: What the word is worth there, before its rarity; shape (P,).
        row_starts: Where each product's pairs begin, and where the last ones end; shape (D + 1,).
        words: The word's place in the vocabulary, by product; shape (P,).
        word_weights: What it is worth, by product; shape (P,).
        lengths: Letters of each word; 0 for what is not all letters; shape (V,).
        letters: Which letters each word has, as ``letters_of`` says; shape (V,).
    """

    products: Array
    starts: Array
    rows: Array
    weights: Array
    row_starts: Array
    words: Array
    word_weights: Array
    lengths: Array
    letters: Array


@dataclass(frozen=True, slots=True, eq=False)
class WordIndex:
    """An index that can be asked.

    Attributes:
        arrays: The numbers.
        vocabulary: Every word, in the order of the alphabet.
        places: Each word's place in the vocabulary.
    """

    arrays: Arrays
    vocabulary: tuple[str, ...]
    places: dict[str, int]

    @classmethod
    def of(cls, arrays: Arrays, vocabulary: tuple[str, ...]) -> "WordIndex":
        """Put one together."""
        return cls(arrays, vocabulary, {word: place for place, word in enumerate(vocabulary)})

    def pairs(self, place: int) -> tuple[Array, Array]:
        """The rows that have a word, and what it is worth in each."""
        start, end = self.arrays.starts[place : place + 2]
        return self.arrays.rows[start:end], self.arrays.weights[start:end]

    def count(self, place: int) -> int:
        """In how many products a word stands."""
        start, end = self.arrays.starts[place : place + 2]
        return int(end - start)

    def words_in(self, row: int) -> tuple[Array, Array]:
        """The places of a product's words, and what each is worth."""
        start, end = self.arrays.row_starts[row : row + 2]
        return self.arrays.words[start:end], self.arrays.word_weights[start:end]


def write_index(index: WordIndex, folder: Path) -> None:
    """Write an index into a new folder."""
    folder.mkdir(mode=0o700)
    (folder / VOCABULARY).write_text("\n".join(index.vocabulary), encoding="utf-8")
    for one in fields(Arrays):
        np.save(folder / f"{one.name}.npy", getattr(index.arrays, one.name), allow_pickle=False)


def read_index(folder: Path) -> WordIndex:
    """Open an index; its files may be deleted afterwards.

    Raises:
        OSError, ValueError: It is not there, or not whole.
    """
    found = {
        one.name: np.load(folder / f"{one.name}.npy", mmap_mode="r", allow_pickle=False)
        for one in fields(Arrays)
    }
    text = (folder / VOCABULARY).read_text(encoding="utf-8")
    return WordIndex.of(Arrays(**found), tuple(text.split("\n")) if text else ())
