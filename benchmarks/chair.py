"""The chair's table of a large round, through the whole site but the network."""

import random
import time
from datetime import timedelta
from typing import Any

from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import insert, select

from accounts.models import Membership, User
from accounts.states import Role
from benchmarks.report import Table
from benchmarks.sheets import small_site
from catalog.models import Maker, Product, ProductRevision
from catalog.states import MakerState, RevisionState
from curation.entry_models import Assignment, Entry, Score, Scoresheet
from curation.kept_lines import KeptLines
from curation.models import Partner, Round
from curation.operations import RoundPlan, adopt_rubric, open_round
from curation.states import EntryState, ScoresheetState
from curation.views.table import LINES
from database import db, utcnow, writing

ENTRIES, SHEETS, CURATORS, A_MAKER = 10_000, 5, 50, 5
CATEGORY = "kriya"
BATCH = 50_000
VISITS = 5


def found_round() -> tuple[Round, User]:
    """A partner with curators, and a round that its first one chairs."""
    partner = Partner(slug="mitra", name="Mitra")
    people = [
        User(name=f"Kurator {n}", email=f"k{n}@example.id", password_hash="!", session_token=str(n))  # noqa: S106 - none that anybody could type.
        for n in range(CURATORS)
    ]
    db.session.add_all([partner, *people])
    db.session.flush()
    db.session.add_all(
        Membership(user_id=one.id, role=Role.CURATOR, partner_id=partner.id) for one in people
    )
    db.session.flush()
    now = utcnow()
    plan = RoundPlan(
        slug="kurasi",
        name_id="Kurasi",
        opens_at=now - timedelta(days=9),
        closes_at=now - timedelta(days=1),
        scoring_ends_at=now + timedelta(days=9),
        categories=(CATEGORY,),
        sheets_wanted=SHEETS,
    )
    rubric = adopt_rubric(partner=partner, actor=None)
    return open_round(
        partner=partner, rubric=rubric, plan=plan, chair=people[0], actor=None
    ), people[0]


def enter_products(round_id: int) -> None:
    """Insert makers, products, frozen revisions and entries in review."""
    makers = [
        {"id": n + 1, "slug": f"m{n}", "name": f"Perajin {n}", "state": MakerState.VERIFIED}
        for n in range(ENTRIES // A_MAKER)
    ]
    products = [
        {"id": n + 1, "slug": f"p{n}", "maker_id": n // A_MAKER + 1, "version": 1}
        for n in range(ENTRIES)
    ]
    revisions = [
        {
            "id": n + 1,
            "product_id": n + 1,
            "number": 1,
            "state": RevisionState.FROZEN,
            "category": CATEGORY,
            "name_id": f"Keranjang {n}",
        }
        for n in range(ENTRIES)
    ]
    entries = [
        {
            "id": n + 1,
            "code": f"K{n:05}",
            "round_id": round_id,
            "product_id": n + 1,
            "revision_id": n + 1,
            "state": EntryState.IN_REVIEW,
            "version": 1,
        }
        for n in range(ENTRIES)
    ]
    for model, rows in (
        (Maker, makers),
        (Product, products),
        (ProductRevision, revisions),
        (Entry, entries),
    ):
        db.session.execute(insert(model), rows)


def score_entries(criteria: list[int]) -> None:
    """Insert five final sheets an entry, with a value on every criterion."""
    dice = random.Random(0)  # noqa: S311 - a simulation.
    curators = list(range(1, CURATORS + 1))
    sheets: list[dict[str, Any]] = []
    scores: list[dict[str, Any]] = []
    for entry in range(1, ENTRIES + 1):
        quality = dice.gauss(3.2, 0.8)
        for curator in dice.sample(curators, SHEETS):
            key = len(sheets) + 1
            sheets.append(
                {
                    "id": key,
                    "entry_id": entry,
                    "revision_id": entry,
                    "curator_id": curator,
                    "state": ScoresheetState.FINAL,
                    "version": 2,
                }
            )
            scores += [
                {
                    "scoresheet_id": key,
                    "criterion_id": criterion,
                    "value": min(5, max(1, round(dice.gauss(quality, 0.7)))),
                }
                for criterion in criteria
            ]
    given = [{"entry_id": one["entry_id"], "curator_id": one["curator_id"]} for one in sheets]
    for model, rows in ((Assignment, given), (Scoresheet, sheets), (Score, scores)):
        for start in range(0, len(rows), BATCH):
            db.session.execute(insert(model), rows[start : start + BATCH])


def _signed_in(app: Flask, user_id: str) -> FlaskClient:
    browser = app.test_client()
    with browser.session_transaction() as session:
        session["_user_id"], session["_fresh"] = user_id, True
    return browser


def seconds_of(browser: FlaskClient, address: str) -> float:
    """How long a page takes; it must come."""
    with browser.application.app_context():  # With a session and a sign-in of its own.
        started = time.perf_counter()
        answer = browser.get(address)
        assert answer.status_code == 200, answer.status_code
        return time.perf_counter() - started


def after_a_change(browser: FlaskClient, address: str) -> float:
    """How long the page takes once a sheet was changed, so that its figures are worked out anew."""
    with browser.application.app_context(), writing():
        sheet = db.session.get_one(Scoresheet, 1)
        sheet.private_note = f"Sekali lagi, sesudah {sheet.version}."
        db.session.commit()
    return seconds_of(browser, address)


def reading_rows() -> float:
    """How long the database takes to hand over all scores as plain rows."""
    started = time.perf_counter()
    rows = db.session.execute(select(Score.scoresheet_id, Score.criterion_id, Score.value)).all()
    assert len(rows) >= ENTRIES * SHEETS
    return time.perf_counter() - started


def measure() -> Table:
    """Build the round, and open its table."""
    with small_site() as app:
        with writing():
            round_, chair = found_round()
            criteria = [one.id for one in round_.rubric.criteria_for(CATEGORY)]
            enter_products(round_.id)
            score_entries(criteria)
            address, user_id = f"/ketua/kurasi/{round_.id}", chair.get_id()
            db.session.commit()
        db.session.remove()
        with db.engine.connect() as connection:  # Else every page is looked up in the log first.
            connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
        browser = _signed_in(app, user_id)
        seconds_of(browser, address)  # Templates are compiled once, when a web process is young.
        app.extensions[LINES] = KeptLines()
        first = seconds_of(browser, address)
        changed = sorted(after_a_change(browser, address) for _ in range(VISITS))
        again = sorted(seconds_of(browser, f"{address}?hal={n}") for n in range(1, VISITS + 1))
        middle = VISITS // 2
        moved = f"{address}?accept_from=80&conditional_from=70&revise_from=40"
        rows = [
            ("the table in a process that kept nothing", f"{first:.2f}", "1"),
            (
                f"after another sheet changed, the middle of {VISITS}",
                f"{changed[VISITS // 2]:.2f}",
                "1",
            ),
            (f"another page of it, the middle of {VISITS}", f"{again[middle]:.2f}", "1"),
            ("thresholds moved", f"{seconds_of(browser, moved):.2f}", "1"),
            ("reference: the same scores read row by row", f"{reading_rows():.2f}", ""),
        ]
    return Table(
        f"Chair's table: {ENTRIES:,} entries with {SHEETS} sheets each",
        ("", "seconds", "at most"),
        rows,
        f"{CURATORS} curators, {len(criteria)} criteria; SQLite, in this process.",
    )
