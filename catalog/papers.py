"""What a maker does with papers: claim one, change it, renew it, take it back."""

from dataclasses import dataclass
from datetime import date
from typing import Final

from flask_babel import LazyString
from flask_babel import lazy_gettext as _l

from accounts.log import record
from accounts.models import User
from catalog.models import Maker, Paper, Product
from catalog.paper_reading import Circumstances, Reading
from catalog.paper_rules import read_paper
from catalog.states import PAPER_TRANSITIONS, PaperKind, PaperState
from database import db, utcnow
from web.errors import RuleViolation, StaleVersion
from web.formats import in_wib
from web.transitions import next_state

NAMES: Final[dict[PaperKind, str | LazyString]] = {
    PaperKind.NIB: "NIB",
    PaperKind.PIRT: "P-IRT",
    PaperKind.HALAL: _l("Halal"),
    PaperKind.BPOM: "BPOM",
    PaperKind.TRADEMARK: _l("Merek terdaftar"),
    PaperKind.SNI: "SNI",
    PaperKind.BATIKMARK: "Batikmark",
    PaperKind.COPYRIGHT: _l("Hak cipta motif"),
    PaperKind.NPWP: "NPWP",
}


def paper_name(kind: PaperKind) -> str:
    """What a paper is called on the page, in the reader's language."""
    return str(NAMES[kind])


def today_here() -> date:
    """The day in western Indonesia, by which papers begin and end."""
    return in_wib(utcnow()).date()


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperDetails:
    """What a maker says about a paper.

    Attributes:
        document_number: as typed.
        expires_on: the last day, where the paper says one.
        registered_on: the day of registration, for a trademark.
        kbli: five digits, with a NIB.
        kbli_year: the edition that the code is from.
        product: the product that it is for; None for the whole business.
        state: claimed or in process.
    """

    document_number: str = ""
    expires_on: date | None = None
    registered_on: date | None = None
    kbli: str = ""
    kbli_year: int | None = None
    product: Product | None = None
    state: PaperState = PaperState.CLAIMED


def circumstances(maker: Maker, details: PaperDetails) -> Circumstances:
    """What is known beside a number: the maker's region, and the product's own answers."""
    said = details.product.newest.attributes if details.product else {}
    packaging = said.get("packaging") or ()
    return Circumstances(
        today=today_here(),
        region=maker.region,
        packaging=(packaging,) if isinstance(packaging, str) else tuple(packaging),
        technique=str(said.get("technique") or ""),
        expires_on=details.expires_on,
        registered_on=details.registered_on,
        in_process=details.state is PaperState.IN_PROCESS,
        kbli=details.kbli,
        kbli_year=details.kbli_year,
    )


def details_of(paper: Paper) -> PaperDetails:
    """What was said about a stored paper."""
    return PaperDetails(
        document_number=paper.document_number,
        expires_on=paper.expires_on,
        registered_on=paper.registered_on,
        kbli=paper.kbli,
        kbli_year=paper.kbli_year,
        product=paper.product,
        state=paper.state,
    )


def reading_of(paper: Paper) -> Reading:
    """What a stored paper's number says today."""
    return read_paper(
        paper.kind, paper.document_number, circumstances(paper.maker, details_of(paper))
    )


def _read(maker: Maker, kind: PaperKind, details: PaperDetails) -> Reading:
    if details.product is not None and details.product.maker_id != maker.id:
        raise RuleViolation(_l("Produk ini bukan milik usaha Anda."), "product")
    reading = read_paper(kind, details.document_number, circumstances(maker, details))
    for refusal in reading.refusals:
        raise RuleViolation(refusal.message, refusal.field)
    return reading


def _write(paper: Paper, details: PaperDetails, reading: Reading) -> None:
    paper.product = details.product
    paper.document_number = reading.number
    paper.registered_on = details.registered_on
    paper.expires_on = reading.ends or details.expires_on
    paper.kbli = "".join(filter(str.isdecimal, details.kbli))
    paper.kbli_year = details.kbli_year if paper.kbli else None


def claim_paper(
    *,
    maker: Maker,
    kind: PaperKind,
    details: PaperDetails,
    actor: User | None,
    renews: Paper | None = None,
) -> Paper:
    """Write down a paper that a maker says to have, or to have applied for.

    Args:
        maker: whose it is.
        kind: which paper.
        details: what is said about it.
        actor: who writes it down.
        renews: the confirmed paper that it takes the place of once the office confirms it.

    Raises:
        RuleViolation: when the number cannot be one of its kind, or a product or the older
            paper is another's.
    """
    if renews is not None and (renews.maker_id, renews.kind) != (maker.id, kind):
        raise RuleViolation(_l("Dokumen yang diperbarui bukan dokumen ini."))
    reading = _read(maker, kind, details)
    paper = Paper(maker=maker, kind=kind, state=details.state)
    if renews is not None:
        paper.supersedes = renews
    _write(paper, details, reading)
    db.session.add(paper)
    db.session.flush()
    data: dict[str, object] = {"kind": kind.value}
    if renews is not None:
        data["supersedes"] = renews.id
    record(
        actor=actor,
        subject=("paper", paper.id),
        action="claim",
        after=paper.state.value,
        data=data,
    )
    return paper


def move_paper(paper: Paper, action: str, actor: User | None, reason: str = "") -> None:
    """Take one step of the transition table, and log it.

    Raises:
        RuleViolation: when the step does not fit the paper's state.
    """
    before = paper.state
    refusal = _l("Langkah ini tidak cocok dengan status dokumen sekarang.")
    paper.state = next_state(PAPER_TRANSITIONS, before, action, refusal)
    paper.reason = reason
    db.session.flush()
    record(
        actor=actor,
        subject=("paper", paper.id),
        action=action,
        before=before.value,
        after=paper.state.value,
        reason=reason,
    )


def can_be_changed(paper: Paper) -> bool:
    """Whether the maker may still change or remove it: until the office has confirmed it."""
    return (paper.state, "present") in PAPER_TRANSITIONS


def change_paper(
    *, paper: Paper, details: PaperDetails, actor: User | None, version: int | None = None
) -> None:
    """Say something else about a paper that the office has not confirmed.

    A refused one goes back to the office by this.

    Raises:
        StaleVersion: when it was changed or decided since the person looked.
        RuleViolation: when it was confirmed, or the number cannot be one of its kind.
    """
    if version is not None and version != paper.version:
        raise StaleVersion(_l("Dokumen ini baru saja diubah orang lain."), paper)
    reading = _read(paper.maker, paper.kind, details)
    in_process = details.state is PaperState.IN_PROCESS
    move_paper(paper, "apply" if in_process else "present", actor)
    _write(paper, details, reading)
    db.session.flush()


def remove_paper(*, paper: Paper, actor: User | None) -> None:
    """Take back a paper that the office has not confirmed; the log keeps that it was there.

    Raises:
        RuleViolation: when the office has confirmed it.
    """
    if not can_be_changed(paper):
        raise RuleViolation(_l("Dokumen yang sudah dikonfirmasi dinas tidak bisa dihapus."))
    record(
        actor=actor,
        subject=("paper", paper.id),
        action="remove",
        before=paper.state.value,
        data={"kind": paper.kind.value},
    )
    db.session.delete(paper)
    db.session.flush()
