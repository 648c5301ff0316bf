"""Nothing of another maker, of a blind round or before release leaks, wherever one may look.

Words that exist nowhere else stand in everything that somebody must not see. Then each person opens
every address that the site has, with every key that there is, and what comes back is read to the
last byte: pages, headers, JSON, spreadsheets and pictures. New addresses are walked by themselves.
"""

import io
import re
import zipfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import product as combinations
from typing import Any

import pytest
from curation_rounds import Town, admitted, answers, person_of, ready_product, small_town
from factories import MakerFactory, PartnerFactory, UserFactory, curator_user
from flask import Flask, url_for
from flask.testing import FlaskClient
from photo_files import encoded, phone_exif, scene
from PIL import ExifTags
from sqlalchemy import select
from werkzeug.routing import Rule as Address

from accounts.models import OutgoingMessage, User
from catalog.models import RevisionPhoto
from curation.entry_models import Entry
from curation.operations import (
    Answer,
    declare_conflict,
    finish_scoresheet,
    propose_outcome,
    release_decisions,
    save_scoresheet,
)
from curation.operations.remarks import add_remark
from curation.snapshots import release_preview
from curation.standing import round_standing
from curation.states import Outcome
from database import db
from uploads.intake import take_photo
from uploads.operations import store_photo
from web.tasks import run_everything

Browser = Callable[[User], FlaskClient]
pytestmark = pytest.mark.timeout(300)

SEARCHES = ("keranjang", "PRODUKSATU", "PEMBUATSATU", "K-0000")


@dataclass
class Planted:
    """A scored round with words to look for.

    Attributes:
        first: The entry that will be accepted.
        second: A rival's, that will be declined.
        people: Who looks, by what they are.
    """

    town: Town
    first: Entry
    second: Entry
    people: dict[str, User] = field(default_factory=dict)


def planted() -> Planted:
    """Two makers, three curators of whom one has an interest, and everybody else."""
    town = small_town(curators=3)
    town.chair.name = "KETUA"
    for number, curator in enumerate(town.curators, start=1):
        curator.name = f"KURATOR{number}X"
    first, second = (entry_of(town, which) for which in ("SATU", "DUA"))
    declare_conflict(entry=first, curator=town.curators[2], reason="ALASANTAUTAN")
    for entry, which, values in ((first, "SATU", (5, 4)), (second, "DUA", (2, 1))):
        for number, value in enumerate(values, start=1):
            sheet_of(entry, town.curators[number - 1], value, f"{which}{number}")
    add_remark(entry=first, author=town.curators[0], text="PENDAPATSATU")
    propose_outcome(entry=first, outcome=Outcome.ACCEPT, actor=town.chair, reason="ALASANSATU")
    propose_outcome(entry=second, outcome=Outcome.DECLINE, actor=town.chair, reason="ALASANDUA")
    people: dict[str, User] = {
        "maker": person_of(town, first.product.maker),
        "rival": person_of(town, second.product.maker),
        "curator": town.curators[0],
        "curator with an interest": town.curators[2],
        "curator of another partner": curator_user(PartnerFactory()),
        "chair": town.chair,
        "buyer": UserFactory(),
    }
    db.session.commit()
    return Planted(town, first, second, people)


def entry_of(town: Town, which: str) -> Entry:
    """An entry whose maker, words and picture carry a word of their own."""
    maker = MakerFactory(name=f"PEMBUAT{which}", slug=f"pembuat{which.lower()}")
    exif = phone_exif(1)
    exif[ExifTags.Base.Artist] = f"PEMBUAT{which}"
    data = encoded(scene(400, 300, seed=len(which)), "JPEG", exif=exif)
    photo = store_photo(intake=take_photo(data), maker_id=maker.id, uploaded_by=None)
    made = ready_product(maker, name_id=f"Keranjang PRODUK{which}", name_en=f"PRODUK{which}")
    made.slug = f"keranjang-produk{which.lower()}"
    made.newest.photos.append(RevisionPhoto(photo=photo, position=1, alt_id="Dari samping"))
    person_of(town, maker)
    return admitted(town, made)


