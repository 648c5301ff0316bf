"""The office's first page."""

from flask import render_template

from accounts.permissions import is_office
from accounts.queries import newest_log
from catalog.queries import makers_in
from catalog.states import MakerState
from office.log_words import log_lines
from office.queries import rounds, waiting
from office.views.blueprint import blueprint
from web.guards import requires

NEWEST = 8


@blueprint.get("/")
@requires(is_office)
def home() -> str:
    """What waits for the office, and what happened last."""
    return render_template(
        "office/home.html",
        waiting=waiting(),
        makers=makers_in(MakerState.SUBMITTED)[:NEWEST],
        rounds=rounds()[:NEWEST],
        log=log_lines(newest_log(NEWEST)),
    )
