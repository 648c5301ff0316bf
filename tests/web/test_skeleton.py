import pytest
from flask import Flask
from flask.testing import FlaskClient

from accounts.log import record
from accounts.models import LogEntry
from database import db


def test_health_answers_in_both_languages(client: FlaskClient) -> None:
    assert client.get("/sehat").json == {"status": "ok"}
    assert client.get("/en/sehat").json == {"status": "ok"}


def test_log_rows_cannot_be_changed(app: Flask) -> None:
    row = record(actor=None, subject=("maker", 1), action="submit", after="submitted")
    db.session.commit()
    row.after = "verified"
    with pytest.raises(RuntimeError, match="never changed"):
        db.session.commit()
    db.session.rollback()
    assert db.session.get_one(LogEntry, row.id).after == "submitted"
