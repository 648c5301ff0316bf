# ruff: noqa: RUF001 - letters of another script are what is tested here.
import re
from collections.abc import Callable

import pytest
from factories import (
    KelurahanFactory,
    MakerFactory,
    RevisionFactory,
    UserFactory,
    add_role,
    maker_user,
)
from flask.testing import FlaskClient
from sqlalchemy import select

from accounts.models import User
from accounts.states import Role
from catalog.models import Maker
from catalog.states import MakerState, Region
from database import db

Browser = Callable[[User], FlaskClient]

HOSTILE = [
    pytest.param("a" * 10_000, id="10,000 characters"),
    pytest.param("🧺" * 300, id="emoji"),
    pytest.param("\u202eفخار" * 60, id="right to left"),
    pytest.param("<script>alert(1)</script>" * 9, id="HTML"),
    pytest.param("'; DROP TABLE maker; --" * 9, id="SQL"),
]


def profile(**values: str) -> dict[str, str]:
    kelurahan = KelurahanFactory()
    db.session.commit()
    given = {"name": "Anyam Baru", "whatsapp": "0812 3456 7890", "kelurahan_id": str(kelurahan.id)}
    return given | values


def test_maker_home_greets_with_what_to_do_next(client_for: Browser) -> None:
    user = maker_user(MakerFactory(state=MakerState.SUBMITTED, name="Anyam Baru"))
    db.session.commit()
    page = client_for(user).get("/perajin-saya")
    assert page.status_code == 200
    assert "Usaha diperiksa dinas" in page.text
    assert "Belum ada produk" in page.text


def test_maker_home_tells_each_products_state_in_one_line(client_for: Browser) -> None:
    maker = MakerFactory()
    RevisionFactory(product__maker=maker, name_id="Keranjang Tutup", price_rupiah=None)
    user = maker_user(maker)
    db.session.commit()
    page = client_for(user).get("/perajin-saya")
    assert "Keranjang Tutup" in page.text
    assert "3 hal lagi menuju siap kurasi" in page.text


def test_maker_home_asks_a_stranger_to_sign_in(client: FlaskClient) -> None:
    answer = client.get("/perajin-saya")
    assert answer.status_code == 303
    assert answer.location == "/masuk?next=/perajin-saya"


def test_maker_home_is_nowhere_for_who_has_no_business(client_for: Browser) -> None:
    user = UserFactory()
    db.session.commit()
    assert client_for(user).get("/perajin-saya").status_code == 404


def test_maker_new_registers_and_sends_to_the_office(client_for: Browser) -> None:
    user = UserFactory()
    form = profile(shows_whatsapp="y", website="usahasaya.com", instagram="@anyam.baru")
    answer = client_for(user).post("/perajin-saya/daftar", data=form)
    assert (answer.status_code, answer.location) == (303, "/perajin-saya/produk/baru")
    maker = db.session.scalars(select(Maker)).one()
    assert (maker.state, maker.whatsapp) == (MakerState.SUBMITTED, "6281234567890")
    assert (maker.website, maker.instagram) == ("https://usahasaya.com", "anyam.baru")
    assert maker.shows_whatsapp


def test_maker_new_sends_who_has_a_business_home(client_for: Browser) -> None:
    user = maker_user(MakerFactory())
    db.session.commit()
    answer = client_for(user).get("/perajin-saya/daftar")
    assert (answer.status_code, answer.location) == (303, "/perajin-saya")


def test_maker_new_takes_a_business_outside_the_city_but_says_so(client_for: Browser) -> None:
    user = UserFactory()
    browser = client_for(user)
    browser.post("/perajin-saya/daftar", data=profile(kelurahan_id="luar"))
    maker = db.session.scalars(select(Maker)).one()
    assert (maker.region, maker.kelurahan_id) == (Region.REGENCY, None)
    assert "Usaha Anda di luar kota" in browser.get("/perajin-saya").text


def test_maker_new_names_every_missing_field_at_once(client_for: Browser) -> None:
    user = UserFactory()
    db.session.commit()
    answer = client_for(user).post("/perajin-saya/daftar", data={})
    assert answer.status_code == 422
    for field in ("name", "whatsapp", "kelurahan_id"):
        assert f'id="{field}-error"' in answer.text
    summary = re.findall(r'<a href="#\w+">([^<]+)</a>', answer.text)
    assert summary == [
        "Nama usaha: Bagian ini perlu diisi.",
        "Nomor WhatsApp: Bagian ini perlu diisi.",
        "Kelurahan: Pilih salah satu.",
    ]
    assert db.session.scalars(select(Maker)).all() == []


