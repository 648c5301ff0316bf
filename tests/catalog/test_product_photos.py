"""Photos of a product, as a script and as a plain form send them."""

import io
import re
from collections.abc import Callable

import pytest
from factories import MakerFactory, PhotoFactory, RevisionFactory, RevisionPhotoFactory, maker_user
from flask.testing import FlaskClient
from photo_files import encoded, phone_exif, scene
from werkzeug.test import TestResponse

from accounts.models import User
from catalog.models import Product
from catalog.states import RevisionState
from database import db

Browser = Callable[[User], FlaskClient]
MIB = 1024 * 1024

JPEG = encoded(scene(400, 300), "JPEG", exif=phone_exif(6))
EXE = b"MZ\x90\x00" + bytes(4000)


class Zeros(io.RawIOBase):
    """A body of zeros that takes no memory."""

    def __init__(self, size: int) -> None:
        super().__init__()
        self.size, self.at = size, 0

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        self.at = offset + {io.SEEK_SET: 0, io.SEEK_CUR: self.at, io.SEEK_END: self.size}[whence]
        return self.at

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]  # A memoryview is what comes.
        count = min(len(buffer), self.size - self.at)
        buffer[:count] = bytes(count)
        self.at += count
        return count


@pytest.fixture
def product(app: object) -> Product:
    made: Product = RevisionFactory().product
    db.session.commit()
    return made


@pytest.fixture
def browser(client_for: Browser, product: Product) -> FlaskClient:
    user = maker_user(product.maker)
    db.session.commit()
    return client_for(user)


def path(product: Product, rest: str = "") -> str:
    return f"/perajin-saya/produk/{product.id}/foto{rest}"


def send(browser: FlaskClient, product: Product, data: bytes, name: str = "a.jpg") -> TestResponse:
    return browser.post(
        path(product),
        data={"photo": (io.BytesIO(data), name)},
        headers={"Accept": "application/json"},
    )


def shown(product: Product) -> list[int]:
    db.session.expire_all()
    return [one.photo_id for one in product.newest.photos]


def three_photos(product: Product) -> list[int]:
    placed = [
        RevisionPhotoFactory(
            revision=product.newest, photo=PhotoFactory(maker_id=product.maker_id), position=n
        )
        for n in range(3)
    ]
    keys = [one.photo_id for one in placed]
    db.session.commit()
    return keys


def test_photo_add_answers_our_script_with_the_photos_card(
    browser: FlaskClient, product: Product
) -> None:
    answer = send(browser, product, JPEG)
    assert answer.status_code == 201
    assert answer.json is not None
    assert shown(product) == [answer.json["photo_id"]]
    photo = product.newest.photos[0].photo
    assert re.findall(r'<img src="([^"]+)"', answer.json["html"]) == [photo.fallback_url]
    assert (photo.width, photo.height, photo.maker_id) == (300, 400, product.maker_id)


def test_photo_add_takes_the_same_picture_once(browser: FlaskClient, product: Product) -> None:
    assert [send(browser, product, JPEG).status_code for _ in range(2)] == [201, 201]
    assert len(shown(product)) == 1


def test_photo_add_takes_several_from_a_plain_form(browser: FlaskClient, product: Product) -> None:
    files = [(io.BytesIO(encoded(scene(90, 60, seed), "PNG")), f"{seed}.png") for seed in (1, 2)]
    answer = browser.post(path(product), data={"photo": files})
    assert (answer.status_code, answer.location) == (303, path(product))
    assert len(shown(product)) == 2


def test_photo_add_of_a_plain_form_keeps_what_is_right_and_says_what_is_not(
    browser: FlaskClient, product: Product
) -> None:
    files = [(io.BytesIO(EXE), "program.jpg"), (io.BytesIO(JPEG), "a.jpg")]
    answer = browser.post(path(product), data={"photo": files})
    assert answer.status_code == 422
    assert "Berkas ini bukan foto yang bisa kami baca." in answer.text
    assert len(shown(product)) == 1


def test_photo_add_without_a_file_asks_for_one(browser: FlaskClient, product: Product) -> None:
    answer = browser.post(path(product), data={})
    assert answer.status_code == 422
    assert "Pilih satu foto dulu." in answer.text


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(EXE, id="renamed EXE"),
        pytest.param(b"", id="empty"),
        pytest.param(JPEG[:400], id="truncated"),
        pytest.param(b"<svg xmlns='http://www.w3.org/2000/svg'/>", id="SVG"),
        pytest.param(b"<script>alert(1)</script>", id="HTML"),
    ],
)
def test_photo_add_refuses_what_is_no_photo_with_a_sentence(
    browser: FlaskClient, product: Product, data: bytes
) -> None:
    answer = send(browser, product, data)
    assert answer.status_code == 422
    assert answer.json is not None
    assert list(answer.json) == ["error"]
    assert len(answer.json["error"]) > 20
    assert shown(product) == []


