"""What the maker's and the office's pages about sheets have in common."""

import io
from collections.abc import Sequence
from typing import IO, Any, Final

from flask import Response, abort, flash, jsonify, send_file, url_for
from flask_babel import gettext as _
from flask_login import current_user

from catalog.categories import categories, category
from catalog.sheets.files import MARKED, job_folder
from catalog.sheets.forms import SheetForm
from catalog.sheets.jobs import cancel_sheet, start_import, upload_sheet
from catalog.sheets.models import SheetJob, SheetState
from catalog.sheets.progress import STATE_KINDS, STATE_WORDS, sheet_progress
from catalog.sheets.tasks import work_on_sheet
from database import db
from web.errors import RuleViolation
from web.forms import form_errors
from web.languages import language
from web.tasks import enqueue_after_commit

XLSX: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def sheet_answer(file: IO[bytes], name: str) -> Response:
    """Send a sheet as a file to keep, which no cache holds."""
    answer = send_file(file, XLSX, as_attachment=True, download_name=f"{name}.xlsx")
    answer.headers["Cache-Control"] = "no-store"
    return answer


def received(form: SheetForm, maker_id: int | None) -> SheetJob | None:
    """Keep what was sent and ask the worker; None when it was refused, with the form's errors."""
    if not form.validate():
        return None
    with form_errors(form):
        job = upload_sheet(
            sheet=form.sheet.data or None,
            photos=form.photos.data or None,
            maker_id=maker_id,
            owner=current_user,
            language=language(),
        )
        enqueue_after_commit(work_on_sheet, job.id)
        db.session.commit()
        return job
    return None


def begin_import(job: SheetJob) -> None:
    """Let the worker write what is right, or say why that cannot be."""
    try:
        start_import(job=job, actor=current_user)
        enqueue_after_commit(work_on_sheet, job.id)
        db.session.commit()
    except RuleViolation as broken:
        db.session.rollback()
        flash(str(broken.message), "danger")


def give_up(job: SheetJob) -> None:
    """Cancel a sheet, or say why that cannot be."""
    try:
        cancel_sheet(job=job, actor=current_user)
        db.session.commit()
        flash(_("Dibatalkan. Tidak ada produk yang berubah."), "success")
    except RuleViolation as broken:
        db.session.rollback()
        flash(str(broken.message), "danger")


def sheets_context(area: str, jobs: Sequence[SheetJob]) -> dict[str, Any]:
    """Return what the page of all sheets shows.

    Args:
        area: Whose pages: "catalog" or "office".
        jobs: The sheets that were sent, the newest first.
    """
    return {
        "categories": categories(),
        "upload_url": url_for(f"{area}.sheet_upload"),
        "template_url": lambda key: url_for(f"{area}.sheet_template", category_key=key),
        "jobs": jobs,
        "job_url": lambda job: url_for(f"{area}.sheet_job", job_id=job.id),
        "words": STATE_WORDS,
        "kinds": STATE_KINDS,
    }


def job_context(area: str, job: SheetJob) -> dict[str, Any]:
    """Return what the page of a sheet shows, with the addresses of an area as above."""
    actions = ("job", "progress", "import", "cancel", "marked")
    urls = {one: url_for(f"{area}.sheet_{one}", job_id=job.id) for one in actions}
    found = category(job.category)
    marked = job.rows_wrong and job.state in {SheetState.CHECKED, SheetState.IMPORTED}
    return {
        "job": job,
        "urls": urls
        | {"sheets": url_for(f"{area}.sheets"), "products": url_for(f"{area}.products")},
        "State": SheetState,
        "word": STATE_WORDS[job.state],
        "kind": STATE_KINDS.get(job.state, "neutral"),
        "progress": sheet_progress(job),
        "category": found.label(language()) if found else "",
        "has_marked": marked and (job_folder(job.id) / MARKED).exists(),
    }


def progress_answer(job: SheetJob) -> Response:
    """Answer the page's script: label, text, done and total, and whether it is over."""
    now = sheet_progress(job)
    answer = jsonify(
        label=now.label, text=now.text, done=now.done, total=now.total, over=not job.is_worked_on
    )
    answer.headers["Cache-Control"] = "no-store"
    return answer


def marked_answer(job: SheetJob) -> Response:
    """Send the sheet with its errors marked; 404 where there are none, or it was swept."""
    path = job_folder(job.id) / MARKED
    if not path.exists():
        abort(404)
    stem = job.file_name.rpartition(".")[0] or job.file_name
    return sheet_answer(io.BytesIO(path.read_bytes()), f"{stem}-diperiksa")
