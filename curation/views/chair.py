"""The chair's table: where the round stands, and what is proposed."""

from typing import Any

from flask import Response, flash, make_response, render_template
from flask_babel import gettext as _
from flask_babel import ngettext
from flask_login import current_user

from accounts.permissions import is_curator, is_office
from catalog.categories import category
from curation.agreement import Alpha
from curation.entry_models import Entry
from curation.forms import OutcomeForm, PlainForm
from curation.models import Criterion, Round
from curation.operations import (
    assign_curators,
    plan_assignment,
    propose_by_thresholds,
    propose_outcome,
    take_back_proposal,
)
from curation.operations.scoresheets import criteria_of
from curation.queries.entries import conflicted_entry_ids, entry_for_chair_or_404
from curation.queries.people import curators_of_partner
from curation.queries.rounds import round_for_chair_or_404
from curation.queries.scoresheets import counted_sheets_of_entry, progress_of_round
from curation.standing import RoundStanding, round_standing
from curation.states import EntryState, Outcome
from curation.views.blueprint import blueprint
from curation.views.scoring import answers_on, facts_of, papers_of
from curation.wording import (
    agreement_in_words,
    components_in_words,
    offset_in_words,
    reason_in_words,
)
from database import db
from web.errors import RuleViolation
from web.forms import form_errors
from web.guards import requires
from web.languages import language
from web.responses import UNPROCESSABLE, see_other

PROPOSABLE = frozenset(
    {EntryState.IN_REVIEW, EntryState.PROPOSED, EntryState.REOPENED, EntryState.WAITLISTED}
)


def _table(round_: Round, status: int = 200, **changes: Any) -> Response:  # noqa: ANN401 - template names.
    """Render the chair's table."""
    standing = round_standing(round_)
    context: dict[str, Any] = {
        "round": round_,
        "standing": standing,
        "hidden": conflicted_entry_ids(current_user, round_.id),
        "progress": progress_of_round(round_),
        "offsets": _offsets_in_words(standing),
        "agreement": agreement_in_words(standing.alpha),
        "components": components_in_words(standing.ranking),
        "criterion_alphas": _criterion_alphas(standing),
        "reason_in_words": reason_in_words,
        "outcomes": list(Outcome),
        "proposable": PROPOSABLE,
        "counts": _counts(standing),
        "error": None,
    }
    page = render_template("curation/round_table.html", **{**context, **changes})
    return make_response(page, status)


def _offsets_in_words(standing: RoundStanding) -> list[tuple[str, str]]:
    """Each curator's name with how they scored beside others."""
    return [
        (
            standing.curators[int(one.curator)].name,
            offset_in_words(standing.curators[int(one.curator)].name, one),
        )
        for one in standing.ranking.curators
    ]


def _criterion_alphas(standing: RoundStanding) -> list[tuple[str, Criterion, Alpha]]:
    """Agreement on each criterion that two curators scored, beside its category's name."""
    found: list[tuple[str, Criterion, Alpha]] = []
    for criterion in standing.round.rubric.criteria:
        alpha = standing.criterion_alphas.get(criterion.id)
        group = category(criterion.category)
        if alpha is not None and alpha.units and group is not None:
            found.append((group.label(language()), criterion, alpha))
    return found


def _counts(standing: RoundStanding) -> dict[str, int]:
    """How many entries wait, are proposed, and are released."""
    rows = standing.rows
    return {
        "entries": len(rows),
        "scored": sum(row.has_enough_sheets for row in rows),
        "waiting": sum(row.entry.state in PROPOSABLE for row in rows),
        "proposed": sum(row.proposal is not None for row in rows),
        "stale": sum(row.is_stale for row in rows),
    }


@blueprint.get("/ketua/kurasi/<int:round_id>")
@requires(is_curator | is_office)
def round_table(round_id: int) -> Response:
    """Every entry ranked: raw and adjusted, spread, suggestion and proposal."""
    return _table(round_for_chair_or_404(round_id, current_user))


@blueprint.post("/ketua/kurasi/<int:round_id>/usulkan")
@requires(is_curator | is_office)
def propose_bulk(round_id: int) -> Response:
    """Propose what the thresholds suggest, wherever enough curators scored."""
    round_ = round_for_chair_or_404(round_id, current_user)
    changed = propose_by_thresholds(round_=round_, actor=current_user)
    db.session.commit()
    flash(
        ngettext("%(num)d usulan dibuat.", "%(num)d usulan dibuat.", len(changed)),
        "success" if changed else "info",
    )
    return see_other("curation.round_table", round_id=round_.id)


