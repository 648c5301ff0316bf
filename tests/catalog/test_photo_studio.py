"""Turning, cutting, ordering and describing photos, and photos that a device sends twice."""

import io
from collections.abc import Callable

import pytest
from factories import MakerFactory, RevisionFactory, RevisionPhotoFactory, maker_user
from flask.testing import FlaskClient
from photo_files import corners, encoded, opened, scene, worst_corner
from werkzeug.test import TestResponse

from accounts.models import User
from catalog.models import Product, ProductRevision
from catalog.photo_receipts import PhotoReceipt
from catalog.photo_words import suggested_alt
from catalog.states import RevisionState
from database import db
from uploads.intake import take_photo
from uploads.models import Photo
from uploads.operations import store_photo
from uploads.storage import photo_store

Browser = Callable[[User], FlaskClient]
JSON = {"Accept": "application/json"}
KEY = "0123456789abcdef0123456789abcdef"


@pytest.fixture
def product(app: object) -> Product:
    made: Product = RevisionFactory(name_id="Tas pandan", name_en="Pandan bag").product
    db.session.commit()
    return made


@pytest.fixture
def browser(client_for: Browser, product: Product) -> FlaskClient:
    user = maker_user(product.maker)
    db.session.commit()
    return client_for(user)


def stored(product: Product, data: bytes | None = None) -> Photo:
    """A real photo of the product's maker: 600 x 400, each quarter in its own colour."""
    intake = take_photo(data or encoded(corners(600, 400), "PNG"))
    return store_photo(intake=intake, maker_id=product.maker_id, uploaded_by=None)


@pytest.fixture
def photo(product: Product) -> Photo:
    made = stored(product)
    RevisionPhotoFactory(revision=product.newest, photo=made, alt_id="Tas", alt_en="Bag")
    db.session.commit()
    return made


def path(product: Product, rest: str = "") -> str:
    return f"/perajin-saya/produk/{product.id}/foto{rest}"


def edit(browser: FlaskClient, product: Product, photo_id: int, **asked: object) -> TestResponse:
    return browser.post(path(product, f"/{photo_id}/olah"), data=asked)


def first(product: Product) -> Photo:
    db.session.expire_all()
    return product.newest.photos[0].photo


def quarters(photo: Photo) -> int:
    """How far the colours are from those of ``corners``, in the order in which they stand."""
    return worst_corner(opened(photo_store().get(photo.master)))


@pytest.mark.parametrize(
    ("asked", "size", "turn"),
    [
        ({"do": "right"}, (400, 600), 1),
        ({"do": "left"}, (400, 600), 3),
        ({"do": "square"}, (400, 400), 0),
        (
            {"turn": "1", "left": "0", "top": "0.5", "width": "0.5", "height": "0.5"},
            (200, 300),
            1,
        ),
        (
            {"turn": "0", "left": "0.9", "top": "0.9", "width": "0.01", "height": "0.01"},
            (200, 200),
            0,
        ),
    ],
)
def test_photo_edit_makes_a_new_photo_and_keeps_the_old_one(
    browser: FlaskClient,
    product: Product,
    photo: Photo,
    asked: dict[str, str],
    size: tuple[int, int],
    turn: int,
) -> None:
    answer = edit(browser, product, photo.id, **asked)
    assert (answer.status_code, answer.location) == (303, path(product))
    made = first(product)
    assert (made.width, made.height) == size
    assert (made.made_from_id, made.turn, made.maker_id) == (photo.id, turn, product.maker_id)
    assert opened(photo_store().get(photo.master)).size == (600, 400)
    placed = product.newest.photos[0]
    assert (placed.alt_id, placed.alt_en) == ("Tas", "Bag")


def test_photo_edit_cuts_what_was_marked(
    browser: FlaskClient, product: Product, photo: Photo
) -> None:
    asked = {"turn": "0", "left": "0.5", "top": "0", "width": "0.5", "height": "1"}
    edit(browser, product, photo.id, **asked)
    picture = opened(photo_store().get(first(product).master))
    green, yellow = picture.getpixel((150, 100)), picture.getpixel((150, 300))
    assert isinstance(green, tuple)
    assert isinstance(yellow, tuple)
    assert green[1] > 150 > green[0]
    assert yellow[0] > 200
    assert yellow[2] < 60


