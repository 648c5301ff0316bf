"""Etalase: wires the packages into one Flask app."""

import gc

from flask import Flask, request
from flask_mailman import Mail
from flask_wtf import CSRFProtect
from werkzeug.middleware.proxy_fix import ProxyFix

import accounts.tasks
import accounts.views
import catalog.paper_reminders
import catalog.views
import curation.entry_models
import curation.views
import office.views
import showcase.api
import showcase.models
import showcase.question_reminders
import showcase.search.ended_papers
import showcase.views
import uploads.looking
import uploads.matching
import uploads.views
import web.views
from accounts.commands import cli as accounts_cli
from accounts.samples import refuse_sample_people
from accounts.sessions import init_sessions
from catalog.commands import cli as papers_cli
from catalog.errands import init_errand_log
from catalog.visits import init_visits
from config import MIB, Settings
from curation.commands import cli as curation_cli
from database import db, will_write
from demo.commands import cli as demo_cli
from showcase.search.commands import cli as search_cli
from showcase.search.staleness import init_staleness
from showcase.sought import init_sought
from showcase.views.visits import product_seen
from uploads.commands import cli as photos_cli
from web.assets import init_assets
from web.bodies import init_bodies
from web.caching import init_caching
from web.changes import init_changes
from web.commands import init_commands
from web.compression import init_compression
from web.errors import init_errors
from web.formats import init_formats
from web.headers import init_headers
from web.kept_pages import init_kept_pages
from web.languages import init_languages
from web.limits import init_limits
from web.migrating import init_migrations
from web.navigation import init_navigation
from web.tasks import init_tasks
from web.translated import init_translated

# Python looks for cycles whenever so many more objects are there, and so many times in the youngest
# two generations before it looks in the next. Its own 700 means hundreds of searches in one large
# page, a third of its time.
GARBAGE = (50_000, 20, 20)
BODY_LIMIT = 26 * MIB  # A photo of 25 MB and the form around it.
PACKAGES = (web, accounts, uploads, catalog, curation, showcase, office)
COMMANDS = (accounts_cli, curation_cli, demo_cli, papers_cli, photos_cli, search_cli)


def create_app(settings: Settings | None = None) -> Flask:
    """Make the app.

    Args:
        settings: all settings; read from the environment when not given.

    Raises:
        SettingsError: when a setting cannot be used, or production meets sample people.
    """
    gc.set_threshold(*GARBAGE)
    settings = settings or Settings.from_env()
    settings.check()
    app = Flask("app")
    app.extensions["settings"] = settings
    _configure(app, settings)
    _extend(app, settings)
    for package in PACKAGES:
        app.register_blueprint(package.views.blueprint)
    app.register_blueprint(showcase.api.blueprint)
    # A beacon carries no token; the view asks the browser where it comes from instead.
    app.extensions["csrf"].exempt(product_seen)
    for cli in COMMANDS:
        app.cli.add_command(cli)
    if settings.is_production:
        refuse_sample_people(app)
    return app


def _mail(settings: Settings) -> dict[str, object]:
    """Where messages go: a mail server, or files in the instance."""
    host, _, port = settings.smtp_server.partition(":")
    return {
        "MAIL_BACKEND": "smtp" if host else "file",
        "MAIL_FILE_PATH": str(settings.instance / "outbox"),
        "MAIL_SERVER": host or "localhost",
        "MAIL_PORT": int(port or 25),
        "MAIL_DEFAULT_SENDER": settings.mail_sender,
    }


def _configure(app: Flask, settings: Settings) -> None:
    app.config.update(
        SECRET_KEY=settings.secret_key(),
        SQLALCHEMY_DATABASE_URI=settings.database_url,
        MAX_CONTENT_LENGTH=BODY_LIMIT,
        WTF_CSRF_ENABLED=settings.environment != "test",
        WTF_CSRF_TIME_LIMIT=None,  # A form that was filled slowly is still worth saving.
        **_mail(settings),
    )
    hops = int(settings.proxies)
    if hops:
        app.wsgi_app = ProxyFix(app.wsgi_app, hops, hops, hops)  # type: ignore[method-assign]


def _extend(app: Flask, settings: Settings) -> None:
    init_compression(app)
    db.init_app(app)
    init_migrations(app)
    init_bodies(app)
    CSRFProtect(app)
    Mail(app)
    for wire in (
        init_languages,
        init_translated,
        init_assets,
        init_formats,
        init_headers,
        init_errors,
        init_navigation,
    ):
        wire(app)
    for wire_with_settings in (init_limits, init_tasks, init_sessions, init_visits, init_sought):
        wire_with_settings(app, settings)
    init_changes(app)
    init_kept_pages(app, settings)
    init_caching(app)
    init_staleness(app)
    init_errand_log(app)
    init_commands(app)
    _tell_reads_from_writes(app)


def _tell_reads_from_writes(app: Flask) -> None:
    """Let SQLite take its write lock at the start of requests that change something."""

    @app.before_request
    def expect_writes() -> None:
        will_write(answer=request.method not in {"GET", "HEAD", "OPTIONS"})

    @app.teardown_request
    def expect_reads(_error: BaseException | None) -> None:
        will_write(answer=False)
