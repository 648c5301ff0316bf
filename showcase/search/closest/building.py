"""Making an index of words out of the names of public products."""

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any, Final, NamedTuple

import numpy as np

from catalog.categories import category
from catalog.models import Maker, Product, ProductRevision
from catalog.queries import public_products
from database import db
from showcase.search.closest.word_index import Array, Arrays, WordIndex
from showcase.search.closest.words import letters_of, words_of
from showcase.search.documents import details

# Okapi BM25 (Robertson and Zaragoza, "The Probabilistic Relevance Framework", 2009). A word that a
# seller repeats says little more than once, so that it saturates early; names are short and of
# similar length. Both were chosen by ``python -m benchmarks relevance``.
SATURATION: Final = 0.4
LENGTH_SHARE: Final = 0.5

BESIDE: Final = 0.15
"""How often a word that only stands beside the name counts as standing in it."""

PAGE: Final = 5000


class Text(NamedTuple):
    """What is looked at of a product.

    Attributes:
        product_id: Its key.
        names: Words of its names.
        beside: Words of its maker, kind, keywords, material, motif and the like.
    """

    product_id: int
    names: list[str]
    beside: list[str]


def public_texts() -> Iterator[Text]:
    """The texts of all public products, by key; each page in a transaction of its own."""
    last = 0
    while True:
        query = (
            public_products()
            .join(Product.listed_revision)
            .with_only_columns(
                *(Product.id, Maker.name, ProductRevision.name_id, ProductRevision.name_en),
                *(ProductRevision.keywords, ProductRevision.category, ProductRevision.subcategory),
                ProductRevision.attributes,
            )
            .where(Product.id > last)
        )
        page = db.session.execute(query.order_by(Product.id).limit(PAGE)).all()
        db.session.rollback()
        if not page:
            return
        for row in page:
            names = words_of(row.name_id)
            names += [] if row.name_en == row.name_id else words_of(row.name_en or "")
            yield Text(row.id, names, words_of(" ".join(_beside(row))))
        last = page[-1].id


def _beside(row: Any) -> Iterator[str]:  # noqa: ANN401 - a row of the query above.
    """Maker, keywords, and in both languages the kind and what it is made of and how."""
    yield row.name
    yield from row.keywords
    found = category(row.category)
    for lang in ("id", "en"):
        for one in (found, found and found.subcategory(row.subcategory)):
            if one is not None:
                yield one.label(lang)
        yield from details(row.category, row.attributes, lang)


def build_index(texts: Iterable[Text]) -> WordIndex:
    """Make an index.

    Args:
        texts: Of each product once.
    """
    places: dict[str, int] = {}
    products, lengths, sizes = [], [], []
    words: list[int] = []
    counts: list[float] = []
    for text in texts:
        counted = _counted(text)
        products.append(text.product_id)
        lengths.append(len(text.names))
        sizes.append(len(counted))
        words += [places.setdefault(word, len(places)) for word in counted]
        counts += counted.values()
    # From the order in which words were met to that of the alphabet.
    vocabulary = tuple(sorted(places))
    moved = np.empty(len(places), dtype=np.int32)
    moved[[places[word] for word in vocabulary]] = np.arange(len(places))
    pairs = moved[np.array(words, dtype=np.int64)], np.array(counts, dtype=np.float32)
    return _indexed(np.array(products, dtype=np.int64), vocabulary, pairs, lengths, sizes)


def _counted(text: Text) -> dict[str, float]:
    """How often each word counts."""
    counted: dict[str, float] = dict(Counter(text.names))
    for word in text.beside:
        counted.setdefault(word, BESIDE)
    return counted


def _indexed(
    products: Array,
    vocabulary: tuple[str, ...],
    pairs: tuple[Array, Array],
    lengths: list[int],
    sizes: list[int],
) -> WordIndex:
    """Weigh and order what was counted, product after product."""
    words, counts = pairs
    usual = max(sum(lengths) / max(len(lengths), 1), 1.0)
    share = 1 - LENGTH_SHARE + LENGTH_SHARE * np.array(lengths, dtype=np.float32) / usual
    rows = np.repeat(np.arange(len(products), dtype=np.int32), sizes)
    worth = counts * (SATURATION + 1) / (counts + SATURATION * share[rows])
    weights = worth.astype(np.float32)
    by_word = np.argsort(words, kind="stable")
    arrays = Arrays(
        products=products,
        starts=np.searchsorted(words[by_word], np.arange(len(vocabulary) + 1)),
        rows=rows[by_word],
        weights=weights[by_word],
        row_starts=np.concatenate(([0], np.cumsum(sizes, dtype=np.int64))),
        words=words,
        word_weights=weights,
        lengths=np.array([len(w) if w.isalpha() else 0 for w in vocabulary], dtype=np.int16),
        letters=np.array([letters_of(word) for word in vocabulary], dtype=np.uint32),
    )
    return WordIndex.of(arrays, vocabulary)
