"""Photos of an archive, decoded once by the dry run and kept beside the job until the import."""

import hashlib
import json
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Final

from flask_babel import force_locale

from catalog.sheets.archive import PhotoArchive, SheetRefused
from catalog.sheets.files import MASTERS
from uploads.intake import Intake, take_photo
from uploads.refusals import PhotoRefused
from uploads.sniffing import Kind
from uploads.traits import Hint

AT_ONCE: Final = 2
"""Photos decoded at the same time; Pillow leaves the interpreter free meanwhile."""

AHEAD: Final = 4
"""Photos whose bytes are in memory at once."""


@dataclass(frozen=True, slots=True)
class Staged:
    """What became of one photo: a name by its content, or why it is not taken."""

    name: str = ""
    refusal: str = ""


def _note_path(folder: Path, file: str) -> Path:
    """Where it is noted what became of a photo; hashed, because its name comes from anywhere."""
    return folder / f"{hashlib.sha256(file.encode()).hexdigest()[:40]}.json"


def _keep(folder: Path, file: str, intake: Intake) -> Staged:
    """Write a master, then its note: a note without its master is never found."""
    (folder / f"{intake.name}.jpg").write_bytes(intake.data)
    note = asdict(intake) | {"data": None, "look": intake.look.hex(), "file": file}
    part = _note_path(folder, file).with_suffix(".part")
    part.write_text(json.dumps(note), encoding="utf-8")
    part.replace(_note_path(folder, file))
    return Staged(name=intake.name)


def _known(folder: Path, file: str) -> Staged | None:
    """Return what was noted before this worker, perhaps by one that was killed."""
    try:
        note = json.loads(_note_path(folder, file).read_text(encoding="utf-8"))
    except FileNotFoundError:
        return None
    return Staged(name=note["name"])


def stage_photos(
    folder: Path,
    archive: PhotoArchive,
    files: Iterable[str],
    lang: str,
    report: Callable[[int], None],
) -> dict[str, Staged]:
    """Take in photos of an archive and keep their masters in the job's folder.

    Args:
        folder: The job's folder.
        archive: The ZIP.
        files: Names in it.
        lang: The language of refusals.
        report: Told how many are done.
    """
    masters = folder / MASTERS
    masters.mkdir(exist_ok=True)
    staged: dict[str, Staged] = {}
    with ThreadPoolExecutor(AT_ONCE, "photos") as pool:
        for file, pending in _ahead(pool, masters, archive, files):
            if isinstance(pending, Staged):
                staged[file] = pending
            else:
                staged[file] = _result(masters, file, pending, lang)
            report(len(staged))
    return staged


def _ahead(
    pool: ThreadPoolExecutor, masters: Path, archive: PhotoArchive, files: Iterable[str]
) -> Iterator[tuple[str, Staged | Future[Intake]]]:
    """Yield photos in order while the next few are decoded already."""
    waiting: list[tuple[str, Staged | Future[Intake]]] = []
    for file in files:
        waiting.append((file, _known(masters, file) or _begin(pool, archive, file)))
        if len(waiting) > AHEAD:
            yield waiting.pop(0)
    yield from waiting


def _begin(pool: ThreadPoolExecutor, archive: PhotoArchive, file: str) -> Staged | Future[Intake]:
    try:
        data = archive.read(file)
    except SheetRefused as refused:
        return Staged(refusal=str(refused.sentence))
    return pool.submit(take_photo, data)


def _result(masters: Path, file: str, pending: Future[Intake], lang: str) -> Staged:
    try:
        return _keep(masters, file, pending.result())
    except PhotoRefused as refused:
        with force_locale(lang):
            return Staged(refusal=str(refused.message))


def staged_intakes(folder: Path) -> Iterator[tuple[str, Intake]]:
    """Yield the photos that were kept, by their names in the archive."""
    for path in sorted((folder / MASTERS).glob("*.json")):
        note: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
        file = note.pop("file")
        note["data"] = (folder / MASTERS / f"{note['name']}.jpg").read_bytes()
        note["look"] = bytes.fromhex(note.get("look", ""))  # None was noted by earlier releases.
        note["kind"] = Kind(note["kind"])
        note["hints"] = tuple(Hint(hint) for hint in note["hints"])
        yield file, Intake(**note)
