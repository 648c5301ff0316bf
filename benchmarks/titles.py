"""Titles as sellers on large marketplaces write them, in groups that are the same goods.

Sellers of the same thing agree on little: they leave parts out, turn them round, choose another
word, shout, and praise. Half of the goods belong to a series, of which one part differs.
"""

import csv
import random
import re
import tomllib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final, NamedTuple, TypeVar

DATA: Final = Path(__file__).parent / "data" / "titles.toml"
LONGEST: Final = 110
BRANDS, SHOPS, SERIES = 9000, 2000, 400
WORD: Final = re.compile(r"\w+")

One = TypeVar("One")


class Listing(NamedTuple):
    """A title, and the goods that it is about."""

    title: str
    group: int


class Query(NamedTuple):
    """What somebody types, and the goods that they mean."""

    words: str
    group: int


@dataclass(frozen=True, slots=True)
class Part:
    """Something that a title may say of its goods.

    Attributes:
        ways: How it can be written.
        kept: How likely a seller is to write it.
        again: Makes another in its place, for another one of the series.
    """

    ways: Sequence[str]
    kept: float
    again: Callable[[], Sequence[str]]


@cache
def word_lists() -> dict[str, list[list[str]]]:
    """Each list of the file, with the ways of writing a word."""
    content = tomllib.loads(DATA.read_text(encoding="utf-8"))
    return {name: [one.split("/") for one in words] for name, words in content.items()}


class Sellers:
    """Writes titles; the same seed gives the same ones."""

    def __init__(self, seed: int) -> None:
        self._chance = random.Random(seed)  # noqa: S311 - a fixed seed is the point.
        self._lists = word_lists()
        self._brands = [self.coined(2, 4) for _ in range(BRANDS)]
        self._shops = [f"{self.coined(2, 3)}shop" for _ in range(SHOPS)]

    def coined(self, least: int, most: int) -> str:
        """A word that nobody knows."""
        size = self._chance.randint(least, most)
        syllables = (self._chance.choice(self._lists["syllables"])[0] for _ in range(size))
        return "".join(syllables) + self._chance.choice([*self._lists["endings"], [""], [""]])[0]

    def listings(self, total: int) -> list[Listing]:
        """So many titles in no order; two to some ten of each goods."""
        made: list[Listing] = []
        series: list[tuple[list[str], list[Part]]] = []
        group = 0
        while len(made) < total:
            group += 1
            noun, parts = self._goods(series[-SERIES:])
            series.append((noun, parts))
            sellers = 2 + int(self._chance.expovariate(0.9))
            made += [Listing(self._title(noun, parts), group) for _ in range(sellers)]
        self._chance.shuffle(made)
        return made[:total]

    def _goods(self, series: list[tuple[list[str], list[Part]]]) -> tuple[list[str], list[Part]]:
        """A noun and its parts: new ones, or those of a series with one part changed."""
        if series and self._chance.random() < 0.5:
            noun, parts = self._chance.choice(series)
            at = self._chance.randrange(len(parts))
            other = Part(parts[at].again(), parts[at].kept, parts[at].again)
            return noun, [*parts[:at], other, *parts[at + 1 :]]
        parts = [self._part(self._quality, 0.68) for _ in range(self._chance.randint(2, 5))]
        for make, kept, share in (
            (self._brand, 0.85, 0.6),
            (lambda: [self.coined(2, 3)], 0.85, 0.2),
            (self._code, 0.68, 0.25),
            (self._measure, 0.68, 0.4),
        ):
            if self._chance.random() < share:
                parts.append(self._part(make, kept))
        return self._often(self._lists["nouns"]), parts

    def _part(self, make: Callable[[], Sequence[str]], kept: float) -> Part:
        return Part(make(), kept, make)

    def _often(self, pool: Sequence[One]) -> One:
        """One of them, the first ones far more often than the last."""
        at = int(len(pool) ** self._chance.random()) - 1
        return pool[max(at, 0)]

    def _quality(self) -> list[str]:
        return self._chance.choice(self._lists["qualities"])

    def _brand(self) -> list[str]:
        return [self._often(self._brands)]

    def _code(self) -> list[str]:
        letters = "".join(self._chance.choices("ABCDEGHKLMNPRSTVXZ", k=self._chance.randint(1, 3)))
        return [f"{letters}{self._chance.choice(['', '-', ' '])}{self._chance.randint(1, 9999)}"]

    def _measure(self) -> list[str]:
        number = self._chance.choice([5, 10, 15, 20, 30, 50, 60, 100, 150, 180, 250, 500, 750])
        kinds = [
            [f"{number} ml", f"{number}ml"],
            [f"{number} gr", f"{number}gr", f"{number} gram"],
            [f"{self._chance.randint(1, 5)} kg"],
            [f"{number}x{self._chance.randint(2, 30) * 5} cm"],
            [f"size {self._chance.randint(36, 44)}"],
            [f"isi {self._chance.choice([2, 3, 4, 6, 10, 12, 24, 50])}"],
        ]
        return self._chance.choice(kinds)

    def _title(self, noun: list[str], parts: list[Part]) -> str:
        """As one seller writes it."""
        chance = self._chance
        said = [chance.choice(part.ways) for part in parts if chance.random() < part.kept]
        chance.shuffle(said)
        nouns = chance.sample(noun, 2 if len(noun) > 1 and chance.random() < 0.3 else 1)
        at = chance.randint(0, min(2, len(said)))
        said[at:at] = nouns
        for _ in range(chance.choice([0, 0, 1, 1, 2, 3])):
            praise = chance.choice(self._lists["praise"])[0]
            said.insert(chance.randint(0, len(said)), praise)
        if chance.random() < 0.12:
            said.insert(0, f"[{chance.choice(self._shops)}]")
        glue = chance.choice([" ", " ", " ", " ", " / ", " - ", ", "])
        text = "".join(f"{word}{glue if chance.random() < 0.4 else ' '}" for word in said)
        shout = chance.choice([str.upper, str.title, str.title, str.lower])
        return shout(text)[:LONGEST].strip(" /-,")