@blueprint.get("/ketua/ajuan/<int:entry_id>")
@requires(is_curator | is_office)
def chair_entry(entry_id: int) -> Response:
    """One entry with every sheet, criterion by criterion."""
    entry = entry_for_chair_or_404(entry_id, current_user)
    return _entry_page(entry, _outcome_form(entry))


def _outcome_form(entry: Entry) -> OutcomeForm:
    """The form that proposes an outcome, filled with what is proposed or suggested."""
    form = OutcomeForm().offer()
    row = round_standing(entry.round).row_of(entry.id)
    if row is not None and row.proposal is not None:
        form.outcome.data, form.reason.data = row.proposal.outcome.value, row.proposal.reason
    elif row is not None and row.suggestion is not None:
        form.outcome.data = row.suggestion.outcome.value
    return form


def _entry_page(entry: Entry, form: OutcomeForm, status: int = 200) -> Response:
    """Render the chair's page of one entry."""
    standing = round_standing(entry.round)
    sheets = counted_sheets_of_entry(entry)
    page = render_template(
        "curation/chair_entry.html",
        entry=entry,
        round=entry.round,
        row=standing.row_of(entry.id),
        of=len(standing.ranking.entries),
        criteria=criteria_of(entry),
        sheets=[(sheet, answers_on(sheet)) for sheet in sheets],
        facts=facts_of(entry),
        papers=papers_of(entry),
        form=form,
        reason_in_words=reason_in_words,
        is_proposable=entry.state in PROPOSABLE,
    )
    return make_response(page, status)


@blueprint.post("/ketua/ajuan/<int:entry_id>/usulkan")
@requires(is_curator | is_office)
def propose(entry_id: int) -> Response:
    """Propose one outcome by hand."""
    entry = entry_for_chair_or_404(entry_id, current_user)
    form = OutcomeForm().offer()
    if form.validate():
        with form_errors(form):
            propose_outcome(
                entry=entry,
                outcome=Outcome(form.outcome.data),
                actor=current_user,
                reason=form.reason.data or "",
            )
            db.session.commit()
            flash(_("Usulan untuk %(code)s tersimpan.", code=entry.code), "success")
            return see_other("curation.round_table", round_id=entry.round_id)
    return _entry_page(entry, form, UNPROCESSABLE)


@blueprint.post("/ketua/ajuan/<int:entry_id>/batal-usul")
@requires(is_curator | is_office)
def take_back(entry_id: int) -> Response:
    """Put a proposed entry back into review."""
    entry = entry_for_chair_or_404(entry_id, current_user)
    try:
        take_back_proposal(entry=entry, actor=current_user)
        db.session.commit()
    except RuleViolation as broken:
        db.session.rollback()
        return _table(entry.round, UNPROCESSABLE, error=broken.message)
    flash(_("Usulan untuk %(code)s dibatalkan.", code=entry.code), "success")
    return see_other("curation.round_table", round_id=entry.round_id)


@blueprint.get("/ketua/kurasi/<int:round_id>/pembagian")
@requires(is_curator | is_office)
def assignment(round_id: int) -> str:
    """Who has what, and what sharing out would add."""
    round_ = round_for_chair_or_404(round_id, current_user)
    return render_template(
        "curation/assignment.html",
        round=round_,
        plan=plan_assignment(round_),
        curators=curators_of_partner(round_.partner_id),
        progress={one.curator_id: one for one in progress_of_round(round_)},
        form=PlainForm(),
    )


@blueprint.post("/ketua/kurasi/<int:round_id>/pembagian")
@requires(is_curator | is_office)
def share_out(round_id: int) -> Response:
    """Give the entries out."""
    round_ = round_for_chair_or_404(round_id, current_user)
    plan = assign_curators(round_=round_, actor=current_user)
    db.session.commit()
    missing = sum(plan.missing.values())
    if missing:
        flash(
            _("Ajuan dibagikan; %(count)d lembar nilai belum ada kuratornya.", count=missing),
            "warning",
        )
    else:
        flash(_("Ajuan dibagikan kepada kurator."), "success")
    return see_other("curation.assignment", round_id=round_.id)
