"""What people and the worker do with an uploaded sheet."""

import hashlib
import logging
from datetime import datetime
from typing import Any, Final, cast

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from sqlalchemy import CursorResult, update
from werkzeug.datastructures import FileStorage

from accounts.log import record
from accounts.models import User
from catalog.sheets.archive import NO_ARCHIVE, NO_SHEET
from catalog.sheets.files import PHOTOS, empty_folder, job_folder, sheet_path
from catalog.sheets.models import LEASE, MAX_ATTEMPTS, SheetJob, SheetState, next_sheet_state
from catalog.sheets.queries import unclaimed
from database import db, utcnow, writing
from web.errors import RuleViolation

MIB: Final = 1024 * 1024
SHEET_BYTES: Final = 20 * MIB
PHOTOS_BYTES: Final = 200 * MIB
ZIP_HEAD: Final = b"PK\x03\x04"
OLD_EXCEL: Final = b"\xd0\xcf\x11\xe0"
HEAD_BYTES: Final = 4096
NAME_LENGTH: Final = 200

_log = logging.getLogger(__name__)


def _size(file: FileStorage) -> int:
    size = file.stream.seek(0, 2)
    file.stream.seek(0)
    return size


def _head(file: FileStorage) -> bytes:
    head: bytes = file.stream.read(HEAD_BYTES)
    file.stream.seek(0)
    return head


def _is_text(head: bytes) -> bool:
    """Whether the beginning of a file reads as UTF-8, perhaps cut inside a letter."""
    if b"\0" in head:
        return False
    try:
        head.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        return error.start > len(head) - 4
    return True


def check_upload(sheet: FileStorage | None, photos: FileStorage | None) -> bool:
    """Look at the files by their first bytes and sizes; say whether the sheet is CSV.

    Raises:
        RuleViolation: With the field.
    """
    if sheet is None or not sheet.filename:
        raise RuleViolation(_l("Pilih berkas lembar kerjanya dulu."), "sheet")
    size, head = _size(sheet), _head(sheet)
    if not size:
        raise RuleViolation(_l("Berkas ini kosong. Pilih berkasnya sekali lagi."), "sheet")
    if size > SHEET_BYTES:
        raise RuleViolation(_l("Lembar kerja paling besar 20 MB. Bagi berkasnya."), "sheet")
    if head.startswith(OLD_EXCEL):
        raise RuleViolation(
            _l("Berkas ini format Excel lama atau dikunci. Simpan sebagai XLSX."), "sheet"
        )
    is_text = not head.startswith(ZIP_HEAD)
    if is_text and not _is_text(head):
        raise RuleViolation(NO_SHEET, "sheet")
    _check_photos(photos)
    return is_text


def _check_photos(photos: FileStorage | None) -> None:
    if photos is None or not photos.filename:
        return
    if _size(photos) > PHOTOS_BYTES:
        raise RuleViolation(_l("ZIP foto paling besar 200 MB. Bagi berkasnya."), "photos")
    if not _head(photos).startswith(ZIP_HEAD):
        raise RuleViolation(NO_ARCHIVE, "photos")


def _fingerprint(file: FileStorage) -> str:
    found = hashlib.file_digest(cast("Any", file.stream), "sha256").hexdigest()
    file.stream.seek(0)
    return found


def upload_sheet(
    *,
    sheet: FileStorage | None,
    photos: FileStorage | None,
    maker_id: int | None,
    owner: User,
    language: str,
) -> SheetJob:
    """Keep an uploaded sheet for the worker to check.

    Args:
        sheet: XLSX or CSV.
        photos: A ZIP of photos, or None.
        maker_id: Whose products; None when each row names the maker, for the office.
        owner: Who sent it.
        language: In which sentences are told.

    Raises:
        RuleViolation: For what is no sheet or no archive at its first bytes, or too large.
    """
    is_text = check_upload(sheet, photos)
    assert sheet is not None  # noqa: S101 - checked just now.
    has_photos = photos is not None and bool(photos.filename)
    job = SheetJob(
        maker_id=maker_id,
        owner_id=owner.id,
        language=language,
        file_name=(sheet.filename or "")[-NAME_LENGTH:],
        is_text=is_text,
        has_photos=has_photos,
        fingerprint=_fingerprint(sheet),
    )
    db.session.add(job)
    db.session.flush()
    empty_folder(job.id)
    sheet.save(sheet_path(job))
    if photos is not None and has_photos:
        photos.save(job_folder(job.id) / PHOTOS)
    record(actor=owner, subject=("sheet", job.id), action="upload", after=job.state.value)
    return job


