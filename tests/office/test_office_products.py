"""Changes of listed products, and taking products off the showcase."""

from collections.abc import Callable

import pytest
from catalog_goods import actions, basket, complete
from curation_rounds import person_of, ready_product, small_town
from factories import PhotoFactory, listed_product, maker_user, office_user
from flask.testing import FlaskClient
from html_pages import errors, main_part, notices, table_rows, words
from sqlalchemy import select

from accounts.models import OutgoingMessage, User
from accounts.queries import log_of
from catalog.models import Product
from catalog.operations import (
    attach_photo,
    freeze_revision,
    list_revision,
    remove_photo,
    save_draft,
    submit_change,
)
from catalog.states import Listing
from curation.operations import submit_entry
from database import db

Browsers = Callable[[User], FlaskClient]


@pytest.fixture
def office(client_for: Browsers) -> FlaskClient:
    user = office_user()
    db.session.commit()
    return client_for(user)


def changed_product() -> Product:
    """A listed basket whose new name and price wait for the office."""
    product = complete(basket())
    revision = freeze_revision(product=product, actor=None)
    list_revision(product=product, revision=revision, actor=None)
    attributes = {**product.newest.attributes, "weight_g": 500}
    save_draft(
        product=product,
        changes={"name_id": "Keranjang Besar", "price_rupiah": 90_000, "attributes": attributes},
    )
    submit_change(product=product, actor=None)
    db.session.commit()
    return product


def test_visitors_see_the_old_revision_until_the_change_is_approved(
    office: FlaskClient, client: FlaskClient
) -> None:
    product = changed_product()
    path = f"/produk/{product.slug}"
    assert "<h1>Keranjang Tutup</h1>" in client.get(path).text
    answer = office.post(f"/dinas/produk/{product.id}/perubahan", follow_redirects=True)
    assert notices(answer) == ["Perubahan sudah tayang."]
    assert "<h1>Keranjang Besar</h1>" in client.get(path).text
    assert actions("product", product.id)[-1] == ("list", "listed", "listed")
    assert office.post(f"/dinas/produk/{product.id}/perubahan").status_code == 404


def test_change_page_puts_each_changed_line_beside_the_old_one(office: FlaskClient) -> None:
    product = changed_product()
    page = office.get(f"/dinas/produk/{product.id}/perubahan")
    assert table_rows(page) == [
        ["Nama (Indonesia)", "Keranjang Tutup", "Keranjang Besar"],
        ["Harga eceran", "Rp 78.000", "Rp 90.000"],
        ["Berat", "420 g", "500 g"],
    ]


def test_change_page_compares_both_languages_and_marks_photos(office: FlaskClient) -> None:
    product = complete(basket())
    revision = freeze_revision(product=product, actor=None)
    list_revision(product=product, revision=revision, actor=None)
    attributes = {**product.newest.attributes, "finish": "Pernis", "finish_en": "Varnish"}
    save_draft(product=product, changes={"attributes": attributes, "keywords": ["besek"]})
    first = product.newest.photos[0].photo_id
    attach_photo(product=product, photo=PhotoFactory(maker_id=product.maker_id))
    remove_photo(product=product, photo_id=first)
    submit_change(product=product, actor=None)
    db.session.commit()
    page = office.get(f"/dinas/produk/{product.id}/perubahan")
    assert table_rows(page) == [
        ["Sentuhan akhir", "–", "Pernis"],
        ["Kata lain yang dicari pembeli", "–", "besek"],
        ["Sentuhan akhir (Inggris)", "–", "Varnish"],
    ]
    shown = words(main_part(page))
    assert (shown.count("Dihapus"), shown.count("Baru")) == (1, 1)


def test_change_of_photos_alone_says_so(office: FlaskClient) -> None:
    product = complete(basket())
    revision = freeze_revision(product=product, actor=None)
    list_revision(product=product, revision=revision, actor=None)
    save_draft(product=product, changes={"name_id": "Keranjang Tutup"})
    submit_change(product=product, actor=None)
    db.session.commit()
    page = office.get(f"/dinas/produk/{product.id}/perubahan")
    assert table_rows(page) == [["Hanya foto yang berubah."]]