def test_photo_edit_four_times_right_is_the_photo_that_was_uploaded(
    browser: FlaskClient, product: Product, photo: Photo
) -> None:
    seen = []
    for _ in range(4):
        edit(browser, product, first(product).id, do="right")
        seen.append(first(product).id)
    assert seen[3] == photo.id
    assert len(set(seen)) == 4


def test_photo_edit_never_cuts_a_cut_photo(
    browser: FlaskClient, product: Product, photo: Photo
) -> None:
    edit(browser, product, photo.id, do="square")
    edit(browser, product, first(product).id, do="right")
    made = first(product)
    assert (made.made_from_id, made.width, made.height) == (photo.id, 400, 400)
    edit(browser, product, made.id, do="original")
    assert first(product).id == photo.id
    assert quarters(first(product)) < 14


def test_photo_edit_answers_our_script_with_the_new_card(
    browser: FlaskClient, product: Product, photo: Photo
) -> None:
    answer = browser.post(path(product, f"/{photo.id}/olah"), data={"do": "square"}, headers=JSON)
    assert answer.json is not None
    made = first(product)
    assert (answer.status_code, answer.json["photo_id"]) == (200, made.id)
    assert f'data-photo="{made.id}"' in answer.json["html"]
    assert f'data-master="{photo.fallback_url}"' in answer.json["html"]


@pytest.mark.parametrize(
    "asked",
    [
        {},
        {"do": "nothing"},
        {"turn": "x", "left": "nan", "top": "inf", "width": "-1", "height": "0"},
        {"turn": "0", "left": "0", "top": "0", "width": "0", "height": "0"},
        {"turn": "99999999999999999999", "left": "1e999", "top": "0", "width": "1", "height": "1"},
        {"turn": "4", "left": "-5", "top": "-5", "width": "99", "height": "99"},
    ],
)
def test_photo_edit_of_nonsense_leaves_the_photo(
    browser: FlaskClient, product: Product, photo: Photo, asked: dict[str, str]
) -> None:
    assert edit(browser, product, photo.id, **asked).status_code == 303
    assert first(product).id == photo.id


def test_photo_edit_leaves_frozen_revisions_alone(
    browser: FlaskClient, product: Product, photo: Photo
) -> None:
    product.newest.state = RevisionState.FROZEN
    db.session.commit()
    edit(browser, product, photo.id, do="square")
    db.session.expire_all()
    frozen, draft = product.revisions
    assert [one.photo_id for one in frozen.photos] == [photo.id]
    assert draft.photos[0].photo.made_from_id == photo.id


def test_photo_edit_that_gives_a_photo_which_is_there_says_so(
    browser: FlaskClient, product: Product, photo: Photo
) -> None:
    edit(browser, product, photo.id, do="square")
    RevisionPhotoFactory(revision=product.newest, photo=photo, position=1)
    db.session.commit()
    answer = browser.post(path(product, f"/{photo.id}/olah"), data={"do": "square"}, headers=JSON)
    assert (answer.status_code, answer.json) == (
        422,
        {"error": "Foto yang sama sudah ada di produk ini."},
    )
    page = edit(browser, product, photo.id, do="square")
    assert page.status_code == 303
    assert len(first(product).source.name) == 32
    assert [one.photo_id for one in product.newest.photos][1] == photo.id


def test_photo_edit_is_nothing_to_a_rival(
    client_for: Browser, product: Product, photo: Photo
) -> None:
    rival = maker_user(MakerFactory())
    db.session.commit()
    assert edit(client_for(rival), product, photo.id, do="square").status_code == 404
    assert first(product).id == photo.id


def test_photo_edit_of_a_photo_elsewhere_is_not_found(
    browser: FlaskClient, product: Product, photo: Photo
) -> None:
    other = stored(product, encoded(scene(300, 300), "JPEG"))
    db.session.commit()
    assert edit(browser, product, other.id, do="square").status_code == 404


def three(product: Product) -> list[int]:
    photos = [stored(product, encoded(scene(90, 60, seed), "PNG")) for seed in (1, 2, 3)]
    for place, one in enumerate(photos):
        RevisionPhotoFactory(revision=product.newest, photo=one, position=place)
    db.session.commit()
    return [one.id for one in photos]


def shown(product: Product) -> list[int]:
    db.session.expire_all()
    return [one.photo_id for one in product.newest.photos]


