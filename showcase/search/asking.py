"""One request to Meilisearch for a page of results with all its counts."""

from collections.abc import Collection, Mapping, Sequence
from typing import Any, Final, NamedTuple

from showcase.search.client import Document, ask_quickly, fetch_quickly
from showcase.search.facets import MAKER, Facet, facets
from showcase.search.feed import live_index
from showcase.search.filters import PRICE, filters, quoted
from showcase.search.highlight import CLOSE, OPEN
from showcase.search.names import makers_called
from showcase.search.nearest import SPOT, cuts, rings
from showcase.search.prices import BAND
from showcase.search.request import PAGE_SIZE, SearchRequest, Sort
from showcase.search.results import suffix

# Every product is in exactly one category, so the counts of this facet add up to the total, also
# beyond the number of hits that pages go to.
TOTAL: Final = "category"
ALL_WORDS: Final = "all"
RAREST_WORDS: Final = "frequency"

CARD: Final = (
    "id",
    "code",
    "slug",
    "name_ind",
    "name_eng",
    "maker",
    "kelurahan",
    "price",
    "unit",
    "photo",
    "score",
    SPOT,
)
ORDERS: Final = {
    Sort.NEW: ["listed_at:desc"],
    Sort.CHEAP: ["price:asc"],
    Sort.DEAR: ["price:desc"],
}

Query = dict[str, Any]
Answer = Mapping[str, Any]


class Way(NamedTuple):
    """How the index is asked.

    Attributes:
        words: What must be found.
        strategy: Which of the words may be missing.
        among: Keys of the products that are looked at; all of them when it is None.
    """

    words: str
    strategy: str = ALL_WORDS
    among: tuple[int, ...] | None = None


def _common(request: SearchRequest, way: Way, without: str = "") -> Query:
    conditions: list[Any] = list(filters(request, without=without))
    if way.among is not None:
        conditions.append(_is_one_of(way.among))
    return {
        "indexUid": live_index(),
        "q": way.words,
        "filter": conditions,
        "matchingStrategy": way.strategy,
    }


def _is_one_of(keys: Collection[int]) -> str:
    return f"id IN [{', '.join(map(str, keys))}]"


def page_query(request: SearchRequest, offered: list[Facet], way: Way) -> Query:
    """A page of products with the counts of every facet that is offered.

    Among a few products it brings the counts alone: there the engine's own order takes ten times as
    long as everything else, and another one is known.
    """
    name = f"name_{suffix(request.lang)}"
    asked: Query = {
        **_common(request, way),
        "page": request.page,
        "hitsPerPage": PAGE_SIZE,
        "sort": ORDERS.get(request.sort, []),
        "facets": [*{TOTAL, PRICE, BAND, *(facet.attribute for facet in offered)}],
        "attributesToRetrieve": CARD,
        "attributesToHighlight": [name],
        "highlightPreTag": OPEN,
        "highlightPostTag": CLOSE,
    }
    if request.near_first:
        return {**asked, "facets": [*asked["facets"], SPOT], "hitsPerPage": 0}
    return asked if way.among is None else {**asked, "hitsPerPage": 0}


def _nearest(request: SearchRequest, way: Way, counted: Answer) -> list[Document]:
    """A page of products by how far they are.

    Args:
        request: With the place to be near to.
        way: How the index is asked.
        counted: What it said of how many products there are at each spot.
    """
    if request.near is None:
        return []
    spots = counted["facetDistribution"].get(SPOT, {})
    found = rings(spots, total_of(counted), request.near)
    page = page_query(request, [], way)
    for word in ("page", "hitsPerPage", "facets"):
        del page[word]
    queries = [
        {**page, "filter": [*page["filter"], condition], "offset": offset, "limit": limit}
        for condition, offset, limit in cuts(found, (request.page - 1) * PAGE_SIZE, PAGE_SIZE)
    ]
    return [hit for answer in ask_quickly(queries) for hit in answer["hits"]] if queries else []


def _counts_query(request: SearchRequest, attribute: str, way: Way, without: str = "") -> Query:
    """Only how many products each value of a facet has."""
    return {
        **_common(request, way, without=without),
        "page": 1,
        "hitsPerPage": 0,
        "facets": [attribute, BAND] if attribute == PRICE else [attribute],
        "attributesToRetrieve": [],
    }


def _makers_query(request: SearchRequest, way: Way) -> Query:
    """How many products each maker has whose name was looked for, whichever maker is picked."""
    makers = facets()[MAKER].attribute
    query = _counts_query(request, makers, way, without=makers)
    these = ", ".join(map(quoted, makers_called(request.within)))
    return {**query, "filter": [*query["filter"], f"{makers} IN [{these}]"]}


def total_query(request: SearchRequest) -> Query:
    """Only how many products there are with all the words and filters."""
    return _counts_query(request, TOTAL, Way(request.understood.words))


def narrowed_by(request: SearchRequest) -> list[str]:
    """The attributes by which the search is narrowed now."""
    found = [facet.attribute for facet, _ in request.applied()]
    has_price = request.lowest is not None or request.highest is not None
    return [*found, *([PRICE] if has_price else [])]


def ask(request: SearchRequest, offered: list[Facet], way: Way) -> dict[str, Answer]:
    """The page's answer under "" and, by attribute, those that count a facet's other values."""
    narrowed = narrowed_by(request)
    queries = [
        page_query(request, offered, way),
        *(_counts_query(request, one, way, without=one) for one in narrowed),
    ]
    if request.whole == MAKER and request.within:
        narrowed, queries = (
            [*narrowed, facets()[MAKER].attribute],
            [*queries, _makers_query(request, way)],
        )
    answers: dict[str, Answer] = dict(zip(["", *narrowed], ask_quickly(queries), strict=True))
    if request.near_first and way.among is None:
        answers[""] = {**answers[""], "hits": _nearest(request, way, answers[""])}
    return answers


def total_of(answer: Answer) -> int:
    """How many products there are in all."""
    return sum(answer["facetDistribution"].get(TOTAL, {}).values())


def bands_of(answers: Mapping[str, Answer]) -> Mapping[str, int]:
    """How many products each band of prices has but for the price filter itself."""
    counts: Mapping[str, int] = answers.get(PRICE, answers[""])["facetDistribution"].get(BAND, {})
    return counts


def prices_of(answers: Mapping[str, Answer]) -> tuple[int, int] | None:
    """The lowest and the highest price but for the price filter itself."""
    stats = answers.get(PRICE, answers[""])["facetStats"].get(PRICE)
    return (int(stats["min"]), int(stats["max"])) if stats else None


def surviving(request: SearchRequest, keys: Collection[int]) -> list[Document]:
    """Which of some products pass the filters: key, price, time of listing and place of each."""
    conditions, fields = [*filters(request), _is_one_of(keys)], ["id", "price", "listed_at", SPOT]
    return fetch_quickly(live_index(), filter=conditions, limit=len(keys), fields=fields)


def cards(keys: Sequence[int]) -> list[Document]:
    """What the cards of some products show, in this order; what is gone is left out."""
    if not keys:
        return []
    documents = fetch_quickly(live_index(), ids=list(keys), limit=len(keys), fields=list(CARD))
    found = {document["id"]: document for document in documents}
    return [found[key] for key in keys if key in found]
