"""What curators see of each other, as far as the round says so."""

from flask import abort, render_template
from flask_login import current_user

from accounts.permissions import is_curator
from curation.operations.scoresheets import answers_on, criteria_of
from curation.queries.criteria import matching_criteria
from curation.queries.entries import entry_for_curator_or_404
from curation.queries.scoresheets import counted_sheets_of_entry, sheet_of
from curation.rules import sees_others
from curation.states import ScoresheetState, Visibility
from curation.views.blueprint import blueprint
from web.guards import requires


@blueprint.get("/kurator/ajuan/<int:entry_id>/lainnya")
@requires(is_curator)
def other_sheets(entry_id: int) -> str:
    """The finished sheets of the entry's other curators; whoever must score first reads that."""
    entry = entry_for_curator_or_404(entry_id, current_user)
    if entry.round.visibility is Visibility.NEVER:
        abort(404)
    own = sheet_of(entry, current_user)
    is_final = own is not None and own.state is ScoresheetState.FINAL
    shown = sees_others(entry.round, has_final_sheet=is_final)
    matching = matching_criteria(entry.round)
    sheets = counted_sheets_of_entry(entry) if shown else []
    others = [one for one in sheets if one.curator_id != current_user.id]
    return render_template(
        "curation/other_sheets.html",
        entry=entry,
        waits=not shown,
        criteria=criteria_of(entry),
        sheets=[(one, answers_on(one, matching)) for one in others],
    )