def test_photo_order_puts_all_in_order_at_once(browser: FlaskClient, product: Product) -> None:
    one, two, other = three(product)
    order = f"{other},{one},{two}"
    answer = browser.post(path(product, "/urutan"), data={"order": order}, headers=JSON)
    assert (answer.status_code, answer.json) == (200, {"order": [other, one, two]})
    assert shown(product) == [other, one, two]


@pytest.mark.parametrize("order", ["", "x,y", "999999", "-1,,²", "1" * 5000])
def test_photo_order_of_nonsense_changes_nothing(
    browser: FlaskClient, product: Product, order: str
) -> None:
    keys = three(product)
    answer = browser.post(path(product, "/urutan"), data={"order": order})
    assert (answer.status_code, answer.location) == (303, path(product))
    assert shown(product) == keys


def test_photo_alt_takes_the_suggestion_by_one_press(
    browser: FlaskClient, product: Product
) -> None:
    keys = three(product)
    saved = browser.post(path(product, f"/{keys[1]}/keterangan"), data={"take": "1"}, headers=JSON)
    expected = {"alt_id": "Tas pandan dari dekat", "alt_en": "Pandan bag up close"}
    assert (saved.status_code, saved.json) == (200, expected)
    shown(product)
    placed = product.newest.photos[1]
    assert {"alt_id": placed.alt_id, "alt_en": placed.alt_en} == expected


def test_photo_alt_answers_our_script_with_what_is_wrong(
    browser: FlaskClient, product: Product
) -> None:
    keys = three(product)
    answer = browser.post(
        path(product, f"/{keys[0]}/keterangan"), data={"alt_en": "a" * 300}, headers=JSON
    )
    assert answer.status_code == 422
    assert answer.json is not None
    assert list(answer.json["errors"]) == ["alt_en"]


def test_suggested_alt_fits_whatever_the_name_is() -> None:
    revision = ProductRevision(name_id="x" * 120, name_en="")
    for position in range(12):
        assert all(0 < len(words) <= 200 for words in suggested_alt(revision, position))
    assert suggested_alt(ProductRevision(name_id="Tas", name_en=""), 4) == (
        "Tas, foto ke-5",
        "Tas, photo 5",
    )


def send(browser: FlaskClient, product: Product, **fields: object) -> TestResponse:
    data = {"photo": (io.BytesIO(encoded(scene(400, 300), "JPEG")), "a.jpg"), **fields}
    return browser.post(path(product), data=data, headers=JSON)


def test_photo_sent_twice_under_one_key_is_one_photo(
    browser: FlaskClient, product: Product
) -> None:
    answers = [send(browser, product, key=KEY) for _ in range(2)]
    assert [one.status_code for one in answers] == [201, 201]
    assert len({one.json["photo_id"] for one in answers if one.json}) == 1
    assert len(shown(product)) == 1
    assert db.session.query(PhotoReceipt).count() == 1


def test_photo_whose_answer_was_lost_is_not_added_again_after_it_was_cut(
    browser: FlaskClient, product: Product
) -> None:
    (sent,) = [send(browser, product, key=KEY).json]
    assert sent is not None
    edit(browser, product, sent["photo_id"], do="square")
    again = send(browser, product, key=KEY)
    assert again.json is not None
    assert (again.status_code, again.json["photo_id"]) == (201, first(product).id)
    assert len(shown(product)) == 1


def test_photo_whose_answer_was_lost_is_not_added_again_after_it_was_removed(
    browser: FlaskClient, product: Product
) -> None:
    (sent,) = [send(browser, product, key=KEY).json]
    assert sent is not None
    browser.post(path(product, f"/{sent['photo_id']}/hapus"))
    again = send(browser, product, key=KEY)
    assert (again.status_code, again.json) == (201, {"photo_id": None, "html": ""})
    assert shown(product) == []


@pytest.mark.parametrize("key", ["", "x" * 32, "A" * 32, "0" * 33, "../../etc"])
def test_photo_with_a_key_of_nobody_is_taken_without_a_receipt(
    browser: FlaskClient, product: Product, key: str
) -> None:
    assert send(browser, product, key=key).status_code == 201
    assert db.session.query(PhotoReceipt).count() == 0


def test_photo_of_somebody_who_signed_out_on_this_device_is_kept_for_them(
    browser: FlaskClient, product: Product
) -> None:
    answer = send(browser, product, key=KEY, person="987654")
    assert (answer.status_code, answer.json) == (
        409,
        {"error": "Masuk dulu sebagai pemilik foto ini."},
    )
    assert shown(product) == []
