"""The outbox, the log, inquiries, how search fares, and the office's first page."""

from collections.abc import Callable

import pytest
from catalog_goods import counting
from curation_rounds import small_town, submitted
from factories import MakerFactory, UserFactory, listed_product, office_user
from flask import Flask, current_app
from flask.testing import FlaskClient
from html_pages import main_part, notices, parts, stats, table_rows, words
from sqlalchemy import select

from accounts.log import record
from accounts.messages import send
from accounts.models import OutgoingMessage, User
from catalog.operations import suspend_maker
from catalog.states import MakerState
from database import db, utcnow
from office.synonyms import add_synonym
from showcase.inquiries import Asked, start_inquiry
from showcase.models import StaleDocument
from showcase.search.claims import set_aside
from showcase.sought import Search, add_searches, today
from showcase.states import SynonymKind
from web.context import settings
from web.tasks import run_everything

Browsers = Callable[[User], FlaskClient]
PAGES = (
    "/dinas/",
    "/dinas/perajin",
    "/dinas/produk",
    "/dinas/kurasi",
    "/dinas/mitra",
    "/dinas/pertanyaan",
    "/dinas/pesan",
    "/dinas/catatan",
    "/dinas/pencarian",
    "/dinas/pencarian/dicari",
    "/dinas/pencarian/padanan",
    "/dinas/lainnya",
)


@pytest.fixture
def office(client_for: Browsers) -> FlaskClient:
    user = office_user()
    db.session.commit()
    return client_for(user)


def ask(app: Flask, quantity: int | None = 3, question: str = "Ada warna lain?") -> None:
    with app.test_request_context():
        asked = Asked(buyer_name="Ayu", quantity=quantity, question=question)
        start_inquiry(product=listed_product(), asked=asked)
    db.session.commit()


def add_one_of_everything(app: Flask) -> None:
    """One more row for every list of the office."""
    town = small_town()
    submitted(town)
    ask(app)
    MakerFactory(state=MakerState.SUBMITTED)
    aside = listed_product()
    db.session.commit()
    add_searches({Search(today(), "id", f"mukena {aside.id}", True): 1})
    add_synonym(
        kind=SynonymKind.LEADS, word=f"kata {aside.id}", others=["batik"], actor=town.office
    )
    set_aside(aside.id, "ditolak", stamp=db.session.get_one(StaleDocument, aside.id).stamp)
    send(key=f"uji:{aside.id}", to_user=town.office, subject="Uji", body="Halo")
    suspend_maker(maker=MakerFactory(), actor=town.office, reason="Pindah.")
    db.session.commit()


def test_every_page_has_words_for_nothing(office: FlaskClient) -> None:
    said = {path: words(main_part(office.get(path))) for path in PAGES}
    wanted = {
        "/dinas/": "Tidak ada yang menunggu. Semua usaha sudah diperiksa.",
        "/dinas/perajin": "Tidak ada perajin di sini",
        "/dinas/produk": "Produk tayang setelah lolos kurasi.",
        "/dinas/kurasi": "Tambahkan mitra ritel, lalu buka kurasi pertama.",
        "/dinas/mitra": "Tambah mitra",
        "/dinas/pertanyaan": "Belum ada pertanyaan",
        "/dinas/pesan": "Belum ada pesan",
        "/dinas/catatan": "Belum ada catatan",
        "/dinas/pencarian": "Tidak menjawab",
        "/dinas/pencarian/dicari": "Semua ketemu",
        "/dinas/pencarian/padanan": "Tambah aturan",
        "/dinas/lainnya": "Semua pilihan cocok",
    }
    assert {path for path, words_ in wanted.items() if words_ not in said[path]} == set()


@pytest.mark.parametrize("path", PAGES)
def test_list_asks_no_more_for_more_rows(app: Flask, office: FlaskClient, path: str) -> None:
    counts = []
    for more in (1, 2):
        for _ in range(more):
            add_one_of_everything(app)
        db.session.expire_all()
        with counting() as statements:
            assert office.get(path).status_code == 200
        counts.append(len(statements))
    assert counts[0] == counts[1]


def test_first_page_counts_what_waits(app: Flask, office: FlaskClient) -> None:
    add_one_of_everything(app)
    shown = stats(office.get("/dinas/"))
    assert shown == {
        "Usaha menunggu diperiksa": "1",
        "Ajuan menunggu diperiksa": "1",
        "Perubahan menunggu": "0",
        "Usaha diverifikasi": "3",
        "Produk tayang": "2",
        "Pertanyaan pembeli": "1",
    }


def test_inquiries_are_shown_newest_first(app: Flask, office: FlaskClient) -> None:
    ask(app, quantity=None, question="")
    ask(app, quantity=12, question="<b>Bisa</b> dikirim?")
    rows = table_rows(office.get("/dinas/pertanyaan"))
    assert [(row[0], row[2]) for row in rows] == [("Ayu", "12"), ("Ayu", "–")]
    assert "&lt;b&gt;Bisa&lt;/b&gt; dikirim?" in office.get("/dinas/pertanyaan").text


