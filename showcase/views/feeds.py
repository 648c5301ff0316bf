"""robots.txt, sitemaps, the newest products as Atom, and a merchant feed in Google's format."""

from collections.abc import Iterator
from typing import Any, Final
from urllib.parse import urlsplit

from flask import Response, abort, make_response, render_template, request, stream_with_context
from flask import url_for as path_for

from catalog.categories import categories, category
from catalog.models import Product
from database import utcnow
from showcase.feeds import (
    all_products,
    makers_shown,
    newest_products,
    places_shown,
    products_in,
    sitemap_parts,
)
from showcase.queries import partners_shown
from showcase.structured import absolute
from showcase.views.blueprint import blueprint
from web.context import settings
from web.guards import public
from web.languages import language, localised

AN_HOUR: Final = 3600
LARGEST_PART: Final = 1_000_000
XML: Final = "application/xml; charset=utf-8"
ATOM: Final = "application/atom+xml; charset=utf-8"
THIS_MACHINE: Final = frozenset({"127.0.0.1", "localhost", "::1"})
# What has no place in a search engine: doors, workspaces and answers to scripts.
CLOSED: Final = (
    *("/masuk", "/daftar", "/lupa-sandi", "/akun", "/saran", "/api/"),
    *("/dinas/", "/perajin-saya/", "/kurator/", "/ketua/"),
)


def _file(template: str, kind: str, **values: Any) -> Response:  # noqa: ANN401 - a template's own.
    response = make_response(render_template(f"feeds/{template}", absolute=absolute, **values))
    response.headers["Content-Type"] = kind
    response.headers["Cache-Control"] = f"public, max-age={AN_HOUR}"
    return response


@blueprint.get("/robots.txt")
@public
def robots() -> Response:
    """Where search engines may go; nowhere on a copy that others reach and is not in production."""
    open_ = settings().is_production or urlsplit(request.host_url).hostname in THIS_MACHINE
    paths = [f"{prefix}{path}" for path in CLOSED for prefix in ("", "/en")] if open_ else ["/"]
    lines = ["User-agent: *", *(f"Disallow: {path}" for path in paths)]
    lines.append(f"Sitemap: {absolute('/sitemap.xml')}")
    response = make_response("\n".join(lines) + "\n")
    response.headers["Content-Type"] = "text/plain; charset=utf-8"
    response.headers["Cache-Control"] = f"public, max-age={AN_HOUR}"
    return response


@blueprint.get("/sitemap.xml")
@public
def sitemap() -> Response:
    """The list of sitemaps."""
    return _file("sitemaps.xml", XML, parts=sitemap_parts())


@blueprint.get("/sitemap/umum.xml")
@public
def sitemap_of_pages() -> Response:
    """Every public page but those of products."""
    fixed = [path_for(f"showcase.{name}") for name in ("home", "results", "makers", "places")]
    fixed.append(path_for("showcase.curation"))
    kinds = [path_for("showcase.results", kategori=one.key) for one in categories()]
    known = [("maker", makers_shown()), ("place", places_shown())]
    pages = [(path, None) for path in (*fixed, *kinds)]
    shown = [
        (path_for(f"showcase.{endpoint}", slug=one.slug), one.changed)
        for endpoint, found in known
        for one in found
    ]
    retailers = [
        (path_for("showcase.partner", slug=one.slug), one.updated_at) for one in partners_shown()
    ]
    return _file("sitemap.xml", XML, pages=[*pages, *shown, *retailers])


@blueprint.get("/sitemap/<int:part>.xml")
@public
def sitemap_of_products(part: int) -> Response:
    """Some thousand products."""
    found = products_in(part) if part < LARGEST_PART else []
    if not found:
        abort(404)
    pages = [(path_for("showcase.product", slug=one.slug), one.changed) for one in found]
    return _file("sitemap.xml", XML, pages=pages)


@blueprint.get("/umpan.atom")
@public
def newest() -> Response:
    """The newest products, for readers."""
    found = [one for one in newest_products() if one.listed_revision and one.listed_at]
    changed = max((one.listed_at for one in found if one.listed_at), default=utcnow())
    return _file("newest.xml", ATOM, products=found, changed=changed)


@blueprint.get("/umpan/google.xml")
@public
def merchant_feed() -> Response:
    """Every product with a price and a photo, in the terms of Google's merchant feed.

    Source: Google Merchant Center, "Product data specification" (RSS 2.0 with ``g:``).
    """
    lines = stream_with_context(_merchant_lines(language()))
    response = Response(lines, content_type=XML)
    response.headers["Cache-Control"] = f"public, max-age={AN_HOUR}"
    return response


def _merchant_lines(lang: str) -> Iterator[str]:
    yield render_template("feeds/merchant_head.xml", absolute=absolute)
    for product in all_products():
        revision = product.listed_revision
        if revision and revision.price_rupiah and revision.cover:
            yield render_template("feeds/merchant_item.xml", **_merchant_item(product, lang))
    yield "</channel>\n</rss>\n"


def _merchant_item(product: Product, lang: str) -> dict[str, Any]:
    revision = product.listed_revision
    kind = category(revision.category) if revision else None
    sub = kind.subcategory(revision.subcategory) if kind and revision else None
    labels = [one.label(lang) for one in (kind, sub) if one]
    photos = revision.photos if revision else []
    return {
        "product": product,
        "revision": revision,
        "name": localised(revision, "name"),
        "words": localised(revision, "description") or localised(revision, "name"),
        "kind": " > ".join(labels),
        "pictures": [absolute(one.photo.fallback_url) for one in photos],
        "link": absolute(path_for("showcase.product", slug=product.slug)),
    }
