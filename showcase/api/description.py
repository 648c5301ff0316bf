"""The API in OpenAPI 3.1 (spec.openapis.org/oas/v3.1.1): its addresses and their answers."""

from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any, Final

from showcase.api.parameters import (
    LISTING,
    PRODUCTS,
    SEARCH,
    SLUG,
    Parameter,
)
from showcase.api.schemas import SCHEMAS, reference

VERSION: Final = "1.0.0"
JSON: Final = "application/json"

Part = dict[str, Any]

# Path, its summary, what it may be asked, the schema of its answer, whether it lists many.
_PATHS: Final[tuple[tuple[str, str, tuple[Parameter, ...], str, bool], ...]] = (
    ("/products", "Public products, in the order of their keys", PRODUCTS, "Product", True),
    ("/products/{slug}", "One public product", (), "Product", False),
    ("/makers", "Verified makers who show something", LISTING, "Maker", True),
    ("/makers/{slug}", "One verified maker", (), "Maker", False),
    ("/places", "Kampungs and craft centres that people can visit", LISTING, "Place", True),
    ("/places/{slug}", "One place", (), "Place", False),
    ("/search", "What is found, by the same search as the site's", SEARCH, "Found", False),
)


def _error(about: str) -> Part:
    return {"description": about, "content": {JSON: {"schema": reference("Error")}}}


def _headers() -> Part:
    texts = {
        "ETag": "Of this answer: send it back as If-None-Match to be told that nothing changed.",
        "Cache-Control": "How long the answer may be kept.",
    }
    return {
        name: {"description": about, "required": True, "schema": {"type": "string"}}
        for name, about in texts.items()
    }


def _list_of(name: str) -> Part:
    return {
        "type": "object",
        "required": ["items", "next_cursor"],
        "additionalProperties": False,
        "properties": {
            "items": {"type": "array", "items": reference(name)},
            "next_cursor": {"type": ["string", "null"]},
        },
    }


def _query(parameters: Sequence[Parameter]) -> list[Part]:
    return [
        {
            "name": one.name,
            "in": "query",
            "required": False,
            "description": one.about,
            "schema": one.schema,
        }
        for one in parameters
    ]


def _slug() -> Part:
    return {
        "name": "slug",
        "in": "path",
        "required": True,
        "description": "As it stands in the address of its page.",
        "schema": {"type": "string", "pattern": SLUG, "maxLength": 90},
    }


def _operation(
    path: str, summary: str, parameters: Sequence[Parameter], name: str, *, lists: bool
) -> Part:
    one = "{slug}" in path
    schema = _list_of(name) if lists else reference(name)
    responses: Part = {
        "200": {
            "description": summary,
            "headers": _headers(),
            "content": {JSON: {"schema": schema}},
        },
        "304": {"description": "What was sent before is still true."},
        "400": _error("Something in the address cannot be used; the sentence says what."),
        "429": _error("Too many questions from one address; try again in a minute."),
    }
    if one:
        responses["404"] = _error("There is no such thing, or it is not public.")
    words = path.strip("/").replace("/{slug}", "_one")
    return {
        "operationId": words,
        "summary": summary,
        "parameters": [*([_slug()] if one else []), *_query(parameters)],
        "responses": responses,
    }


@cache
def description() -> Mapping[str, Any]:
    """The whole description."""
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Etalase",
            "version": VERSION,
            "summary": "Products that retail partners have scored, their makers and places.",
            "description": "Read only, without a key, 120 questions a minute from one address.",
        },
        "servers": [{"url": "/api/v1"}],
        "paths": {
            path: {"get": _operation(path, summary, parameters, name, lists=lists)}
            for path, summary, parameters, name, lists in _PATHS
        },
        "components": {"schemas": SCHEMAS},
    }
