"""Spreadsheets of any maker's products."""

from flask import Response, abort, render_template, request, url_for

from accounts.permissions import is_office
from catalog.categories import category
from catalog.loaders import LARGEST_KEY
from catalog.sheets.exporting import export_file, template_file
from catalog.sheets.forms import BODY_BYTES, SheetForm
from catalog.sheets.models import SheetJob
from catalog.sheets.queries import (
    job_of_office,
    maker_of_slug,
    makers_with_products,
    newest_jobs,
    products_by_category,
)
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
from office.views.blueprint import blueprint
from web.bodies import takes_up_to
from web.guards import requires
from web.languages import language
from web.responses import see_other


def _job_or_404(job_id: int) -> SheetJob:
    if job_id > LARGEST_KEY:
        abort(404)
    return job_of_office(job_id) or abort(404)


def _page(form: SheetForm) -> str:
    return render_template(
        "office/sheets.html",
        form=form,
        makers=makers_with_products(),
        counts=products_by_category(None),
        export_url=lambda key: url_for("office.sheet_export", kelompok=key),
        **sheets_context("office", newest_jobs(None)),
    )


@blueprint.get("/lembar")
@requires(is_office)
def sheets() -> str:
    """Everything about spreadsheets in one place."""
    return _page(SheetForm())


@blueprint.post("/lembar/unggah")
@takes_up_to(BODY_BYTES)
@requires(is_office)
def sheet_upload() -> Response:
    """Take a sheet of any makers' products and let the worker check it."""
    form = SheetForm()
    job = received(form, None)
    if job is not None:
        return see_other("office.sheet_job", job_id=job.id)
    return Response(_page(form), 422)


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


@blueprint.get("/lembar/<int:job_id>")
@requires(is_office)
def sheet_job(job_id: int) -> str:
    """What the dry run found, and how far the work is."""
    return render_template("office/sheet_job.html", **job_context("office", _job_or_404(job_id)))


@blueprint.get("/lembar/<int:job_id>/kemajuan")
@requires(is_office)
def sheet_progress(job_id: int) -> Response:
    """How far the work is, for the page's script."""
    return progress_answer(_job_or_404(job_id))


@blueprint.get("/lembar/<int:job_id>/berkas")
@requires(is_office)
def sheet_marked(job_id: int) -> Response:
    """Download the same sheet with what is wrong marked."""
    return marked_answer(_job_or_404(job_id))


@blueprint.post("/lembar/<int:job_id>/impor")
@requires(is_office)
def sheet_import(job_id: int) -> Response:
    """Write what is right."""
    begin_import(_job_or_404(job_id))
    return see_other("office.sheet_job", job_id=job_id)


@blueprint.post("/lembar/<int:job_id>/batal")
@requires(is_office)
def sheet_cancel(job_id: int) -> Response:
    """Give a sheet up; nothing of it is written."""
    give_up(_job_or_404(job_id))
    return see_other("office.sheets")
