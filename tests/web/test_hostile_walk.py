"""Every form, filled with what people and programs should not type.

The page answers with a sentence, never with an error of ours, and keeps what was typed.
"""

from collections.abc import Callable, Iterator
from datetime import date
from html.parser import HTMLParser

import pytest
from curation_rounds import admitted, person_of, ready_product, small_town
from factories import EntryFactory, MakerFactory, UserFactory, listed_product, same_picture
from flask import Flask
from flask.testing import FlaskClient

from accounts.handover import issue_handover
from accounts.models import User
from curation.operations.placements import PlacementFacts, add_placement
from curation.states import EntryState
from database import db

Browsers = Callable[[User], FlaskClient]

HOSTILE = {
    "empty": "",
    "spaces": " \t ",
    "long": "kata " * 2_000,
    "emoji": "😀👩🏽‍🌾" * 5,
    "right to left": "\u202e\u0623\u0647\u0644\u0627 \u0633\u0647\u0644\u0627\u202c",
    "html": "<script>alert(1)</script><img src=x onerror=alert(1)>",
    "sql": "'); DROP TABLE product; --",
    "control": "a\x00b\x07c\x1b[31m",
    "template": "{{ 7*7 }}{% raw %}",
    "number": "99999999999999999999999",
    "minus": "-1",
    "path": "../../etc/passwd%00",
}
EXPECTED = {303, 404, 409, 422}
# Buttons that only do; what they take besides the token is nothing.
FORM_TYPES = {"text", "search", "tel", "email", "number", "date", "datetime-local", "password", ""}


class Fields(HTMLParser):
    """Collects the fields of a page's POST forms with what they hold."""

    def __init__(self) -> None:
        super().__init__()
        self.forms: list[tuple[str, dict[str, str], set[str]]] = []
        self._open = False
        self._select = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        name = given.get("name", "")
        if tag == "form":
            self._open = given.get("method", "get").lower() == "post"
            if self._open:
                self.forms.append((given.get("action", ""), {}, set()))
        elif self._open and tag in {"input", "textarea", "select", "option"}:
            self._take(tag, name, given)

    def _take(self, tag: str, name: str, given: dict[str, str]) -> None:
        _, values, free = self.forms[-1]
        if tag == "select":
            self._select = name
        elif tag == "option":
            values.setdefault(self._select, given.get("value", ""))
        elif tag == "textarea" or given.get("type", "") in FORM_TYPES:
            values[name] = given.get("value", "")
            free.add(name)
        elif given.get("type") != "file" and ("checked" in given or given["type"] == "hidden"):
            values[name] = given.get("value", "y")

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self._open = False


def pages(app: Flask) -> Iterator[tuple[User | None, str]]:
    """Every page with a form, and somebody who may fill it in."""
    town = small_town()
    entry = admitted(town)
    draft = ready_product(entry.product.maker)
    shown = listed_product()
    same_picture()
    chosen = EntryFactory(
        round=town.round, state=EntryState.ACCEPTED, revision__product__maker=entry.product.maker
    )
    placed = PlacementFacts(outlet="Toko", ordered_on=date(2026, 11, 2))
    placement = add_placement(entry=chosen, facts=placed, actor=town.curators[0])
    maker, newcomer = person_of(town, entry.product.maker), UserFactory()
    db.session.commit()
    unheld = MakerFactory()
    token, _ = issue_handover(maker_id=unheld.id, actor=town.office)
    db.session.commit()
    yield None, f"/ambil-alih/{token}"
    for path in ("/masuk", "/daftar", "/lupa-sandi", f"/produk/{shown.slug}/tanya"):
        yield None, path
    for path in ("/akun/kata-sandi", "/perajin-saya/daftar"):
        yield newcomer, path
    base = f"/perajin-saya/produk/{draft.id}"
    for path in (
        "/perajin-saya/profil",
        "/perajin-saya/riwayat",
        "/perajin-saya/dokumen/baru/nib",
        "/perajin-saya/dokumen/baru/pirt",
        "/perajin-saya/dokumen/baru/merek",
        "/perajin-saya/produk/baru/kriya",
        f"{base}/rincian",
        f"{base}/harga",
        f"{base}/foto",
        f"{base}/ajukan",
        f"/perajin-saya/ajuan/{entry.id}",
        f"/penempatan/ajuan/{chosen.id}",
        f"/penempatan/{placement.id}",
    ):
        yield maker, path
    for path in (f"/kurator/ajuan/{entry.id}", f"/kurator/ajuan/{entry.id}/kepentingan"):
        yield town.curators[0], path
    for path in (
        f"/ketua/kurasi/{town.round.id}",
        f"/ketua/ajuan/{entry.id}",
        f"/kurator/ajuan/{entry.id}/bicara",
    ):
        yield town.chair, path
    for path in (
        "/dinas/mitra",
        f"/dinas/mitra/{town.partner.id}",
        "/dinas/kurasi/baru",
        "/dinas/perajin/baru",
        f"/dinas/perajin/{entry.product.maker_id}",
        f"/dinas/kurasi/{town.round.id}/ajuan",
        f"/dinas/kurasi/{town.round.id}/salin",
        f"/dinas/kurasi/{town.round.id}/kertas",
        f"/dinas/kurasi/{town.round.id}/kertas/{town.curators[1].id}/{entry.id}",
        f"/dinas/produk/{shown.id}/turunkan",
        "/dinas/foto-sama",
    ):
        yield town.office, path


@pytest.mark.parametrize("kind", HOSTILE)
def test_form_answers_hostile_input_with_a_page(
    app: Flask, client: FlaskClient, client_for: Browsers, kind: str
) -> None:
    filled = 0
    for user, path in list(pages(app)):
        browser = client_for(user) if user else client
        page = browser.get(path)
        assert (path, page.status_code) == (path, 200)
        parser = Fields()
        parser.feed(page.text)
        for action, values, free in parser.forms:
            if not free or action.endswith("/keluar"):
                continue
            typed = {**values, **dict.fromkeys(free, HOSTILE[kind])}
            answer = browser.post(action or path, data=typed)
            assert (action or path, answer.status_code in EXPECTED) == (action or path, True)
            assert "<script>alert(1)" not in answer.text
            filled += 1
    assert filled >= 15
