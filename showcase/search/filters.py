"""A request's filters as Meilisearch reads them, with every value safely quoted."""

from showcase.search.request import SearchRequest

PRICE = "price"


def quoted(value: str) -> str:
    """A value as a string of Meilisearch's filter language."""
    escaped = value.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


def filters(request: SearchRequest, *, without: str = "") -> list[list[str]]:
    """Conditions that must all hold, each a list of which one must.

    Args:
        request: the search.
        without: an attribute whose filter is left out, to count its other values.
    """
    conditions = [
        [f"{facet.attribute} = {quoted(facet.stored(value))}" for value in picked]
        for facet, picked in request.applied()
        if facet.attribute != without
    ]
    if without != PRICE:
        if request.lowest is not None:
            conditions.append([f"{PRICE} >= {request.lowest}"])
        if request.highest is not None:
            conditions.append([f"{PRICE} <= {request.highest}"])
    return conditions
