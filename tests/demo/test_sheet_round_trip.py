"""Exports of generated products come back as they went, and so does any text."""

from pathlib import Path

import pytest
from factories import KelurahanFactory, MakerFactory, RevisionFactory
from flask import Flask
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from sheet_round_trip import checked_exports, fates

from catalog.models import ProductRevision
from database import db
from demo.generated import add_generated
from web.forms import clean_text

NUMBER = 1_000


@pytest.mark.parametrize(("lang", "read_in"), [("id", "en"), ("en", "id")])
def test_export_of_generated_products_comes_back_without_a_change(
    app: Flask, tmp_path: Path, lang: str, read_in: str
) -> None:
    KelurahanFactory()
    db.session.commit()
    add_generated(NUMBER)
    checked = checked_exports(tmp_path, lang, read_in=read_in)
    assert [row.errors for row in checked if row.errors] == []
    assert fates(checked) == {"unchanged": NUMBER}


@settings(
    max_examples=20,
    # Each example is a file, so that finding a smaller one would take minutes.
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=[HealthCheck.function_scoped_fixture],
    deadline=None,
)
@given(
    name=st.text(min_size=1, max_size=100).map(clean_text).filter(bool),
    story=st.text(max_size=200).map(clean_text),
    sides=st.lists(st.floats(0.1, 1_000).map(lambda side: round(side, 3)), min_size=2, max_size=3),
    weight=st.floats(1, 50_000).map(lambda weight: round(weight, 2)),
    words=st.lists(st.text(min_size=1, max_size=30).map(clean_text).filter(bool), max_size=5),
)
def test_any_product_comes_back_without_a_change(
    app: Flask,
    tmp_path: Path,
    name: str,
    story: str,
    sides: list[float],
    weight: float,
    words: list[str],
) -> None:
    revision: ProductRevision = RevisionFactory(
        product__maker=MakerFactory(),
        name_id=name,
        story_id=story,
        keywords=list(dict.fromkeys(words)),
        attributes={"material": ["bambu"], "dimension_cm": sides, "weight_g": weight},
    )
    revision.product.code = "P-00001"
    db.session.flush()
    checked = checked_exports(tmp_path, "id", read_in="en", only="kriya")
    db.session.rollback()
    assert [(row.fate.value, row.errors) for row in checked] == [("unchanged", {})]
