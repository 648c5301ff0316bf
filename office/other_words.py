"""What makers wrote beside the choice "other": the list of what ``categories.toml`` may lack."""

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, Final

from sqlalchemy import Row, Text, and_, cast, func, select

from catalog.attributes import OTHER_SUFFIX, other_key
from catalog.categories import Attribute, Category, categories
from catalog.models import Maker, Product, ProductRevision
from catalog.states import RevisionState
from database import db

EXAMPLES: Final = 3


@dataclass(slots=True)
class OtherWords:
    """One answer that no choice stands for.

    Attributes:
        category: where it was given.
        attribute: what was asked.
        spellings: how often each spelling was written.
        makers: names of those who wrote it.
        products: how many products say so.
        examples: names of a few of them, Indonesian.
    """

    category: Category
    attribute: Attribute
    spellings: Counter[str] = field(default_factory=Counter)
    makers: set[str] = field(default_factory=set)
    products: int = 0
    examples: list[str] = field(default_factory=list)

    @property
    def words(self) -> str:
        """The spelling that is written most; the first by the alphabet of several."""
        return min(self.spellings, key=lambda one: (-self.spellings[one], one))


def _answers() -> Iterator[Row[str, dict[str, Any], str, str]]:
    """Yield category, attributes, product's and maker's name of each newest submitted revision."""
    said = ProductRevision
    newest = (
        select(said.product_id, func.max(said.number).label("number"))
        .where(said.state == RevisionState.FROZEN)
        .group_by(said.product_id)
        .subquery()
    )
    rows = (
        select(said.category, said.attributes, said.name_id, Maker.name)
        .join(
            newest,
            and_(
                newest.c.product_id == said.product_id,
                newest.c.number == said.number,
            ),
        )
        .join(Product, Product.id == said.product_id)
        .join(Maker, Maker.id == Product.maker_id)
        .where(cast(said.attributes, Text).contains(f'{OTHER_SUFFIX}"', autoescape=True))
        .order_by(said.id.desc())
    )
    yield from db.session.execute(rows)


def other_words() -> list[OtherWords]:
    """Return what was written beside "other", what most products say first.

    Only what makers submitted counts, each product once; spellings that differ by case and spaces
    are one answer.
    """
    by_key = {category.key: category for category in categories()}
    found: dict[tuple[str, str, str], OtherWords] = {}
    asked = defaultdict(list)
    for category in by_key.values():
        asked[category.key] = [one for one in category.attributes if one.other]
    for key, values, product, maker in _answers():
        for attribute in asked[key]:
            words = " ".join(str(values.get(other_key(attribute)) or "").split())
            if not words:
                continue
            place = key, attribute.key, words.casefold()
            said = found.setdefault(place, OtherWords(by_key[key], attribute))
            said.spellings[words] += 1
            said.makers.add(maker)
            said.products += 1
            if len(said.examples) < EXAMPLES:
                said.examples.append(product)
    return sorted(found.values(), key=lambda one: (-one.products, one.words.casefold()))
