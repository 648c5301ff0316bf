"""Previewing and releasing decisions: what was seen is what is done."""

import json
from collections.abc import Collection
from dataclasses import dataclass

from flask import Response, flash, make_response, render_template, request
from flask_babel import ngettext
from flask_login import current_user

from accounts.permissions import is_curator, is_office
from curation.forms import ReleaseForm, read_seen
from curation.models import Round
from curation.operations import release_decisions
from curation.queries.entries import conflicted_entry_ids
from curation.queries.rounds import round_for_chair_or_404
from curation.snapshots import ReleasePreview, release_preview
from curation.standing import round_standing
from curation.states import Outcome
from curation.views.blueprint import blueprint, points
from curation.wording import outcome_in_words
from database import db
from web.errors import RuleViolation, StaleVersion
from web.guards import requires
from web.responses import UNPROCESSABLE, see_other

CONFLICT = 409


@dataclass(frozen=True, slots=True)
class Change:
    """One entry that is not any more as it was previewed; None where it was not there."""

    code: str
    before: tuple[str, str] | None
    after: tuple[str, str] | None


def _shown(preview: ReleasePreview, hidden: Collection[int]) -> dict[str, tuple[str, str]]:
    """What the preview shows of each entry that is not hidden: outcome and score, by code."""
    return {
        one.row.entry.code or "": (
            one.outcome.value,
            points(one.row.ranked.adjusted) if one.row.ranked else "",
        )
        for one in preview.rows
        if one.row.entry.id not in hidden
    }


def _page(
    round_: Round, status: int = 200, error: object = None, seen: str | None = None
) -> Response:
    """Render the preview; ``seen`` is what the person saw before, for a comparison."""
    preview = release_preview(round_standing(round_))
    hidden = conflicted_entry_ids(current_user, round_.id)
    shown = _shown(preview, hidden)
    form = ReleaseForm(formdata=None)
    form.fingerprint.data = preview.fingerprint
    form.seen.data = json.dumps([[code, *what] for code, what in sorted(shown.items())])
    page = render_template(
        "curation/release.html",
        round=round_,
        preview=preview,
        hidden=hidden,
        counts=_counts(preview, hidden),
        changes=None if seen is None else _changes(read_seen(seen), shown),
        outcome_label=_label,
        error=error,
        form=form,
    )
    return make_response(page, status)


def _label(what: tuple[str, str] | None) -> str:
    """Name an outcome with its score; what a page sent back may be any text."""
    if what is None:
        return "\N{EN DASH}"
    outcome, score = what
    name = outcome_in_words(Outcome(outcome)) if outcome in set(Outcome) else outcome
    return f"{name} \N{MIDDLE DOT} {score}" if score else name


def _counts(preview: ReleasePreview, hidden: Collection[int]) -> list[tuple[Outcome, int]]:
    """How many of the entries that are not hidden get each outcome."""
    given = [one.outcome for one in preview.rows if one.row.entry.id not in hidden]
    return [(outcome, given.count(outcome)) for outcome in Outcome if outcome in given]


def _changes(before: dict[str, tuple[str, str]], after: dict[str, tuple[str, str]]) -> list[Change]:
    """Compare two previews entry by entry."""
    return [
        Change(code, before.get(code), after.get(code))
        for code in sorted(before.keys() | after.keys())
        if before.get(code) != after.get(code)
    ]


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
