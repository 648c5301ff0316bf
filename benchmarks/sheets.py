"""Sheets: the dry run and the import of 10,000 rows with photos for a hundred, beside references.

Everything runs in this process on an SQLite file of its own; photos are derived by nobody.
"""

import io
import tempfile
import threading
import time
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Self

from flask import Flask
from openpyxl import load_workbook
from PIL import Image
from sqlalchemy import func, insert, select, update

from app import create_app
from benchmarks.photos import phone_photo
from catalog.categories import Category, category
from catalog.models import Maker, Product, ProductRevision
from catalog.sheets.columns import columns_of
from catalog.sheets.exporting import export_file
from catalog.sheets.files import PHOTOS, job_folder, sheet_path
from catalog.sheets.jobs import start_import
from catalog.sheets.models import SheetJob, SheetState
from catalog.sheets.tasks import work_on_sheet
from catalog.sheets.workbook import MAX_ROWS, SheetWriter
from config import Settings
from database import db, writing

ROWS = MAX_ROWS
PHOTOGRAPHED = 100
PHOTO_SIZE = (2048, 1536)  # What a phone sends after making a photo smaller.
PAUSE = 0.02  # Seconds between two saves of somebody else.

Row = tuple[str, float, str]


def row_of(number: int) -> dict[str, Any]:
    """What one row says; every hundredth has a photo."""
    return {
        "code": f"B-{number}",
        "subcategory": "Anyaman bambu",
        "name_id": f"Keranjang anyam nomor {number}",
        "name_en": f"Woven basket number {number}",
        "description_id": "Dianyam rapat dari bambu apus, untuk buah dan roti. " * 3,
        "description_en": "Tightly woven of bamboo, for fruit and bread. " * 3,
        "price_rupiah": 50_000 + number,
        "unit": "buah",
        "minimum_order": 12,
        "lead_time_days": 5,
        "capacity_per_month": 200,
        "made_to_order": "Tidak",
        "shippable": "Ya",
        "tier_1_from": 12,
        "tier_1_rupiah": 45_000,
        "option_1_name": "Warna",
        "option_1_values": "alami, cokelat",
        "a_material": "Bambu; Rotan",
        "a_craft_technique": "Anyam",
        "a_dimension_cm": f"{20 + number % 30} x 22 x 18",
        "a_weight_g": 300 + number % 500,
        "keywords": "keranjang, anyaman, kado",
        "photos": f"B-{number}.jpg" if number % (ROWS // PHOTOGRAPHED) == 0 else None,
        "alts_id": "Keranjang dari depan" if number % (ROWS // PHOTOGRAPHED) == 0 else None,
    }


def sheet_file(found: Category) -> bytes:
    """A filled-in sheet of ``ROWS`` rows."""
    columns, out = columns_of(found, "id"), io.BytesIO()
    writer = SheetWriter(found, columns, "id")
    for number in range(ROWS):
        said = row_of(number)
        writer.add([said.get(column.key) for column in columns])
    writer.finish(out)
    return out.getvalue()


def photo_archive() -> bytes:
    """A ZIP of ``PHOTOGRAPHED`` different photos of three megapixels."""
    out, picture = io.BytesIO(), Image.open(io.BytesIO(phone_photo(1))).resize(PHOTO_SIZE)
    with zipfile.ZipFile(out, "w") as archive:
        for number in range(0, ROWS, ROWS // PHOTOGRAPHED):
            shade = picture.point([min(255, value + number // 250) for value in range(256)] * 3)
            data = io.BytesIO()
            shade.save(data, "JPEG", quality=85)
            archive.writestr(f"B-{number}.jpg", data.getvalue())
    return out.getvalue()


@contextmanager
def small_site() -> Iterator[Flask]:
    """An app with an empty database in a temporary folder."""
    with tempfile.TemporaryDirectory(prefix="etalase-bench-") as folder:
        settings = Settings(environment="test", secret="bench", instance_folder=folder)  # noqa: S106 - of a folder that is deleted.
        app = create_app(settings)
        with app.app_context():
            db.create_all()
            yield app
            db.session.remove()
            db.engine.dispose()


class SomebodyElse:
    """A person who saves again and again on a connection of their own.

    Attributes:
        longest: seconds of the slowest save.
    """

    def __init__(self, app: Flask, maker_id: int) -> None:
        self._app, self._maker_id = app, maker_id
        self._stop, self.longest = threading.Event(), 0.0
        self._thread = threading.Thread(target=self._save)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_error: object) -> None:
        self._stop.set()
        self._thread.join()

    def _save(self) -> None:
        with self._app.app_context():
            while not self._stop.wait(PAUSE):
                started = time.perf_counter()
                with writing():
                    change = update(Maker).where(Maker.id == self._maker_id)
                    db.session.execute(change.values(address=f"Jalan {started}"))
                    db.session.commit()
                self.longest = max(self.longest, time.perf_counter() - started)


def _seconds(job_id: int) -> float:
    started = time.perf_counter()
    work_on_sheet(job_id)
    return time.perf_counter() - started


def _send(maker_id: int, sheet: bytes, photos: bytes | None = None) -> SheetJob:
    job = SheetJob(maker_id=maker_id, file_name="bench.xlsx", has_photos=photos is not None)
    db.session.add(job)
    db.session.commit()
    sheet_path(job).write_bytes(sheet)
    if photos is not None:
        (job_folder(job.id) / PHOTOS).write_bytes(photos)
    return job


def _expect(job_id: int, state: SheetState, **counts: int) -> None:
    job = db.session.get_one(SheetJob, job_id, populate_existing=True)
    found = {name: getattr(job, f"rows_{name}") for name in counts}
    assert (job.state, found) == (state, counts), (job.problem, job.errors[:3])
    db.session.rollback()


def bare_reading(sheet: bytes) -> float:
    """Seconds in which openpyxl alone reads every cell."""
    started = time.perf_counter()
    book = load_workbook(io.BytesIO(sheet), read_only=True, data_only=True)
    assert sum(1 for _row in book.worksheets[0].iter_rows(values_only=True)) >= ROWS
    book.close()
    return time.perf_counter() - started


def bare_insert() -> float:
    """Seconds in which as many products and revisions are inserted in bulk, ready made."""
    with small_site():
        maker = Maker(slug="maker", name="Maker")
        db.session.add(maker)
        db.session.commit()
        products = [
            {"id": number + 1, "slug": f"s-{number}", "maker_id": maker.id, "version": 1}
            for number in range(ROWS)
        ]
        revisions = [
            {
                "product_id": number + 1,
                "number": 1,
                "category": "kriya",
                "subcategory": "anyaman_bambu",
                "name_id": f"Keranjang anyam nomor {number}",
                "attributes": {"material": ["bambu"], "weight_g": number},
            }
            for number in range(ROWS)
        ]
        started = time.perf_counter()
        with writing():
            db.session.execute(insert(Product), products)
            db.session.execute(insert(ProductRevision), revisions)
            db.session.commit()
        return time.perf_counter() - started


def _measured(app: Flask, found: Category) -> Iterator[Row]:
    maker = Maker(slug="maker", name="Maker")
    db.session.add(maker)
    db.session.commit()
    maker_id, sheet, photos = maker.id, sheet_file(found), photo_archive()
    job_id = _send(maker_id, sheet, photos).id
    yield f"dry run of {ROWS:,} rows, {PHOTOGRAPHED} photos", _seconds(job_id), "s"
    yield "dry run: the same file read by plain openpyxl", bare_reading(sheet), "s"
    _expect(job_id, SheetState.CHECKED, new=ROWS, wrong=0)
    with writing():
        start_import(job=db.session.get_one(SheetJob, job_id), actor=None)
        db.session.commit()
    with SomebodyElse(app, maker_id) as other:
        yield "import of them", _seconds(job_id), "s"
    yield "import: the same number of rows in a bare bulk insert", bare_insert(), "s"
    _expect(job_id, SheetState.IMPORTED, new=ROWS, wrong=0)
    yield "longest save of somebody else meanwhile", other.longest, "s"
    assert db.session.scalar(select(func.count(Product.id))) == ROWS
    started = time.perf_counter()
    back = export_file(found, "id", maker=db.session.get(Maker, maker_id)).read()
    yield "export of them", time.perf_counter() - started, "s"
    job_id = _send(maker_id, back).id
    yield "dry run of the export, without a change", _seconds(job_id), "s"
    _expect(job_id, SheetState.CHECKED, unchanged=ROWS, new=0, changed=0, wrong=0)


def run() -> list[Row]:
    """Measure a sheet from dry run to export; rows of name, value and unit."""
    found = category("kriya")
    assert found is not None
    with small_site() as app:
        return list(_measured(app, found))