def queries(listings: Sequence[Listing], number: int, seed: int, *, slip: bool) -> list[Query]:
    """Searches of four to six words: three to five of a title in their order, and others between.

    Args:
        listings: Of which titles are taken.
        number: How many searches.
        seed: Gives the same ones again.
        slip: Whether a word lacks one letter.
    """
    chance = random.Random(seed)  # noqa: S311 - a fixed seed is the point.
    sellers, found = Sellers(seed), list[Query]()
    while len(found) < number:
        listing = chance.choice(listings)
        known = [one for one in WORD.findall(listing.title.lower()) if len(one) > 1]
        known = list(dict.fromkeys(known))
        if len(known) < 3:
            continue
        at = sorted(chance.sample(range(len(known)), min(chance.randint(3, 5), len(known))))
        words = _with_noise([known[place] for place in at], chance, sellers)
        if slip:
            words = _with_slip(words, chance)
        if len(words) >= 4:
            found.append(Query(" ".join(words), listing.group))
    return found


def _with_noise(words: list[str], chance: random.Random, sellers: Sellers) -> list[str]:
    """Words of chat, of praise, or that nothing has, in the middle."""
    lists = word_lists()
    for _ in range(min(chance.choice([0, 1, 1, 2]), 6 - len(words))):
        kind = chance.random()
        noise = sellers.coined(2, 4)
        if kind < 0.8:
            noise = chance.choice(lists["chat"] if kind < 0.5 else lists["praise"])[0].split()[0]
        words.insert(chance.randint(1, len(words) - 1), noise)
    return words


def _with_slip(words: list[str], chance: random.Random) -> list[str]:
    """One letter of one word left out; nothing where all words are short."""
    long = [place for place, word in enumerate(words) if len(word) >= 4 and word.isalpha()]
    if not long:
        return []
    place = chance.choice(long)
    letter = chance.randrange(len(words[place]))
    return [
        *words[:place],
        words[place][:letter] + words[place][letter + 1 :],
        *words[place + 1 :],
    ]


def read_listings(path: Path) -> list[Listing]:
    """Real titles from a CSV file with the columns ``title`` and ``group`` (or ``label_group``)."""
    groups: dict[str, int] = {}
    with path.open(encoding="utf-8", newline="") as file:
        return [
            Listing(
                row["title"],
                groups.setdefault(row.get("group") or row["label_group"], len(groups)),
            )
            for row in csv.DictReader(file)
        ]
