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
from showcase.structured import graph, site_data
from showcase.views.blueprint import blueprint
from web.guards import public
from web.kept_pages import kept

NEWEST = 8
ON_COVER = 3
FULL_ROW = 4  # Cards beside each other on a desktop.
TRAIL = 3


@blueprint.get("/")
@public
@kept
def home() -> str:
    """What was chosen lately, the categories, and the places to see it made."""
    cards = [product_card(product) for product in newest_of_each_category(ON_COVER + NEWEST)]
    cover = [card for card in cards if card["photo"]][:ON_COVER]
    others = [card for card in cards if card not in cover]
    # Places whose hours are known come first: a visitor can go there without asking.
    places = sorted(all_places(), key=lambda place: not place.hours_id)
    return render_template(
        "showcase/home.html",
        cover=cover if len(cover) == ON_COVER else [],
        # Only a large enough showcase can leave out of the list what the cover shows.
        cards=others if len(others) >= FULL_ROW else cards[:NEWEST],
        counts=counts(),
        categories=categories(),
        trail=places[:TRAIL],
        linked_data=graph(site_data()),
    )


@blueprint.get("/kurasi")
@public
@kept
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
