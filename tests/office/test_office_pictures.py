"""The office sees a picture that two makers have, and says why it is no matter."""

from collections.abc import Callable

import pytest
from catalog_goods import counting
from factories import PhotoFactory, RevisionPhotoFactory, maker_user, office_user, same_picture
from flask.testing import FlaskClient
from html_pages import main_part, words

from accounts.models import User
from accounts.queries import log_of
from catalog.models import Product, RevisionPhoto
from database import db
from office.pictures import same_picture_count
from uploads.models import PhotoMatch
from uploads.states import MatchState

Browsers = Callable[[User], FlaskClient]
PAGE = "/dinas/foto-sama"


@pytest.fixture
def office(client_for: Browsers) -> FlaskClient:
    user = office_user()
    db.session.commit()
    return client_for(user)


@pytest.fixture
def pair(app: object) -> PhotoMatch:
    made = same_picture()
    db.session.commit()
    return made


def placed(photo_id: int) -> RevisionPhoto:
    return db.session.query(RevisionPhoto).filter_by(photo_id=photo_id).one()


def product_of(photo_id: int) -> Product:
    return placed(photo_id).revision.product


def test_pictures_stand_beside_each_other_with_their_makers(
    office: FlaskClient, pair: PhotoMatch
) -> None:
    page = main_part(office.get(PAGE))
    for photo in (pair.photo, pair.other):
        assert photo.fallback_url in page
        assert product_of(photo.id).maker.name in page


def test_home_tells_how_many_wait(office: FlaskClient, pair: PhotoMatch) -> None:
    assert pair.state is MatchState.OPEN
    assert "1 foto muncul di produk dua perajin. Periksa." in words(office.get("/dinas/").text)


def test_withdrawing_page_of_the_product_tells_of_it(office: FlaskClient, pair: PhotoMatch) -> None:
    product = product_of(pair.photo_id)
    page = office.get(f"/dinas/produk/{product.id}/turunkan").text
    assert "Foto produk ini juga ada di produk perajin lain" in page
    assert f"{PAGE}#pasangan-{pair.id}" in page


def test_picture_that_was_taken_away_is_not_shown(office: FlaskClient, pair: PhotoMatch) -> None:
    db.session.delete(placed(pair.photo_id))
    db.session.commit()
    assert same_picture_count() == 0
    assert "Tidak ada foto yang sama" in office.get(PAGE).text


def test_picture_that_was_cut_is_still_shown(office: FlaskClient, pair: PhotoMatch) -> None:
    cut = PhotoFactory(maker_id=pair.photo.maker_id, made_from_id=pair.photo_id)
    revision = placed(pair.photo_id).revision
    db.session.delete(placed(pair.photo_id))
    db.session.flush()
    RevisionPhotoFactory(revision=revision, photo=cut, position=0)
    db.session.commit()
    assert same_picture_count() == 1
    assert f'id="pasangan-{pair.id}"' in office.get(PAGE).text


def test_picture_dismiss_takes_it_off_the_list_and_logs_why(
    office: FlaskClient, pair: PhotoMatch
) -> None:
    answer = office.post(f"{PAGE}/{pair.id}/selesai", data={f"m{pair.id}-reason": "Difoto bersama"})
    assert (answer.status_code, answer.location) == (303, PAGE)
    db.session.expire_all()
    assert (pair.state, pair.reason) == (MatchState.DISMISSED, "Difoto bersama")
    (row,) = log_of("photo_match", pair.id)
    assert (row.action, row.before, row.after, row.reason) == (
        "dismiss",
        "open",
        "dismissed",
        "Difoto bersama",
    )
    assert same_picture_count() == 0


def test_picture_dismiss_asks_for_a_reason(office: FlaskClient, pair: PhotoMatch) -> None:
    answer = office.post(f"{PAGE}/{pair.id}/selesai", data={f"m{pair.id}-reason": " "})
    assert answer.status_code == 422
    assert f'id="m{pair.id}-reason-error"' in answer.text
    assert same_picture_count() == 1


def test_picture_dismiss_a_second_time_says_that_it_was_done(
    office: FlaskClient, pair: PhotoMatch
) -> None:
    address = f"{PAGE}/{pair.id}/selesai"
    for _ in range(2):
        answer = office.post(address, data={f"m{pair.id}-reason": "Difoto bersama"})
    assert answer.status_code == 422
    assert len(log_of("photo_match", pair.id)) == 1


@pytest.mark.parametrize("key", [999_999, 2**63])
def test_picture_dismiss_of_nothing_is_not_found(office: FlaskClient, key: int) -> None:
    assert office.post(f"{PAGE}/{key}/selesai", data={}).status_code == 404


def test_pictures_are_nothing_to_makers(client_for: Browsers, pair: PhotoMatch) -> None:
    product = product_of(pair.photo_id)
    user = maker_user(product.maker)
    db.session.commit()
    browser = client_for(user)
    assert browser.get(PAGE).status_code == 404
    for path in (f"/perajin-saya/produk/{product.id}", f"/perajin-saya/produk/{product.id}/foto"):
        assert product_of(pair.other_id).maker.name not in browser.get(path).text


def test_pictures_take_as_many_queries_for_three_pairs_as_for_one(
    office: FlaskClient, pair: PhotoMatch
) -> None:
    office.get(PAGE)
    with counting() as for_one:
        assert f'id="pasangan-{pair.id}"' in office.get(PAGE).text
    for _ in range(2):
        same_picture()
    db.session.commit()
    with counting() as for_three:
        assert office.get(PAGE).text.count('class="pair"') == 3
    assert len(for_three) - for_three.count("BEGIN") == len(for_one) - for_one.count("BEGIN")
