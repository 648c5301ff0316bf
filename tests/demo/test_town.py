"""The sample town, built by its own command through the same operations as real use."""

import re
from collections import Counter
from pathlib import Path

import pytest
from databases import database_url
from demo_commands import MIGRATIONS, run
from flask import Flask
from flask_migrate import upgrade
from other_apps import other_app, other_settings
from PIL import Image
from sheet_round_trip import checked_exports, fates
from sqlalchemy import select, text

from accounts.models import User
from accounts.operations import authenticate
from catalog.attributes import validate_attributes
from catalog.models import Kelurahan, Maker, Product, ProductRevision
from catalog.queries import listed_products
from catalog.readiness import is_ready
from catalog.states import MakerState, RevisionState
from curation.entry_models import Decision, Entry, Scoresheet
from curation.operations.scoresheets import criteria_of
from curation.states import EntryState, ScoresheetState
from database import db
from demo.art.render import PIXELS, registry
from demo.data_files import PICTURES, rows
from demo.sign_ins import PASSWORD, sign_ins


@pytest.mark.usefixtures("inside")
def test_town_has_its_people_places_and_products() -> None:
    numbers = [db.session.query(model).count() for model in (Kelurahan, Maker, Product, User)]
    assert numbers == [18, 23, 40, 23 + 5 + 2]
    assert set(db.session.scalars(select(Maker.state))) == {MakerState.VERIFIED}
    for model in (User, Maker, Product):
        assert set(db.session.scalars(select(model.is_sample))) == {True}


@pytest.mark.usefixtures("inside")
def test_town_tells_the_story_of_every_product() -> None:
    entries = db.session.scalars(select(Entry)).all()
    assert Counter(entry.state.value for entry in entries) == {
        "accepted": 19,
        "conditional": 5,
        "revise": 7,
        "in_review": 6,
        "submitted": 3,
    }
    stories = {row["name_id"]: row["curation"]["state"] for row in rows("products")}
    assert {entry.revision.name_id: entry.state.value for entry in entries} == stories


@pytest.mark.usefixtures("inside")
def test_town_lists_what_was_accepted_and_nothing_else() -> None:
    passed = (EntryState.ACCEPTED, EntryState.CONDITIONAL)
    query = select(Entry.revision_id).where(Entry.state.in_(passed))
    listed = listed_products()
    assert sorted(product.listed_revision_id or 0 for product in listed) == sorted(
        db.session.scalars(query)
    )
    assert [product.slug for product in listed if product.curation_score is None] == []


@pytest.mark.usefixtures("inside")
def test_town_breaks_no_rule() -> None:
    for entry in db.session.scalars(select(Entry)):
        revision = entry.revision
        values = dict(revision.attributes)
        _, wrong = validate_attributes(revision.category, revision.subcategory, values, draft=False)
        assert (revision.name_id, wrong, is_ready(entry.product)) == (revision.name_id, {}, True)
        assert (entry.consents_to_listing, revision.state) == (True, RevisionState.FROZEN)
    for sheet in db.session.scalars(select(Scoresheet)):
        assert sheet.state is ScoresheetState.FINAL
        wanted = {one.id for one in criteria_of(sheet.entry)}
        assert {score.criterion_id for score in sheet.scores} == wanted
    released = db.session.scalars(select(Decision.released_at)).all()
    assert (len(released), None in released) == (31, False)
    if db.engine.dialect.name == "sqlite":
        assert db.session.execute(text("PRAGMA foreign_key_check")).all() == []


@pytest.mark.usefixtures("inside")
def test_every_product_has_two_photos_with_words() -> None:
    for revision in db.session.scalars(select(ProductRevision)):
        words = [(one.position, bool(one.alt_id), bool(one.alt_en)) for one in revision.photos]
        assert (revision.name_id, words) == (
            revision.name_id,
            [(0, True, True), (1, True, True)],
        )
        assert {(one.photo.width, one.photo.height) for one in revision.photos} == {PIXELS}


def test_town_is_shown_to_visitors(town: Flask) -> None:
    page = town.test_client().get("/").text
    categories = [row["category"] for row in rows("products")]
    cards = re.findall(r'<article class="card">.*?</article>', page, re.DOTALL)
    assert len(cards) == 8
    with town.app_context():
        shown = [
            product.listed_revision.category
            for product in listed_products()
            if product.listed_revision and f'href="/produk/{product.slug}"' in "".join(cards)
        ]
    assert Counter(shown) == dict.fromkeys(set(categories), 2)


def test_sample_people_sign_in(town: Flask) -> None:
    said = run(town, "demo", "signins").splitlines()
    assert len(said) == len(sign_ins()) == 5
    with town.test_request_context():
        for person, line in zip(sign_ins(), said, strict=True):
            assert line.split()[-2:] == [person.email, PASSWORD]
            user = authenticate(identifier=person.email, password=PASSWORD)
            assert (user.name, user.is_sample) == (person.name, True)


def test_town_is_not_loaded_over_somebody(town: Flask) -> None:
    said = run(town, "demo", "load")
    assert said == "Error: The database is not empty; `flask demo reset` empties it.\n"
    assert run(town, "demo", "load", "--if-empty") == ""
    with town.app_context():
        assert db.session.query(Product).count() == 40


def test_pictures_are_all_drawn_at_full_size() -> None:
    files = {path.stem: path for path in PICTURES.glob("*.jpg")}
    assert set(files) == set(registry())
    for path in files.values():
        with Image.open(path) as picture:
            assert (path.name, picture.format, picture.size) == (path.name, "JPEG", PIXELS)


def test_reset_empties_the_database(
    tmp_path_factory: pytest.TempPathFactory, worker_id: str
) -> None:
    folder = tmp_path_factory.mktemp("reset")
    settings = other_settings(folder, database=database_url(f"{worker_id}_reset", folder))
    with other_app(settings, tables=False) as app:
        with app.app_context():
            upgrade(MIGRATIONS)
        run(app, "people", "office", "dewi@contoh.test", "--name", "D", "--password", "sogan alam")
        assert run(app, "demo", "signins") == ""  # She is no sample.
        said = run(app, "demo", "load", "--products", "3")
        assert said.startswith("3 generated products after ")
        with app.app_context():
            assert (db.session.query(User).count(), db.session.query(Product).count()) == (1, 3)
        assert run(app, "demo", "reset") == "The database is empty.\n"
        with app.app_context():
            assert (db.session.query(User).count(), db.session.query(Product).count()) == (0, 0)


@pytest.mark.parametrize("command", ["load", "reset"])
def test_sample_town_has_no_place_in_production(
    tmp_path_factory: pytest.TempPathFactory, command: str
) -> None:
    live = other_settings(
        tmp_path_factory.mktemp("live"), environment="production", secret="0123456789"
    )
    with other_app(live) as app:
        assert run(app, "demo", command) == "Error: The sample town has no place in production.\n"
        with app.app_context():
            assert db.session.query(User).count() == 0


@pytest.mark.usefixtures("inside")
def test_town_exports_come_back_without_a_change(tmp_path: Path) -> None:
    checked = checked_exports(tmp_path, "id", read_in="en")
    number = len(db.session.scalars(select(Product.id)).all())
    assert [(row.number, row.errors) for row in checked if row.errors] == []
    assert fates(checked) == {"unchanged": number}
