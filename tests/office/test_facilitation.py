"""The office fills a maker's pages with them: who may, where, and until when."""

from collections.abc import Callable, Iterator
from datetime import timedelta

import pytest
from catalog_goods import actions, basket, details
from facilitated import Hall, hall, typed_profile
from factories import MakerFactory, maker_user, office_user
from flask import Flask
from flask.testing import FlaskClient
from html_pages import errors, heading, main_part, notices, words
from sqlalchemy import select

from accounts.facilitation import allow_help, end_help
from accounts.models import Facilitation, LogEntry, User
from accounts.queries import log_of, members_of_maker
from catalog.models import Maker
from catalog.states import MakerState
from catalog.views.offline import PERSON
from database import db, utcnow
from web.guards import GUARD

Browsers = Callable[[User], FlaskClient]


@pytest.fixture
def table(client_for: Browsers) -> Hall:
    return hall(client_for)


def makers_pages(app: Flask) -> Iterator[str]:
    """Every address of a maker's workspace that names no thing."""
    for address in app.url_map.iter_rules():
        guard = getattr(app.view_functions[address.endpoint], GUARD, "public")
        if guard == "is_maker" and not address.arguments and "GET" in (address.methods or ()):
            yield address.rule


def banner(answer: object) -> str:
    text = getattr(answer, "text", "")
    _, found, rest = text.partition('<section class="errand"')
    return words(rest.partition("</section>")[0].partition(">")[2]) if found else ""


def test_office_without_facilitation_gets_404_on_every_page_of_a_maker(
    app: Flask, table: Hall
) -> None:
    product = basket(table.maker)
    db.session.commit()
    paths = [*makers_pages(app), f"/perajin-saya/produk/{product.id}"]
    assert len(paths) > 6
    assert {path: table.tablet.get(path).status_code for path in paths} == dict.fromkeys(paths, 404)


def test_office_opens_every_page_of_the_maker_with_the_banner(app: Flask, table: Hall) -> None:
    product = basket(table.maker)
    db.session.commit()
    table.start()
    base = f"/perajin-saya/produk/{product.id}"
    more = [base, f"{base}/rincian", f"{base}/harga", f"{base}/foto", f"{base}/ajukan"]
    for path in [*makers_pages(app), *more]:
        page = table.tablet.get(path)
        assert (path, page.status_code) == (path, 200)
        assert banner(page).startswith("Anda mengisi untuk Batik Wulan.")
    elsewhere = banner(table.tablet.get("/dinas/"))
    assert "Kembali mengisi" in elsewhere


def test_pages_that_the_office_fills_in_are_not_kept_on_its_device(table: Hall) -> None:
    table.start()
    page = table.tablet.get("/perajin-saya")
    assert (page.status_code, PERSON in page.headers) == (200, False)


def test_office_sees_no_other_maker_while_it_fills_in(table: Hall) -> None:
    other = basket(MakerFactory())
    db.session.commit()
    table.start()
    assert table.tablet.get(f"/perajin-saya/produk/{other.id}").status_code == 404


def test_second_person_of_the_office_has_no_part_in_it(table: Hall, client_for: Browsers) -> None:
    second = office_user()
    db.session.commit()
    table.start()
    key = db.session.scalars(select(Facilitation.id)).one()
    browser = client_for(second)
    with browser.session_transaction() as session:
        session["facilitation"] = key
    gone = browser.get("/perajin-saya")
    assert (gone.status_code, gone.location) == (303, "/dinas/")
    assert browser.get("/perajin-saya").status_code == 404


@pytest.mark.parametrize("persona", ["rival", "stranger"])
def test_nobody_but_the_office_starts(table: Hall, client_for: Browsers, persona: str) -> None:
    person = maker_user(MakerFactory()) if persona == "rival" else office_user()
    if persona == "stranger":
        person.memberships.clear()
    db.session.commit()
    answer = client_for(person).post(f"/dinas/perajin/{table.maker.id}/isi")
    assert (answer.status_code, db.session.scalars(select(Facilitation)).all()) == (404, [])


def test_finishing_closes_the_pages(table: Hall) -> None:
    table.start()
    answer = table.tablet.post("/dinas/mengisi/selesai")
    assert answer.location == f"/dinas/perajin/{table.maker.id}"
    after = table.tablet.get(answer.location)
    assert notices(after) == ["Selesai mengisi. Halaman perajin tertutup lagi bagi Anda."]
    assert banner(after) == ""
    assert table.tablet.get("/perajin-saya").status_code == 404
    assert [step[0] for step in actions("maker", table.maker.id)] == [
        "start_filling",
        "end_filling",
    ]
    assert table.tablet.post("/dinas/mengisi/selesai").location == "/dinas/perajin"


