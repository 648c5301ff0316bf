"""The shapes of ``shapes.py`` in JSON Schema."""

from typing import Any, Final

from catalog.categories import categories
from catalog.states import PUBLIC_PAPERS, PlaceKind

Schema = dict[str, Any]


def reference(name: str) -> Schema:
    """A schema by its name."""
    return {"$ref": f"#/components/schemas/{name}"}


def _object(**properties: Schema) -> Schema:
    """An object with all of these, and nothing else."""
    return {
        "type": "object",
        "required": list(properties),
        "additionalProperties": False,
        "properties": properties,
    }


def _or_null(schema: Schema) -> Schema:
    return {"anyOf": [schema, {"type": "null"}]}


def _list(schema: Schema) -> Schema:
    return {"type": "array", "items": schema}


TEXT: Final[Schema] = {"type": "string"}
WHOLE: Final[Schema] = {"type": "integer", "minimum": 0}
YES_NO: Final[Schema] = {"type": "boolean"}
ADDRESS: Final[Schema] = {"type": "string", "format": "uri"}
DEGREES: Final[Schema] = {"type": "number"}

_PICTURE: Final = {"url": ADDRESS, "width": WHOLE, "height": WHOLE}
_PRICE: Final = _object(rupiah=WHOLE, unit=_object(key=TEXT, id=TEXT, en=TEXT))
_CATEGORY: Final[Schema] = {"type": "string", "enum": [one.key for one in categories()]}
_PAPER: Final[Schema] = {"type": "string", "enum": sorted(one.value for one in PUBLIC_PAPERS)}
_KIND: Final[Schema] = {"type": "string", "enum": [one.value for one in PlaceKind]}

SCHEMAS: Final[dict[str, Schema]] = {
    "Error": _object(error=TEXT, status={"type": "integer"}),
    "Texts": _object(id=TEXT, en=_or_null(TEXT)),
    "Photo": _object(**_PICTURE, alt=reference("Texts")),
    "Product": _object(
        code=_or_null(TEXT),
        slug=TEXT,
        url=ADDRESS,
        name=reference("Texts"),
        description=reference("Texts"),
        category=_CATEGORY,
        subcategory=_or_null(TEXT),
        price=_or_null(_PRICE),
        minimum_order=_or_null(WHOLE),
        lead_time_days=_or_null(WHOLE),
        made_to_order=YES_NO,
        shippable=YES_NO,
        maker=_object(slug=TEXT, name=TEXT, url=ADDRESS),
        place=_or_null(_object(slug=TEXT, name=reference("Texts"), url=ADDRESS)),
        kelurahan=_or_null(TEXT),
        papers=_list(_PAPER),
        accepted_by=_list(_object(slug=TEXT, name=TEXT)),
        photos=_list(reference("Photo")),
        listed_at=_or_null({"type": "string", "format": "date-time"}),
    ),
    "Maker": _object(
        slug=TEXT,
        url=ADDRESS,
        name=TEXT,
        story=reference("Texts"),
        kelurahan=_or_null(TEXT),
        place=_or_null(_object(slug=TEXT, name=reference("Texts"), url=ADDRESS)),
        products=WHOLE,
    ),
    "Place": _object(
        slug=TEXT,
        url=ADDRESS,
        kind=_KIND,
        name=reference("Texts"),
        description=reference("Texts"),
        hours=reference("Texts"),
        address=TEXT,
        kelurahan=TEXT,
        latitude=DEGREES,
        longitude=DEGREES,
    ),
    "Found": _object(
        total=WHOLE,
        page=WHOLE,
        pages=WHOLE,
        limited=YES_NO,
        loosened=YES_NO,
        products=_list(
            _object(
                code=_or_null(TEXT),
                slug=TEXT,
                url=ADDRESS,
                name=TEXT,
                marked_name=TEXT,
                maker=TEXT,
                kelurahan=_or_null(TEXT),
                price=_or_null(_object(rupiah=WHOLE, unit=TEXT)),
                photo=_or_null(_object(**_PICTURE)),
                passed_curation=YES_NO,
            )
        ),
    ),
}
