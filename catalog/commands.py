"""Commands for papers."""

import json
from datetime import date
from typing import Any, Final

import click
from flask.cli import AppGroup
from flask_babel import lazy_gettext as _l

from catalog.kbli import YEARS, read_kbli
from catalog.paper_business import masked
from catalog.paper_reading import Circumstances, Notes, Reading
from catalog.paper_rules import CHECKERS
from catalog.states import PaperKind, Region
from database import utcnow
from web.formats import in_wib

KBLI: Final = "kbli"
TYPES: Final = (*(one.value for one in PaperKind), KBLI)

cli = AppGroup("papers", help="Check the numbers of papers.")


def _answer(reading: Reading) -> dict[str, Any]:
    """A reading as one JSON line holds it; a person's NIK shows its last four digits only."""
    number = masked(reading.number) if reading.is_personal else reading.number
    return {
        "type": reading.kind.value,
        "accepted": reading.accepted,
        "number": number,
        "codes": [one.code for one in reading.refusals],
        "messages": [str(one.message) for one in reading.refusals],
        "hints": [{"code": one.code, "message": str(one.message)} for one in reading.hints],
        "facts": {one.key: {"value": one.value, "words": str(one.words)} for one in reading.facts},
        "ends": reading.ends.isoformat() if reading.ends else None,
    }


def _answer_kbli(typed: str, year: int | None) -> dict[str, Any]:
    """A KBLI code alone, in the same shape."""
    notes = Notes()
    code = read_kbli(typed, year, notes) or typed.strip()
    if not typed.strip():
        notes.refuse("kbli-shape", _l("Kode KBLI berisi 5 angka."), "kbli")
    return {**_answer(notes.reading(PaperKind.NIB, code)), "type": KBLI}


def _day(_context: object, _option: object, typed: str | None) -> date | None:
    try:
        return date.fromisoformat(typed) if typed else None
    except ValueError:
        raise click.BadParameter("takes a date such as 2026-11-22") from None


@cli.command("check")
@click.argument("kind", metavar="TYPE", type=click.Choice(TYPES, case_sensitive=False))
@click.argument("number")
@click.option("--kbli", default="", help="A code of the business, with a NIB.")
@click.option("--kbli-year", type=click.Choice([str(one) for one in YEARS]), help="Its edition.")
@click.option("--region", type=click.Choice([one.value for one in Region]), help="The maker's.")
@click.option("--registered-on", callback=_day, help="Day of registration of a trademark.")
@click.option("--expires-on", callback=_day, help="The last day, as printed on the paper.")
@click.option("--technique", default="", help="The product's batik technique, with an SNI.")
@click.option("--in-process", is_flag=True, help="The number is an application's.")
def check(  # noqa: PLR0913 - one parameter for each option.
    *,
    kind: str,
    number: str,
    kbli: str,
    kbli_year: str | None,
    region: str | None,
    registered_on: date | None,
    expires_on: date | None,
    technique: str,
    in_process: bool,
) -> None:
    """Say whether NUMBER can be a paper of this TYPE, and what it says; one JSON line.

    Nothing is stored.
    """
    year = int(kbli_year) if kbli_year else None
    if kind == KBLI:
        click.echo(json.dumps(_answer_kbli(number, year), ensure_ascii=False))
        return
    around = Circumstances(
        today=in_wib(utcnow()).date(),
        region=Region(region) if region else None,
        kbli=kbli,
        kbli_year=year,
        registered_on=registered_on,
        expires_on=expires_on,
        technique=technique,
    )
    reading = CHECKERS[PaperKind(kind)](number, around)
    reading = reading.forgiven() if in_process else reading
    click.echo(json.dumps(_answer(reading), ensure_ascii=False))
