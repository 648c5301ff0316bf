"""Saved products: kept on the visitor's device, shown and shared by an address."""

import re
from collections.abc import Sequence
from typing import Final, NamedTuple
from urllib.parse import quote

from flask import render_template, request, url_for
from flask_babel import gettext as _

from catalog.models import Product
from catalog.queries import public_by_slug
from showcase.cards import product_card
from showcase.structured import absolute
from showcase.views.blueprint import blueprint
from web.guards import public

MOST: Final = 60  # Products in one list; more is no choice any more.
LONGEST: Final = 6_000  # Letters of an address's list.
FIRST_ROW: Final = 2

_SLUG: Final = re.compile(r"[a-z0-9-]{1,90}")


def read_slugs(text: str) -> list[str]:
    """The slugs of a list with dots between them, each once; what is none is left out."""
    parts = text[:LONGEST].split(".")
    return list(dict.fromkeys(part for part in parts if _SLUG.fullmatch(part)))[:MOST]


class ByMaker(NamedTuple):
    """The products of a list by one maker, and where one question about them all is asked."""

    maker: str
    number: int
    url: str


def by_maker(products: Sequence[Product]) -> list[ByMaker]:
    """A question for each maker, in the order of the list."""
    of: dict[int, list[Product]] = {}
    for one in products:
        of.setdefault(one.maker_id, []).append(one)
    return [
        ByMaker(
            first.maker.name,
            1 + len(others),
            url_for(
                "showcase.inquire",
                slug=first.slug,
                juga=".".join(one.slug for one in others) or None,
            ),
        )
        for first, *others in of.values()
    ]


@blueprint.get("/simpanan")
@public
def wishlist() -> str:
    """The products of a list, in its order, without those that are gone."""
    slugs = read_slugs(request.args.get("p", ""))
    found = public_by_slug(slugs)
    shown = [found[slug] for slug in slugs if slug in found]
    here = absolute(url_for("showcase.wishlist", p=".".join(one.slug for one in shown)))
    message = _("Ini pilihan saya di Etalase: %(address)s", address=here)
    return render_template(
        "showcase/wishlist.html",
        cards=[product_card(one) for one in shown],
        slugs=[one.slug for one in shown],
        gone=len(slugs) - len(shown),
        here=here,
        whatsapp=f"https://wa.me/?text={quote(message)}",
        first_row=FIRST_ROW,
        makers=by_maker(shown),
        most=MOST,
    )