def test_outbox_shows_messages_and_whether_they_left(app: Flask, office: FlaskClient) -> None:
    send(key="satu", to_user=UserFactory(), subject="Pertama", body="Baris 1\nBaris 2")
    db.session.commit()
    run_everything(app)
    send(key="dua", to_user=UserFactory(email=None, phone="6281200000000"), subject="Dua", body="")
    db.session.commit()
    found = parts(main_part(office.get("/dinas/pesan")), r"<summary>(.*?)</summary>")
    assert [(line.split()[0], line.split()[-1]) for line in found] == [
        ("Dua", "Menunggu"),
        ("Pertama", "Terkirim"),
    ]
    assert "6281200000000" in found[0]


def reset_message(client: FlaskClient, user: User) -> tuple[OutgoingMessage, str]:
    """A message with a reset link, and the link's token."""
    client.post("/lupa-sandi", data={"identifier": user.email or user.phone})
    message = db.session.scalars(select(OutgoingMessage)).one()
    return message, parts(message.body, r"/atur-sandi/([\w-]+)")[0]


def test_outbox_hides_links_that_open_an_account(office: FlaskClient, client: FlaskClient) -> None:
    user = UserFactory()
    db.session.commit()
    message, token = reset_message(client, user)
    page = office.get("/dinas/pesan").text
    assert "/atur-sandi/••••••" in page
    assert token not in page
    assert "Tampilkan tautan" not in page
    assert office.post(f"/dinas/pesan/{message.id}/tautan").status_code == 404
    run_everything(current_app)
    written = (settings().instance / "outbox").iterdir()
    assert any(token in file.read_text() for file in written)


def test_outbox_shows_a_link_once_for_a_phone_number_and_logs_it(
    office: FlaskClient, client: FlaskClient
) -> None:
    user = UserFactory(email=None, phone="6281200000000")
    db.session.commit()
    message, token = reset_message(client, user)
    assert token not in office.get("/dinas/pesan").text
    answer = office.post(f"/dinas/pesan/{message.id}/tautan")
    assert (answer.status_code, answer.location) == (303, f"/dinas/pesan#pesan-{message.id}")
    assert f"/atur-sandi/{token}" in office.get("/dinas/pesan").text
    assert token not in office.get("/dinas/pesan").text
    rows = table_rows(office.get("/dinas/catatan"))
    assert rows[0][2:4] == ["Membuka tautan dalam pesan", f"pesan {message.id}"]


def test_log_names_who_did_what_and_why(office: FlaskClient) -> None:
    siti, maker = UserFactory(name="Siti"), MakerFactory(name="Batik Wulan")
    db.session.flush()
    record(actor=siti, subject=("maker", maker.id), action="suspend", reason="Pindah")
    record(actor=siti, subject=("photo", 7), action="upload")
    record(actor=None, subject=("kapal", 8), action="sink_fast", reason="Bocor")
    db.session.commit()
    assert [row[1:] for row in table_rows(office.get("/dinas/catatan"))] == [
        ["sistem", "sink fast", "kapal 8", "Bocor"],
        ["Siti", "Mengunggah foto", "foto 7", "–"],
        ["Siti", "Menangguhkan usaha", "Batik Wulan", "Pindah"],
    ]
    assert table_rows(office.get("/en/dinas/catatan"))[2][2:] == [
        "Suspended the business",
        "Batik Wulan",
        "Pindah",
    ]


def test_log_names_what_it_speaks_of(office: FlaskClient) -> None:
    town = small_town()
    entry = submitted(town)
    name = entry.revision.name_id
    rows = table_rows(office.get("/dinas/catatan"))
    assert ["Mengajukan produk ke kurasi", name] in [row[2:4] for row in rows]
    assert ["Membuka kurasi", town.round.name_id] in [row[2:4] for row in rows]


def test_search_health_says_that_the_server_is_down(office: FlaskClient) -> None:
    listed_product()
    db.session.commit()
    page = office.get("/dinas/pencarian")
    assert stats(page) == {"Menunggu diindeks": "1", "Disisihkan": "0"}
    assert parts(page.text, r'<div class="notice[^>]*>.*?<b>(.*?)</b>') == [
        "Pencarian sedang terbatas"
    ]


def test_retry_frees_what_was_set_aside(office: FlaskClient) -> None:
    product = listed_product()
    db.session.commit()
    before = db.session.get_one(StaleDocument, product.id).stamp
    set_aside(product.id, "dokumen ditolak", stamp=before)
    db.session.commit()
    rows = table_rows(office.get("/dinas/pencarian"))
    assert [(row[0], row[2]) for row in rows] == [(str(product.id), "dokumen ditolak")]
    answer = office.post("/dinas/pencarian/ulangi", follow_redirects=True)
    assert notices(answer)[0] == "1 produk dicoba lagi."
    db.session.expire_all()
    row = db.session.scalars(select(StaleDocument)).one()
    assert (row.set_aside_at, row.failure) == (None, "")
    assert (row.stamp > before, row.marked_at <= utcnow()) == (True, True)