def _move(job: SheetJob, action: str, actor: User | None, data: dict[str, Any]) -> None:
    before = job.state
    job.state = next_sheet_state(before, action)
    record(
        actor=actor,
        subject=("sheet", job.id),
        action=action,
        before=before.value,
        after=job.state.value,
        data=data,
    )


def start_import(*, job: SheetJob, actor: User | None) -> None:
    """Let the worker write what is right.

    Raises:
        RuleViolation: When the sheet is not checked, or nothing of it would change anything.
    """
    if job.state is SheetState.CHECKED and not job.rows_right:
        raise RuleViolation(_l("Tidak ada baris yang bisa diimpor dari berkas ini."))
    _move(job, "import", actor, {})
    job.step, job.done, job.total = "saving", 0, 0
    job.claimed_at, job.attempts = None, 0
    db.session.flush()


def cancel_sheet(*, job: SheetJob, actor: User | None) -> None:
    """Give a sheet up before anything of it was written.

    Raises:
        RuleViolation: When it is being imported, or over.
    """
    _move(job, "cancel", actor, {})
    job.finished_at = utcnow()
    db.session.flush()


def fail_sheet(*, job: SheetJob, sentence: str) -> None:
    """Note that nothing of a sheet can be used, and why."""
    _move(job, "fail", None, {})
    job.problem, job.finished_at, job.claimed_at = sentence, utcnow(), None
    db.session.flush()


class ClaimLost(Exception):
    """Another worker has the sheet, or somebody cancelled it."""


class Claim:
    """A sheet in this worker's hands, until it is not renewed for ``LEASE``.

    Progress is a transaction of its own, so that the page sees it at once.

    Attributes:
        job_id: The sheet.
        token: When it was taken or last renewed.
    """

    def __init__(self, job_id: int, token: datetime) -> None:
        self.job_id, self.token = job_id, token

    def hold(self, **values: object) -> None:
        """Renew the claim and write values beside it, in the current transaction.

        Raises:
            ClaimLost: When somebody else has it.
        """
        now = utcnow()
        mine = (SheetJob.id == self.job_id) & (SheetJob.claimed_at == self.token)
        mine &= SheetJob.state.in_((SheetState.CHECKING, SheetState.IMPORTING))
        statement = update(SheetJob).where(mine).values(claimed_at=now, **values)
        options = {"synchronize_session": False}
        result = db.session.execute(statement, execution_options=options)
        if cast("CursorResult[Any]", result).rowcount != 1:
            raise ClaimLost
        self.token = now

    def report(self, step: str, done: int, total: int) -> None:
        """Say how far the work is, in a transaction of its own.

        Raises:
            ClaimLost: When the sheet was cancelled or taken over.
        """
        db.session.rollback()
        with writing():
            self.hold(step=step, done=done, total=total)
            db.session.commit()


def claim_sheet(job_id: int) -> Claim | None:
    """Take a waiting sheet, or None when it waits no more or another worker has it."""
    now = utcnow()
    with writing():
        statement = update(SheetJob).where(SheetJob.id == job_id, unclaimed(now - LEASE))
        statement = statement.values(claimed_at=now, attempts=SheetJob.attempts + 1)
        options = {"synchronize_session": False}
        result = db.session.execute(statement, execution_options=options)
        got = cast("CursorResult[Any]", result).rowcount == 1
        db.session.commit()
    if not got:
        return None
    job = db.session.get(SheetJob, job_id, populate_existing=True)
    assert job is not None  # noqa: S101 - its row was just changed.
    if job.attempts > MAX_ATTEMPTS:
        _give_up(job)
        return None
    return Claim(job_id, now)


def _give_up(job: SheetJob) -> None:
    """Fail a sheet at which workers died each time, so that it stops killing them."""
    with writing():
        fail_sheet(
            job=job, sentence=_("Pemeriksaan terhenti tiga kali. Bagi berkasnya, lalu coba lagi.")
        )
        db.session.commit()
    _log.warning("sheet %s was given up", job.id)


def begin_check(job: SheetJob) -> None:
    """Note that the worker has begun."""
    if job.state is SheetState.UPLOADED:
        _move(job, "check", None, {})


def finish(job: SheetJob, action: str, counts: dict[str, int]) -> None:
    """Note that a sheet is checked or imported, with what came of it."""
    _move(job, action, job.owner, counts)
    job.claimed_at, job.attempts, job.step = None, 0, ""
    if job.state is SheetState.IMPORTED:
        job.finished_at = utcnow()
