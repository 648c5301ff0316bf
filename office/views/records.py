"""The outbox, the log, inquiries, answers that no choice fitted, and how search fares."""

from typing import Final

from flask import Response, abort, flash, render_template, session
from flask_babel import gettext as _
from flask_login import current_user

from accounts.log import record
from accounts.permissions import is_office
from accounts.queries import message_by_phone, newest_log, newest_messages
from database import db, utcnow
from office.log_words import log_lines
from office.other_words import other_words
from office.views.blueprint import blueprint
from showcase.queries import newest_inquiries
from showcase.search.claims import pending_count, set_aside_rows
from showcase.search.client import SearchDown, patient_server
from showcase.search.staleness import mark_stale
from web.guards import requires
from web.responses import see_other

REVEALED: Final = "revealed_message"  # The session's note of the message to show whole, once.


@blueprint.get("/pesan")
@requires(is_office)
def outbox() -> str:
    """Messages to people, newest first; the links in them that open an account are masked."""
    return render_template(
        "office/outbox.html", messages=newest_messages(), revealed=session.pop(REVEALED, None)
    )


@blueprint.post("/pesan/<int:message_id>/tautan")
@requires(is_office)
def outbox_reveal(message_id: int) -> Response:
    """Show the link of a message once, to pass it on by phone, and write down who asked."""
    found = message_by_phone(message_id)
    if found is None:
        abort(404)
    record(actor=current_user, subject=("message", found.id), action="reveal")
    db.session.commit()
    session[REVEALED] = found.id
    return see_other("office.outbox", _anchor=f"pesan-{found.id}")


@blueprint.get("/catatan")
@requires(is_office)
def log() -> str:
    """Every transition, newest first."""
    return render_template("office/log.html", log=log_lines(newest_log()))


@blueprint.get("/pertanyaan")
@requires(is_office)
def inquiries() -> str:
    """What buyers asked."""
    return render_template("office/inquiries.html", inquiries=newest_inquiries(), now=utcnow())


def _search_version() -> str:
    """The version of the search server, empty when it does not answer."""
    try:
        return patient_server().version()
    except SearchDown:
        return ""


@blueprint.get("/lainnya")
@requires(is_office)
def other_answers() -> str:
    """What makers wrote because no choice fitted."""
    return render_template("office/other_answers.html", answers=other_words())


@blueprint.get("/pencarian")
@requires(is_office)
def search_health() -> str:
    """Whether search answers, what is pending, and what was set aside and why."""
    return render_template(
        "office/search_health.html",
        version=_search_version(),
        pending=pending_count(),
        rows=set_aside_rows(),
    )


@blueprint.post("/pencarian/ulangi")
@requires(is_office)
def search_retry() -> Response:
    """Try the documents again that were set aside."""
    rows = set_aside_rows()
    mark_stale([row.product_id for row in rows])
    db.session.commit()
    flash(_("%(count)s produk dicoba lagi.", count=len(rows)), "success")
    return see_other("office.search_health")
