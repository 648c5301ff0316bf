"""Checking and importing one sheet, from claim to end.

Either may be killed at any moment and begun again: the dry run writes nothing but its own files,
and the import is one transaction.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any, Final

from flask_babel import gettext as _

from accounts.models import User
from catalog.sheets.archive import PhotoArchive
from catalog.sheets.checking import CheckedRow, Checker, Fate
from catalog.sheets.columns import CODE, PHOTOS
from catalog.sheets.files import MARKED, PLAN, job_folder, read_lines, sheet_path, write_lines
from catalog.sheets.files import PHOTOS as PHOTOS_FILE
from catalog.sheets.importing import Line, Written, write_lines_of_plan
from catalog.sheets.jobs import Claim, begin_check, finish
from catalog.sheets.marking import listed_errors, write_marked
from catalog.sheets.models import SHOWN_ERRORS, SheetJob
from catalog.sheets.photo_cells import PhotoFinder
from catalog.sheets.queries import (
    category_of_codes,
    imported_before,
    photo_ids_by_name,
    sample_makers,
)
from catalog.sheets.reading import Sheet, read_rows, understand
from catalog.sheets.staging import Staged, stage_photos, staged_intakes
from database import db, writing
from uploads.operations import store_photo
from web.formats import day

BATCH: Final = 250
"""Rows between two looks at the claim: about a second of work."""


def _job(claim: Claim) -> SheetJob:
    job = db.session.get(SheetJob, claim.job_id, populate_existing=True)
    assert job is not None  # noqa: S101 - its row is claimed.
    return job


def _read(claim: Claim, job: SheetJob) -> Sheet:
    path, is_text = sheet_path(job), job.is_text
    lang, maker_id = job.language, job.maker_id

    def report(rows: int) -> None:
        claim.report("reading", rows, 0)

    report(0)
    rows, merged = read_rows(path, is_text=is_text, progress=report)
    return understand(
        rows,
        merged=merged,
        lang=lang,
        with_maker=maker_id is None,
        of_codes=lambda codes: category_of_codes(codes, maker_id),
    )


def _codes(sheet: Sheet) -> set[str]:
    keys = [None if one is None else one.key for one in sheet.columns]
    if CODE not in keys:
        return set()
    place = keys.index(CODE)
    return {str(row[place]).strip() for _n, row in sheet.rows if place < len(row) and row[place]}


def _check_rows(claim: Claim, sheet: Sheet, checker: Checker) -> list[CheckedRow]:
    checked: list[CheckedRow] = []
    for start in range(0, len(sheet.rows), BATCH):
        claim.report("rows", start, len(sheet.rows))
        checked.extend(checker.check(sheet.rows[start : start + BATCH]))
    return checked


def _waiting_photos(checked: Iterable[CheckedRow]) -> list[str]:
    """Return the names in the archive that right rows ask for, each once."""
    names = (
        one.file
        for row in checked
        if row.fate is not Fate.WRONG
        for one in row.photos or ()
        if one.photo_id is None
    )
    return list(dict.fromkeys(names))


def _settle_photos(
    claim: Claim, archive: PhotoArchive, checked: Sequence[CheckedRow], lang: str
) -> None:
    """Take the photos in, and decide the rows that show them."""
    files = _waiting_photos(checked)
    if not files:
        return
    claim.report("photos", 0, len(files))
    folder = job_folder(claim.job_id)
    staged = stage_photos(
        folder, archive, files, lang, lambda done: claim.report("photos", done, len(files))
    )
    known = photo_ids_by_name({one.name for one in staged.values() if one.name})
    for row in checked:
        if row.fate is not Fate.WRONG and row.photos:
            _settle_row(row, staged, known)


def _settle_row(
    row: CheckedRow, staged: dict[str, Staged], known: dict[tuple[int | None, str], int]
) -> None:
    for one in row.photos or ():
        if one.photo_id is None:
            found = staged[one.file]
            if found.refusal:
                row.errors[PHOTOS] = f"{one.file}: {found.refusal}"
            one.photo_id = known.get((row.maker_id, found.name))
    row.settle()


def check_sheet(claim: Claim) -> None:
    """Do the dry run of a claimed sheet and write down what came of it.

    Raises:
        SheetRefused: When nothing of the file can be used.
        ClaimLost: When the sheet was cancelled or taken over.
    """
    with writing():
        begin_check(_job(claim))
        db.session.commit()
    job = _job(claim)
    lang, maker_id, has_photos = job.language, job.maker_id, job.has_photos
    sheet = _read(claim, job)
    archive = PhotoArchive(job_folder(claim.job_id) / PHOTOS_FILE) if has_photos else None
    try:
        finder = PhotoFinder(archive, _codes(sheet))
        checked = _check_rows(claim, sheet, Checker(sheet, lang, maker_id, finder))
        if archive is not None:
            _settle_photos(claim, archive, checked, lang)
    finally:
        if archive is not None:
            archive.close()
    _conclude(claim, sheet, checked, lang)


def _conclude(claim: Claim, sheet: Sheet, checked: list[CheckedRow], lang: str) -> None:
    """Keep the plan and the marked file, then note that the sheet is checked."""
    folder, errors = (
        job_folder(claim.job_id),
        {row.number: row.errors for row in checked if row.errors},
    )
    writes = [row for row in checked if row.fate in {Fate.NEW, Fate.CHANGED}]
    write_lines(folder / PLAN, (row.plan() for row in writes))
    (folder / MARKED).unlink(missing_ok=True)
    if errors:
        claim.report("marking", 0, 0)
        write_marked(folder / MARKED, sheet, errors, lang)
    counts = Counter(row.fate.value for row in checked)
    db.session.rollback()
    with writing():
        claim.hold()
        job = _job(claim)
        job.category = sheet.category.key
        for fate in Fate:
            setattr(job, f"rows_{fate.value}", counts[fate.value])
        job.rows_incomplete = sum(row.incomplete for row in writes)
        job.notes = [*sheet.notes, *_warnings(job)]
        job.errors = listed_errors(errors, sheet.columns, SHOWN_ERRORS)
        finish(job, "checked", dict(counts))
        db.session.commit()


def _warnings(job: SheetJob) -> list[str]:
    before = imported_before(job)
    if before is None:
        return []
    return [_("Berkas yang sama sudah diimpor pada %(day)s.", day=day(before.finished_at))]


def _wanted_photos(lines: Sequence[Line]) -> dict[str, set[int]]:
    """Return the makers by each name in the archive that the plan asks for."""
    wanted: dict[str, set[int]] = {}
    for line in lines:
        for ref, *_alts in line["photos"] or ():
            if isinstance(ref, str):
                wanted.setdefault(ref, set()).add(line["maker"])
    return wanted


def _store_photos(claim: Claim, lines: Sequence[Line]) -> dict[tuple[int, str], int]:
    """Keep the photos, one transaction each, before the one that writes the products."""
    wanted, keys = _wanted_photos(lines), dict[tuple[int, str], int]()
    for file, intake in staged_intakes(job_folder(claim.job_id)):
        for maker_id in wanted.get(file, ()):
            claim.report("storing", len(keys), sum(map(len, wanted.values())))
            owner = _job(claim).owner
            db.session.rollback()
            with writing():
                photo = store_photo(intake=intake, maker_id=maker_id, uploaded_by=owner)
                keys[maker_id, file] = photo.id
                db.session.commit()
    return keys


def _with_keys(line: Line, keys: dict[tuple[int, str], int], samples: dict[int, bool]) -> Line:
    """Return a line of the plan with keys in place of names in the archive."""
    photos = line["photos"]
    if photos is not None:
        photos = [
            [keys[line["maker"], ref] if isinstance(ref, str) else ref, alt_id, alt_en]
            for ref, alt_id, alt_en in photos
        ]
    return line | {"photos": photos, "is_sample": samples[line["maker"]]}


def import_sheet(claim: Claim) -> None:
    """Write what the dry run found right, in one transaction.

    Raises:
        FileNotFoundError: When the plan was swept.
        ClaimLost: When another worker took over.
    """
    lines: list[dict[str, Any]] = list(read_lines(_plan(claim)))
    keys = _store_photos(claim, lines)
    samples = sample_makers()
    planned = [_with_keys(line, keys, samples) for line in lines]
    claim.report("saving", 0, len(planned))
    with writing():
        claim.hold()
        job = _job(claim)
        written = write_lines_of_plan(planned, job_id=job.id, actor_id=_key(job.owner))
        _note(job, written)
        finish(job, "imported", {"new": written.new, "changed": written.changed})
        db.session.commit()


def _plan(claim: Claim) -> Path:
    return job_folder(claim.job_id) / PLAN


def _key(user: User | None) -> int | None:
    return None if user is None else user.id


def _note(job: SheetJob, written: Written) -> None:
    """Write down what was done, and which rows were left because somebody was quicker."""
    job.rows_new, job.rows_changed = written.new, written.changed
    job.done = job.total
    if written.left:
        job.rows_wrong += len(written.left)
        sentence = _("Produk ini baru saja disimpan dari tempat lain, jadi tidak kami ubah.")
        late = [{"row": row, "column": "", "sentence": sentence} for row in written.left]
        job.errors = [*late, *job.errors][:SHOWN_ERRORS]
