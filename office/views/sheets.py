"""Spreadsheets of any maker's products."""

from flask import Response, abort, render_template, request, url_for

from accounts.permissions import is_office
from catalog.categories import categories, category
from catalog.sheets.exporting import export_file, template_file
from catalog.sheets.queries import maker_of_slug, makers_with_products, products_by_category
from catalog.views.sheets import sheet_answer
from office.views.blueprint import blueprint
from web.guards import requires
from web.languages import language


@blueprint.get("/lembar")
@requires(is_office)
def sheets() -> str:
    """Everything about spreadsheets in one place."""
    return render_template(
        "office/sheets.html",
        categories=categories(),
        makers=makers_with_products(),
        counts=products_by_category(None),
        template_url=lambda key: url_for("office.sheet_template", category_key=key),
        export_url=lambda key: url_for("office.sheet_export", kelompok=key),
    )


@blueprint.get("/lembar/templat/<category_key>")
@requires(is_office)
def sheet_template(category_key: str) -> Response:
    """Download the empty sheet of a category, with a column for the maker."""
    found = category(category_key) or abort(404)
    file = template_file(found, language(), with_maker=True)
    return sheet_answer(file, f"etalase-dinas-{found.key}")


@blueprint.get("/lembar/ekspor")
@requires(is_office)
def sheet_export() -> Response:
    """Download one maker's products of a category, or everybody's."""
    found = category(request.args.get("kelompok", "")) or abort(404)
    slug = request.args.get("perajin", "")
    maker = (maker_of_slug(slug) or abort(404)) if slug else None
    file = export_file(found, language(), maker=maker, with_maker=True)
    return sheet_answer(file, f"{slug or 'etalase'}-{found.key}")
