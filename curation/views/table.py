"""The chair's table: where the round stands, the thresholds, and proposals in bulk."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from flask import (
    Response,
    abort,
    current_app,
    flash,
    make_response,
    render_template,
    request,
    url_for,
)
from flask.sansio.blueprints import BlueprintSetupState
from flask_babel import gettext as _
from flask_babel import ngettext
from flask_login import current_user

from accounts.permissions import is_curator, is_office
from catalog.categories import category
from curation.agreement import Alpha
from curation.chair_table import PROPOSABLE, ChairTable, Selection, chair_table
from curation.forms import ThresholdsForm, read_places
from curation.kept_lines import KeptLines
from curation.models import Criterion, Round
from curation.operations import propose_by_thresholds
from curation.operations.thresholds import move_thresholds
from curation.operations.ties import settle_tie
from curation.outcomes import Thresholds
from curation.queries.entries import conflicted_entry_ids
from curation.queries.rounds import round_for_chair_or_404
from curation.round_lines import RoundLines
from curation.standing import thresholds_of
from curation.states import Outcome
from curation.views.blueprint import blueprint
from curation.wording import (
    agreement_in_words,
    components_in_words,
    offset_in_words,
    reason_in_words,
)
from database import db, utcnow
from web.errors import RuleViolation, StaleVersion
from web.forms import clean_text, form_errors
from web.guards import requires
from web.languages import language
from web.paging import PARAMETER, page_number
from web.responses import UNPROCESSABLE, see_other

OK, CONFLICT = 200, 409
THRESHOLDS = ("accept_from", "conditional_from", "revise_from")
LINES = "round_lines"  # The app's extension that keeps them.
TIES, BY_SPREAD = "seri", "sebaran"  # What the address says.


@dataclass(frozen=True, slots=True)
class Looked:
    """What is looked at: the thresholds' form, and what they are worth."""

    form: ThresholdsForm
    thresholds: Thresholds
    status: int = OK


@blueprint.record_once
def _keep_lines(setup: BlueprintSetupState) -> None:
    """Give the app a place to keep what its tables show."""
    setup.app.extensions[LINES] = KeptLines()


def _looked_at(round_: Round) -> Looked:
    """Read the thresholds of the address; the round's own where there are none, or bad ones."""
    typed = any(name in request.args for name in THRESHOLDS)
    form = ThresholdsForm(request.args if typed else None, obj=round_, meta={"csrf": False})
    form.version.data = round_.version
    stored = thresholds_of(round_)
    if not typed:
        return Looked(form, stored)
    if not form.validate():
        return Looked(form, stored, UNPROCESSABLE)
    return Looked(form, form.thresholds)


def _selection() -> Selection:
    """What the address asks for; nonsense asks for nothing."""
    outcome = request.args.get("saran", "")
    return Selection(
        outcome=Outcome(outcome) if outcome in set(Outcome) else None,
        ties_only=request.args.get("hanya") == TIES,
        by_spread=request.args.get("urut") == BY_SPREAD,
        page=page_number(),
    )


def table_page(
    round_: Round, looked: Looked | None = None, status: int = OK, error: object = None
) -> Response:
    """Render the chair's table."""
    looked = looked or Looked(
        ThresholdsForm(None, obj=round_, meta={"csrf": False}), thresholds_of(round_)
    )
    standing = current_app.extensions[LINES].of(round_)
    hidden = conflicted_entry_ids(current_user, round_.id)
    table = chair_table(
        standing.lines,
        hidden=hidden,
        thresholds=looked.thresholds,
        stored=thresholds_of(round_),
    )
    page = render_template(
        "curation/round_table.html",
        round=round_,
        whole=table,
        is_scored=round_.is_scored_at(utcnow()),
        form=looked.form,
        thresholds=looked.thresholds,
        typed=request.form,
        error=error,
        **_selected(round_, table),
        **_about_curators(round_, standing, hidden),
    )
    return make_response(page, looked.status if error is None and status == OK else status)


def _selected(round_: Round, table: ChairTable) -> dict[str, Any]:
    """What of the table is on the page, and where its other parts are."""
    selection = _selection()
    rows, pages = selection.of(table)
    return {
        "table_rows": rows,
        "falls": table.falls(),
        "counts": table.counts(),
        "selection": selection,
        "pages": pages,
        "at": table_address,
        "page_href": lambda page: table_address(round_.id, **{PARAMETER: page}),
        "reason_in_words": reason_in_words,
        "outcomes": list(Outcome),
        "proposable": PROPOSABLE,
    }


