"""A maker's spreadsheets: the page, the templates and the exports."""

from typing import IO, Final

from flask import Response, abort, render_template, send_file, url_for
from flask_login import current_user

from accounts.permissions import is_maker
from catalog.categories import categories, category
from catalog.loaders import own_maker_or_404
from catalog.sheets.exporting import export_file, template_file
from catalog.sheets.queries import products_by_category
from catalog.views.blueprint import blueprint
from web.guards import requires
from web.languages import language

XLSX: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def sheet_answer(file: IO[bytes], name: str) -> Response:
    """Send a sheet as a file to keep, which no cache holds."""
    answer = send_file(file, XLSX, as_attachment=True, download_name=f"{name}.xlsx")
    answer.headers["Cache-Control"] = "no-store"
    return answer


@blueprint.get("/perajin-saya/lembar")
@requires(is_maker)
def sheets() -> str:
    """Everything about spreadsheets in one place."""
    maker = own_maker_or_404(current_user)
    return render_template(
        "catalog/sheets.html",
        categories=categories(),
        counts=products_by_category(maker.id),
        template_url=lambda key: url_for("catalog.sheet_template", category_key=key),
        export_url=lambda key: url_for("catalog.sheet_export", category_key=key),
    )


@blueprint.get("/perajin-saya/lembar/templat/<category_key>")
@requires(is_maker)
def sheet_template(category_key: str) -> Response:
    """Download the empty sheet of a category."""
    own_maker_or_404(current_user)
    found = category(category_key) or abort(404)
    return sheet_answer(template_file(found, language()), f"etalase-{found.key}")


@blueprint.get("/perajin-saya/lembar/ekspor/<category_key>")
@requires(is_maker)
def sheet_export(category_key: str) -> Response:
    """Download the maker's products of a category as a sheet that can be imported again."""
    maker = own_maker_or_404(current_user)
    found = category(category_key) or abort(404)
    file = export_file(found, language(), maker=maker)
    return sheet_answer(file, f"{maker.slug}-{found.key}")
