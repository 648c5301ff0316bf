"""Partners, their curators and the rounds that are opened with them."""

import re
from collections.abc import Callable

import pytest
from curation_rounds import admitted, small_town
from factories import PartnerFactory, UserFactory, curator_user, office_user
from flask.testing import FlaskClient
from html_pages import errors, heading, main_part, notices, parts, table_rows, words
from sqlalchemy import select

from accounts.models import LogEntry, User
from accounts.queries import curators_of
from accounts.states import Role
from curation.models import Partner, Round, RubricVersion
from database import db
from web.formats import in_wib

Browsers = Callable[[User], FlaskClient]

ROUND = {
    "name_id": "Kurasi Lebaran",
    "name_en": "Lebaran Round",
    "opens_at": "2026-11-01T08:00",
    "closes_at": "2026-11-22T14:30",
    "scoring_ends_at": "2026-11-30T17:00",
    "categories": ["batik", "kriya"],
    "entries_per_maker": "3",
    "sheets_wanted": "2",
    "is_blind": "y",
    "accept_from": "80",
    "conditional_from": "70",
    "revise_from": "55",
    "gate_nib": ["batik", "mamin"],
    "gate_trademark": ["batik"],
}


@pytest.fixture
def office(client_for: Browsers) -> FlaskClient:
    user = office_user()
    db.session.commit()
    return client_for(user)


def test_partner_is_added_once(office: FlaskClient) -> None:
    typed = {"name": "Galeri Oleh-oleh", "city": "Mojokerto", "description_id": "Lima cabang."}
    answer = office.post("/dinas/mitra", data=typed)
    partner = db.session.scalars(select(Partner)).one()
    assert (answer.status_code, answer.location) == (303, f"/dinas/mitra/{partner.id}")
    assert (partner.slug, partner.city, partner.description_id, partner.description_en) == (
        "galeri-oleh-oleh",
        "Mojokerto",
        "Lima cabang.",
        "",
    )
    again = office.post("/dinas/mitra", data={**typed, "name": "  galeri OLEH oleh"})
    assert (again.status_code, errors(again)) == (422, ["Mitra dengan nama ini sudah ada."])
    assert 'value="galeri OLEH oleh"' in again.text
    assert len(db.session.scalars(select(Partner)).all()) == 1


def test_partners_page_lists_them_by_name(office: FlaskClient) -> None:
    assert parts(main_part(office.get("/dinas/mitra")), r"<li class=.*?<b>(.*?)</b>") == []
    for name in ("Toko Zamrud", "Galeri Anggrek"):
        PartnerFactory(name=name)
    db.session.commit()
    page = main_part(office.get("/dinas/mitra"))
    assert parts(page, r"<li class=.*?<b>(.*?)</b>") == ["Galeri Anggrek", "Toko Zamrud"]


def test_invitation_link_is_shown_once_and_makes_a_curator(
    office: FlaskClient, client_for: Browsers
) -> None:
    partner, guest = PartnerFactory(), UserFactory()
    db.session.commit()
    page = f"/dinas/mitra/{partner.id}"
    shown = office.post(f"{page}/undang").text
    links = re.findall(r"<code>(http://[^/]+(/undangan/[^<]+))</code>", shown)
    assert len(links) == 1
    address, path = links[0]
    assert address not in office.get(page).text
    answer = client_for(guest).post(path)
    assert (answer.status_code, answer.location) == (303, "/kurator")
    assert [user.id for user in curators_of(partner.id)] == [guest.id]
    assert client_for(UserFactory()).post(path).status_code in {303, 422}
    assert [user.id for user in curators_of(partner.id)] == [guest.id]


def test_removed_curators_session_ends(office: FlaskClient, client_for: Browsers) -> None:
    partner = PartnerFactory()
    curator = curator_user(partner)
    db.session.commit()
    browser = client_for(curator)
    assert browser.get("/kurator").status_code == 200
    path = f"/dinas/mitra/{partner.id}/kurator/{curator.memberships[0].id}/cabut"
    empty = office.post(path, data={"reason": ""})
    assert (empty.status_code, notices(empty)) == (422, ["Bagian ini perlu diisi."])
    assert browser.get("/kurator").status_code == 200
    done = office.post(path, data={"reason": "Pindah kerja."}, follow_redirects=True)
    assert notices(done) == ["Peran kurator sudah dicabut."]
    assert browser.get("/kurator").location == "/masuk?next=/kurator"
    db.session.refresh(curator)
    assert curator.has_role(Role.CURATOR) is False
    row = db.session.scalars(select(LogEntry).order_by(LogEntry.id.desc())).first()
    assert row is not None
    assert (row.action, row.subject_id, row.reason) == ("revoke_role", curator.id, "Pindah kerja.")
    assert office.post(path, data={"reason": "Lagi."}).status_code == 404


def test_curator_of_another_partner_is_not_removed_here(office: FlaskClient) -> None:
    partner, other = PartnerFactory(), PartnerFactory()
    key = curator_user(other).memberships[0].id
    db.session.commit()
    path = f"/dinas/mitra/{partner.id}/kurator/{key}/cabut"
    assert office.post(path, data={"reason": "Salah."}).status_code == 404
    assert len(curators_of(other.id)) == 1
    assert office.get("/dinas/mitra/999999").status_code == 404


