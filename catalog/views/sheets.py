"""A maker's spreadsheets: templates, exports, and sheets that were sent."""

from flask import Response, abort, render_template, url_for
from flask_login import current_user

from accounts.permissions import is_maker
from catalog.categories import category
from catalog.loaders import LARGEST_KEY, own_maker_or_404
from catalog.models import Maker
from catalog.sheets.exporting import export_file, template_file
from catalog.sheets.forms import BODY_BYTES, SheetForm
from catalog.sheets.models import SheetJob
from catalog.sheets.queries import job_of_maker, newest_jobs, products_by_category
from catalog.views.blueprint import blueprint
from catalog.views.sheet_answers import (
    begin_import,
    give_up,
    job_context,
    marked_answer,
    progress_answer,
    received,
    sheet_answer,
    sheets_context,
)
from web.bodies import takes_up_to
from web.guards import requires
from web.languages import language
from web.responses import see_other


def _job_or_404(job_id: int) -> SheetJob:
    maker = own_maker_or_404(current_user)
    if job_id > LARGEST_KEY:
        abort(404)
    return job_of_maker(job_id, maker.id) or abort(404)


def _page(maker: Maker, form: SheetForm) -> str:
    return render_template(
        "catalog/sheets.html",
        form=form,
        counts=products_by_category(maker.id),
        export_url=lambda key: url_for("catalog.sheet_export", category_key=key),
        **sheets_context("catalog", newest_jobs(maker.id)),
    )


@blueprint.get("/perajin-saya/lembar")
@requires(is_maker)
def sheets() -> str:
    """Everything about spreadsheets in one place."""
    return _page(own_maker_or_404(current_user), SheetForm())


@blueprint.post("/perajin-saya/lembar/unggah")
@takes_up_to(BODY_BYTES)
@requires(is_maker)
def sheet_upload() -> Response:
    """Take a sheet, with or without photos, and let the worker check it."""
    maker, form = own_maker_or_404(current_user), SheetForm()
    job = received(form, maker.id)
    if job is not None:
        return see_other("catalog.sheet_job", job_id=job.id)
    return Response(_page(own_maker_or_404(current_user), form), 422)


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


@blueprint.get("/perajin-saya/lembar/<int:job_id>")
@requires(is_maker)
def sheet_job(job_id: int) -> str:
    """What the dry run found, and how far the work is."""
    return render_template("catalog/sheet_job.html", **job_context("catalog", _job_or_404(job_id)))


@blueprint.get("/perajin-saya/lembar/<int:job_id>/kemajuan")
@requires(is_maker)
def sheet_progress(job_id: int) -> Response:
    """How far the work is, for the page's script."""
    return progress_answer(_job_or_404(job_id))


@blueprint.get("/perajin-saya/lembar/<int:job_id>/berkas")
@requires(is_maker)
def sheet_marked(job_id: int) -> Response:
    """Download the same sheet with what is wrong marked."""
    return marked_answer(_job_or_404(job_id))


@blueprint.post("/perajin-saya/lembar/<int:job_id>/impor")
@requires(is_maker)
def sheet_import(job_id: int) -> Response:
    """Write what is right."""
    begin_import(_job_or_404(job_id))
    return see_other("catalog.sheet_job", job_id=job_id)


@blueprint.post("/perajin-saya/lembar/<int:job_id>/batal")
@requires(is_maker)
def sheet_cancel(job_id: int) -> Response:
    """Give a sheet up; nothing of it is written."""
    give_up(_job_or_404(job_id))
    return see_other("catalog.sheets")
