"""What a blind round hides: names in pages, in addresses and in pictures."""

import re
from collections.abc import Callable

from curation_rounds import Town
from edge_values import NAME, SLUG
from flask.testing import FlaskClient
from photo_files import encoded, phone_exif, scene
from PIL import ExifTags

from accounts.models import User
from catalog.models import Maker
from curation.entry_models import Entry
from database import db
from uploads.intake import take_photo
from uploads.operations import store_photo

Browser = Callable[[User], FlaskClient]


def tells(page: str) -> list[str]:
    """Which of the maker's traits a page holds."""
    return [one for one in (NAME, SLUG, "Ratmi", "81987654321") if one in page]


def test_curators_list_of_a_blind_round_names_no_maker(
    town: Town, entry: Entry, client_for: Browser
) -> None:
    assert tells(client_for(town.curators[0]).get(f"/kurator/kurasi/{town.round.id}").text) == []


def test_scoring_page_of_a_blind_round_names_no_maker(
    town: Town, entry: Entry, client_for: Browser
) -> None:
    browser = client_for(town.curators[0])
    for path in (f"/kurator/ajuan/{entry.id}", f"/kurator/ajuan/{entry.id}/kepentingan"):
        assert tells(browser.get(path).text) == []


def test_chairs_pages_of_a_blind_round_name_no_maker(
    town: Town, entry: Entry, client_for: Browser
) -> None:
    chair, table = client_for(town.chair), f"/ketua/kurasi/{town.round.id}"
    chair.post(f"{table}/usulkan")
    pages = (table, f"{table}/pembagian", f"{table}/pengumuman", f"/ketua/ajuan/{entry.id}")
    assert {path: tells(chair.get(path).text) for path in pages} == {path: [] for path in pages}


def test_addresses_of_photos_tell_nothing(town: Town, entry: Entry, client_for: Browser) -> None:
    page = client_for(town.curators[0]).get(f"/kurator/ajuan/{entry.id}").text
    photos = re.findall(r'/foto/[^"\s,]+', page)
    assert photos
    assert [one for one in photos if not re.fullmatch(r"/foto/[0-9a-f]{32}[-0-9]*\.\w+", one)] == []


def test_photo_tells_nothing_of_who_took_it(town: Town, maker: Maker, client_for: Browser) -> None:
    exif = phone_exif(6)
    exif[ExifTags.Base.Artist] = NAME
    exif[ExifTags.Base.ImageDescription] = SLUG
    data = encoded(scene(700, 500), "JPEG", exif=exif, comment=NAME.encode())
    assert NAME.encode() in data
    photo = store_photo(intake=take_photo(data), maker_id=maker.id, uploaded_by=None)
    db.session.commit()
    answer = client_for(town.curators[0]).get(photo.fallback_url)
    assert answer.status_code == 200
    assert [one for one in (NAME, SLUG, "Ponsel") if one.encode() in answer.data] == []
    assert NAME not in str(answer.headers)


def test_blind_entry_is_found_by_no_search(
    town: Town, entry: Entry, client_for: Browser, client: FlaskClient
) -> None:
    for browser in (client, client_for(town.curators[0])):
        assert entry.revision.name_id not in browser.get("/cari?q=keranjang+bambu").text