def test_change_is_sent_back_with_a_reason_that_reaches_its_maker(
    office: FlaskClient, client: FlaskClient, client_for: Browsers
) -> None:
    product = changed_product()
    maker = maker_user(product.maker)
    db.session.commit()
    path = f"/dinas/produk/{product.id}/perubahan"
    empty = office.post(f"{path}/kembalikan", data={"reason": " "})
    assert (empty.status_code, errors(empty)) == (422, ["Bagian ini perlu diisi."])
    sent = office.post(f"{path}/kembalikan", data={"reason": "Foto ketiga buram."})
    assert sent.status_code == 303
    assert office.get(path).status_code == 404
    row = log_of("product", product.id)[-1]
    assert (row.action, row.reason) == ("send_back", "Foto ketiga buram.")
    own = client_for(maker)
    page = own.get(f"/perajin-saya/produk/{product.id}").text
    assert "Perubahan dikembalikan dinas" in page
    assert "Foto ketiga buram." in page
    message = db.session.scalars(select(OutgoingMessage)).one()
    assert (message.recipient, message.body) == (maker.email, "Foto ketiga buram.")
    assert "<h1>Keranjang Tutup</h1>" in client.get(f"/produk/{product.slug}").text
    db.session.refresh(product)
    save_draft(product=product, changes={"story_id": "Foto baru."})
    submit_change(product=product, actor=maker)
    db.session.commit()
    assert table_rows(office.get(path))[0][2] == "Keranjang Besar"
    page = own.get(f"/perajin-saya/produk/{product.id}").text
    assert "Perubahan dikembalikan dinas" not in page


def test_revision_in_a_round_is_not_the_offices_to_approve(office: FlaskClient) -> None:
    town, product = small_town(), ready_product()
    revision = freeze_revision(product=product, actor=None)
    list_revision(product=product, revision=revision, actor=None)
    save_draft(product=product, changes={"name_id": "Keranjang Kantor"})
    change = submit_change(product=product, actor=None)
    save_draft(product=product, changes={"name_id": "Keranjang Kurasi"})
    maker = person_of(town, product.maker)
    submit_entry(round_=town.round, product=product, actor=maker, consents_to_listing=True)
    db.session.commit()
    page = office.get(f"/dinas/produk/{product.id}/perubahan")
    assert [row[2] for row in table_rows(page)] == ["Keranjang Kantor"]
    office.post(f"/dinas/produk/{product.id}/perubahan")
    db.session.refresh(product)
    assert product.listed_revision_id == change.id


@pytest.mark.parametrize("key", [1, 999_999])
def test_product_without_a_change_has_no_comparison(office: FlaskClient, key: int) -> None:
    listed_product()
    db.session.commit()
    assert office.get(f"/dinas/produk/{key}/perubahan").status_code == 404


def test_change_of_an_unverified_maker_is_refused_in_words(office: FlaskClient) -> None:
    product = changed_product()
    office.post(f"/dinas/perajin/{product.maker_id}/tangguhkan", data={"reason": "Pindah."})
    office.get("/dinas/perajin")
    answer = office.post(f"/dinas/produk/{product.id}/perubahan", follow_redirects=True)
    said = "Usaha ini belum diverifikasi dinas, jadi belum bisa tayang."
    assert notices(answer) == [said]


def test_products_page_lists_waiting_changes_before_what_is_listed(office: FlaskClient) -> None:
    changed = changed_product()
    listed_product(name_id="Anyaman")
    db.session.commit()
    page = office.get("/dinas/produk")
    assert words(main_part(page)).count("Keranjang Tutup") == 2
    assert sorted(row[0] for row in table_rows(page)) == ["Anyaman", "Keranjang Tutup"]
    assert f'href="/dinas/produk/{changed.id}/perubahan"' in page.text


def test_withdrawing_needs_a_reason_and_takes_effect_at_once(
    office: FlaskClient, client: FlaskClient
) -> None:
    product = listed_product()
    db.session.commit()
    path = f"/dinas/produk/{product.id}/turunkan"
    assert "Keranjang bambu" in office.get(path).text
    empty = office.post(path, data={"reason": ""})
    assert (empty.status_code, errors(empty)) == (422, ["Bagian ini perlu diisi."])
    done = office.post(path, data={"reason": "Foto orang lain."}, follow_redirects=True)
    assert notices(done) == ["Produk tidak tayang lagi."]
    db.session.refresh(product)
    assert product.listing is Listing.WITHDRAWN
    assert client.get(f"/produk/{product.slug}").status_code == 404
    row = log_of("product", product.id)[-1]
    assert (row.action, row.reason) == ("withdraw", "Foto orang lain.")
    twice = office.post(path, data={"reason": "Foto orang lain."})
    assert twice.status_code == 422
    assert "Langkah ini tidak cocok dengan status produk sekarang." in twice.text
    assert office.get("/dinas/produk/999999/turunkan").status_code == 404
