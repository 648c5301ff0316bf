"""From an uploaded sheet to drafts: what goes in, what stays out, and that nothing is doubled."""

import pytest
from catalog_goods import Browser, draft
from factories import MakerFactory, listed_product, maker_user, office_user
from photo_files import encoded, scene
from sheet_files import BASKET, by_key, kind, rows_of, sheet_of
from sheet_jobs import OFFICE, bring_in, counts, products, revisions, send, work, zip_of

from accounts.models import User
from accounts.queries import log_of
from catalog.models import Maker
from catalog.products import save_draft
from catalog.sheets.exporting import export_file
from catalog.states import Listing, RevisionState
from database import db


def maker() -> tuple[User, Maker]:
    found = MakerFactory()
    user = maker_user(found)
    db.session.commit()
    return user, found


def photo(seed: int) -> bytes:
    return encoded(scene(seed=seed), "JPEG")


def exported(found: Maker, key: str = "kriya") -> bytes:
    return export_file(kind(key), "id", maker=found).read()


def test_new_rows_become_drafts(client_for: Browser) -> None:
    user, owner = maker()
    browser = client_for(user)
    sent = send(browser, sheet_of(BASKET, BASKET | {"name_id": "Keranjang Lain"}))
    assert (counts(sent), products()) == (("checked", 2, 0, 0, 0), [])
    done = bring_in(browser, sent)
    assert counts(done) == ("imported", 2, 0, 0, 0)
    made = products()
    assert [(one.maker_id, one.listing, one.code) for one in made] == [
        (owner.id, Listing.UNLISTED, f"P-{one.id:05d}") for one in made
    ]
    assert [one.slug for one in made] == ["keranjang-tutup", "keranjang-lain"]
    newest = made[0].newest
    assert (newest.state, newest.number, newest.version) == (RevisionState.DRAFT, 1, 1)
    assert (newest.name_id, newest.price_rupiah, newest.unit) == ("Keranjang Tutup", 78_000, "buah")
    assert newest.attributes == {
        "material": ["bambu"],
        "craft_technique": ["anyam"],
        "dimension_cm": [30, 22, 18],
        "weight_g": 420,
    }
    rows = log_of("product", made[0].id)
    assert [(row.action, row.actor_id, row.after) for row in rows] == [("create", user.id, "draft")]


def test_imported_product_is_saved_through_the_form_as_any_other(client_for: Browser) -> None:
    user, _ = maker()
    bring_in(client_for(user), send(client_for(user), sheet_of(BASKET)))
    page = client_for(user).get(f"/perajin-saya/produk/{products()[0].id}/harga")
    assert (page.status_code, 'value="78.000"' in page.text) == (200, True)


def test_the_same_sheet_twice_doubles_nothing(client_for: Browser) -> None:
    user, _ = maker()
    browser, sheet = client_for(user), sheet_of(BASKET, BASKET | {"name_id": "Lain"})
    bring_in(browser, send(browser, sheet))
    again = send(browser, sheet)
    assert counts(again) == ("checked", 0, 0, 2, 0)
    assert "Berkas yang sama sudah diimpor" in again.notes[0]
    assert len(products()) == 2


def test_export_comes_back_without_a_change(client_for: Browser) -> None:
    user, owner = maker()
    shown = listed_product(product__maker=owner, name_id="=Keranjang 'asli'", story_id="Teks; +1")
    shown.code = "P-77777"
    db.session.commit()
    before = [(one.id, one.version, one.number) for one in revisions()]
    sent = send(client_for(user), exported(owner))
    assert (counts(sent), sent.errors) == (("checked", 0, 0, 1, 0), [])
    assert [(one.id, one.version, one.number) for one in revisions()] == before


def test_change_of_a_listed_product_waits_as_a_draft(client_for: Browser) -> None:
    user, owner = maker()
    shown = listed_product(product__maker=owner, price_rupiah=50_000)
    shown.code = "P-00009"
    db.session.commit()
    sheet = sheet_of({"code": "P-00009", **BASKET, "price_rupiah": 60_000})
    done = bring_in(client_for(user), send(client_for(user), sheet))
    assert counts(done) == ("imported", 0, 1, 0, 0)
    found = products()[0]
    assert found.listed_revision is not None
    assert (found.listing, found.listed_revision.price_rupiah) == (Listing.LISTED, 50_000)
    assert (found.newest.number, found.newest.state, found.newest.price_rupiah) == (
        2,
        RevisionState.DRAFT,
        60_000,
    )
    assert [one.photo_id for one in found.newest.photos] == [
        one.photo_id for one in found.listed_revision.photos
    ]
    assert found.newest.photos[0].alt_id == "Foto produk"


