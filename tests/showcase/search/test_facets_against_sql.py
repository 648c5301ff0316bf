"""Totals and counts of every facet are those of SQL, whatever is filtered by."""

import random
from collections import Counter
from collections.abc import Iterator
from datetime import timedelta
from typing import Any, Final

import numpy as np
import numpy.typing as npt
import pytest
from curation_rounds import small_town
from sqlalchemy import insert, select, update
from werkzeug.datastructures import MultiDict

from catalog.models import Kelurahan, Maker, Paper, Place, Product, ProductRevision
from catalog.states import PaperKind, PaperState
from curation.entry_models import Entry
from curation.states import EntryState
from database import db, utcnow, writing
from demo.generated import add_generated
from demo.goods import add_kelurahan_and_places
from showcase.search.client import SearchServer
from showcase.search.facets import MAKER, PARAMETERS, facets, facets_for
from showcase.search.prices import FEWEST, LOWS
from showcase.search.query import search as find
from showcase.search.rebuild import rebuild
from showcase.search.request import WHOLE, SearchRequest, read_request
from showcase.search.results import SearchResult
from showcase.search.settings import MOST_FACET_VALUES

pytestmark = [pytest.mark.search, pytest.mark.timeout(600)]

PRODUCTS: Final = 10_000
COMBINATIONS: Final = 200
PRICE_STEP: Final = 25_000

Values = dict[str, set[str]]
Mask = npt.NDArray[np.bool_]


def enrich(chance: random.Random, round_id: int) -> None:
    """Give makers places and papers, and let a partner accept some products."""
    makers = list(db.session.scalars(select(Maker.id).order_by(Maker.id)))
    places = list(db.session.scalars(select(Place.id)))
    for key in makers[::3]:
        change = update(Maker).where(Maker.id == key).values(place_id=chance.choice(places))
        db.session.execute(change)
    kinds, states = [PaperKind.NIB, PaperKind.HALAL], [PaperState.CONFIRMED, PaperState.CLAIMED]
    today = utcnow().date()
    papers = [
        {
            "maker_id": chance.choice(makers),
            "kind": chance.choice(kinds),
            "state": chance.choice(states),
            "expires_on": chance.choice([None, today - timedelta(9), today + timedelta(9)]),
        }
        for _ in range(len(makers))
    ]
    db.session.execute(insert(Paper), papers)
    rows = db.session.execute(select(Product.id, Product.listed_revision_id)).all()
    entries = [
        {
            "code": f"K-{at}",
            "round_id": round_id,
            "product_id": row.id,
            "revision_id": row.listed_revision_id,
            "state": chance.choice([EntryState.ACCEPTED, EntryState.DECLINED]),
            "version": 1,
        }
        for at, row in enumerate(chance.sample(rows, 900))
    ]
    db.session.execute(insert(Entry), entries)


def truths(partner: str) -> tuple[list[Values], list[int | None]]:
    """What each product is, by a facet's name in the address, and its price; plain SQL."""
    columns = (
        *(Product.id, Product.maker_id, Maker.slug, Kelurahan.name, Place.slug.label("place")),
        *(ProductRevision.category, ProductRevision.subcategory, ProductRevision.attributes),
        *(ProductRevision.made_to_order, ProductRevision.shippable, ProductRevision.price_rupiah),
    )
    query = (
        select(*columns)
        .join(ProductRevision, ProductRevision.id == Product.listed_revision_id)
        .join(Maker, Maker.id == Product.maker_id)
        .outerjoin(Kelurahan, Kelurahan.id == Maker.kelurahan_id)
        .outerjoin(Place, Place.id == Maker.place_id)
    )
    papers, accepted = paper_kinds(), accepted_products()
    values, prices = [], []
    for row in db.session.execute(query):
        found: Values = {
            "kategori": {row.category},
            "sub": {row.subcategory},
            "pembuatan": {"pesan" if row.made_to_order else "siap"},
            "kirim": {"bisa" if row.shippable else "ambil"},
            "perajin": {row.slug},
            "kelurahan": {row.name} - {None},
            "tempat": {row.place} - {None},
            "dokumen": papers.get(row.maker_id, set()),
            "mitra": {partner} if row.id in accepted else set(),
        }
        for key, value in row.attributes.items():
            found[PARAMETERS.get(key, key)] = set(as_texts(value))
        values.append(found)
        prices.append(row.price_rupiah)
    return values, prices


def as_texts(value: Any) -> Iterator[str]:  # noqa: ANN401 - JSON.
    """The values of an answer."""
    for one in value if isinstance(value, list) else [value]:
        if one not in (None, "", False):
            yield str(one).lower()


def paper_kinds() -> dict[int, set[str]]:
    found: dict[int, set[str]] = {}
    today = utcnow().date()
    for paper in db.session.scalars(select(Paper).where(Paper.state == PaperState.CONFIRMED)):
        if paper.expires_on is None or paper.expires_on >= today:
            found.setdefault(paper.maker_id, set()).add(paper.kind.value)
    return found


