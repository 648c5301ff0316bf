"""What the partner's curators take home from a round."""

from flask import Response, make_response, render_template
from flask_login import current_user

from accounts.permissions import is_curator, is_office
from catalog.views.sheet_answers import sheet_answer
from curation.queries.entries import conflicted_entry_ids
from curation.queries.shortlist import round_for_partner_or_404
from curation.shortlist import shortlist_file, shortlist_of
from curation.views.blueprint import blueprint
from web.guards import requires


@blueprint.get("/kurator/kurasi/<int:round_id>/terpilih")
@requires(is_curator | is_office)
def shortlist(round_id: int) -> Response:
    """The chosen products with wholesale terms and contact."""
    round_ = round_for_partner_or_404(round_id, current_user)
    hidden = conflicted_entry_ids(current_user, round_id)
    page = render_template(
        "curation/shortlist.html",
        round=round_,
        chosen=shortlist_of(round_, hidden),
        keeps_back=bool(hidden),
        user=current_user,
    )
    answer = make_response(page)
    answer.headers["Cache-Control"] = "private, no-store"  # Wholesale prices stay in no cache.
    return answer


@blueprint.get("/kurator/kurasi/<int:round_id>/terpilih.xlsx")
@requires(is_curator | is_office)
def shortlist_export(round_id: int) -> Response:
    """The same as a spreadsheet."""
    round_ = round_for_partner_or_404(round_id, current_user)
    hidden = conflicted_entry_ids(current_user, round_id)
    return sheet_answer(shortlist_file(round_, hidden), f"{round_.slug}-terpilih")