def _about_curators(round_: Round, standing: RoundLines, hidden: Collection[int]) -> dict[str, Any]:
    """How curators scored beside each other, and how far they are.

    Figures of the whole round would tell whoever has an interest in an entry how it was scored.
    """
    progress = standing.given.progress(hidden)
    if hidden:
        return {"standing": standing, "progress": progress, "figures": False}
    return {
        "standing": standing,
        "progress": progress,
        "figures": True,
        "offsets": _offsets_in_words(standing),
        "agreement": agreement_in_words(standing.alpha),
        "components": components_in_words(standing.ranking),
        "criterion_alphas": _criterion_alphas(round_, standing),
    }


def table_address(round_id: int, **changes: str | int | None) -> str:
    """The table's own address with what is looked at kept, and some of it changed.

    Args:
        round_id: Whose table.
        **changes: Parameters to set; None takes one out. Another selection starts on page 1.
    """
    kept = {
        name: request.args[name]
        for name in (*THRESHOLDS, "saran", "hanya", "urut")
        if name in request.args
    }
    wanted: dict[str, Any] = {
        name: value for name, value in {**kept, **changes}.items() if value is not None
    }
    return url_for("curation.round_table", round_id=round_id, **wanted)


def _offsets_in_words(standing: RoundLines) -> list[tuple[str, str]]:
    """Each curator's name with how they scored beside others."""
    return [
        (
            standing.names[int(one.curator)],
            offset_in_words(standing.names[int(one.curator)], one),
        )
        for one in standing.ranking.curators
    ]


def _criterion_alphas(round_: Round, standing: RoundLines) -> list[tuple[str, Criterion, Alpha]]:
    """Agreement on each criterion that two curators scored, beside its category's name."""
    found: list[tuple[str, Criterion, Alpha]] = []
    for criterion in round_.rubric.criteria:
        alpha = standing.criterion_alphas.get(criterion.id)
        group = category(criterion.category)
        if alpha is not None and alpha.units and group is not None:
            found.append((group.label(language()), criterion, alpha))
    return found


@blueprint.get("/ketua/kurasi/<int:round_id>")
@requires(is_curator | is_office)
def round_table(round_id: int) -> Response:
    """Every entry ranked; thresholds in the address show who would fall where, and keep nothing."""
    round_ = round_for_chair_or_404(round_id, current_user)
    return table_page(round_, _looked_at(round_))


@blueprint.post("/ketua/kurasi/<int:round_id>/batas")
@requires(is_curator | is_office)
def thresholds(round_id: int) -> Response:
    """Keep the thresholds that were looked at."""
    round_ = round_for_chair_or_404(round_id, current_user)
    form = ThresholdsForm()
    if not form.validate():
        return table_page(round_, Looked(form, thresholds_of(round_)), UNPROCESSABLE)
    try:
        with form_errors(form):
            move_thresholds(
                round_=round_,
                thresholds=form.thresholds,
                version=form.seen_version,
                actor=current_user,
            )
            db.session.commit()
            flash(_("Batas hasil tersimpan. Usulan yang sudah ada belum berubah."), "success")
            return see_other("curation.round_table", round_id=round_.id)
    except StaleVersion as stale:
        db.session.rollback()
        looked, form.version.data = Looked(form, form.thresholds), str(round_.version)
        return table_page(round_, looked, CONFLICT, stale.message)
    return table_page(round_, Looked(form, thresholds_of(round_)), UNPROCESSABLE)


@blueprint.post("/ketua/kurasi/<int:round_id>/usulkan")
@requires(is_curator | is_office)
def propose_bulk(round_id: int) -> Response:
    """Propose what the thresholds suggest, wherever enough curators scored."""
    round_ = round_for_chair_or_404(round_id, current_user)
    try:
        changed = propose_by_thresholds(round_=round_, actor=current_user)
        db.session.commit()
    except RuleViolation as broken:
        db.session.rollback()
        return table_page(round_, status=UNPROCESSABLE, error=broken.message)
    flash(
        ngettext("%(num)d usulan dibuat.", "%(num)d usulan dibuat.", len(changed)),
        "success" if changed else "info",
    )
    return see_other("curation.round_table", round_id=round_.id)


@blueprint.post("/ketua/kurasi/<int:round_id>/seri")
@requires(is_curator | is_office)
def settle(round_id: int) -> Response:
    """Put entries that share a rank in an order."""
    round_ = round_for_chair_or_404(round_id, current_user)
    try:
        places = read_places(request.form)
        if conflicted_entry_ids(current_user, round_.id) & places.keys():
            abort(404)
        reason = clean_text(request.form.get("reason", "")) or ""
        settle_tie(round_=round_, places=places, reason=reason, actor=current_user)
        db.session.commit()
    except RuleViolation as broken:
        db.session.rollback()
        return table_page(round_, status=UNPROCESSABLE, error=broken.message)
    flash(_("Urutan seri tersimpan."), "success")
    return see_other("curation.round_table", round_id=round_.id)
