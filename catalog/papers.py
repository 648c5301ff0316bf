"""What papers are called, what their numbers look like, and who says that they are real."""

from datetime import date
from typing import Final

from flask_babel import LazyString
from flask_babel import lazy_gettext as _l

from accounts.log import record
from accounts.models import User
from catalog.models import Maker, Paper, Product
from catalog.paper_reading import Circumstances, Reading
from catalog.paper_rules import read_paper
from catalog.states import PaperKind, PaperState
from database import db, utcnow
from web.errors import RuleViolation
from web.formats import in_wib

NAMES: Final[dict[PaperKind, str | LazyString]] = {
    PaperKind.NIB: "NIB",
    PaperKind.PIRT: "P-IRT",
    PaperKind.HALAL: _l("Halal"),
    PaperKind.BPOM: "BPOM",
    PaperKind.TRADEMARK: _l("Merek terdaftar"),
    PaperKind.SNI: "SNI",
    PaperKind.COPYRIGHT: _l("Hak cipta motif"),
    PaperKind.NPWP: "NPWP",
}


def paper_name(kind: PaperKind) -> str:
    """What a paper is called on the page, in the reader's language."""
    return str(NAMES[kind])


def _reading(
    maker: Maker, kind: PaperKind, typed: str, expires_on: date | None, state: PaperState
) -> Reading:
    """What the number says.

    Raises:
        RuleViolation: when it cannot be one of its kind.
    """
    around = Circumstances(
        today=in_wib(utcnow()).date(),
        region=maker.region,
        expires_on=expires_on,
        in_process=state is PaperState.IN_PROCESS,
    )
    reading = read_paper(kind, typed, around)
    for refusal in reading.refusals:
        raise RuleViolation(refusal.message, refusal.field)
    return reading


def claim_paper(
    *,
    maker: Maker,
    kind: PaperKind,
    document_number: str,
    expires_on: date | None,
    product: Product | None = None,
    state: PaperState = PaperState.CLAIMED,
    actor: User | None,
) -> Paper:
    """Write down a paper that a maker says to have, or to have applied for.

    Raises:
        RuleViolation: when the number cannot be one of its kind, or the product is another's.
    """
    reading = _reading(maker, kind, document_number, expires_on, state)
    if product is not None and product.maker_id != maker.id:
        raise RuleViolation(_l("Produk ini bukan milik usaha Anda."))
    paper = Paper(
        maker=maker,
        product=product,
        kind=kind,
        document_number=reading.number,
        expires_on=expires_on or reading.ends,
        state=state,
    )
    db.session.add(paper)
    db.session.flush()
    record(
        actor=actor,
        subject=("paper", paper.id),
        action="claim",
        after=state.value,
        data={"kind": kind.value},
    )
    return paper


def confirm_paper(*, paper: Paper, actor: User) -> None:
    """The office has seen the paper: it shows as a badge and opens gates.

    Raises:
        RuleViolation: when it is confirmed already.
    """
    if paper.state is PaperState.CONFIRMED:
        raise RuleViolation(_l("Dokumen ini sudah dikonfirmasi."))
    before = paper.state
    paper.state = PaperState.CONFIRMED
    paper.confirmed_by_id, paper.confirmed_at = actor.id, utcnow()
    db.session.flush()
    record(
        actor=actor,
        subject=("paper", paper.id),
        action="confirm",
        before=before.value,
        after=paper.state.value,
    )
