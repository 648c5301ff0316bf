"""The chair's page of one entry, and who scores what."""

from collections.abc import Mapping

from flask import Response, flash, make_response, render_template
from flask_babel import gettext as _
from flask_login import current_user

from accounts.permissions import is_curator, is_office
from catalog.comparison import differences
from curation.chair_table import PROPOSABLE
from curation.entry_models import Entry
from curation.forms import OutcomeForm, ReasonForm
from curation.operations import (
    propose_outcome,
    reopen_entry,
    take_back_proposal,
)
from curation.operations.scoresheets import answers_on, criteria_of
from curation.queries.criteria import matching_criteria
from curation.queries.earlier import earlier_sheets, scored_revision
from curation.queries.entries import conflicted_entry_ids, entry_for_chair_or_404
from curation.queries.scoresheets import counted_sheets_of_entry
from curation.rules import curates_for
from curation.standing import RoundStanding, round_standing
from curation.states import RELEASED, Outcome
from curation.views.blueprint import blueprint
from curation.views.score_page import facts_of, papers_of
from curation.views.table import table_page
from curation.wording import reason_in_words
from database import db
from web.errors import RuleViolation
from web.forms import form_errors
from web.guards import requires
from web.responses import UNPROCESSABLE, see_other


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


def _reopen_form(entry: Entry) -> ReasonForm | None:
    """What the office fills to take up a released decision again."""
    is_asked = is_office(current_user) and entry.state in RELEASED
    return ReasonForm(prefix="reopen") if is_asked else None


def _entry_page(
    entry: Entry, form: OutcomeForm, status: int = 200, *, reopen: ReasonForm | None = None
) -> Response:
    """Render the chair's page of one entry."""
    standing = round_standing(entry.round)
    sheets = counted_sheets_of_entry(entry)
    matching = matching_criteria(entry.round)
    rank, of = _place_of(entry, standing)
    page = render_template(
        "curation/chair_entry.html",
        entry=entry,
        round=entry.round,
        row=standing.row_of(entry.id),
        rank=rank,
        of=of,
        criteria=criteria_of(entry),
        sheets=[(sheet, answers_on(sheet, matching)) for sheet in sheets],
        facts=facts_of(entry),
        papers=papers_of(entry),
        form=form,
        reopen=reopen or _reopen_form(entry),
        **_earlier(entry, matching),
        reason_in_words=reason_in_words,
        is_proposable=entry.state in PROPOSABLE,
        may_step_back=curates_for(current_user, entry.round),
    )
    return make_response(page, status)


def _earlier(entry: Entry, matching: Mapping[int, int]) -> dict[str, object]:
    """What changed since the entry was scored before, and how that was scored."""
    sheets = earlier_sheets(entry)
    before = scored_revision(sheets)
    return {
        "earlier": [(sheet, answers_on(sheet, matching)) for sheet in sheets],
        "before": before,
        "differences": differences(before, entry.revision) if before else [],
    }


def _place_of(entry: Entry, standing: RoundStanding) -> tuple[int | None, int]:
    """The entry's rank among those that the person may see, and how many of them are ranked."""
    hidden = conflicted_entry_ids(current_user, entry.round_id)
    ranks = {
        row.entry.id: row.ranked.rank
        for row in standing.rows
        if row.ranked is not None and row.entry.id not in hidden
    }
    mine = ranks.get(entry.id)
    above = None if mine is None else sum(rank < mine for rank in ranks.values())
    return (None if above is None else above + 1), len(ranks)


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
        return table_page(entry.round, status=UNPROCESSABLE, error=broken.message)
    flash(_("Usulan untuk %(code)s dibatalkan.", code=entry.code), "success")
    return see_other("curation.round_table", round_id=entry.round_id)


@blueprint.post("/ketua/ajuan/<int:entry_id>/tinjau-lagi")
@requires(is_office)
def reopen(entry_id: int) -> Response:
    """Take up a released decision again."""
    entry = entry_for_chair_or_404(entry_id, current_user)
    form = ReasonForm(prefix="reopen")
    if form.validate():
        with form_errors(form):
            reopen_entry(entry=entry, actor=current_user, reason=form.reason.data)
            db.session.commit()
            flash(_("%(code)s dapat dinilai dan diputuskan lagi.", code=entry.code), "success")
            return see_other("curation.chair_entry", entry_id=entry.id)
    return _entry_page(entry, _outcome_form(entry), UNPROCESSABLE, reopen=form)