def sheet_of(entry: Entry, curator: User, value: int, mark: str) -> None:
    """A final sheet with notes that nobody else would write."""
    given = answers(entry, value, quality=Answer(value, note=f"CATATAN{mark}"))
    save_scoresheet(
        entry=entry, curator=curator, answers=given, private_note=f"PRIBADI{mark}", version=0
    )
    finish_scoresheet(entry=entry, curator=curator)


# The adjusted scores of the two entries, as pages and files write them.
SCORES = {"SATU": ("87,5", "87.5"), "DUA": ("12,5", "12.5")}
MAKERS = ("PEMBUATSATU", "PEMBUATDUA", "pembuatsatu", "pembuatdua")


def about(which: str) -> set[str]:
    """Everything that was said of an entry."""
    words = {f"ALASAN{which}", f"PENDAPAT{which}", *SCORES[which]}
    return words | {f"{kind}{which}{n}" for kind in ("CATATAN", "PRIBADI") for n in (1, 2)}


def of_maker(which: str) -> set[str]:
    """What tells of a maker and their product."""
    small = which.lower()
    return {f"PEMBUAT{which}", f"pembuat{small}", f"PRODUK{which}", f"produk{small}"}


PEOPLE = {"KURATOR1X", "KURATOR2X", "KURATOR3X", "KETUA", "ALASANTAUTAN"}
EVERYTHING = PEOPLE | about("SATU") | about("DUA") | of_maker("SATU") | of_maker("DUA")
OTHERS_SHEETS = {"CATATANSATU2", "PRIBADISATU2", "CATATANDUA2", "PRIBADIDUA2"}
BEFORE = {
    "maker": EVERYTHING - of_maker("SATU"),
    "curator": {*MAKERS, *OTHERS_SHEETS, "ALASANSATU", "ALASANDUA", "ALASANTAUTAN", "KURATOR2X"}
    | {*SCORES["SATU"], *SCORES["DUA"]},
    "curator with an interest": about("SATU") | about("DUA") | of_maker("SATU") | {*MAKERS},
    "curator of another partner": EVERYTHING,
    "chair": {*MAKERS, "ALASANTAUTAN"},
    "buyer": EVERYTHING,
    "visitor": EVERYTHING,
}
# The first entry is accepted and public; the second is declined, and its maker alone knows.
PUBLIC = of_maker("SATU")
AFTER = {
    "maker": EVERYTHING - PUBLIC - {"ALASANSATU", "CATATANSATU1", "CATATANSATU2", *SCORES["SATU"]},
    "rival": EVERYTHING
    - PUBLIC
    - of_maker("DUA")
    - {"ALASANDUA", "CATATANDUA1", "CATATANDUA2", *SCORES["DUA"]},
    "curator": {"PEMBUATDUA", "pembuatdua", "PRIBADISATU2", "PRIBADIDUA2", "ALASANTAUTAN"},
    "curator with an interest": about("SATU") | about("DUA") | {"PEMBUATDUA", "pembuatdua"},
    "curator of another partner": EVERYTHING - PUBLIC,
    # A blind round is blind while it is judged; its results name the makers to who chaired it.
    "chair": {"ALASANTAUTAN"},
    "visitor": EVERYTHING - PUBLIC,
}


def keys(world: Planted) -> dict[str, list[object]]:
    """Every key of every kind of thing in addresses."""
    entries = (world.first, world.second)
    return {
        "entry_id": [one.id for one in entries],
        "round_id": [world.town.round.id],
        "product_id": [one.product_id for one in entries],
        "maker_id": [one.product.maker_id for one in entries],
        "partner_id": [world.town.partner.id],
        "slug": [slug for one in entries for slug in (one.product.slug, one.product.maker.slug)],
        "code": [one.code for one in entries],
        "category_key": ["kriya"],
        "kind": ["nib"],
    }


def paths(app: Flask, world: Planted) -> Iterator[str]:
    """Every address that can be opened, with every key; unknown kinds of keys are small numbers."""
    known = keys(world)
    with app.test_request_context():
        for address in app.url_map.iter_rules():
            if "GET" not in (address.methods or ()) or address.endpoint == "static":
                continue
            names = sorted(address.arguments)
            choices = [known.get(name, _guesses(address, name)) for name in names]
            for values in combinations(*choices):
                given: dict[str, Any] = dict(zip(names, values, strict=True))
                yield url_for(address.endpoint, **given)
    yield from (f"/cari?q={asked}" for asked in SEARCHES)
    yield from (f"/perajin?q={asked}" for asked in SEARCHES)


