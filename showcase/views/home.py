"""The front page and the page on curation."""

from flask import render_template

from catalog.categories import categories
from catalog.queries import all_places
from database import utcnow
from showcase.cards import product_card
from showcase.counts import counts
from showcase.queries import (
    newest_of_each_category,
    newest_round_rubric,
    public_rounds,
    released_counts,
)
from showcase.views.blueprint import blueprint
from web.guards import public

NEWEST = 8
TRAIL = 3


@blueprint.get("/")
@public
def home() -> str:
    """What was chosen lately, the categories, and the places to see it made."""
    places = [place for place in all_places() if place.hours_id] or list(all_places())
    return render_template(
        "showcase/home.html",
        cards=[product_card(product) for product in newest_of_each_category(NEWEST)],
        counts=counts(),
        categories=categories(),
        trail=places[:TRAIL],
    )


@blueprint.get("/kurasi")
@public
def curation() -> str:
    """How products are chosen, by whom, and what is scored."""
    return render_template(
        "showcase/curation.html",
        rounds=public_rounds(),
        accepted=released_counts(),
        rubric=newest_round_rubric(),
        now=utcnow(),
        categories=categories(),
    )