def test_change_of_a_draft_is_written_into_it(client_for: Browser) -> None:
    user, product = draft(name_id="Lama")
    product.code = "P-00005"
    db.session.commit()
    sheet = sheet_of({"code": "P-00005", **BASKET})
    done = bring_in(client_for(user), send(client_for(user), sheet))
    assert counts(done) == ("imported", 0, 1, 0, 0)
    newest = products()[0].newest
    assert (newest.number, newest.version, newest.name_id) == (1, 2, "Keranjang Tutup")


def test_product_changed_after_the_export_is_not_overwritten(client_for: Browser) -> None:
    user, product = draft(name_id="Lama")
    product.code = "P-00005"
    db.session.commit()
    rows = by_key(rows_of(exported(product.maker)))
    save_draft(product=product, changes={"story_id": "Disimpan di ponsel."})
    db.session.commit()
    sent = send(client_for(user), sheet_of(rows[0] | {"price_rupiah": 99_000}))
    assert counts(sent) == ("checked", 0, 0, 0, 1)
    assert [(one["row"], one["column"]) for one in sent.errors] == [(3, "Kode")]
    assert "berubah setelah berkas dibuat" in sent.errors[0]["sentence"]


def test_product_changed_after_the_dry_run_is_left_and_named(client_for: Browser) -> None:
    user, product = draft(name_id="Lama")
    product.code = "P-00005"
    db.session.commit()
    sheet = sheet_of({"code": "P-00005", **BASKET}, BASKET | {"name_id": "Baru"})
    sent = send(client_for(user), sheet)
    save_draft(product=product, changes={"story_id": "Disimpan di ponsel."})
    db.session.commit()
    done = bring_in(client_for(user), sent)
    assert counts(done) == ("imported", 1, 0, 0, 1)
    assert (done.errors[0]["row"], products()[0].newest.name_id) == (3, "Lama")
    assert products()[0].newest.story_id == "Disimpan di ponsel."


def test_wrong_rows_stay_out_and_right_ones_go_in(client_for: Browser) -> None:
    user, _ = maker()
    sheet = sheet_of(BASKET, BASKET | {"price_rupiah": "mahal"}, BASKET | {"name_id": "Tiga"})
    done = bring_in(client_for(user), send(client_for(user), sheet))
    assert counts(done) == ("imported", 2, 0, 0, 1)
    assert [one.newest.name_id for one in products()] == ["Keranjang Tutup", "Tiga"]


def test_photos_come_by_name_and_by_code(client_for: Browser) -> None:
    user, owner = maker()
    red, blue, green = (photo(seed) for seed in (1, 2, 3))
    photos = zip_of(depan__jpg=red, **{"foto/B-2.jpg": blue, "foto/B-2-2.JPG": green})
    sheet = sheet_of(
        BASKET | {"photos": "depan.jpg", "alts_id": "Tampak depan"},
        BASKET | {"code": "B-2", "name_id": "Dua"},
    )
    sent = send(client_for(user), sheet, photos=photos)
    assert (counts(sent), sent.errors) == (("checked", 2, 0, 0, 0), [])
    bring_in(client_for(user), sent)
    one, two = products()
    assert [placed.alt_id for placed in one.newest.photos] == ["Tampak depan"]
    assert [placed.position for placed in two.newest.photos] == [0, 1]
    assert all(placed.photo.look for placed in (*one.newest.photos, *two.newest.photos))
    assert {placed.photo.maker_id for placed in two.newest.photos} == {owner.id}
    again = send(client_for(user), sheet, photos=photos)
    assert counts(again) == ("checked", 0, 0, 2, 0)
    assert counts(send(client_for(user), exported(owner))) == ("checked", 0, 0, 2, 0)


