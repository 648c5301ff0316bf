"""Running commands of the app in a test."""

from flask import Flask

from config import ROOT

MIGRATIONS = str(ROOT / "migrations")


def run(app: Flask, *words: str) -> str:
    """What a command says."""
    result = app.test_cli_runner().invoke(args=list(words))
    assert isinstance(result.exception, SystemExit | None)
    return result.output