def test_round_opens_on_the_clock_of_wib(office: FlaskClient) -> None:
    partner = PartnerFactory()
    db.session.commit()
    answer = office.post("/dinas/kurasi/baru", data={**ROUND, "partner": partner.id})
    assert (answer.status_code, answer.location) == (303, "/dinas/kurasi")
    round_ = db.session.scalars(select(Round)).one()
    assert in_wib(round_.closes_at).isoformat() == "2026-11-22T14:30:00+07:00"
    assert (round_.slug, round_.categories, round_.entries_per_maker, round_.is_blind) == (
        "kurasi-lebaran",
        ["batik", "kriya"],
        3,
        True,
    )
    assert db.session.scalars(select(RubricVersion.number)).all() == [1]
    assert table_rows(office.get("/dinas/kurasi")) == [
        ["Kurasi Lebaran", partner.name, "1 November 2026 – 22 November 2026"]
        + ["0"] * 4
        + ["Kertas : Kurasi Lebaran", "Kartu : Kurasi Lebaran", "Laporan : Kurasi Lebaran"]
        + ["Ubah : Kurasi Lebaran", "Salin : Kurasi Lebaran"]
    ]


def test_second_round_of_a_partner_uses_its_newest_rubric(office: FlaskClient) -> None:
    partner = PartnerFactory()
    db.session.commit()
    for name in ("Kurasi Satu", "Kurasi Dua"):
        office.post("/dinas/kurasi/baru", data={**ROUND, "name_id": name, "partner": partner.id})
    rubric = db.session.scalars(select(RubricVersion.id)).one()
    assert db.session.scalars(select(Round.rubric_id)).all() == [rubric, rubric]


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"closes_at": "2026-10-01T08:00"}, ["Kurasi harus dibuka sebelum ditutup."]),
        (
            {"scoring_ends_at": "2026-11-22T14:29"},
            ["Penilaian berakhir setelah pengajuan ditutup."],
        ),
        ({"categories": []}, ["Pilih salah satu."]),
        ({"categories": ["perahu"]}, ["Pilih salah satu yang ada."]),
        ({"partner": "999"}, ["Pilih salah satu yang ada."]),
        ({"opens_at": "besok"}, ["Tanggal dan jam ini belum benar."]),
        ({"opens_at": "0001-01-01T00:00"}, ["Tanggal dan jam ini belum benar."]),
        ({"scoring_ends_at": "9999-12-31T23:59"}, ["Tanggal dan jam ini belum benar."]),
        ({"sheets_wanted": "0"}, ["Isi angka dari 1 sampai 9."]),
        ({"entries_per_maker": "banyak"}, ["Isi dengan angka bulat."]),
        ({"name_id": " "}, ["Bagian ini perlu diisi."]),
    ],
    ids=lambda value: "-".join(value) if isinstance(value, dict) else "",
)
def test_round_that_cannot_be_is_refused_in_words(
    office: FlaskClient, wrong: dict[str, object], said: list[str]
) -> None:
    partner = PartnerFactory()
    db.session.commit()
    typed = {**ROUND, "partner": partner.id, **wrong}
    answer = office.post("/dinas/kurasi/baru", data=typed)
    assert (answer.status_code, errors(answer)) == (422, said)
    assert 'value="Lebaran Round"' in answer.text
    assert db.session.scalars(select(Round)).all() == []
    assert db.session.scalars(select(RubricVersion)).all() == []


def test_round_of_a_taken_name_is_refused_beside_the_name(office: FlaskClient) -> None:
    partner = PartnerFactory()
    db.session.commit()
    typed = {**ROUND, "partner": partner.id}
    office.post("/dinas/kurasi/baru", data=typed)
    answer = office.post("/dinas/kurasi/baru", data=typed)
    assert (answer.status_code, errors(answer)) == (422, ["Alamat kurasi ini sudah dipakai."])
    assert len(db.session.scalars(select(Round)).all()) == 1


def test_round_needs_a_partner_first(office: FlaskClient) -> None:
    page = office.get("/dinas/kurasi/baru")
    assert heading(page) == "Buka kurasi baru"
    assert parts(page.text, r'<div class="notice[^>]*>.*?<b>(.*?)</b>') == ["Belum ada mitra ritel"]
    assert 'name="name_id"' not in page.text
    assert office.post("/dinas/kurasi/baru", data=ROUND).status_code == 422


def test_rounds_page_counts_entries_by_state(office: FlaskClient) -> None:
    assert "Belum ada kurasi" in words(main_part(office.get("/dinas/kurasi")))
    town = small_town()
    admitted(town)
    admitted(town)
    db.session.commit()
    assert [row[3:] for row in table_rows(office.get("/dinas/kurasi"))] == [
        [
            "0",
            "2",
            "0",
            "0",
            "Kertas : Kurasi Oleh-oleh",
            "Kartu : Kurasi Oleh-oleh",
            "Laporan : Kurasi Oleh-oleh",
            "Ubah : Kurasi Oleh-oleh",
            "Salin : Kurasi Oleh-oleh",
        ]
    ]
