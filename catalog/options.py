"""Options of a product, such as sizes and colours: a few named lists of short words."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from flask_babel import LazyString
from flask_babel import lazy_gettext as _l

from catalog.models import ProductRevision

MAX_OPTIONS: Final = 3
MAX_VALUES: Final = 30
OPTION_LENGTH: Final = 40
"""The longest name or value: it has to fit into a list on a phone."""


@dataclass(frozen=True, slots=True)
class Option:
    """One thing that the buyer may choose.

    Attributes:
        name: What is chosen, such as "Warna".
        values: What there is, in the maker's order.
    """

    name: str
    values: tuple[str, ...]

    def stored(self) -> dict[str, Any]:
        """Return the option as the database keeps it."""
        return {"name": self.name, "values": list(self.values)}


@dataclass(frozen=True, slots=True)
class OptionProblem:
    """What is wrong with one option.

    Attributes:
        index: Which one, from 0.
        part: "name" or "values".
        message: A sentence for the maker.
    """

    index: int
    part: str
    message: LazyString


def split_values(text: str) -> tuple[str, ...]:
    """Part a list typed with commas or line breaks; drop what is empty or said twice."""
    words = (" ".join(word.split()) for word in re.split(r"[,;\n]", text))
    seen: dict[str, str] = {}
    for word in words:
        if word:
            seen.setdefault(word.casefold(), word)
    return tuple(seen.values())


def options_of(revision: ProductRevision) -> list[Option]:
    """Return a revision's options in the maker's order."""
    return [Option(one["name"], tuple(one["values"])) for one in revision.options]


def _name_problem(name: str, taken: set[str]) -> LazyString | None:
    if not name:
        return _l("Beri nama pilihan ini, misalnya Warna.")
    if len(name) > OPTION_LENGTH:
        return _l("Persingkat sedikit; paling banyak 40 huruf.")
    return _l("Nama ini sudah dipakai di atas.") if name.casefold() in taken else None


def _values_problem(values: Sequence[str]) -> LazyString | None:
    if not values:
        return _l("Tulis pilihannya, dipisah koma.")
    if len(values) > MAX_VALUES:
        return _l("Paling banyak 30 pilihan.")
    if any(len(value) > OPTION_LENGTH for value in values):
        return _l("Tiap pilihan paling banyak 40 huruf. Pisahkan dengan koma.")
    return None


def option_problems(options: Sequence[Option]) -> list[OptionProblem]:
    """Return what is wrong with options, at most one thing for each box."""
    taken: set[str] = set()
    found = []
    for index, option in enumerate(options):
        name, values = _name_problem(option.name, taken), _values_problem(option.values)
        if name is not None:
            found.append(OptionProblem(index, "name", name))
        if values is not None:
            found.append(OptionProblem(index, "values", values))
        taken.add(option.name.casefold())
    return found


def read_options(given: Sequence[Mapping[str, Any]]) -> list[Option]:
    """Read options as the database keeps them.

    Raises:
        ValueError: When there are too many, or one is no name with a list of words.
    """
    if len(given) > MAX_OPTIONS:
        raise ValueError(len(given))
    options = []
    for one in given:
        name, values = one.get("name"), one.get("values")
        if not isinstance(name, str) or not isinstance(values, list | tuple):
            raise ValueError(one)  # noqa: TRY004 - one error for whatever is no option.
        options.append(Option(name, split_values(",".join(str(value) for value in values))))
    return options
