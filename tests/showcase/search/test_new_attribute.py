"""An attribute that is written into the data file, and nowhere else, is there on every page."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from catalog_goods import details, draft, fresh, path
from flask.testing import FlaskClient

from accounts.models import User
from catalog import categories
from catalog.operations import freeze_revision, list_revision
from catalog.products import stamp
from showcase.search.client import SearchServer
from showcase.search.facets import facets

pytestmark = pytest.mark.search

WEAVE = """  [[category.attributes]]
  key = "weave"
  id = "Pola anyaman"
  en = "Weave"
  kind = "choice"
  need = "required"
  choices = "weave"
  facet = true
  hint_id = "Lihat dari dekat."
  hint_en = "Look closely."

"""
CHOICES = """
weave = [
  { key = "kepang", id = "Kepang dua", en = "Plain" },
  { key = "sasak", id = "Sasak", en = "Twill" },
]
"""


@pytest.fixture(autouse=True)
def _a_file_with_one_more_attribute(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[None]:
    text = categories.DATA_FILE.read_text(encoding="utf-8")
    crafts = text.index('key = "kriya"')
    first = text.index("  [[category.attributes]]", crafts)
    changed = tmp_path / "categories.toml"
    changed.write_text(text[:first] + WEAVE + text[first:] + CHOICES, encoding="utf-8")
    monkeypatch.setattr(categories, "DATA_FILE", changed)
    for cached in (categories.categories, facets):
        cached.cache_clear()
    yield
    monkeypatch.undo()
    for cached in (categories.categories, facets):
        cached.cache_clear()


def test_attribute_of_the_data_file_alone_is_asked_checked_shown_and_searched(
    client_for: Callable[[User], FlaskClient],
    client: FlaskClient,
    search: SearchServer,
    work: Callable[[], None],
) -> None:
    user, product = draft()
    maker = client_for(user)
    page = maker.get(path(product, "/rincian")).text
    assert "Pola anyaman" in page
    assert "Lihat dari dekat." in page
    refused = maker.post(path(product, "/rincian"), data=details(product))
    assert (refused.status_code, 'id="a_weave-error"' in refused.text) == (422, True)
    wrong = maker.post(path(product, "/rincian"), data=details(product, a_weave="rajut"))
    assert (wrong.status_code, "Pilih salah satu dari daftar." in wrong.text) == (422, True)
    taken = details(product, a_weave="sasak", version=stamp(product.newest))
    assert maker.post(path(product, "/rincian"), data=taken).status_code == 303
    assert fresh(product).attributes["weave"] == "sasak"
    revision = freeze_revision(product=product, actor=None)
    list_revision(product=product, revision=revision, actor=None)
    work()
    shown = client.get(f"/en/produk/{product.slug}").text
    assert ("Weave" in shown, "Twill" in shown) == (True, True)
    found = client.get("/cari?kategori=kriya&weave=sasak").text
    assert f"/produk/{product.slug}" in found
    assert "Pola anyaman" in found
    assert f"/produk/{product.slug}" not in client.get("/cari?kategori=kriya&weave=kepang").text
    assert search is not None
