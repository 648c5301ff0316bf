"""The worker's part: sheets that wait, sheets that were left behind, files that are swept."""

import logging
import shutil
import time
from typing import Final

from flask_babel import force_locale
from flask_babel import gettext as _

from catalog.sheets.archive import SheetRefused
from catalog.sheets.files import sheets_folder
from catalog.sheets.jobs import Claim, ClaimLost, cancel_sheet, claim_sheet, fail_sheet
from catalog.sheets.models import KEPT_FOR, LEASE, SheetJob, SheetState
from catalog.sheets.queries import kept_job_ids, left_job_ids, waiting_job_ids
from catalog.sheets.runs import check_sheet, import_sheet
from database import db, utcnow, writing
from web.tasks import enqueue_after_commit, sweep, task

YOUNG_SECONDS: Final = 24 * 3600
"""A folder younger than this may belong to an upload that is not committed yet."""

_log = logging.getLogger(__name__)


def _fail(claim: Claim, sentence: str) -> None:
    db.session.rollback()
    with writing():
        try:
            claim.hold()
        except ClaimLost:
            return
        job = db.session.get(SheetJob, claim.job_id, populate_existing=True)
        assert job is not None  # noqa: S101 - its row is claimed.
        fail_sheet(job=job, sentence=sentence)
        db.session.commit()


def _work_on(claim: Claim, state: SheetState) -> None:
    try:
        if state is SheetState.IMPORTING:
            import_sheet(claim)
        else:
            check_sheet(claim)
    except SheetRefused as refused:
        _fail(claim, str(refused.sentence))
    except FileNotFoundError:
        _fail(claim, _("Berkasnya sudah dihapus. Unggah sekali lagi."))
    except ClaimLost:
        db.session.rollback()
        _log.info("sheet %s was cancelled or taken over", claim.job_id)


@task("work_on_sheet")
def work_on_sheet(job_id: int) -> None:
    """Check or import a sheet, if nobody else is at it."""
    claim = claim_sheet(job_id)
    if claim is None:
        return
    job = db.session.get(SheetJob, job_id)
    assert job is not None  # noqa: S101 - its row is claimed.
    state, lang = job.state, job.language
    db.session.rollback()
    with force_locale(lang):
        _work_on(claim, state)


@sweep("sheets", seconds=5)
def find_left_sheets() -> None:
    """Ask again for sheets that nobody works on: their task was lost, or its worker killed."""
    waiting = waiting_job_ids(utcnow() - LEASE)
    for job_id in waiting:
        enqueue_after_commit(work_on_sheet, job_id)
    db.session.commit()


@sweep("sheet_files", seconds=3600)
def sweep_sheet_files() -> None:
    """Give up checked sheets that were left, and delete the files of what is over."""
    before = utcnow() - KEPT_FOR
    for job_id in left_job_ids(before):
        with writing():
            job = db.session.get(SheetJob, job_id)
            if job is not None and job.state is SheetState.CHECKED:
                cancel_sheet(job=job, actor=None)
            db.session.commit()
    kept = kept_job_ids(before)
    db.session.rollback()
    folders = sheets_folder().iterdir() if sheets_folder().is_dir() else ()
    for folder in folders:
        known = folder.name.isdigit() and int(folder.name) in kept
        if not known and time.time() - folder.stat().st_mtime > YOUNG_SECONDS:
            shutil.rmtree(folder, ignore_errors=True)
