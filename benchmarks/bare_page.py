"""The reference for pages: the least that Flask can answer, under the same web server."""

from flask import Flask


def create_app() -> Flask:
    """An app of one page that asks nobody and renders nothing."""
    app = Flask(__name__)
    app.add_url_rule("/", view_func=lambda: "<!doctype html><title>Halaman kosong</title>")
    return app
