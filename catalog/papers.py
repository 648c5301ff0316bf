"""What papers are called, what their numbers look like, and who says that they are real."""

import re
from datetime import date
from typing import Final

from flask_babel import LazyString
from flask_babel import lazy_gettext as _l

from accounts.log import record
from accounts.models import User
from catalog.models import Maker, Paper, Product
from catalog.states import PaperKind, PaperState
from database import db, utcnow
from web.errors import RuleViolation

# Only shapes that the law or several published numbers fix; the others take anything.
# NIB: thirteen digits (OSS). P-IRT: fifteen digits (PerBPOM 22/2018). Halal: ID and digits;
# a number that starts otherwise is the decree's, not the certificate's.
SHAPES: Final = {
    PaperKind.NIB: re.compile(r"\d{13}"),
    PaperKind.PIRT: re.compile(r"\d{13}-?\d{2}"),
    PaperKind.HALAL: re.compile(r"ID\d+"),
}

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


def _number_as_written(kind: PaperKind, typed: str) -> str:
    """The number without spaces, in capitals.

    Raises:
        RuleViolation: when it cannot be one of its kind.
    """
    number = "".join(typed.split()).upper()
    shape = SHAPES.get(kind)
    if number and shape is not None and not shape.fullmatch(number):
        raise RuleViolation(
            _l("Nomor ini belum cocok. Salin persis dari dokumennya."), "document_number"
        )
    return number


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
    number = _number_as_written(kind, document_number)
    if product is not None and product.maker_id != maker.id:
        raise RuleViolation(_l("Produk ini bukan milik usaha Anda."))
    paper = Paper(
        maker=maker,
        product=product,
        kind=kind,
        document_number=number,
        expires_on=expires_on,
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
