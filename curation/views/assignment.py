"""Who scores what: sharing out, the chair's own changes, and anchor entries."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from flask import Response, flash, make_response, render_template, request
from flask_babel import gettext as _
from flask_login import current_user

from accounts.models import User
from accounts.permissions import is_curator, is_office
from catalog.categories import category
from curation.anchors import ENOUGH_ANCHORS, suggested_anchors
from curation.entry_models import CuratorLimit, Entry
from curation.forms import PlainForm
from curation.models import Round
from curation.operations import assign_curators, plan_assignment
from curation.operations.assignment import barred_pairs
from curation.operations.manual_assignment import give_by_hand, set_anchor, take_by_hand
from curation.queries.assignments import (
    anchors_of_round,
    count_to_share,
    final_pairs,
    interested_curators,
    limits_of_round,
    page_to_share,
)
from curation.queries.entries import (
    conflicted_entry_ids,
    entries_for_standing,
    entry_for_chair_or_404,
)
from curation.queries.people import curators_of_partner
from curation.queries.progress import progress_of_round
from curation.queries.rounds import round_for_chair_or_404
from curation.rules import SCORABLE
from curation.states import AssignmentState
from curation.views.blueprint import blueprint
from database import db
from web.errors import RuleViolation
from web.guards import requires
from web.languages import language
from web.paging import PARAMETER, page_number
from web.responses import UNPROCESSABLE, see_other

ENTRIES_A_PAGE = 50
GIVE, TAKE = "beri", "ambil"
FINISHED, INTERESTED = "final", "interested"


@dataclass(frozen=True, slots=True)
class Place:
    """A curator beside an entry: how they stand to it, and what the chair can change.

    Attributes:
        curator: The person.
        standing: An ``AssignmentState``, ``FINISHED``, ``INTERESTED``, or empty.
        change: ``GIVE``, ``TAKE`` or empty.
    """

    curator: User
    standing: str
    change: str


def _places(entry: Entry) -> list[Place]:
    """Every curator of the partner beside an entry."""
    states = {one.curator_id: one.state for one in entry.assignments}
    finished = {curator_id for _entry, curator_id in final_pairs([entry])}
    interested = interested_curators(entry)
    places: list[Place] = []
    for curator in curators_of_partner(entry.round.partner_id):
        state = states.get(curator.id, AssignmentState.REMOVED)
        if curator.id in interested:
            places.append(Place(curator, INTERESTED, ""))
        elif state is AssignmentState.ASSIGNED:
            done = curator.id in finished
            places.append(Place(curator, FINISHED if done else state.value, "" if done else TAKE))
        else:
            is_free = state is AssignmentState.REMOVED
            places.append(Place(curator, "" if is_free else state.value, GIVE if is_free else ""))
    return places


@blueprint.get("/ketua/kurasi/<int:round_id>/pembagian")
@requires(is_curator | is_office)
def assignment(round_id: int) -> str:
    """Who has what, and what sharing out would add."""
    round_ = round_for_chair_or_404(round_id, current_user)
    hidden = conflicted_entry_ids(current_user, round_.id)
    plan = plan_assignment(round_)
    return render_template(
        "curation/assignment.html",
        round=round_,
        plan=plan,
        lacking=sum(key not in hidden for key in plan.missing),
        curators=curators_of_partner(round_.partner_id),
        progress={one.curator_id: one for one in progress_of_round(round_, besides=hidden)},
        limits={one.curator_id: _in_words(one) for one in limits_of_round(round_.id)},
        form=PlainForm(),
        **_entries(round_, hidden),
        **_anchors(round_, hidden),
    )


def _entries(round_: Round, hidden: set[int]) -> dict[str, object]:
    """The entries on this page, and with whom they are."""
    count = count_to_share(round_.id, besides=hidden)
    pages = max(1, -(-count // ENTRIES_A_PAGE))
    page = min(page_number(), pages)
    entries = page_to_share(
        round_.id, besides=hidden, start=(page - 1) * ENTRIES_A_PAGE, most=ENTRIES_A_PAGE
    )
    return {
        "entries": entries,
        "finished": final_pairs(entries),
        "assigned": AssignmentState.ASSIGNED,
        "page": page,
        "pages": pages,
        "page_href": lambda number: f"{request.path}?{PARAMETER}={number}",
    }


def _in_words(limit: CuratorLimit) -> str:
    """A limit as the table shows it; empty without any."""
    kinds = [found.label(language()) for key in limit.categories if (found := category(key))]
    most = [] if limit.most is None else [_("paling banyak %(count)d", count=limit.most)]
    return ", ".join([*most, *kinds])


def _anchors(round_: Round, hidden: set[int]) -> dict[str, object]:
    """The anchors, and what could be more of them where there are few."""
    anchors = [one for one in anchors_of_round(round_.id) if one.id not in hidden]
    enough = len(anchors) >= ENOUGH_ANCHORS
    return {"anchors": anchors, "proposed": [] if enough else _proposed(round_, hidden)}


def _proposed(round_: Round, hidden: set[int]) -> list[Entry]:
    """Entries that every curator could score."""
    entries = entries_for_standing(round_.id, SCORABLE)
    barred = {entry_id for entry_id, _curator in barred_pairs(round_, entries)} | hidden
    proposed = suggested_anchors({one.id: one.revision.category for one in entries}, barred)
    by_key = {one.id: one for one in entries}
    return [by_key[key] for key in proposed if not by_key[key].is_anchor]


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


def _curators_page(entry: Entry, status: int = 200, error: object = None) -> Response:
    page = render_template(
        "curation/entry_curators.html",
        entry=entry,
        round=entry.round,
        places=_places(entry),
        is_open=entry.state in SCORABLE,
        error=error,
        form=PlainForm(),
    )
    return make_response(page, status)


@blueprint.get("/ketua/ajuan/<int:entry_id>/kurator")
@requires(is_curator | is_office)
def entry_curators(entry_id: int) -> Response:
    """Every curator beside one entry."""
    return _curators_page(entry_for_chair_or_404(entry_id, current_user))


@blueprint.post("/ketua/ajuan/<int:entry_id>/kurator")
@requires(is_curator | is_office)
def change_curator(entry_id: int) -> Response:
    """Give the entry to a curator, or take it from them."""
    entry = entry_for_chair_or_404(entry_id, current_user)
    curators = {str(one.id): one for one in curators_of_partner(entry.round.partner_id)}
    curator = curators.get(request.form.get("curator", ""))
    change = {GIVE: give_by_hand, TAKE: take_by_hand}.get(request.form.get("change", ""))
    if curator is None or change is None:
        return _curators_page(entry, UNPROCESSABLE, _("Pilih kurator dari daftar ini."))
    refused = _refusal(entry, partial(change, entry=entry, curator=curator, actor=current_user))
    if refused is not None:
        return refused
    flash(_("Pembagian %(code)s tersimpan.", code=entry.code), "success")
    return see_other("curation.entry_curators", entry_id=entry.id)


@blueprint.post("/ketua/ajuan/<int:entry_id>/acuan")
@requires(is_curator | is_office)
def change_anchor(entry_id: int) -> Response:
    """Make the entry one that every curator scores, or an ordinary one again."""
    entry = entry_for_chair_or_404(entry_id, current_user)
    wanted = request.form.get("anchor") == "1"
    change = partial(set_anchor, entry=entry, is_anchor=wanted, actor=current_user)
    refused = _refusal(entry, change)
    if refused is not None:
        return refused
    if wanted:
        flash(_("%(code)s menjadi produk acuan. Bagikan ajuan lagi.", code=entry.code), "success")
    else:
        flash(_("%(code)s bukan produk acuan lagi.", code=entry.code), "success")
    return see_other("curation.assignment", round_id=entry.round_id)


def _refusal(entry: Entry, change: Callable[[], None]) -> Response | None:
    """Make a change; the page that says why, where it may not be."""
    try:
        change()
        db.session.commit()
    except RuleViolation as broken:
        db.session.rollback()
        return _curators_page(entry, UNPROCESSABLE, broken.message)
    return None
