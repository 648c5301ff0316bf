"""A product's page and the inquiry about it."""

from flask import Response, abort, make_response, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_login import current_user

from catalog.attributes import attribute_rows
from catalog.categories import category, subcategory
from catalog.models import Product, ProductRevision
from catalog.options import options_of
from catalog.queries import listed_product, listed_products
from catalog.units import unit_label
from catalog.wholesale import option_rows
from database import db
from showcase.cards import alt_text, product_card
from showcase.forms import InquiryForm
from showcase.inquiries import start_inquiry, whatsapp_link
from showcase.models import Inquiry
from showcase.queries import accepted_by, confirmed_papers
from showcase.results_page import cards
from showcase.search.similar import similar_products
from showcase.structured import Data, breadcrumbs, graph, product_data, shared_product
from showcase.views.blueprint import blueprint
from showcase.views.terms import delivery, keep_private, lead_time, wholesale_page
from showcase.wholesale import may_see_wholesale
from web.context import settings
from web.forms import form_errors
from web.guards import public
from web.kept_pages import kept
from web.languages import language, localised
from web.limits import form_limit
from web.responses import invalid, see_other

MOST_OTHERS = 12  # Products that one question may name besides its own.
SIBLINGS = 3  # A row beside the maker on a desktop.


def public_product_or_404(slug: str) -> Product:
    """A product that visitors may see."""
    found = listed_product(slug)
    if found is None or found.listed_revision is None:
        abort(404)
    return found


def _siblings(product: Product) -> list[Data]:
    """Cards of a few other products of its maker."""
    others = listed_products(maker=product.maker, limit=SIBLINGS + 1)
    return [product_card(other) for other in others if other.id != product.id][:SIBLINGS]


def _trail(product: Product, revision: ProductRevision) -> Data:
    """Where the product stands: below its category."""
    kind = category(revision.category)
    steps = [(str(_("Produk")), url_for("showcase.results"))]
    if kind is not None:
        steps.append((kind.label(language()), url_for("showcase.results", kategori=kind.key)))
    here = url_for("showcase.product", slug=product.slug)
    return breadcrumbs([*steps, (localised(revision, "name"), here)])


@blueprint.get("/produk/<slug>")
@public
@kept
def product(slug: str) -> Response:
    """One product with its photos, facts, maker and siblings; wholesale for who may see it."""
    found = public_product_or_404(slug)
    revision = found.listed_revision
    assert revision is not None  # noqa: S101 - the loader has checked it.
    wholesale = wholesale_page(revision) if may_see_wholesale(current_user, found) else None
    page = render_template(
        "showcase/product.html",
        product=found,
        revision=revision,
        rows=attribute_rows(revision.category, revision.attributes, language()),
        unit=unit_label(revision.unit, language()),
        category=category(revision.category),
        subcategory=subcategory(revision.subcategory),
        papers=confirmed_papers(found.maker, found),
        rounds=accepted_by(found),
        siblings=_siblings(found),
        similar=cards(similar_products(found)),
        alt_text=alt_text,
        linked_data=graph(product_data(found, revision), _trail(found, revision)),
        picture_shared=shared_product(found, revision),
        options=option_rows(revision),
        delivery=delivery(revision),
        lead_time=lead_time(revision),
        wholesale=wholesale,
    )
    return keep_private(make_response(page)) if wholesale else make_response(page)


@blueprint.route("/produk/<slug>/tanya", methods=["GET", "POST"])
@public
@form_limit
def inquire(slug: str) -> Response | str:
    """Ask the maker: logged here, then on to WhatsApp."""
    found = public_product_or_404(slug)
    form = InquiryForm()
    form.offer(options_of(found.listed_revision) if found.listed_revision else [])
    form.offer_others(_others(found))
    buyer = current_user if current_user.is_authenticated else None
    if request.method == "GET":
        form.buyer_name.data = buyer.name if buyer else ""
        if "others" in form:
            form.others.data = request.args.get("juga", "").split(".")[:MOST_OTHERS]
        return render_template("showcase/inquire.html", form=form, card=product_card(found))
    if form.validate():
        with form_errors(form):
            inquiry = start_inquiry(product=found, asked=form.asked(), buyer=buyer)
            db.session.commit()
            return _onward(inquiry, slug)
    return invalid("showcase/inquire.html", form=form, card=product_card(found))


def _others(product: Product) -> list[tuple[str, str]]:
    """The slugs and names of the maker's other products, for one question about several.

    Those that the address names come first, so that none is lost among very many.
    """
    asked = request.args.get("juga", "").split(".")[:MOST_OTHERS]
    wanted = listed_products(maker=product.maker, where=Product.slug.in_(asked))
    newest = listed_products(maker=product.maker, limit=MOST_OTHERS + 1)
    known = {one.slug: localised(one.listed_revision, "name") for one in (*wanted, *newest)}
    known.pop(product.slug, None)
    return list(known.items())[:MOST_OTHERS]


def _onward(inquiry: Inquiry, slug: str) -> Response:
    link = whatsapp_link(inquiry, settings().city_whatsapp)
    if link is None:
        return see_other("showcase.inquired", slug=slug)
    return make_response(redirect(link, 303))


@blueprint.get("/produk/<slug>/terkirim")
@public
def inquired(slug: str) -> str:
    """Thank a buyer whose question the office passes on."""
    return render_template("showcase/inquired.html", product=public_product_or_404(slug))
