"""Papers: what waits, what ends when, and deciding about one."""

from typing import Any

from flask import Response, abort, flash, render_template, request
from flask_babel import gettext as _
from flask_login import current_user

from accounts.permissions import is_office
from accounts.queries import log_of
from catalog.loaders import LARGEST_KEY
from catalog.models import Paper
from catalog.paper_decisions import confirm_paper, refuse_paper
from catalog.paper_ingredients import settle_ingredients
from catalog.papers import paper_name, reading_of, today_here
from catalog.scan_answers import scan_or_404
from catalog.states import PAPER_TRANSITIONS, PaperKind
from database import db
from office.forms import ConfirmForm, ReasonForm
from office.log_words import log_lines
from office.paper_queries import PAGE, View, numbers, others_with_number, paper_by_id
from office.paper_queries import papers as papers_page
from office.views.blueprint import blueprint
from web.forms import Form, form_errors
from web.guards import requires
from web.paging import page_number
from web.responses import invalid, see_other


def paper_or_404(paper_id: int) -> Paper:
    """Any paper, for the office."""
    found = paper_by_id(paper_id) if paper_id <= LARGEST_KEY else None
    if found is None:
        abort(404)
    return found


@blueprint.get("/dokumen")
@requires(is_office)
def papers() -> str:
    """What waits to be confirmed, and what ends when."""
    asked, typed = request.args.get("lihat", ""), request.args.get("jenis", "")
    view = View(asked) if asked in set(View) else View.WAITING
    kind = PaperKind(typed) if typed in set(PaperKind) else None
    today, page = today_here(), page_number()
    found = papers_page(view, kind, today, page)
    return render_template(
        "office/papers.html",
        papers=found,
        view=view,
        views=list(View),
        kind=kind,
        kinds=list(PaperKind),
        numbers=numbers(kind, today),
        today=today,
        page=page,
        has_more=len(found) == PAGE,
    )


def _page(found: Paper, form: Form) -> dict[str, Any]:
    actions = {action for (state, action) in PAPER_TRANSITIONS if state is found.state}
    return {
        "paper": found,
        "reading": reading_of(found),
        "actions": actions,
        "reason_form": form,
        "others": others_with_number(found),
        "today": today_here(),
        "log": log_lines(log_of("paper", found.id)),
    }


@blueprint.get("/dokumen/<int:paper_id>")
@requires(is_office)
def paper(paper_id: int) -> str:
    """One paper with its scan and what its number says, side by side."""
    return render_template("office/paper.html", **_page(paper_or_404(paper_id), ReasonForm()))


@blueprint.get("/dokumen/<int:paper_id>/pindaian")
@requires(is_office)
def paper_scan(paper_id: int) -> Response:
    """The scan, to the office."""
    return scan_or_404(paper_or_404(paper_id))


def _version() -> int | None:
    """The version that the office looked at, where the page says it."""
    typed = request.form.get("version", "")
    return int(typed[:9]) if typed.isascii() and typed.isdigit() else None


@blueprint.post("/dokumen/<int:paper_id>/cocok")
@requires(is_office)
def paper_confirm(paper_id: int) -> Response:
    """Say that the paper was seen and is right."""
    found, form = paper_or_404(paper_id), ConfirmForm()
    with form_errors(form):
        confirm_paper(paper=found, actor=current_user, version=_version())
        db.session.commit()
        flash(_("%(paper)s sudah dikonfirmasi.", paper=paper_name(found.kind)), "success")
        return see_other("office.paper", paper_id=paper_id)
    flash(str(form.form_errors[0]), "danger")
    return see_other("office.paper", paper_id=paper_id)


@blueprint.post("/dokumen/<int:paper_id>/tolak")
@requires(is_office)
def paper_refuse(paper_id: int) -> Response:
    """Say why the paper cannot be confirmed."""
    found, form = paper_or_404(paper_id), ReasonForm()
    if form.validate():
        with form_errors(form):
            refuse_paper(
                paper=found, actor=current_user, reason=form.reason.data, version=_version()
            )
            db.session.commit()
            flash(_("Perajin sudah diberi tahu."), "success")
            return see_other("office.paper", paper_id=paper_id)
    return invalid("office/paper.html", **_page(paper_or_404(paper_id), form))


@blueprint.post("/dokumen/<int:paper_id>/bahan")
@requires(is_office)
def paper_settle(paper_id: int) -> Response:
    """Say that the changed ingredients were looked at and the certificate holds."""
    found, form = paper_or_404(paper_id), ConfirmForm()
    with form_errors(form):
        settle_ingredients(paper=found, actor=current_user)
        db.session.commit()
        flash(_("Sertifikat halal tetap berlaku."), "success")
        return see_other("office.paper", paper_id=paper_id)
    flash(str(form.form_errors[0]), "danger")
    return see_other("office.paper", paper_id=paper_id)