@pytest.mark.parametrize("typed", HOSTILE)
def test_maker_new_refuses_hostile_names_and_keeps_them(client_for: Browser, typed: str) -> None:
    user = UserFactory()
    form = profile(name=typed)
    answer = client_for(user).post("/perajin-saya/daftar", data=form)
    assert answer.status_code == 422
    assert "Paling banyak 120 huruf" in answer.text
    assert "<script>alert(1)" not in answer.text
    kept = typed.replace("\u202e", "").replace("<", "&lt;").replace(">", "&gt;")
    assert kept.replace("'", "&#39;") in answer.text


@pytest.mark.parametrize(
    ("field", "typed"),
    [
        ("whatsapp", "12345"),
        ("whatsapp", "0321"),
        ("website", "javascript:alert(1)"),
        ("website", "http://"),
        ("website", "http://[::1"),
        ("instagram", "anyam baru!"),
        ("kelurahan_id", "999999"),
        ("kelurahan_id", "1 OR 1=1"),
        ("place_id", "x"),
    ],
)
def test_maker_new_refuses_what_cannot_be(client_for: Browser, field: str, typed: str) -> None:
    user = UserFactory()
    answer = client_for(user).post("/perajin-saya/daftar", data=profile(**{field: typed}))
    assert answer.status_code == 422
    assert f'id="{field}-error"' in answer.text
    assert db.session.scalars(select(Maker)).all() == []


def test_maker_new_speaks_english(client_for: Browser) -> None:
    user = UserFactory()
    db.session.commit()
    page = client_for(user).get("/en/perajin-saya/daftar")
    assert '<html lang="en">' in page.text


def test_maker_profile_saves_and_keeps_the_state(client_for: Browser) -> None:
    maker = MakerFactory(name="Lama")
    user = maker_user(maker)
    form = profile(version=str(maker.version), story_en="We weave.")
    answer = client_for(user).post("/perajin-saya/profil", data=form)
    assert (answer.status_code, answer.location) == (303, "/perajin-saya/profil")
    db.session.expire_all()
    assert (maker.name, maker.story_en) == ("Anyam Baru", "We weave.")
    assert maker.state is MakerState.VERIFIED


def test_maker_profile_sends_a_fixed_profile_to_the_office_again(client_for: Browser) -> None:
    maker = MakerFactory(state=MakerState.NEEDS_FIX, state_reason="Alamat belum jelas.")
    browser = client_for(maker_user(maker))
    db.session.commit()
    assert "Alamat belum jelas." in browser.get("/perajin-saya/profil").text
    form = profile(version=str(maker.version), send="1")
    assert browser.post("/perajin-saya/profil", data=form).location == "/perajin-saya"
    db.session.expire_all()
    assert maker.state is MakerState.SUBMITTED


@pytest.mark.parametrize("version", ["0", "", "x", "9" * 40])
def test_maker_profile_answers_a_stale_save_with_both_versions(
    client_for: Browser, version: str
) -> None:
    maker = MakerFactory(name="Nama Tersimpan")
    user = maker_user(maker)
    form = profile(name="Nama Diketik", version=version)
    answer = client_for(user).post("/perajin-saya/profil", data=form)
    assert answer.status_code == 409
    assert 'value="Nama Diketik"' in answer.text
    assert "<dd>Nama Tersimpan</dd>" in answer.text
    assert f'name="version" type="hidden" value="{maker.version}"' in answer.text
    db.session.expire_all()
    assert maker.name == "Nama Tersimpan"


def test_maker_profile_shows_who_has_several_businesses_the_first(client_for: Browser) -> None:
    first, second = MakerFactory(name="Usaha Satu"), MakerFactory(name="Usaha Dua")
    user = maker_user(first)
    add_role(user, Role.MAKER, maker=second)
    db.session.commit()
    page = client_for(user).get("/perajin-saya/profil")
    assert 'value="Usaha Satu"' in page.text
