"""Sheets on their way: sent by a browser, checked and imported by the worker."""

import io
import zipfile
from typing import Any

from flask import current_app
from flask.testing import FlaskClient
from sqlalchemy import select

from catalog.models import Product, ProductRevision
from catalog.sheets.models import SheetJob
from database import db
from web.tasks import run_everything

MAKER = "/perajin-saya/lembar"
OFFICE = "/dinas/lembar"


def zip_of(**files: bytes) -> bytes:
    """A ZIP; names take "__" for a dot."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name.replace("__", "."), data)
    return out.getvalue()


def job(key: int | None = None) -> SheetJob:
    """A sheet as it is stored now; the newest when no key is given."""
    db.session.expire_all()
    query = select(SheetJob).order_by(SheetJob.id.desc())
    found = db.session.scalars(query if key is None else query.where(SheetJob.id == key)).first()
    assert found is not None
    return found


def work() -> None:
    """Let the worker do whatever waits."""
    run_everything(current_app._get_current_object())  # type: ignore[attr-defined]


def send(
    browser: FlaskClient,
    sheet: bytes,
    *,
    photos: bytes | None = None,
    name: str = "produk.xlsx",
    at: str = MAKER,
) -> SheetJob:
    """Send a sheet and let the worker check it."""
    data: dict[str, Any] = {"sheet": (io.BytesIO(sheet), name)}
    if photos is not None:
        data["photos"] = (io.BytesIO(photos), "foto.zip")
    answer = browser.post(f"{at}/unggah", data=data)
    assert (answer.status_code, answer.text if answer.status_code != 303 else "") == (303, "")
    work()
    return job()


def bring_in(browser: FlaskClient, sent: SheetJob, *, at: str = MAKER) -> SheetJob:
    """Press the button that imports, and let the worker do it."""
    key = sent.id
    answer = browser.post(f"{at}/{key}/impor")
    assert answer.status_code == 303
    work()
    return job(key)


def counts(found: SheetJob) -> tuple[str, int, int, int, int]:
    """The state with new, changed, unchanged and wrong rows."""
    return (
        found.state.value,
        found.rows_new,
        found.rows_changed,
        found.rows_unchanged,
        found.rows_wrong,
    )


def products() -> list[Product]:
    db.session.expire_all()
    return list(db.session.scalars(select(Product).order_by(Product.id)))


def revisions() -> list[ProductRevision]:
    db.session.expire_all()
    return list(db.session.scalars(select(ProductRevision).order_by(ProductRevision.id)))