def test_photo_that_is_none_marks_its_row_alone(client_for: Browser) -> None:
    user, _ = maker()
    photos = zip_of(baik__jpg=photo(1), palsu__jpg=b"MZ not a photo at all" * 9)
    sheet = sheet_of(
        BASKET | {"photos": "baik.jpg"},
        BASKET | {"name_id": "Dua", "photos": "palsu.jpg"},
        BASKET | {"name_id": "Tiga", "photos": "hilang.jpg"},
    )
    sent = send(client_for(user), sheet, photos=photos)
    assert counts(sent) == ("checked", 1, 0, 0, 2)
    assert [(one["row"], one["column"]) for one in sent.errors] == [(4, "Foto"), (5, "Foto")]
    assert "bukan foto" in sent.errors[0]["sentence"]
    assert "hilang.jpg tidak ada" in sent.errors[1]["sentence"]


def test_photo_of_a_rival_cannot_be_named(client_for: Browser) -> None:
    user, _ = maker()
    rival = listed_product()
    db.session.commit()
    name = f"{rival.newest.photos[0].photo.name[:12]}.jpg"
    sent = send(client_for(user), sheet_of(BASKET | {"photos": name}))
    assert counts(sent) == ("checked", 0, 0, 0, 1)


def test_product_of_a_rival_cannot_be_named(client_for: Browser) -> None:
    user, _ = maker()
    rival = listed_product()
    rival.code = "P-00042"
    db.session.commit()
    sent = send(client_for(user), sheet_of({"code": "P-00042", **BASKET}))
    assert counts(sent) == ("checked", 0, 0, 0, 1)
    assert sent.errors[0]["sentence"] == "Tidak ada produk Anda dengan kode ini."


def test_office_imports_for_any_maker_by_name(client_for: Browser) -> None:
    _, one = maker()
    _, other = maker()
    office = office_user()
    db.session.commit()
    sheet = sheet_of(
        BASKET | {"maker": one.slug},
        BASKET | {"maker": other.slug},
        BASKET | {"maker": "tidak-ada", "name_id": "Tiga"},
        with_maker=True,
    )
    browser = client_for(office)
    sent = send(browser, sheet, at=OFFICE)
    assert counts(sent) == ("checked", 2, 0, 0, 1)
    bring_in(browser, sent, at=OFFICE)
    assert [made.maker_id for made in products()] == [one.id, other.id]
    back = export_file(kind(), "en", maker=None, with_maker=True).read()
    assert counts(send(browser, back, at=OFFICE)) == ("checked", 0, 0, 2, 0)


def test_import_of_nothing_is_refused_in_words(client_for: Browser) -> None:
    user, _ = maker()
    browser = client_for(user)
    sent = send(browser, sheet_of(BASKET | {"price_rupiah": "mahal"}))
    answer = browser.post(f"/perajin-saya/lembar/{sent.id}/impor", follow_redirects=True)
    assert "Tidak ada baris yang bisa diimpor" in answer.text
    work()
    assert products() == []


def test_cancelled_sheet_writes_nothing(client_for: Browser) -> None:
    user, _ = maker()
    browser = client_for(user)
    sent = send(browser, sheet_of(BASKET))
    assert browser.post(f"/perajin-saya/lembar/{sent.id}/batal").status_code == 303
    answer = browser.post(f"/perajin-saya/lembar/{sent.id}/impor", follow_redirects=True)
    work()
    assert ("tidak cocok" in answer.text, products()) == (True, [])


@pytest.mark.parametrize("way", ["", "/kemajuan", "/berkas"])
def test_sheet_of_a_rival_is_404(client_for: Browser, way: str) -> None:
    user, _ = maker()
    rival, _ = maker()
    office = office_user()
    db.session.commit()
    sent = send(client_for(user), sheet_of(BASKET, BASKET | {"price_rupiah": "mahal"}))
    key = sent.id
    path = f"/perajin-saya/lembar/{key}{way}"
    assert client_for(user).get(path).status_code == 200
    assert client_for(rival).get(path).status_code == 404
    assert client_for(office).get(f"/dinas/lembar/{key}{way}").status_code == 404
    assert client_for(rival).post(f"/perajin-saya/lembar/{key}/impor").status_code == 404
