"""Table cards of a round, for the day on which its products lie on tables."""

from flask import render_template, url_for
from flask_login import current_user

from accounts.permissions import is_office
from curation.queries.rounds import round_for_office_or_404
from office.views.blueprint import blueprint
from showcase.labels import in_sheets, labels_of_round
from showcase.views.labels import kind_asked
from web.guards import requires
from web.languages import localised


@blueprint.get("/kurasi/<int:round_id>/kartu")
@requires(is_office)
def round_cards(round_id: int) -> str:
    """A card for each entry: curators who scan it land on its sheet."""
    round_ = round_for_office_or_404(round_id, current_user)
    cards = labels_of_round(round_)
    return render_template(
        "showcase/labels.html",
        sheets=in_sheets(cards),
        number=len(cards),
        kind=kind_asked(),
        here="office.round_cards",
        about={"round_id": round_.id},
        eyebrow=localised(round_, "name"),
        back_url=url_for("office.rounds"),
    )
