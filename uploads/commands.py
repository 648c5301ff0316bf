"""Commands for photos."""

import io
import json
from pathlib import Path
from typing import Any

import click
from flask.cli import AppGroup
from PIL import Image

from database import db, writing
from uploads.derive import derive
from uploads.deriving import finish_photo, note_failure
from uploads.intake import Intake, take_photo
from uploads.models import Photo
from uploads.queries import all_photo_ids, pending_photo_ids
from uploads.refusals import PhotoRefused
from uploads.states import PhotoFile
from uploads.tasks import derive_now, make_files

cli = AppGroup("photos", help="Check photos, and rebuild what is derived from them.")


def _derived(file: PhotoFile, data: bytes) -> dict[str, Any]:
    with Image.open(io.BytesIO(data)) as picture:
        width, height = picture.size
    return {
        "size": file.size,
        "format": file.format.value,
        "width": width,
        "height": height,
        "bytes": len(data),
    }


def _accepted(intake: Intake) -> dict[str, Any]:
    return {
        "accepted": True,
        "kind": intake.kind.value,
        "source": [intake.source_width, intake.source_height],
        "name": intake.name,
        "master": [intake.width, intake.height],
        "bytes": len(intake.data),
        "mat": intake.mat,
        "dhash": intake.dhash,
        "hints": [hint.value for hint in intake.hints],
        "derived": [_derived(*made) for made in derive(intake.name, intake.data)],
    }


def checked(path: Path) -> dict[str, Any]:
    """What would become of a file, for one JSON line; nothing is stored."""
    try:
        with path.open("rb") as stream:
            outcome = _accepted(take_photo(stream))
    except PhotoRefused as refused:
        outcome = {"accepted": False, "code": refused.code.value, "message": str(refused.message)}
    except OSError as error:
        outcome = {"accepted": False, "code": "unreadable", "message": error.strerror or str(error)}
    return {"file": str(path), **outcome}


@cli.command("check")
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path))
def check(files: tuple[Path, ...]) -> None:
    """Say of each FILE whether it is taken as a photo and what is derived from it.

    One JSON line a file; nothing is stored.
    """
    for path in files:
        click.echo(json.dumps(checked(path), ensure_ascii=False))


def _rebuild(photo_id: int) -> bool:
    """Make every derived file of a photo anew, also those that are there."""
    name = db.session.get_one(Photo, photo_id).name
    db.session.commit()
    failure = ""
    try:
        make_files(photo_id, name, skip=())
    except (OSError, Image.DecompressionBombError) as error:
        failure = f"{type(error).__name__}: {error}"
    with writing():
        if failure:
            note_failure(photo_id=photo_id, reason=failure)
        else:
            finish_photo(photo_id=photo_id)
        db.session.commit()
    return not failure


@cli.command("derive")
@click.option("--all", "everything", is_flag=True, help="Make every file anew from the masters.")
def derive_command(*, everything: bool) -> None:
    """Derive what is pending now, without waiting for the worker."""
    if everything:
        done = [_rebuild(photo_id) for photo_id in all_photo_ids()]
        click.echo(f"{sum(done)} of {len(done)} photos derived anew")
        raise SystemExit(0 if all(done) else 1)
    waiting = pending_photo_ids()
    db.session.commit()
    for photo_id in waiting:
        derive_now(photo_id)
    click.echo(
        f"{len(waiting) - len(pending_photo_ids())} of {len(waiting)} pending photos derived"
    )