def test_photo_add_refuses_more_than_25_megabytes(browser: FlaskClient, product: Product) -> None:
    head = b'--x\r\nContent-Disposition: form-data; name="photo"; filename="a.jpg"\r\n\r\n'
    answer = browser.post(
        path(product),
        data=head + JPEG + bytes(25 * MIB) + b"\r\n--x--\r\n",
        content_type="multipart/form-data; boundary=x",
        headers={"Accept": "application/json"},
    )
    assert answer.status_code == 413
    assert answer.json == {"error": "Berkas ini lebih dari 25 MB. Kirim foto yang lebih kecil."}


@pytest.mark.parametrize(("prefix", "lang"), [("", "id"), ("/en", "en")])
def test_photo_add_refuses_200_megabytes_with_a_page_in_the_language(
    browser: FlaskClient, product: Product, prefix: str, lang: str
) -> None:
    answer = browser.post(
        prefix + path(product),
        input_stream=io.BufferedReader(Zeros(200 * MIB)),
        content_length=200 * MIB,
        content_type="multipart/form-data; boundary=x",
    )
    assert answer.status_code == 413
    assert f'<html lang="{lang}">' in answer.text
    assert shown(product) == []


def test_photo_add_is_refused_to_a_rival_before_the_file_is_looked_at(
    client_for: Browser, product: Product
) -> None:
    rival = maker_user(MakerFactory())
    db.session.commit()
    assert send(client_for(rival), product, JPEG).status_code == 404
    assert shown(product) == []


def test_photo_add_to_a_frozen_revision_starts_a_draft(
    browser: FlaskClient, product: Product
) -> None:
    product.newest.state = RevisionState.FROZEN
    db.session.commit()
    assert send(browser, product, JPEG).status_code == 201
    db.session.expire_all()
    assert [len(revision.photos) for revision in product.revisions] == [0, 1]


def test_photo_add_refuses_the_thirteenth(browser: FlaskClient, product: Product) -> None:
    for n in range(12):
        photo = PhotoFactory(maker_id=product.maker_id)
        RevisionPhotoFactory(revision=product.newest, photo=photo, position=n)
    db.session.commit()
    answer = send(browser, product, JPEG)
    assert answer.status_code == 422
    assert answer.json == {"error": "Paling banyak 12 foto untuk satu produk."}


@pytest.mark.parametrize(
    ("which", "to", "order"),
    [
        (2, "cover", [2, 0, 1]),
        (1, "earlier", [1, 0, 2]),
        (0, "earlier", [0, 1, 2]),
        (0, "later", [1, 0, 2]),
        (2, "later", [0, 1, 2]),
        (1, "nowhere", [0, 1, 2]),
    ],
)
def test_photo_move_changes_the_order(
    browser: FlaskClient, product: Product, which: int, to: str, order: list[int]
) -> None:
    keys = three_photos(product)
    answer = browser.post(path(product, f"/{keys[which]}/geser"), data={"to": to})
    assert (answer.status_code, answer.location) == (303, path(product))
    assert shown(product) == [keys[n] for n in order]


def test_photo_move_of_a_photo_that_is_gone_changes_nothing(
    browser: FlaskClient, product: Product
) -> None:
    keys = three_photos(product)
    assert browser.post(path(product, "/999999/geser"), data={"to": "cover"}).status_code == 303
    assert shown(product) == keys


def test_photo_remove_takes_it_out(browser: FlaskClient, product: Product) -> None:
    keys = three_photos(product)
    assert browser.post(path(product, f"/{keys[1]}/hapus")).location == path(product)
    assert shown(product) == [keys[0], keys[2]]


def test_photo_alt_keeps_what_a_photo_shows(browser: FlaskClient, product: Product) -> None:
    keys = three_photos(product)
    form = {"alt_id": "Keranjang dari depan", "alt_en": "The basket from the front"}
    assert browser.post(path(product, f"/{keys[0]}/keterangan"), data=form).status_code == 303
    shown(product)
    first = product.newest.photos[0]
    assert (first.alt_id, first.alt_en) == (form["alt_id"], form["alt_en"])


@pytest.mark.parametrize("typed", ["a" * 10_000, "<b>" * 100, "🧺" * 201])
def test_photo_alt_refuses_too_many_words_and_keeps_them(
    browser: FlaskClient, product: Product, typed: str
) -> None:
    keys = three_photos(product)
    answer = browser.post(path(product, f"/{keys[1]}/keterangan"), data={"alt_id": typed})
    assert answer.status_code == 422
    assert f'id="alt_id-{keys[1]}-error"' in answer.text
    assert typed.replace("<", "&lt;").replace(">", "&gt;") in answer.text


def test_photo_alt_of_a_photo_that_is_gone_says_so(browser: FlaskClient, product: Product) -> None:
    answer = browser.post(path(product, "/999999/keterangan"), data={"alt_id": "x"})
    assert answer.status_code == 422
    assert "Foto ini sudah dihapus." in answer.text


def test_product_photos_speaks_of_what_a_photo_lacks(
    browser: FlaskClient, product: Product
) -> None:
    photo = PhotoFactory(maker_id=product.maker_id, hints=["too-dark", "unknown"])
    RevisionPhotoFactory(revision=product.newest, photo=photo)
    db.session.commit()
    page = browser.get(path(product))
    assert page.text.count('class="photo-hint"') == 1
    assert "Foto ini agak gelap." in page.text
