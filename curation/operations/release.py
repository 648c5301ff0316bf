"""Releasing decisions: all of what was previewed, or nothing."""

from collections.abc import Sequence
from datetime import datetime

from flask_babel import LazyString
from flask_babel import lazy_gettext as _l

from accounts.models import User
from catalog.operations import list_revision
from curation.entry_models import Decision, Entry
from curation.models import Round
from curation.operations.steps import take_step, tell_maker
from curation.proofs import new_proof_code
from curation.queries.decisions import lock_proposed
from curation.rules import may_chair
from curation.snapshots import PreviewRow, ReleasePreview, release_preview
from curation.standing import round_standing
from curation.states import Outcome
from database import db, utcnow
from web.errors import RuleViolation, StaleVersion

LISTED_BY = frozenset({Outcome.ACCEPT, Outcome.CONDITIONAL})


def release_decisions(
    *, round_: Round, actor: User, fingerprint: str, now: datetime | None = None
) -> list[Decision]:
    """Release every proposed decision of a round exactly as it was previewed.

    Entries change state, snapshots are sealed, accepted revisions are listed with the maker's
    consent, and each maker gets one message: all in the caller's one transaction.

    Args:
        round_: The round.
        actor: Its chair, or the office.
        fingerprint: Of the ``ReleasePreview`` that the actor saw.
        now: The server's clock; the present moment unless a test says otherwise.

    Raises:
        StaleVersion: Something changed since the preview; ``current`` is the new preview.
        RuleViolation: Nothing is proposed, sheets changed after their proposal, a requirement for
            acceptance is not met any more, a product cannot be listed, or somebody who does not
            chair.
    """
    if not may_chair(actor, round_):
        raise RuleViolation(_l("Hanya ketua kurasi atau dinas yang dapat memutuskan."))
    lock_proposed(round_.id)
    preview = release_preview(round_standing(round_))
    if preview.fingerprint != fingerprint:
        raise StaleVersion(_l("Ada yang berubah sejak Anda melihat pratinjau."), preview)
    _check(preview)
    moment = now or utcnow()
    decisions = [_release(one, actor, moment) for one in preview.rows]
    db.session.flush()
    return decisions


def _check(preview: ReleasePreview) -> None:
    """Refuse an empty release, and proposals that rest on older sheets or papers."""
    if not preview.rows:
        raise RuleViolation(_l("Belum ada usulan yang bisa diumumkan."))
    if preview.stale:
        raise RuleViolation(
            _l(
                "Nilai berubah setelah diusulkan pada: %(codes)s. Usulkan lagi dulu.",
                codes=_codes([row.entry for row in preview.stale]),
            )
        )
    if preview.barred:
        raise RuleViolation(
            _l(
                "Syarat tidak terpenuhi lagi pada: %(codes)s. Usulkan lagi dulu.",
                codes=_codes([row.entry for row in preview.barred]),
            )
        )


def _codes(entries: Sequence[Entry]) -> str:
    """The entries' codes in one line."""
    return ", ".join(sorted(entry.code or "" for entry in entries))


def _release(one: PreviewRow, actor: User, now: datetime) -> Decision:
    """Release one decision."""
    entry, decision = one.row.entry, one.decision
    decision.snapshot = one.snapshot
    decision.released_at = now
    decision.supersedes_id = one.row.released.id if one.row.released else None
    if one.outcome is Outcome.ACCEPT:
        decision.proof_code = new_proof_code()
    take_step(
        entry=entry,
        action=f"release_{one.outcome.value}",
        actor=actor,
        reason=decision.reason,
        data={"decision": decision.id},
    )
    if one.outcome in LISTED_BY:
        _list(entry, one, actor)
    tell_maker(
        entry=entry,
        event=f"decision:{decision.id}",
        subject=_l("Hasil kurasi: %(name)s", name=entry.revision.name_id),
        body=_body(one),
    )
    return decision


def _list(entry: Entry, one: PreviewRow, actor: User) -> None:
    """Show the accepted revision, where the maker agreed."""
    if one.row.ranked is not None:
        # A correction can carry a score past the ends of the scale that people read.
        entry.product.curation_score = min(max(one.row.ranked.adjusted, 0.0), 100.0)
    if not entry.consents_to_listing:
        return
    try:
        list_revision(product=entry.product, revision=entry.revision, actor=actor)
    except RuleViolation as broken:
        raise RuleViolation(
            _l("%(code)s: %(message)s", code=entry.code, message=broken.message)
        ) from broken


def _body(one: PreviewRow) -> LazyString:
    """What the maker reads first."""
    name = one.row.entry.revision.name_id
    return {
        Outcome.ACCEPT: _l(
            "Selamat! “%(name)s” lolos kurasi dan sekarang tampil di etalase. "
            "Nilai tiap kriteria dan catatan kurator ada di halaman hasil Anda.",
            name=name,
        ),
        Outcome.CONDITIONAL: _l(
            "“%(name)s” lolos bersyarat. Lihat di halaman hasil apa yang masih harus dilengkapi.",
            name=name,
        ),
        Outcome.REVISE: _l(
            "“%(name)s” perlu perbaikan. Halaman hasil memuat nilai dan catatan kurator; "
            "setelah diperbaiki, produk bisa diajukan lagi.",
            name=name,
        ),
        Outcome.DECLINE: _l(
            "“%(name)s” belum lolos kali ini. Halaman hasil memuat nilai, alasan, dan saran.",
            name=name,
        ),
        Outcome.WAITLIST: _l(
            "“%(name)s” masuk daftar tunggu. Kami mengabari Anda bila ada tempat.", name=name
        ),
    }[one.outcome]
