"""Previewing and releasing decisions: what was seen is what is done."""

from collections.abc import Collection

from flask import Response, flash, make_response, render_template, request
from flask_babel import ngettext
from flask_login import current_user

from accounts.permissions import is_curator, is_office
from curation.forms import ReleaseForm
from curation.models import Round
from curation.operations import release_decisions
from curation.queries.entries import conflicted_entry_ids
from curation.queries.rounds import round_for_chair_or_404
from curation.release_comparison import changes_between, read_seen, seen_now
from curation.snapshots import ReleasePreview, release_preview
from curation.standing import round_standing
from curation.states import Outcome
from curation.views.blueprint import blueprint
from database import db
from web.errors import RuleViolation, StaleVersion
from web.guards import requires
from web.responses import UNPROCESSABLE, see_other

CONFLICT = 409


def _page(
    round_: Round, status: int = 200, error: object = None, seen: str | None = None
) -> Response:
    """Render the preview; ``seen`` is what the person saw before, for a comparison."""
    preview = release_preview(round_standing(round_))
    hidden = conflicted_entry_ids(current_user, round_.id)
    shown = seen_now(preview, round_, hidden)
    form = ReleaseForm(formdata=None)
    form.fingerprint.data = preview.fingerprint
    form.seen.data = shown.written()
    page = render_template(
        "curation/release.html",
        round=round_,
        preview=preview,
        hidden=hidden,
        counts=_counts(preview, hidden),
        changes=None if seen is None else changes_between(read_seen(seen), shown),
        error=error,
        form=form,
    )
    return make_response(page, status)


def _counts(preview: ReleasePreview, hidden: Collection[int]) -> list[tuple[Outcome, int]]:
    """How many of the entries that are not hidden get each outcome."""
    given = [one.outcome for one in preview.rows if one.row.entry.id not in hidden]
    return [(outcome, given.count(outcome)) for outcome in Outcome if outcome in given]


@blueprint.get("/ketua/kurasi/<int:round_id>/pengumuman")
@requires(is_curator | is_office)
def release(round_id: int) -> Response:
    """Everything that releasing would do."""
    return _page(round_for_chair_or_404(round_id, current_user))


@blueprint.post("/ketua/kurasi/<int:round_id>/pengumuman")
@requires(is_curator | is_office)
def release_now(round_id: int) -> Response:
    """Release exactly what was previewed, or stop with what changed."""
    round_ = round_for_chair_or_404(round_id, current_user)
    form = ReleaseForm()
    try:
        decisions = release_decisions(
            round_=round_, actor=current_user, fingerprint=form.fingerprint.data or ""
        )
        db.session.commit()
    except StaleVersion as stale:
        db.session.rollback()
        return _page(round_, CONFLICT, stale.message, request.form.get("seen", ""))
    except RuleViolation as broken:
        db.session.rollback()
        return _page(round_, UNPROCESSABLE, broken.message)
    flash(
        ngettext(
            "%(num)d keputusan diumumkan. Perajin sudah diberi tahu.",
            "%(num)d keputusan diumumkan. Perajin sudah diberi tahu.",
            len(decisions),
        ),
        "success",
    )
    return see_other("curation.round_table", round_id=round_.id)
