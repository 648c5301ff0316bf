"""What became of a chosen product, written down by its maker or the partner."""

from flask import Response, flash, make_response, render_template, request
from flask_babel import gettext as _
from flask_login import current_user

from accounts.permissions import is_curator, is_maker
from curation.entry_models import Entry
from curation.forms import read_version
from curation.operations.placements import add_placement, change_placement
from curation.placement_forms import PlacementForm
from curation.placement_models import Placement
from curation.queries.shortlist import chosen_entry_or_404, placement_or_404, placements_of
from curation.views.blueprint import blueprint
from database import db
from web.errors import StaleVersion
from web.forms import form_errors
from web.guards import requires
from web.responses import UNPROCESSABLE, see_other

CONFLICT = 409


def _page(entry: Entry, form: PlacementForm, status: int = 200) -> Response:
    page = render_template(
        "curation/placements.html", entry=entry, placements=placements_of(entry.id), form=form
    )
    return make_response(page, status)


@blueprint.get("/penempatan/ajuan/<int:entry_id>")
@requires(is_maker | is_curator)
def placements(entry_id: int) -> Response:
    """Where a chosen product went, and a form for one more shop."""
    return _page(chosen_entry_or_404(entry_id, current_user), PlacementForm(formdata=None))


@blueprint.post("/penempatan/ajuan/<int:entry_id>")
@requires(is_maker | is_curator)
def placement_add(entry_id: int) -> Response:
    """Write one more shop down."""
    entry, form = chosen_entry_or_404(entry_id, current_user), PlacementForm()
    if form.validate():
        with form_errors(form):
            add_placement(entry=entry, facts=form.facts(), actor=current_user)
            db.session.commit()
            flash(_("Tercatat."), "success")
            return see_other("curation.placements", entry_id=entry_id)
    return _page(chosen_entry_or_404(entry_id, current_user), form, UNPROCESSABLE)


def _one(
    placement: Placement, form: PlacementForm, status: int = 200, stored: Placement | None = None
) -> Response:
    page = render_template(
        "curation/placement.html",
        placement=placement,
        entry=placement.entry,
        form=form,
        stored=stored,
    )
    return make_response(page, status)


@blueprint.get("/penempatan/<int:placement_id>")
@requires(is_maker | is_curator)
def placement(placement_id: int) -> Response:
    """One shop, to be filled in further."""
    found = placement_or_404(placement_id, current_user)
    return _one(found, PlacementForm(formdata=None, obj=found))


@blueprint.post("/penempatan/<int:placement_id>")
@requires(is_maker | is_curator)
def placement_change(placement_id: int) -> Response:
    """Save what is known now; what somebody else saved meanwhile is shown beside it."""
    found, form = placement_or_404(placement_id, current_user), PlacementForm()
    if not form.validate():
        return _one(found, form, UNPROCESSABLE)
    try:
        with form_errors(form):
            change_placement(
                placement=found,
                facts=form.facts(),
                version=read_version(request.form),
                actor=current_user,
            )
            db.session.commit()
            flash(_("Tersimpan."), "success")
            return see_other("curation.placements", entry_id=found.entry_id)
    except StaleVersion:
        again = placement_or_404(placement_id, current_user)
        form.version.data = str(again.version)  # Whoever has seen both may save over it.
        return _one(again, form, CONFLICT, stored=again)
    return _one(placement_or_404(placement_id, current_user), form, UNPROCESSABLE)
