"""Readable, unique names in addresses."""

import re
import unicodedata
from collections.abc import Set as AbstractSet
from typing import Final

from sqlalchemy import select

from catalog.models import Maker, Product
from database import db

LONGEST: Final = 80
"""Characters of a slug before its number; addresses are read out and printed on labels."""


def slugify(words: str, fallback: str) -> str:
    """Turn words into lower-case Latin letters, digits and single hyphens.

    Args:
        words: What people call the thing.
        fallback: What stands for words that have no Latin letter or digit at all.
    """
    plain = unicodedata.normalize("NFKD", words).encode("ascii", "ignore").decode()
    plain = re.sub(r"[^a-z0-9]+", "-", plain.lower()).strip("-")[:LONGEST].strip("-")
    return plain or fallback


def numbered(base: str, taken: AbstractSet[str]) -> str:
    """Return the base, or the base with the first number that is free."""
    if base not in taken:
        return base
    number = 2
    while f"{base}-{number}" in taken:
        number += 1
    return f"{base}-{number}"


def maker_slug(name: str) -> str:
    """Return a slug that no maker has."""
    base = slugify(name, "perajin")
    taken = select(Maker.slug).where(Maker.slug.startswith(base, autoescape=True))
    return numbered(base, set(db.session.scalars(taken)))


def product_slug(name: str, product_id: int | None = None) -> str:
    """Return a slug that no other product has."""
    base = slugify(name, "produk")
    taken = select(Product.slug).where(Product.slug.startswith(base, autoescape=True))
    if product_id is not None:
        taken = taken.where(Product.id != product_id)
    return numbered(base, set(db.session.scalars(taken)))
