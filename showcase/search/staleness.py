"""Which documents a change makes stale, written in the transaction of the change."""

from flask import Flask


def init_staleness(app: Flask) -> None:
    """Listen to flushes."""
    app.extensions["staleness"] = True
