"""The office decides about papers: confirmed, refused with a reason; the maker hears of it."""

from flask_babel import force_locale
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from accounts.messages import send
from accounts.models import User
from accounts.queries import members_of_maker
from catalog.models import Paper
from catalog.paper_links import paper_url
from catalog.papers import move_paper, paper_name, reading_of
from catalog.states import PaperState
from database import db, utcnow
from web.errors import RuleViolation, StaleVersion


def _seen(paper: Paper, version: int | None) -> None:
    if version is not None and version != paper.version:
        raise StaleVersion(_l("Dokumen ini baru saja diubah perajin. Lihat lagi."), paper)


def _check_number(paper: Paper) -> None:
    """An application's number is no certificate's; the maker must give that one first."""
    if paper.state is not PaperState.IN_PROCESS or not paper.document_number:
        return
    hints = reading_of(paper).hints
    if any(one.code.endswith(("prefix", "length", "digits", "shape", "nik")) for one in hints):
        raise RuleViolation(_l("Nomor ini masih nomor pengajuan. Minta nomor dokumennya dulu."))


def confirm_paper(*, paper: Paper, actor: User, version: int | None = None) -> None:
    """The office has seen the paper: it shows as a badge and opens gates.

    The paper that it renews is superseded by it.

    Raises:
        StaleVersion: when the maker has changed it since the person looked.
        RuleViolation: when it is confirmed already, or its number is an application's.
    """
    _seen(paper, version)
    _check_number(paper)
    move_paper(paper, "confirm", actor)
    paper.confirmed_by_id, paper.confirmed_at = actor.id, utcnow()
    older = paper.supersedes
    if older is not None and older.state is PaperState.CONFIRMED:
        move_paper(older, "supersede", actor)
    db.session.flush()
    _tell_confirmed(paper)


def refuse_paper(*, paper: Paper, actor: User, reason: str, version: int | None = None) -> None:
    """The office cannot confirm the paper, or takes its confirmation back, and says why.

    Raises:
        StaleVersion: when the maker has changed it since the person looked.
        RuleViolation: without a reason, or when the state does not fit.
    """
    _seen(paper, version)
    if not reason.strip():
        raise RuleViolation(
            _l("Tulis alasannya agar perajin tahu apa yang perlu diperbaiki."), "reason"
        )
    move_paper(paper, "refuse", actor, reason.strip())
    paper.confirmed_by_id = paper.confirmed_at = None
    db.session.flush()
    for person in members_of_maker(paper.maker_id):
        with force_locale(person.language):
            send(
                key=f"paper:{paper.id}:refuse:{paper.version}:{person.id}",
                to_user=person,
                subject=_("%(paper)s belum cocok", paper=paper_name(paper.kind)),
                body=f"{reason.strip()}\n\n{paper_url(paper, person)}",
            )


def _tell_confirmed(paper: Paper) -> None:
    for person in members_of_maker(paper.maker_id):
        with force_locale(person.language):
            words = _("Dinas sudah mengonfirmasi dokumen Anda. Tandanya tampil di etalase.")
            send(
                key=f"paper:{paper.id}:confirm:{paper.version}:{person.id}",
                to_user=person,
                subject=_("%(paper)s sudah dikonfirmasi", paper=paper_name(paper.kind)),
                body=f"{words}\n\n{paper_url(paper, person)}",
            )