def test_time_that_is_up_is_said_once(table: Hall) -> None:
    table.start()
    row = db.session.scalars(select(Facilitation)).one()
    row.started_at = utcnow() - timedelta(hours=9)
    row.expires_at = utcnow() - timedelta(hours=1)
    db.session.commit()
    answer = table.tablet.get("/perajin-saya", follow_redirects=True)
    said = "Waktu mengisi sudah berakhir: habis, diakhiri, atau akunnya diambil alih."
    assert (heading(answer), notices(answer)) == ("Ruang dinas", [said])
    assert table.tablet.get("/perajin-saya").status_code == 404


def test_scripts_are_told_404_when_the_time_is_up(table: Hall) -> None:
    product = basket(table.maker)
    db.session.commit()
    table.start()
    db.session.scalars(select(Facilitation)).one().ended_at = utcnow()
    db.session.commit()
    path = f"/perajin-saya/produk/{product.id}/rincian/simpan"
    answer = table.tablet.post(path, data={}, headers={"Accept": "application/json"})
    assert answer.status_code == 404


def test_another_maker_ends_the_one_before(table: Hall) -> None:
    table.start()
    second = MakerFactory(name="Sandal Dua")
    db.session.commit()
    table.tablet.post(f"/dinas/perajin/{second.id}/isi")
    assert "Sandal Dua" in banner(table.tablet.get("/perajin-saya"))
    ended = [one.ended_at is None for one in db.session.scalars(select(Facilitation))]
    assert ended == [False, True]


def test_starting_again_goes_on(table: Hall) -> None:
    table.start()
    table.start()
    assert len(db.session.scalars(select(Facilitation)).all()) == 1


def test_maker_with_people_has_to_allow_it_first(table: Hall, client_for: Browsers) -> None:
    person = maker_user(table.maker)
    db.session.commit()
    path = f"/dinas/perajin/{table.maker.id}/isi"
    refused = table.tablet.post(path, follow_redirects=True)
    assert notices(refused) == [
        "Perajin ini punya akun sendiri. Mereka perlu mengizinkan dulu, di halaman Riwayat."
    ]
    browser = client_for(person)
    answer = browser.post("/perajin-saya/bantuan", data={"days": "3"})
    assert (answer.status_code, answer.location) == (303, "/perajin-saya/riwayat")
    table.start()
    assert "Sekarang: Sari." in words(main_part(browser.get("/perajin-saya/riwayat")))
    browser.post("/perajin-saya/bantuan/akhiri")
    over = table.tablet.get("/perajin-saya")
    assert over.location == "/dinas/"
    assert table.tablet.post(path).location == f"/dinas/perajin/{table.maker.id}"


def test_office_cannot_allow_itself(table: Hall) -> None:
    table.start()
    for path in ("/perajin-saya/bantuan", "/perajin-saya/bantuan/akhiri"):
        assert table.tablet.post(path, data={"days": "7"}).status_code == 404
    assert "Izinkan dinas" not in main_part(table.tablet.get("/perajin-saya/riwayat"))


def test_help_for_a_number_of_days_that_is_not_offered_is_refused(
    table: Hall, client_for: Browsers
) -> None:
    browser = client_for(maker_user(table.maker))
    db.session.commit()
    answer = browser.post("/perajin-saya/bantuan", data={"days": "400"})
    assert (answer.status_code, errors(answer)) == (422, ["Pilih salah satu yang ada."])


def test_help_is_over_with_the_consent(table: Hall) -> None:
    person = maker_user(table.maker)
    db.session.flush()
    consent = allow_help(maker_id=table.maker.id, actor=person, days=1)
    db.session.commit()
    table.start()
    consent.expires_at = utcnow()
    db.session.commit()
    assert table.tablet.get("/perajin-saya").status_code == 303


def test_new_consent_replaces_the_one_before(table: Hall) -> None:
    person = maker_user(table.maker)
    db.session.flush()
    first = allow_help(maker_id=table.maker.id, actor=person, days=7)
    second = allow_help(maker_id=table.maker.id, actor=person, days=1)
    assert (first.revoked_at is None, second.revoked_at) == (False, None)
    end_help(maker_id=table.maker.id, actor=person)
    assert second.revoked_at is not None


