"""What the macros promise to the pages that use them: names, links, states, and no inline style."""

import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
from flask import Flask, render_template_string
from flask.testing import FlaskClient

from web.gallery import SENTENCES, failed_form, filled_form

ROOT = Path(__file__).parents[2]
SPRITE = (ROOT / "static" / "icons" / "sprite.svg").read_text()


class Tags(HTMLParser):
    """Every start tag with its attributes, and which ids and references there are."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def all(self, name: str) -> list[str]:
        """Every value of an attribute, in order."""
        return [value for _, attributes in self.tags if (value := attributes.get(name))]


def render(app: Flask, source: str, **context: object) -> str:
    with app.test_request_context("/"):
        return render_template_string(source, **context)


def macro(app: Flask, file: str, call: str, **context: object) -> Tags:
    name = call.partition("(")[0]
    source = f'{{% from "components/{file}.html" import {name} %}}{{{{ {call} }}}}'
    return Tags(render(app, source, **context))


@pytest.fixture
def gallery(client: FlaskClient) -> Tags:
    answer = client.get("/galeri-komponen")
    assert answer.status_code == 200
    return Tags(answer.text)


def test_field_links_label_hint_and_error_to_its_control(app: Flask) -> None:
    with app.test_request_context("/"):
        form = failed_form()
        tags = macro(app, "forms", 'field(form.name, hint="Singkat saja.")', form=form)
    control = next(attributes for tag, attributes in tags.tags if tag == "input")
    assert tags.all("for") == [control["id"]]
    assert control["aria-describedby"] == f"{control['id']}-hint {control['id']}-error"
    assert control["aria-invalid"] == "true"
    assert set(control["aria-describedby"].split()) <= set(tags.all("id"))


def test_field_without_error_claims_none(app: Flask) -> None:
    with app.test_request_context("/"):
        tags = macro(app, "forms", "field(form.name)", form=filled_form())
    control = next(attributes for tag, attributes in tags.tags if tag == "input")
    assert "aria-invalid" not in control
    assert "aria-describedby" not in control


def test_field_keeps_what_was_typed_as_text(app: Flask) -> None:
    with app.test_request_context("/"):
        form = filled_form()
        form.name.data = '"><script>alert(1)</script>'
        tags = macro(app, "forms", "field(form.name)", form=form)
    assert [tag for tag, _ in tags.tags if tag == "script"] == []
    assert tags.all("value") == ['"><script>alert(1)</script>']


def test_error_summary_links_to_every_field_with_an_error(app: Flask) -> None:
    with app.test_request_context("/"):
        tags = macro(app, "forms", "error_summary(form)", form=failed_form())
    assert sorted(tags.all("href")) == sorted(f"#gagal-{name}" for name in SENTENCES)
    assert tags.all("role") == ["alert"]


def test_error_summary_is_empty_when_all_is_well(app: Flask) -> None:
    with app.test_request_context("/"):
        tags = macro(app, "forms", "error_summary(form)", form=filled_form())
    assert tags.tags == []


def test_radar_starts_at_the_top_and_goes_clockwise(app: Flask) -> None:
    criteria = [{"label": letter, "value": 5} for letter in "ABCD"]
    tags = macro(app, "plots", 'radar(criteria, "Nilai")', criteria=criteria)
    outline = next(
        attributes["points"] for _, attributes in tags.tags if attributes.get("class") == "area"
    )
    assert outline is not None
    corners = [tuple(round(float(n)) for n in pair.split(",")) for pair in outline.split()]
    assert corners == [(0, -100), (100, 0), (0, 100), (-100, 0)]


@pytest.mark.parametrize(
    ("page", "shown"),
    [
        (1, ["1", "2", "…", "9"]),
        (5, ["1", "…", "4", "5", "6", "…", "9"]),
        (9, ["1", "…", "8", "9"]),
    ],
)
def test_pagination_shows_the_ends_and_the_neighbours(
    app: Flask, page: int, shown: list[str]
) -> None:
    source = (
        '{% from "components/catalogue.html" import pagination %}{{ pagination(page, 9, href) }}'
    )
    html = render(app, source, page=page, href=lambda number: f"/cari?hal={number}")
    assert re.findall(r">(\d+|…)<", html) == shown


def test_product_card_escapes_a_name_that_is_not_markup(app: Flask) -> None:
    product = {
        "url": "/produk/a",
        "name": "<b>Kain</b>",
        "maker": "Batik Toya",
        "price": 125000,
        "unit": "lembar",
        "photo": None,
    }
    source = '{% from "components/catalogue.html" import product_card %}{{ product_card(product) }}'
    html = render(app, source, product=product)
    assert re.search(r'<a href="/produk/a">(.*?)</a>', html)[1] == "&lt;b&gt;Kain&lt;/b&gt;"  # type: ignore[index]
    assert "Rp\N{NO-BREAK SPACE}125.000" in html


def test_gallery_has_no_inline_style_or_handler(gallery: Tags) -> None:
    names = {name for _, attributes in gallery.tags for name in attributes}
    assert {name for name in names if name == "style" or name.startswith("on")} == set()


def test_gallery_ids_are_unique(gallery: Tags) -> None:
    ids = gallery.all("id")
    assert sorted(ids) == sorted(set(ids))


def test_gallery_references_lead_somewhere(gallery: Tags) -> None:
    ids = set(gallery.all("id"))
    named = [*gallery.all("aria-describedby"), *gallery.all("aria-labelledby"), *gallery.all("for")]
    assert {one for value in named for one in value.split()} - ids == set()


def test_gallery_icons_are_all_in_the_sprite(gallery: Tags) -> None:
    used = {href.partition("#")[2] for href in gallery.all("href") if "sprite.svg" in href}
    assert used - set(re.findall(r'symbol id="([\w-]+)"', SPRITE)) == set()
    assert "search" in used


def test_templates_name_only_icons_that_are_drawn() -> None:
    drawn = set(re.findall(r'symbol id="([\w-]+)"', SPRITE))
    used = {
        name
        for path in (ROOT / "templates").rglob("*.html")
        for name in re.findall(r'\b(?:icon\(|icon=|icon_end=)"([\w-]+)"', path.read_text())
    }
    assert used - drawn == set()


def test_public_sheets_weigh_little(gallery: Tags) -> None:
    sheets = ("tokens", "base", "shell", "controls", "catalogue")
    weight = sum((ROOT / "static" / "css" / f"{name}.css").stat().st_size for name in sheets)
    assert weight <= 40_000
    assert [href for href in gallery.all("href") if "css/tokens.css" in href] != []
