"""The chair's reminder to curators who lag."""

from flask import Response, flash
from flask_babel import gettext as _
from flask_babel import ngettext
from flask_login import current_user

from accounts.permissions import is_curator, is_office
from curation.queries.rounds import round_for_chair_or_404
from curation.reminders import remind_round
from curation.views.blueprint import blueprint
from curation.views.table import table_page
from database import db, utcnow
from web.errors import RuleViolation
from web.guards import requires
from web.responses import UNPROCESSABLE, see_other


@blueprint.post("/ketua/kurasi/<int:round_id>/ingatkan")
@requires(is_curator | is_office)
def remind(round_id: int) -> Response:
    """Write to every curator of the round who has entries left, at most once a day."""
    round_ = round_for_chair_or_404(round_id, current_user)
    try:
        written = remind_round(round_=round_, actor=current_user, now=utcnow())
        db.session.commit()
    except RuleViolation as broken:
        db.session.rollback()
        return table_page(round_, status=UNPROCESSABLE, error=broken.message)
    if written:
        words = ngettext("%(num)d kurator diingatkan.", "%(num)d kurator diingatkan.", written)
        flash(words, "success")
    else:
        flash(_("Tidak ada yang perlu diingatkan hari ini."), "info")
    return see_other("curation.round_table", round_id=round_.id)
