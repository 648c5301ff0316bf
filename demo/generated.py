"""Generated products: plausible, listed, many, and the same for the same number.

Written with bulk statements, because 100,000 products through forms would take an hour; the
sample town itself goes through the operations.
"""

import random
from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any, Final

from sqlalchemy import func, insert, select, update

from catalog.categories import Attribute, Category, Kind, Need, category
from catalog.models import Kelurahan, Maker, Product, ProductRevision, RevisionPhoto
from catalog.states import Listing, MakerState, Region, RevisionState
from database import db, utcnow, writing
from demo.vocabulary import Thing, vocabulary
from showcase.search.staleness import mark_stale

SEED: Final = 1293  # The year in which Majapahit was founded.
# Attributes whose values stand in names: those that fit any noun of their category.
NAMED_AFTER: Final = frozenset({"technique", "motif", "colours"})
BATCH: Final = 2_000
PRODUCTS_PER_MAKER: Final = 20
LISTED_WITHIN_DAYS: Final = 700

Row = dict[str, Any]


def _value(attribute: Attribute, chance: random.Random) -> Any:  # noqa: ANN401 - one of many kinds.
    """A value that the attribute allows."""
    if attribute.kind is Kind.CHOICE:
        return chance.choice(attribute.choices).key
    if attribute.kind is Kind.CHOICES:
        return [chance.choice([one for one in attribute.choices if not one.alone]).key]
    if attribute.kind is Kind.SIZES:
        start = chance.randint(int(attribute.minimum), int(attribute.maximum) - 1)
        return list(range(start, min(start + 6, int(attribute.maximum)) + 1))
    if attribute.kind is Kind.DIMENSIONS:
        return [chance.randint(5, 60) * 5 for _ in range(attribute.axes[0])]
    if attribute.kind is Kind.NUMBER:
        return int(min(max(chance.randint(1, 40) * 10, attribute.minimum), attribute.maximum))
    return None


def _attributes(kind: Category, thing: Thing, chance: random.Random) -> Row:
    """Values for what must be filled in and is not free text."""
    wanted = [
        one
        for one in kind.attributes
        if one.applies_to(thing.subcategory) and (one.need is Need.REQUIRED or one.facet)
    ]
    values = {one.key: _value(one, chance) for one in wanted}
    return {key: value for key, value in values.items() if value is not None}


def _qualities(kind: Category, values: Row, chance: random.Random) -> tuple[list[str], list[str]]:
    """Words from the attributes for the name: technique, motif, colour or flavour."""
    words_id, words_en = [], []
    for attribute in kind.attributes:
        if attribute.key not in NAMED_AFTER:
            continue
        given = values.get(attribute.key)
        found = attribute.choice(given[0] if isinstance(given, list) else given or "")
        if found is not None and not found.alone and chance.random() < 0.6:  # noqa: PLR2004
            words_id.append(found.label_id.split(" (")[0])
            words_en.append(found.label_en.split(" (")[0])
    return words_id, words_en


def _named(thing: Thing, kind: Category, values: Row, chance: random.Random) -> Row:
    noun_id, noun_en = chance.choice(thing.nouns)
    words_id, words_en = _qualities(kind, values, chance)
    extra_id, extra_en = chance.choice(thing.extras)
    name_id = " ".join([noun_id, *words_id, extra_id])[:110]
    name_en = " ".join([extra_en, *words_en, noun_en])[:110]
    return {
        "name_id": name_id,
        "name_en": name_en,
        "description_id": f"{name_id}. Dibuat di rumah produksi kota, satu per satu.",
        "description_en": f"{name_en}. Made one by one in a workshop in the city.",
    }


def _price(thing: Thing, chance: random.Random) -> int:
    """A price as shops write it: skewed to the low end, rounded to 500 or 5,000 rupiah."""
    lowest, highest = thing.prices
    share = chance.betavariate(1.6, 3.2)
    exact = (lowest + share * (highest - lowest)) * 1_000
    step = 500 if exact < 100_000 else 5_000  # noqa: PLR2004
    return max(step, round(exact / step) * step)


