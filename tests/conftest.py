"""The app on a real database, emptied between tests; people who are signed in."""

from collections.abc import Callable, Iterator

import pytest
from databases import database_url
from factories import FACTORIES
from flask import Flask, g, template_rendered
from flask.testing import FlaskClient
from hypothesis import settings as hypothesis_settings
from sqlalchemy import event, text

from accounts.models import User
from app import create_app
from config import Settings
from curation.kept_lines import KeptLines
from curation.views.table import LINES
from database import db
from showcase.search.synonyms import EXTENSION as SYNONYMS
from showcase.sought import EXTENSION as SOUGHT
from web import kept_pages

# How long an example takes says how busy the machine is, not whether the code is right.
hypothesis_settings.register_profile("untimed", deadline=None)
hypothesis_settings.load_profile("untimed")


@pytest.fixture(scope="session")
def settings(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Settings:
    """Settings of the tests: an own instance and an own database for each xdist worker."""
    instance = tmp_path_factory.mktemp("instance")
    return Settings(
        environment="test",
        secret="tests-only",
        instance_folder=str(instance),
        database=database_url(worker_id, instance),
        rate_limits="off",
        password_cost="0",
    )


@pytest.fixture(scope="session")
def session_app(settings: Settings) -> Iterator[Flask]:
    """One app for a worker, with all tables."""
    app = create_app(settings)
    # A test holds one app context over many requests; each request starts with an empty ``g``, as
    # it would have in the running program.
    app.before_request_funcs.setdefault(None, []).insert(0, lambda: vars(g).clear())
    with app.app_context():
        db.create_all()
    yield app
    with app.app_context():
        db.session.remove()
        db.engine.dispose()


@pytest.fixture
def app(session_app: Flask) -> Iterator[Flask]:
    """The app inside a context, on an empty database."""
    with session_app.app_context():
        yield session_app
        db.session.rollback()
        empty_database()
        db.session.remove()
        session_app.extensions["huey"].flush()
        forget_what_was_kept(session_app)


@pytest.fixture
def made(app: Flask, monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    """The templates of pages that are made while public pages are kept.

    PostgreSQL's snapshots are of the whole server, on which other tests write at the same time; a
    count of what this app's engine commits stands in for them.
    """
    names: list[str] = []
    commits = [0]

    def note(_app: Flask, template: object, **_rest: object) -> None:
        names.append(str(getattr(template, "name", "")))

    def count(_connection: object) -> None:
        commits[0] += 1

    if db.engine.dialect.name == "postgresql":
        monkeypatch.setattr(kept_pages, "content_mark", lambda: str(commits[0]))
        event.listen(db.engine, "commit", count)
    monkeypatch.setitem(app.extensions, kept_pages.EXTENSION, kept_pages.KeptPages())
    with template_rendered.connected_to(note, app):
        yield names
    if db.engine.dialect.name == "postgresql":
        event.remove(db.engine, "commit", count)


def forget_what_was_kept(app: Flask) -> None:
    """Take what the app remembers of a database that is gone."""
    app.extensions[LINES] = KeptLines()
    app.extensions.pop(SYNONYMS, None)
    app.extensions[SOUGHT]._counts.clear()


def empty_database() -> None:
    """Delete every row of every table, whatever refers to what."""
    tables = [f'"{table.name}"' for table in db.metadata.tables.values()]
    if db.engine.dialect.name == "postgresql":
        with db.engine.begin() as connection:
            connection.execute(text(f"TRUNCATE {', '.join(tables)} RESTART IDENTITY CASCADE"))
        return
    raw = db.engine.raw_connection()
    try:
        cursor = raw.cursor()
        cursor.execute("PRAGMA foreign_keys=OFF")
        cursor.execute("BEGIN")
        for table in tables:
            cursor.execute(f"DELETE FROM {table}")
        cursor.execute("COMMIT")
        cursor.execute("PRAGMA foreign_keys=ON")
    finally:
        raw.close()


@pytest.fixture(autouse=True)
def _factories_use_the_session(request: pytest.FixtureRequest) -> None:
    """Let factories write through the app's session, where a test has an app."""
    if "app" in request.fixturenames:
        for factory in FACTORIES:
            factory._meta.sqlalchemy_session = db.session


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    """A browser of somebody who is not signed in."""
    return app.test_client()


@pytest.fixture
def client_for(app: Flask) -> Callable[[User], FlaskClient]:
    """Make a browser in which a person is signed in."""

    def sign_in(user: User) -> FlaskClient:
        browser = app.test_client()
        with browser.session_transaction() as session:
            session["_user_id"] = user.get_id()
            session["_fresh"] = True
        return browser

    return sign_in
