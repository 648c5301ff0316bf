"""Makers and places."""

from flask import abort, render_template

from catalog.models import Maker, Place
from catalog.queries import all_places, listed_products
from showcase.cards import product_card
from showcase.counts import shown_makers
from showcase.queries import (
    confirmed_papers,
    place_with_makers,
    products_near,
    public_maker,
    public_makers,
)
from showcase.views.blueprint import blueprint
from web.guards import public
from web.paging import page_number

MOST_PRODUCTS = 96
MAKERS_PER_PAGE = 48


def public_maker_or_404(slug: str) -> Maker:
    """A maker that the office verified."""
    found = public_maker(slug)
    if found is None:
        abort(404)
    return found


def place_or_404(slug: str) -> Place:
    """A place that people can visit."""
    found = place_with_makers(slug)
    if found is None:
        abort(404)
    return found


@blueprint.get("/perajin")
@public
def makers() -> str:
    """The makers whose products are shown."""
    page, total = page_number(), shown_makers()
    return render_template(
        "showcase/makers.html",
        makers=public_makers(page=page, size=MAKERS_PER_PAGE),
        page=page,
        pages=max(1, -(-total // MAKERS_PER_PAGE)),
    )


@blueprint.get("/perajin/<slug>")
@public
def maker(slug: str) -> str:
    """One maker, their story and their products."""
    found = public_maker_or_404(slug)
    products = listed_products(maker=found, limit=MOST_PRODUCTS)
    return render_template(
        "showcase/maker.html",
        maker=found,
        cards=[product_card(product) for product in products],
        papers=confirmed_papers(found),
    )


@blueprint.get("/kampung")
@public
def places() -> str:
    """Where visitors can see things being made."""
    return render_template("showcase/places.html", places=all_places())


@blueprint.get("/kampung/<slug>")
@public
def place(slug: str) -> str:
    """One place, who works there and what is made."""
    found = place_or_404(slug)
    return render_template(
        "showcase/place.html",
        place=found,
        cards=[product_card(product) for product in products_near(found)],
    )
