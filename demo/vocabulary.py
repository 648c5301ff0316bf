"""Words of which generated products are made, read from data/generated.toml."""

import tomllib
from dataclasses import dataclass
from functools import cache

from demo.data_files import DATA

Words = tuple[str, str]  # Indonesian, English.


@dataclass(frozen=True, slots=True)
class Thing:
    """A kind of goods: nouns, what may follow them, unit, prices in thousands of rupiah."""

    category: str
    subcategory: str
    unit: str
    prices: tuple[int, int]
    nouns: tuple[Words, ...]
    extras: tuple[Words, ...]


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Everything that generated names are made of."""

    things: tuple[Thing, ...]
    first: tuple[str, ...]
    second: tuple[str, ...]


def _pairs(rows: list[list[str]]) -> tuple[Words, ...]:
    return tuple((indonesian, english) for indonesian, english in rows)


@cache
def vocabulary() -> Vocabulary:
    """The words, read once."""
    content = tomllib.loads((DATA / "generated.toml").read_text(encoding="utf-8"))
    extras = {name: _pairs(rows) for name, rows in content["extras"].items()}
    things = tuple(
        Thing(
            category=row["category"],
            subcategory=row["subcategory"],
            unit=row["unit"],
            prices=(row["prices"][0], row["prices"][1]),
            nouns=_pairs(row["nouns"]),
            extras=extras[row.get("extras", "plain")],
        )
        for row in content["things"]
    )
    makers = content["makers"]
    return Vocabulary(things, tuple(makers["first"]), tuple(makers["second"]))