def accepted_products() -> set[int]:
    accepted = select(Entry.product_id).where(Entry.state == EntryState.ACCEPTED)
    return set(db.session.scalars(accepted))


def combination(values: list[Values], chance: random.Random) -> MultiDict[str, str]:
    """Some filters, mostly such as something passes."""
    args: MultiDict[str, str] = MultiDict()
    model = chance.choice(values)
    if chance.random() < 0.5:
        args.add("kategori", *model["kategori"])
    names = [name for name in facets() if name != "kategori"]
    for name in chance.sample(names, chance.randint(0, 3)):
        picks = sorted(model.get(name) or chance.choice(values).get(name, set()))
        for value in chance.sample(picks, min(len(picks), 2)):
            args.add(name, value)
    low = chance.randint(1, 8) * PRICE_STEP
    if chance.random() < 0.3:
        args.add("harga_min", str(low))
    if chance.random() < 0.3:
        args.add("harga_maks", str(low + chance.randint(0, 30) * PRICE_STEP))
    return args


class Truth:
    """Counts by masks over all products."""

    def __init__(self, values: list[Values], prices: list[int | None]) -> None:
        self.values = values
        self._prices = np.array([price or -1 for price in prices])

    def mask(self, args: "MultiDict[str, str]", without: str = "") -> Mask:
        """Which products pass, but for one filter."""
        passed = np.ones(len(self.values), dtype=np.bool_)
        for name in args:
            wanted = set(args.getlist(name))
            if name == "harga_min":
                passed &= self._prices >= int(args[name])
            elif name == "harga_maks":
                passed &= (self._prices > 0) & (self._prices <= int(args[name]))
            elif name != without:
                passed &= [bool(wanted & found.get(name, set())) for found in self.values]
        return passed

    def bands(self, args: "MultiDict[str, str]") -> Counter[int]:
        """How many products are in each band of prices, but for the price filter."""
        anywhere = MultiDict(one for one in args.items(multi=True) if "harga" not in one[0])
        found = self._prices[self.mask(anywhere)]
        return Counter(
            LOWS[np.searchsorted(LOWS, price, side="right") - 1] for price in found if price > 0
        )

    def counts(self, args: "MultiDict[str, str]", name: str) -> Counter[str]:
        """How many products each value of a facet would show."""
        [places] = np.nonzero(self.mask(args, without=name))
        return Counter(one for at in places for one in self.values[at].get(name, set()))


@pytest.fixture
def truth(unbuilt: SearchServer) -> Truth:
    """Generated products in SQL and in the index."""
    del unbuilt
    with writing():
        add_kelurahan_and_places()
        db.session.commit()
    add_generated(PRODUCTS)
    with writing():
        town = small_town()
        enrich(random.Random(7), town.round.id)  # noqa: S311 - a fixed seed is the point.
        db.session.commit()
    rebuild()
    return Truth(*truths(town.round.partner.slug))


def assert_counts(
    truth: Truth, args: "MultiDict[str, str]", request: SearchRequest, result: SearchResult
) -> None:
    """Every facet that is offered counts what SQL counts, and so do the bands of prices."""
    bands = truth.bands(args)
    drawn = {one.low: one.products for one in result.price_bands if one.products}
    assert drawn == bands or (not drawn and len(bands) < FEWEST), args
    views = {view.parameter: view for view in result.facets}
    for facet in facets_for(request.categories):
        wanted = truth.counts(args, facet.parameter)
        picked = args.getlist(facet.parameter)
        view = views.get(facet.parameter)
        if view is None:  # There was nothing to choose.
            assert not picked
            assert len(wanted) <= 1, (args, facet.parameter)
            continue
        if view.waits:  # There are more makers than anybody reads, and nobody asked for them.
            assert (facet.parameter, request.whole, picked) == (MAKER, "", [])
            assert (view.options, view.total) == ((), 0)
            continue
        shown = {one.value: one.count for one in view.options}
        assert shown == {value: wanted[value] for value in shown}, (args, facet.parameter)
        known = len(set(wanted) | set(picked))
        # The engine counts so many values of a facet, and no more.
        assert view.total == known or known > MOST_FACET_VALUES <= view.total


def test_totals_and_counts_equal_sql(truth: Truth) -> None:
    chance = random.Random(11)  # noqa: S311 - a fixed seed is the point.
    with_hits = 0
    for _ in range(COMBINATIONS):
        args = combination(truth.values, chance)
        whole = [(WHOLE, MAKER)] if chance.random() < 0.5 else []
        request = read_request(MultiDict([*args.items(multi=True), *whole]), "id")
        result = find(request)
        total = int(truth.mask(args).sum())
        with_hits += total > 0
        assert (result.limited, result.total) == (False, total), args
        assert_counts(truth, args, request, result)
    assert with_hits > COMBINATIONS // 2