def _guesses(address: Address, name: str) -> list[object]:
    is_number = type(address._converters[name]).__name__ == "IntegerConverter"
    return [1, 2] if is_number else ["x"]


def read(answer: object) -> str:
    """Everything that an answer says: its headers, and its body with what is packed in it."""
    body: bytes = answer.data  # type: ignore[attr-defined]
    parts = [str(answer.headers).encode(), body]  # type: ignore[attr-defined]
    if body.startswith(b"PK\x03\x04"):
        with zipfile.ZipFile(io.BytesIO(body)) as packed:
            parts += [packed.read(name) for name in packed.namelist()]
            parts += [name.encode() for name in packed.namelist()]
    return b"\n".join(parts).decode("utf-8", "replace")


def said(text: str) -> str:
    """An answer without the numbers of drawings."""
    return re.sub(r"<(?:path|svg|circle|rect|line|polygon|polyline|text)\b[^>]*>", "", text)


def holds(text: str, word: str) -> bool:
    """Whether a text holds a word; a score only where it is a number by itself."""
    if not word[0].isdigit():
        return word in text
    return re.search(rf"(?<![\d.,#-]){re.escape(word)}(?![\d%.]|rem|px)", text) is not None


def found(
    app: Flask, browser: FlaskClient, world: Planted, hidden: set[str]
) -> set[tuple[str, str]]:
    """Where hidden words are found: (address, word)."""
    places: set[tuple[str, str]] = set()
    pictures: set[str] = set()
    for path in paths(app, world):
        answer = browser.get(path)
        assert answer.status_code != 500, path
        text = said(read(answer))
        # Whoever asks for a word has it already, and pages may say what was asked.
        places |= {
            (path, word) for word in hidden if word in text and word.lower() not in path.lower()
        }
        pictures |= set(re.findall(r"/foto/[\w.-]+", text))
    for picture in pictures:
        text = picture + read(browser.get(picture))
        places |= {(picture, word) for word in hidden if not word[0].isdigit() and word in text}
    return places


@pytest.fixture
def world(app: Flask) -> Planted:
    made = planted()
    run_everything(app)
    return made


def browser_of(app: Flask, world: Planted, name: str, client_for: Browser) -> FlaskClient:
    return client_for(world.people[name]) if name in world.people else app.test_client()


def release(world: Planted) -> None:
    town = world.town
    preview = release_preview(round_standing(town.round))
    release_decisions(round_=town.round, actor=town.chair, fingerprint=preview.fingerprint)
    db.session.commit()


def told() -> Sequence[OutgoingMessage]:
    """Every message but the reminders to curators, which the worker writes meanwhile."""
    query = select(OutgoingMessage).where(OutgoingMessage.key.not_like("round:%:lag:%"))
    return db.session.scalars(query).all()


def test_nothing_leaks_before_release(app: Flask, world: Planted, client_for: Browser) -> None:
    leaks = {
        (name, *place)
        for name, hidden in BEFORE.items()
        for place in found(app, browser_of(app, world, name, client_for), world, hidden)
    }
    assert leaks == set()
    assert told() == []


def test_nothing_leaks_after_release(app: Flask, world: Planted, client_for: Browser) -> None:
    release(world)
    leaks = {
        (name, *place)
        for name, hidden in AFTER.items()
        for place in found(app, browser_of(app, world, name, client_for), world, hidden)
    }
    assert leaks == set()
    assert {one.user_id for one in told()} == {world.people["maker"].id, world.people["rival"].id}
    words = {one.user_id: one.subject + one.body for one in told()}
    assert "PRODUKDUA" not in words[world.people["maker"].id]


def test_words_are_where_they_belong(app: Flask, world: Planted, client_for: Browser) -> None:
    # What nobody would find anywhere would prove nothing by being absent.
    places = [
        found(app, client_for(one), world, EVERYTHING)
        for one in (
            world.town.office,
            world.town.chair,
            world.people["maker"],
            world.people["rival"],
        )
    ]
    seen = {word for one in places for _path, word in one}
    unseen = {"pembuatsatu", "pembuatdua", "produksatu", "produkdua"}  # Addresses of public pages.
    assert EVERYTHING - seen - unseen == {"PENDAPATDUA"}
