# ruff: noqa: RUF001 - letters of another script are what is tested here.
"""Drafts, forms and hostile words that the tests of the catalogue share."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest
from factories import KelurahanFactory, MakerFactory, PhotoFactory, RevisionFactory, maker_user
from flask.testing import FlaskClient
from sqlalchemy import event

from accounts.models import User
from accounts.queries import log_of
from catalog.makers import MakerProfile
from catalog.models import Maker, Product, ProductRevision
from catalog.operations import attach_photo, create_product, save_draft
from catalog.products import stamp
from database import db

Browser = Callable[[User], FlaskClient]

BASKET_TYPED = {
    "a_material": "bambu",
    "a_craft_technique": "anyam",
    "a_dimension_cm": "30 x 22 x 18",
    "a_weight_g": "420 g",
}
HOSTILE = [
    pytest.param("a" * 10_000, id="10,000 characters"),
    pytest.param("🧺" * 4000, id="emoji"),
    pytest.param("\u202eفخار" * 900, id="right to left"),
    pytest.param("<script>alert(1)</script>" * 200, id="HTML"),
    pytest.param("'; DROP TABLE product; --" * 200, id="SQL"),
]


def draft(**values: object) -> tuple[User, Product]:
    revision = RevisionFactory(**values)
    user = maker_user(revision.product.maker)
    db.session.commit()
    return user, revision.product


def details(product: Product, **values: str) -> dict[str, str]:
    given = {
        "name_id": "Keranjang Tutup",
        "description_id": "Dianyam rapat.",
        "version": stamp(product.newest),
    }
    return given | BASKET_TYPED | values


def path(product: Product, rest: str = "") -> str:
    return f"/perajin-saya/produk/{product.id}{rest}"


def fresh(product: Product) -> ProductRevision:
    db.session.expire_all()
    return product.newest


BASKET_VALUES = {"material": ["bambu"], "craft_technique": ["anyam"]} | {
    "dimension_cm": [30, 22, 18],
    "weight_g": 420,
}


def profile(**values: object) -> MakerProfile:
    given: dict[str, object] = {
        "name": "Anyam Baru",
        "kelurahan_id": KelurahanFactory().id,
        "whatsapp": "6281100000001",
    }
    return MakerProfile(**(given | values))  # type: ignore[arg-type]


def basket(maker: Maker | None = None) -> Product:
    return create_product(
        maker=maker or MakerFactory(),
        category_key="kriya",
        subcategory_key="anyaman_bambu",
        name="Keranjang Tutup",
        actor=None,
    )


def complete(product: Product) -> Product:
    save_draft(
        product=product,
        changes={
            "description_id": "Dianyam rapat.",
            "price_rupiah": 78_000,
            "attributes": dict(BASKET_VALUES),
        },
    )
    attach_photo(product=product, photo=PhotoFactory(maker_id=product.maker_id))
    return product


@contextmanager
def counting() -> Iterator[list[str]]:
    """Collect the statements that the database is asked inside the block."""
    asked: list[str] = []

    def note(_c: object, _cursor: object, statement: str, *_rest: object) -> None:
        asked.append(statement)

    event.listen(db.engine, "before_cursor_execute", note)
    try:
        yield asked
    finally:
        event.remove(db.engine, "before_cursor_execute", note)


def actions(kind: str, key: int) -> list[tuple[str, str, str]]:
    db.session.flush()
    return [(row.action, row.before, row.after) for row in log_of(kind, key)]
