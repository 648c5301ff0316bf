"""Where the files of a job lie: privately, in the instance, until they are swept."""

import json
import shutil
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, Final

from catalog.sheets.models import SheetJob
from web.context import settings

PLAN: Final = "plan.jsonl"
MARKED: Final = "marked.xlsx"
MASTERS: Final = "masters"
PHOTOS: Final = "photos.zip"


def sheets_folder() -> Path:
    """The folder of all jobs."""
    return settings().instance / "sheets"


def job_folder(job_id: int) -> Path:
    """The folder of a job, made when missing."""
    folder = sheets_folder() / str(job_id)
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    return folder


def empty_folder(job_id: int) -> None:
    """Make sure that a new job finds no file of an older one; SQLite gives keys out again."""
    shutil.rmtree(sheets_folder() / str(job_id), ignore_errors=True)


def sheet_path(job: SheetJob) -> Path:
    """Where the uploaded sheet lies."""
    return job_folder(job.id) / ("sheet.csv" if job.is_text else "sheet.xlsx")


def write_lines(path: Path, lines: Iterable[dict[str, Any]]) -> None:
    """Write JSON, one object a line; nobody ever sees half of the file."""
    part = path.with_suffix(".part")
    with part.open("w", encoding="utf-8") as out:
        for line in lines:
            out.write(json.dumps(line, ensure_ascii=False) + "\n")
    part.replace(path)


def read_lines(path: Path) -> Iterator[dict[str, Any]]:
    """Read what ``write_lines`` wrote.

    Raises:
        FileNotFoundError: When it was swept.
    """
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            yield json.loads(line)
