"""Retail partners: who they are, what they accepted, and their rounds."""

from flask import abort, render_template, url_for
from flask_babel import gettext as _

from database import utcnow
from showcase.cards import product_card
from showcase.queries import (
    accepted_count,
    accepted_products,
    public_partner,
    public_rounds,
    released_counts,
)
from showcase.structured import breadcrumbs, graph, partner_data, shared_picture
from showcase.views.blueprint import blueprint
from web.guards import public
from web.kept_pages import kept

MOST_PRODUCTS = 24


@blueprint.get("/mitra/<slug>")
@public
@kept
def partner(slug: str) -> str:
    """One partner with the products that it accepted and are on show."""
    found = public_partner(slug) or abort(404)
    products = accepted_products(found, MOST_PRODUCTS)
    shown = (one.listed_revision for one in products)
    covers = [one.cover for one in shown if one and one.cover]
    trail = [
        (str(_("Kurasi")), url_for("showcase.curation")),
        (found.name, url_for("showcase.partner", slug=found.slug)),
    ]
    return render_template(
        "showcase/partner.html",
        partner=found,
        cards=[product_card(one) for one in products],
        number=accepted_count(found),
        rounds=[one for one in public_rounds() if one.partner_id == found.id],
        accepted=released_counts(),
        now=utcnow(),
        linked_data=graph(partner_data(found), breadcrumbs(trail)),
        picture_shared=shared_picture(covers[0] if covers else None),
    )
