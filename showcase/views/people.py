"""Makers."""

from flask import abort, render_template, url_for
from flask_babel import gettext as _

from catalog.models import Maker
from catalog.queries import listed_products
from showcase.cards import product_card
from showcase.counts import shown_makers
from showcase.queries import (
    confirmed_papers,
    public_maker,
    public_makers,
)
from showcase.structured import breadcrumbs, graph, maker_data, shared_picture
from showcase.views.blueprint import blueprint
from web.guards import public
from web.kept_pages import kept
from web.paging import page_number

MOST_PRODUCTS = 96
MAKERS_PER_PAGE = 48
MOST_PICTURES = 6  # Of a maker's goods, for search engines.


def public_maker_or_404(slug: str) -> Maker:
    """A maker that the office verified."""
    found = public_maker(slug)
    if found is None:
        abort(404)
    return found


@blueprint.get("/perajin")
@public
@kept
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
@kept
def maker(slug: str) -> str:
    """One maker, their story and their products."""
    found = public_maker_or_404(slug)
    products = listed_products(maker=found, limit=MOST_PRODUCTS)
    shown = (product.listed_revision for product in products)
    covers = [one.cover for one in shown if one and one.cover]
    return render_template(
        "showcase/maker.html",
        maker=found,
        cards=[product_card(product) for product in products],
        papers=confirmed_papers(found),
        linked_data=graph(
            maker_data(found, [cover.photo for cover in covers[:MOST_PICTURES]]),
            breadcrumbs(
                [
                    (str(_("Perajin")), url_for("showcase.makers")),
                    (found.name, url_for("showcase.maker", slug=found.slug)),
                ]
            ),
        ),
        picture_shared=shared_picture(covers[0] if covers else None),
    )
