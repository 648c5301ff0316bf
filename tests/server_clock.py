"""The server's clock, set by a test."""

import sys
from datetime import datetime

import pytest

import database


def set_clock(monkeypatch: pytest.MonkeyPatch, moment: datetime) -> None:
    """Let every module that asks the time be told this moment."""
    now = database.utcnow
    for module in list(sys.modules.values()):
        if vars(module).get("utcnow") is now or getattr(
            vars(module).get("utcnow"), "is_set", False
        ):
            monkeypatch.setattr(module, "utcnow", _clock(moment))


def _clock(moment: datetime) -> object:
    def told() -> datetime:
        return moment

    told.is_set = True  # type: ignore[attr-defined]
    return told
