"""What the maker's and the office's pages about sheets have in common."""

import io
from collections.abc import Callable
from typing import IO, Any, Final

from flask import Response, abort, jsonify, send_file
from flask_login import current_user

from catalog.categories import category
from catalog.sheets.files import MARKED, job_folder
from catalog.sheets.forms import SheetForm
from catalog.sheets.jobs import upload_sheet
from catalog.sheets.models import SheetJob, SheetState
from catalog.sheets.progress import STATE_KINDS, STATE_WORDS, sheet_progress
from catalog.sheets.tasks import work_on_sheet
from database import db
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


def jobs_context(jobs: list[SheetJob], url: Callable[[SheetJob], str]) -> dict[str, Any]:
    """Return what the list of sheets shows."""
    return {"jobs": jobs, "job_url": url, "words": STATE_WORDS, "kinds": STATE_KINDS}


def job_context(job: SheetJob) -> dict[str, Any]:
    """Return what the page of a sheet shows."""
    found = category(job.category)
    marked = job.rows_wrong and job.state in {SheetState.CHECKED, SheetState.IMPORTED}
    return {
        "job": job,
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
