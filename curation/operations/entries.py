"""A maker enters a product; the office checks its papers."""

from datetime import datetime

from flask_babel import lazy_gettext as _l

from accounts.models import User
from catalog.models import Product
from catalog.operations import freeze_revision
from catalog.readiness import blocking
from catalog.rules import works_for
from curation.entry_models import Entry
from curation.models import Round
from curation.operations.decisions import drop_proposal
from curation.operations.steps import required_reason, take_step, tell_maker
from curation.queries.entries import entry_of_product, places_used
from curation.rules import SENT_BACK, accepts_entries
from curation.states import EntryState
from database import db, utcnow
from web.errors import RuleViolation


def submit_entry(
    *,
    round_: Round,
    product: Product,
    actor: User,
    consents_to_listing: bool,
    now: datetime | None = None,
) -> Entry:
    """Enter a product in a round, or send in again what was sent back; its revision is frozen.

    Args:
        round_: The round.
        product: One of the maker's own products.
        actor: Somebody of the maker, or of the office while they fill in for it.
        consents_to_listing: The maker's consent that an accepted revision is shown publicly.
        now: The server's clock; the present moment unless a test says otherwise.

    Raises:
        RuleViolation: The round takes no entries now or not of this kind, the product is not
            complete or entered already, no place is left, or consent is missing.
    """
    if not works_for(actor, product.maker):
        raise RuleViolation(_l("Produk ini bukan milik usaha Anda."))
    found = entry_of_product(round_.id, product.id)
    _check_round(round_, product, found, now or utcnow())
    _check_product(product)
    if not consents_to_listing:
        raise RuleViolation(
            _l("Setujui penayangan dulu, supaya produk yang lolos bisa tampil di etalase."),
            "consents_to_listing",
        )
    entry = found or Entry(round=round_, product=product, state=EntryState.DRAFT)
    if entry.state is EntryState.REVISE and product.newest.id == entry.revision_id:
        raise RuleViolation(_l("Perbaiki produknya dulu, lalu ajukan lagi."))
    entry.revision = freeze_revision(product=product, actor=actor)
    entry.consents_to_listing = True
    entry.submitted_at = now or utcnow()
    db.session.add(entry)
    db.session.flush()
    entry.code = entry.code or f"K-{entry.id:05d}"
    take_step(entry=entry, action="submit", actor=actor, data={"revision": entry.revision_id})
    db.session.flush()
    _tell_of_help(entry, actor)
    return entry


def _tell_of_help(entry: Entry, actor: User) -> None:
    """Let the maker's people know what the office entered on their behalf."""
    if actor.errand is None:
        return
    tell_maker(
        entry=entry,
        event=f"helped:{entry.version}",
        subject=_l("Dinas mengajukan “%(name)s” atas nama Anda", name=entry.revision.name_id),
        body=_l(
            "%(helper)s dari dinas mengajukan produk ini ke kurasi %(round)s atas nama Anda, "
            "termasuk persetujuan tayangnya. Tidak setuju? Tarik ajuannya di halaman Kurasi.",
            helper=actor.name,
            round=entry.round.name_id,
        ),
    )


def _check_round(round_: Round, product: Product, found: Entry | None, now: datetime) -> None:
    """Refuse what the round does not take."""
    state = found.state if found else None
    if not accepts_entries(round_, state, now):
        raise RuleViolation(_l("Kurasi ini sedang tidak menerima ajuan."))
    if product.newest.category not in round_.categories:
        raise RuleViolation(_l("Kurasi ini tidak menerima jenis produk ini."))
    if found is not None and found.state not in SENT_BACK | {EntryState.DRAFT}:
        raise RuleViolation(_l("Produk ini sudah diajukan ke kurasi ini."))
    used = places_used(round_.id, product.maker_id, besides=found.id if found else None)
    if used >= round_.entries_per_maker:
        raise RuleViolation(
            _l(
                "Satu usaha paling banyak mengajukan %(count)d produk ke kurasi ini.",
                count=round_.entries_per_maker,
            )
        )


def _check_product(product: Product) -> None:
    """Refuse a product that is not complete."""
    missing = blocking(product)
    if missing:
        what = ", ".join(str(check.label) for check in missing)
        raise RuleViolation(_l("Lengkapi dulu: %(what)s.", what=what))


def withdraw_entry(*, entry: Entry, actor: User, reason: str = "") -> None:
    """Take an entry out of its round; what is listed stays listed.

    Raises:
        RuleViolation: It was decided already, or is another maker's.
    """
    if not works_for(actor, entry.product.maker):
        raise RuleViolation(_l("Ajuan ini bukan milik usaha Anda."))
    take_step(entry=entry, action="withdraw", actor=actor, reason=reason)
    drop_proposal(entry)


def admit_entry(*, entry: Entry, actor: User) -> None:
    """The office has checked the papers: curators may score.

    Raises:
        RuleViolation: The entry does not wait for this, or the person is not of the office.
    """
    take_step(entry=entry, action="admit", actor=actor)


def return_entry_for_fix(*, entry: Entry, actor: User, reason: str) -> None:
    """Send an entry back to its maker with what has to be put right.

    Raises:
        RuleViolation: No reason, or the entry does not wait for the office.
    """
    take_step(entry=entry, action="return", actor=actor, reason=required_reason(reason))
    tell_maker(
        entry=entry,
        event=f"return:{entry.version}",
        subject=_l("Ajuan %(code)s perlu dilengkapi", code=entry.code),
        body=_l(
            "Dinas meminta Anda melengkapi ajuan “%(name)s”:\n\n%(reason)s\n\n"
            "Perbaiki produknya, lalu ajukan lagi.",
            name=entry.revision.name_id,
            reason=entry.state_reason,
        ),
    )


def refuse_entry(*, entry: Entry, actor: User, reason: str) -> None:
    """Say for good that an entry does not belong in the round.

    Raises:
        RuleViolation: No reason, or the entry does not wait for the office.
    """
    take_step(entry=entry, action="refuse", actor=actor, reason=required_reason(reason))
    tell_maker(
        entry=entry,
        event="refuse",
        subject=_l("Ajuan %(code)s tidak memenuhi syarat", code=entry.code),
        body=_l(
            "Ajuan “%(name)s” tidak memenuhi syarat kurasi ini:\n\n%(reason)s",
            name=entry.revision.name_id,
            reason=entry.state_reason,
        ),
    )
