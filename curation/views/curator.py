"""The curator's home: their rounds, and what remains in each."""

from flask import render_template, url_for
from flask_babel import gettext as _
from flask_login import current_user

from accounts.permissions import is_curator
from curation.queries.entries import assigned_entries
from curation.queries.rounds import (
    chaired_rounds,
    round_for_curator_or_404,
    workloads_of_curator,
)
from curation.states import ScoresheetState
from curation.views.blueprint import blueprint
from curation.views.score_page import stamp_of
from database import utcnow
from web.guards import requires


@blueprint.get("/kurator")
@requires(is_curator)
def curator_home() -> str:
    """Every round of the curator's partners with their share of it."""
    return render_template(
        "curation/curator_home.html",
        workloads=workloads_of_curator(current_user),
        chaired=chaired_rounds(current_user),
        now=utcnow(),
    )


@blueprint.get("/kurator/luring")
@requires(is_curator)
def curator_offline() -> str:
    """What a page that the device does not keep shows in its place."""
    return render_template(
        "catalog/offline_page.html", home=url_for("curation.curator_home"), words=_("Tugas menilai")
    )


@blueprint.get("/kurator/kurasi/<int:round_id>")
@requires(is_curator)
def curator_round(round_id: int) -> str:
    """The entries that the curator was given in a round."""
    round_ = round_for_curator_or_404(round_id, current_user)
    given = assigned_entries(round_, current_user)
    finished = sum(one.state is ScoresheetState.FINAL for one in given)
    return render_template(
        "curation/curator_round.html",
        round=round_,
        given=given,
        stamps={one.entry.id: stamp_of(one.entry, one.version, len(given)) for one in given},
        finished=finished,
        first=next((one for one in given if one.state is not ScoresheetState.FINAL), None),
        is_open=round_.is_scored_at(utcnow()),
    )
