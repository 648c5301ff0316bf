"""What addresses of the API may ask for: one table that both reads and describes it.

The site's own pages leave out what makes no sense; a program is told instead.
"""

import re
from collections.abc import Mapping, Sequence
from typing import Any, Final, NamedTuple

from flask_babel import gettext as _
from werkzeug.datastructures import MultiDict

from catalog.categories import categories
from catalog.money import MAX_RUPIAH
from showcase.search.request import LAST_PAGE, MOST_LETTERS
from web.errors import RuleViolation

MOST: Final = 100
USUAL: Final = 24
SLUG: Final = "^[a-z0-9]+(-[a-z0-9]+)*$"
CURSOR: Final = "^[0-9]{1,9}$"

Schema = dict[str, Any]
Values = dict[str, Any]

_WHOLE: Final = re.compile(r"-?[0-9]{1,12}", re.ASCII)


class Parameter(NamedTuple):
    """One name in an address's query.

    Attributes:
        name: As it stands there.
        schema: Of its value, in JSON Schema; with its default where it has one.
        about: What it does, in English.
    """

    name: str
    schema: Schema
    about: str

    def read(self, text: str) -> str | int:
        """A value.

        Raises:
            RuleViolation: When it does not fit the schema.
        """
        schema = self.schema
        if schema["type"] == "integer":
            number = int(text) if _WHOLE.fullmatch(text) else None
            if number is None or not schema["minimum"] <= number <= schema["maximum"]:
                raise self._refused()
            return number
        wrong = (
            ("enum" in schema and text not in schema["enum"])
            or len(text) > schema.get("maxLength", len(text))
            or ("pattern" in schema and not re.fullmatch(schema["pattern"], text))
        )
        if wrong:
            raise self._refused()
        return text

    def _refused(self) -> RuleViolation:
        return RuleViolation(_("Nilai “%(name)s” tidak bisa dipakai.", name=self.name))


def _slug(name: str, about: str) -> Parameter:
    return Parameter(name, {"type": "string", "pattern": SLUG, "maxLength": 90}, about)


def _rupiah(name: str, about: str) -> Parameter:
    return Parameter(name, {"type": "integer", "minimum": 0, "maximum": MAX_RUPIAH}, about)


LIMIT: Final = Parameter(
    "limit",
    {"type": "integer", "minimum": 1, "maximum": MOST, "default": USUAL},
    "How many at most.",
)
AFTER: Final = Parameter(
    "cursor",
    {"type": "string", "pattern": CURSOR},
    "Where to go on: next_cursor of the answer before.",
)
CATEGORY: Final = Parameter(
    "category",
    {"type": "string", "enum": [one.key for one in categories()]},
    "Only this category.",
)
MAKER: Final = _slug("maker", "Only of the maker with this slug.")
PLACE: Final = _slug("place", "Only from the kampung or craft centre with this slug.")
LISTING: Final = (LIMIT, AFTER)
PRODUCTS: Final = (*LISTING, CATEGORY, MAKER)
SEARCH: Final = (
    Parameter(
        "q", {"type": "string", "maxLength": MOST_LETTERS, "default": ""}, "What is looked for."
    ),
    Parameter(
        "lang",
        {"type": "string", "enum": ["id", "en"], "default": "id"},
        "The language in which names are shown and matches marked.",
    ),
    CATEGORY,
    MAKER,
    PLACE,
    _rupiah("price_min", "The lowest price, in rupiah."),
    _rupiah("price_max", "The highest price, in rupiah."),
    Parameter(
        "sort",
        {
            "type": "string",
            "enum": ["relevance", "newest", "price_up", "price_down"],
            "default": "relevance",
        },
        "The order.",
    ),
    Parameter(
        "page",
        {"type": "integer", "minimum": 1, "maximum": LAST_PAGE, "default": 1},
        "The page, of 24 products each.",
    ),
)


def read_parameters(args: "MultiDict[str, str]", known: Sequence[Parameter]) -> Values:
    """The values of an address's query, with defaults; None where there is none.

    Raises:
        RuleViolation: For a name that is not known or comes twice, and for a value that does not
            fit.
    """
    by_name: Mapping[str, Parameter] = {one.name: one for one in known}
    for name in args:
        if name not in by_name or len(args.getlist(name)) > 1:
            raise RuleViolation(_("“%(name)s” tidak dikenal, atau tertulis dua kali.", name=name))
    return {
        name: one.read(args[name]) if name in args else one.schema.get("default")
        for name, one in by_name.items()
    }


def cursor_of(key: int) -> str:
    """Where to go on after a row."""
    return str(key)


def key_of(cursor: str | None) -> int:
    """The row after which to go on; 0 for the beginning."""
    return int(cursor or 0)