def test_what_is_filled_in_is_logged_once_with_whom_it_is_for(table: Hall) -> None:
    product = basket(table.maker)
    db.session.commit()
    table.start()
    path = f"/perajin-saya/produk/{product.id}/rincian"
    for name in ("Keranjang Satu", "Keranjang Dua"):
        db.session.expire_all()
        assert table.tablet.post(path, data=details(product, name_id=name)).status_code == 303
    rows = [row for row in log_of("product", product.id) if row.action == "fill"]
    assert [(row.actor_id, row.data["on_behalf_of"]) for row in rows] == [
        (table.helper.id, table.maker.id)
    ]


def test_own_work_of_a_maker_leaves_no_such_row(client_for: Browsers) -> None:
    maker = MakerFactory()
    product, browser = basket(maker), client_for(maker_user(maker))
    db.session.commit()
    browser.post(f"/perajin-saya/produk/{product.id}/rincian", data=details(product))
    assert [row.action for row in log_of("product", product.id)] == ["create"]


def test_office_acting_as_itself_is_on_nobodys_behalf(table: Hall) -> None:
    table.start()
    table.tablet.post(f"/dinas/perajin/{table.maker.id}/verifikasi")
    row = log_of("maker", table.maker.id)[-1]
    assert (row.action, "on_behalf_of" in row.data) == ("verify", False)


def test_history_says_in_words_who_did_what(table: Hall, client_for: Browsers) -> None:
    product = basket(table.maker)
    person = maker_user(table.maker)
    db.session.flush()
    allow_help(maker_id=table.maker.id, actor=person, days=1)
    person.name = "Wulan"
    db.session.commit()
    table.start()
    path = f"/perajin-saya/produk/{product.id}/rincian"
    table.tablet.post(path, data=details(product))
    page = words(main_part(client_for(person).get("/perajin-saya/riwayat")))
    assert "Sari (dinas) mengisi produk “Keranjang Tutup”" in page
    assert "Sari (dinas) mulai mengisi untuk usaha ini" in page
    assert "Wulan mengizinkan dinas membantu" in page
    office = words(main_part(table.tablet.get(f"/dinas/perajin/{table.maker.id}")))
    assert "Sari (dinas) mengisi produk “Keranjang Tutup”" in office
    english = words(main_part(client_for(person).get("/en/perajin-saya/riwayat")))
    assert "Sari (office) filled in the product “Keranjang Tutup”" in english


def test_registering_makes_a_maker_without_people(table: Hall) -> None:
    answer = table.tablet.post("/dinas/perajin/baru", data=typed_profile())
    assert (answer.status_code, answer.location) == (303, "/perajin-saya")
    made = db.session.scalars(select(Maker).where(Maker.name == "Anyam Baru")).one()
    assert (made.state, members_of_maker(made.id)) == (MakerState.SUBMITTED, [])
    assert [step[0] for step in actions("maker", made.id)] == [
        "register",
        "submit",
        "start_filling",
    ]
    page = table.tablet.get(answer.location)
    assert notices(page)[0] == "Anyam Baru terdaftar. Isi bersama pemiliknya."
    assert "Anyam Baru" in banner(page)


def test_owner_without_a_phone_is_registered_as_a_draft(table: Hall) -> None:
    given = typed_profile(whatsapp="", owner_email="Siti@Contoh.test")
    table.tablet.post("/dinas/perajin/baru", data=given)
    made = db.session.scalars(select(Maker).where(Maker.name == "Anyam Baru")).one()
    assert (made.state, made.owner_email) == (MakerState.DRAFT, "siti@contoh.test")


def test_wrong_words_on_registering_are_kept_and_explained(table: Hall) -> None:
    given = typed_profile(name="", owner_email="bukan email", whatsapp="12")
    answer = table.tablet.post("/dinas/perajin/baru", data=given)
    assert (answer.status_code, sorted(errors(answer))) == (
        422,
        [
            "Alamat email ini belum benar. Contoh: nama@contoh.com.",
            "Bagian ini perlu diisi.",
            "Nomor ini belum benar. Contoh: 0812 3456 7890.",
        ],
    )
    assert 'value="bukan email"' in answer.text
    assert db.session.scalars(select(LogEntry)).all() == []
