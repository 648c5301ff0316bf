"""The trail of places: its map, each of them, and a walk between some."""

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple
from urllib.parse import urlencode

from flask import Response, abort, make_response, render_template, request, url_for
from flask_babel import gettext as _

from catalog.categories import category
from catalog.models import Kelurahan, Place
from catalog.queries import all_kelurahan, all_places
from showcase.cards import product_card
from showcase.counts import goods_by_ward
from showcase.queries import place_with_makers, products_near
from showcase.structured import absolute, breadcrumbs, graph, place_data
from showcase.trail import MOST_STOPS, Leg, trail, walk
from showcase.views.blueprint import blueprint
from web.guards import public
from web.headers import content_security_policy
from web.kept_pages import kept
from web.languages import language, localised
from web.qr import qr_code

TILES = "https://tile.openstreetmap.org"
MOST_NAMED = 60  # Places that an address may name before it is read no further.


class Goods(NamedTuple):
    """What is made in a kelurahan, of one category."""

    label: str
    products: int
    url: str


class WardGoods(NamedTuple):
    """How much is made in a kelurahan, for the list below the map."""

    name: str
    products: int
    url: str


def place_or_404(slug: str) -> Place:
    """A place that people can visit."""
    found = place_with_makers(slug)
    if found is None:
        abort(404)
    return found


def _goods(ward: Kelurahan, made: Mapping[int, Mapping[str, int]]) -> list[Goods]:
    """What is made around, the most first."""
    found = []
    for key, number in sorted(made.get(ward.id, {}).items(), key=lambda one: -one[1]):
        kind = category(key)
        if kind is not None:
            url = url_for("showcase.results", kategori=key, kelurahan=ward.name)
            found.append(Goods(kind.label(language()), number, url))
    return found


def _wards(wards: Sequence[Kelurahan], totals: Mapping[int, int]) -> list[WardGoods]:
    return [
        WardGoods(ward.name, totals[ward.id], url_for("showcase.results", kelurahan=ward.name))
        for ward in wards
        if totals.get(ward.id)
    ]


@blueprint.get("/kampung")
@public
@kept
def places() -> Response:
    """Where visitors can see things being made, on a map and as a list to choose a walk from."""
    wards, shown, made = all_kelurahan(), all_places(), goods_by_ward()
    totals = {ward: sum(goods.values()) for ward, goods in made.items()}
    page = render_template(
        "showcase/places.html",
        places=shown,
        goods={place.id: _goods(place.kelurahan, made) for place in shown},
        wards=_wards(wards, totals),
        trail=trail(wards, shown, totals) if shown else None,
        most_stops=MOST_STOPS,
    )
    response = make_response(page)
    response.headers["Content-Security-Policy"] = content_security_policy(images_from=TILES)
    return response


def _chosen(known: Sequence[Place]) -> list[Place]:
    """The places that the address names, in its order and each once."""
    of = {place.slug: place for place in known}
    named = (slug for part in request.args.getlist("t")[:MOST_NAMED] for slug in part.split("."))
    return [of[slug] for slug in dict.fromkeys(named) if slug in of]


def _on_foot(legs: Sequence[Leg]) -> str:
    """The walk in Google Maps, which most phones here open by themselves."""
    spots = [f"{one.place.latitude},{one.place.longitude}" for one in legs]
    asked = {
        "api": "1",
        "travelmode": "walking",
        "origin": spots[0],
        "destination": spots[-1],
        "waypoints": "|".join(spots[1:-1]),
    }
    return f"https://www.google.com/maps/dir/?{urlencode(asked)}"


def _address(legs: Sequence[Leg]) -> str:
    return url_for("showcase.walk_page", t=".".join(one.place.slug for one in legs))


@blueprint.get("/kampung/jalan")
@public
@kept
def walk_page() -> str:
    """A walk through the places that were chosen, to be printed with a QR code for each."""
    known = all_places()
    chosen = _chosen(known)
    legs = walk(chosen)
    made = goods_by_ward()
    return render_template(
        "showcase/walk.html",
        legs=legs,
        goods={one.place.id: _goods(one.place.kelurahan, made) for one in legs},
        trail=trail(all_kelurahan(), [one.place for one in legs], {}) if legs else None,
        codes={one.place.id: qr_code(_own_address(one.place)) for one in legs},
        walk_code=qr_code(absolute(_address(legs))) if legs else "",
        walk_url=_address(legs) if legs else "",
        on_foot=_on_foot(legs) if len(legs) > 1 else "",
        kilometres=sum(one.kilometres for one in legs),
        minutes=sum(one.minutes for one in legs),
        left_out=len(chosen) - len(legs),
        most_stops=MOST_STOPS,
    )


def _own_address(place: Place) -> str:
    return absolute(url_for("showcase.place", slug=place.slug))


@blueprint.get("/kampung/<slug>")
@public
@kept
def place(slug: str) -> str:
    """One place, who works there and what is made."""
    found = place_or_404(slug)
    wards = all_kelurahan()
    return render_template(
        "showcase/place.html",
        place=found,
        cards=[product_card(product) for product in products_near(found)],
        goods=_goods(found.kelurahan, goods_by_ward()),
        trail=trail(wards, [found], {}),
        linked_data=_linked(found),
    )


def _linked(found: Place) -> dict[str, Any]:
    return graph(
        place_data(found),
        breadcrumbs(
            [
                (str(_("Kampung")), url_for("showcase.places")),
                (localised(found, "name"), url_for("showcase.place", slug=found.slug)),
            ]
        ),
    )