def _terms(thing: Thing, price: int, chance: random.Random) -> Row:
    """What is asked of buyers, in numbers that makers give."""
    least = chance.choice([1, 2, 5, 10, 20, 24])
    return {
        "wholesale_tiers": [{"from": least, "rupiah": price * 4 // 5}],
        "wholesale_per_kodi": False,
        "options": [],
        "minimum_order": least,
        "lead_time_days": chance.choice([1, 3, 7, 10, 14, 21, 30]),
        "capacity_per_month": chance.choice([10, 30, 60, 150, 400, 1000]),
        "made_to_order": chance.random() < 0.3,  # noqa: PLR2004
        "shippable": thing.subcategory != "jajanan_basah",
    }


def _revision(key: int, product_id: int, now: datetime, chance: random.Random) -> Row:
    thing = chance.choice(vocabulary().things)
    kind = category(thing.category)
    assert kind is not None  # noqa: S101 - a test compares the vocabulary with the file.
    values = _attributes(kind, thing, chance)
    price = _price(thing, chance)
    return {
        "id": key,
        "product_id": product_id,
        "number": 1,
        "state": RevisionState.FROZEN,
        "frozen_at": now,
        "category": thing.category,
        "subcategory": thing.subcategory,
        **_named(thing, kind, values, chance),
        "story_id": "",
        "story_en": "",
        "price_rupiah": price,
        "unit": thing.unit,
        **_terms(thing, price, chance),
        "attributes": values,
        "keywords": [],
        "version": 1,
    }


def _next_id(model: type[Any]) -> int:
    return (db.session.scalar(select(func.max(model.id))) or 0) + 1


def _add_makers(number: int, chance: random.Random) -> list[int]:
    """Verified makers for the generated products; their keys."""
    homes = list(db.session.scalars(select(Kelurahan.id).order_by(Kelurahan.id)))
    first, words = _next_id(Maker), vocabulary()
    rows = []
    for key in range(first, first + number):
        name = f"{chance.choice(words.first)} {chance.choice(words.second)} {key}"
        rows.append(
            {
                "id": key,
                "slug": f"buatan-{key}",
                "name": name,
                "state": MakerState.VERIFIED,
                "region": Region.CITY,
                "kelurahan_id": chance.choice(homes) if homes else None,
                "story_id": f"{name} membuat barangnya sendiri.",
                "story_en": f"{name} makes its own goods.",
                "is_sample": True,
            }
        )
    db.session.execute(insert(Maker), rows)
    return list(range(first, first + number))


def _sample_photos() -> dict[str, list[int]]:
    """Keys of the sample town's photos by subcategory, to be borrowed for generated products."""
    query = select(ProductRevision.subcategory, ProductRevision.category, RevisionPhoto.photo_id)
    query = query.join(RevisionPhoto, RevisionPhoto.revision_id == ProductRevision.id)
    found: dict[str, list[int]] = {}
    for subcategory, kind, photo_id in db.session.execute(query.where(RevisionPhoto.position == 0)):
        found.setdefault(subcategory, []).append(photo_id)
        found.setdefault(kind, []).append(photo_id)
    return found


def _batches(total: int) -> Iterator[int]:
    for start in range(0, total, BATCH):
        yield min(BATCH, total - start)


def _product(
    key: int, revision_id: int, maker_id: int, now: datetime, chance: random.Random
) -> Row:
    return {
        "id": key,
        "code": f"G-{key:07d}",
        "slug": f"buatan-kota-{key}",
        "maker_id": maker_id,
        "listing": Listing.LISTED,
        "listed_revision_id": revision_id,
        "listed_at": now - timedelta(minutes=chance.randint(0, LISTED_WITHIN_DAYS * 24 * 60)),
        "curation_score": round(chance.uniform(65, 98), 1),
        "is_sample": True,
        "version": 1,
    }


def _photo_of(revision: Row, photos: dict[str, list[int]], chance: random.Random) -> Row | None:
    choice = photos.get(revision["subcategory"]) or photos.get(revision["category"])
    if not choice:
        return None
    return {
        "revision_id": revision["id"],
        "photo_id": chance.choice(choice),
        "position": 0,
        "alt_id": revision["name_id"],
        "alt_en": revision["name_en"],
    }


def add_generated(total: int) -> None:
    """Add ``total`` listed products, committing every few thousand.

    The same numbers in the same order of calls give the same products. Revisions and products
    refer to each other, so products first come without a listed revision.
    """
    chance = random.Random(f"{SEED}:{total}")  # noqa: S311 - a fixed seed is the point.
    with writing():
        makers = _add_makers(max(1, total // PRODUCTS_PER_MAKER), chance)
        photos, now = _sample_photos(), utcnow()
        for number in _batches(total):
            _add_batch(number, makers, photos, now, chance)
            _move_sequences()
            db.session.commit()


def _move_sequences() -> None:
    """Tell PostgreSQL which keys were given by hand, or its next own one is taken already."""
    if db.engine.dialect.name != "postgresql":
        return
    for model in (Maker, Product, ProductRevision):
        name = model.__tablename__
        sequence = func.pg_get_serial_sequence(name, "id")
        db.session.execute(
            select(func.setval(sequence, select(func.max(model.id)).scalar_subquery()))
        )


def _add_batch(
    number: int,
    makers: list[int],
    photos: dict[str, list[int]],
    now: datetime,
    chance: random.Random,
) -> None:
    first, first_revision = _next_id(Product), _next_id(ProductRevision)
    keys = range(first, first + number)
    revisions = [
        _revision(first_revision + step, key, now, chance) for step, key in enumerate(keys)
    ]
    products = [
        _product(key, revision["id"], chance.choice(makers), now, chance)
        for key, revision in zip(keys, revisions, strict=True)
    ]
    bare = [{**row, "listing": Listing.UNLISTED, "listed_revision_id": None} for row in products]
    db.session.execute(insert(Product), bare)
    db.session.execute(insert(ProductRevision), revisions)
    newest = select(ProductRevision.id).where(ProductRevision.product_id == Product.id)
    db.session.execute(
        update(Product)
        .where(Product.id.between(first, first + number - 1))
        .values(listing=Listing.LISTED, listed_revision_id=newest.scalar_subquery())
        .execution_options(synchronize_session=False)
    )
    placed = [row for one in revisions if (row := _photo_of(one, photos, chance)) is not None]
    if placed:
        db.session.execute(insert(RevisionPhoto), placed)
    mark_stale(keys)
