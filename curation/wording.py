"""Numbers of a round in a sentence that a curator, a chair or a maker understands."""

from collections.abc import Mapping
from typing import Final

from flask_babel import LazyString
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from curation.agreement import Alpha, Undefined
from curation.gates import GateKey
from curation.outcomes import Reason
from curation.placement_models import PlacementStage
from curation.ranking import CuratorOffset, Ranking
from curation.states import EntryState, Outcome

# Krippendorff's own advice: rely on data from 0.800, draw tentative conclusions from 0.667.
RELIABLE_FROM = 0.800
TENTATIVE_FROM = 0.667

OUTCOMES: Final[Mapping[Outcome, LazyString]] = {
    Outcome.ACCEPT: _l("Lolos"),
    Outcome.CONDITIONAL: _l("Lolos bersyarat"),
    Outcome.REVISE: _l("Perlu perbaikan"),
    Outcome.DECLINE: _l("Belum lolos"),
    Outcome.WAITLIST: _l("Daftar tunggu"),
}

REASONS: Final[Mapping[Reason, LazyString]] = {
    Reason.SCORE_ACCEPTS: _l("Nilai mencapai batas lolos."),
    Reason.SCORE_CONDITIONAL: _l("Nilai mencapai batas lolos bersyarat."),
    Reason.SCORE_REVISES: _l("Nilai mencapai batas perlu perbaikan."),
    Reason.SCORE_DECLINES: _l("Nilai di bawah semua batas."),
    Reason.CRITERION_AT_ONE: _l("Ada kriteria yang bernilai 1."),
    Reason.GATE_TO_REPAIR: _l("Satu syarat belum terpenuhi dan masih bisa dilengkapi."),
    Reason.SEVERAL_GATES_TO_REPAIR: _l("Beberapa syarat belum terpenuhi."),
    Reason.GATE_SHUT: _l("Ada syarat yang tidak dapat dipenuhi."),
}

GATES: Final[Mapping[GateKey, LazyString]] = {
    GateKey.CITY: _l("Usaha diverifikasi di kota ini"),
    GateKey.NIB: _l("NIB"),
    GateKey.FOOD_PERMIT: _l("P-IRT atau BPOM"),
    GateKey.HALAL: _l("Sertifikat halal"),
    GateKey.TRADEMARK: _l("Merek terdaftar"),
}

STATES: Final[Mapping[EntryState, LazyString]] = {
    EntryState.DRAFT: _l("Draf"),
    EntryState.SUBMITTED: _l("Diperiksa dinas"),
    EntryState.NEEDS_FIX: _l("Perlu dilengkapi"),
    EntryState.INELIGIBLE: _l("Tidak memenuhi syarat"),
    EntryState.IN_REVIEW: _l("Sedang dinilai"),
    EntryState.PROPOSED: _l("Diusulkan"),
    EntryState.ACCEPTED: _l("Lolos"),
    EntryState.CONDITIONAL: _l("Lolos bersyarat"),
    EntryState.REVISE: _l("Perlu perbaikan"),
    EntryState.DECLINED: _l("Belum lolos"),
    EntryState.WAITLISTED: _l("Daftar tunggu"),
    EntryState.REOPENED: _l("Dinilai ulang"),
    EntryState.WITHDRAWN: _l("Ditarik"),
}

STAGES: Final[Mapping[PlacementStage, LazyString]] = {
    PlacementStage.ORDERED: _l("Dipesan"),
    PlacementStage.ON_SHELF: _l("Dipajang"),
    PlacementStage.ENDED: _l("Sudah berakhir"),
}


def offset_in_words(name: str, curator: CuratorOffset) -> str:
    """Say how a curator scored beside others, in whole points.

    Args:
        name: How the curator is called on this page.
        curator: Their offset; negative for a harsh curator.
    """
    words: str
    points = round(abs(curator.offset))
    if curator.shared == 0:
        words = _(
            "Belum bisa membandingkan %(name)s: belum ada produk yang juga dinilai kurator lain.",
            name=name,
        )
    elif points == 0:
        words = _("%(name)s menilai setara dengan kurator lain untuk produk yang sama.", name=name)
    elif curator.offset < 0:
        words = _(
            "%(name)s rata-rata memberi %(points)d poin lebih rendah "
            "daripada kurator lain untuk produk yang sama.",
            name=name,
            points=points,
        )
    else:
        words = _(
            "%(name)s rata-rata memberi %(points)d poin lebih tinggi "
            "daripada kurator lain untuk produk yang sama.",
            name=name,
            points=points,
        )
    return words


def components_in_words(ranking: Ranking) -> str:
    """Warn where groups of curators share no entry; empty when all are tied together."""
    if ranking.components <= 1:
        return ""
    words: str = _(
        "Ada %(groups)d kelompok kurator yang tidak menilai satu pun produk yang sama. "
        "Nilai terkoreksi hanya membandingkan di dalam kelompok; "
        "antarkelompok dipakai nilai asli.",
        groups=ranking.components,
    )
    return words


def agreement_in_words(alpha: Alpha) -> str:
    """Say whether curators agree, and on how many entries that rests."""
    words: str
    if alpha.value is None:
        words = _undefined_in_words(alpha.reason)
    elif alpha.value >= RELIABLE_FROM:
        words = _("Kurator sangat sepakat (%(units)d ajuan dinilai ganda).", units=alpha.units)
    elif alpha.value >= TENTATIVE_FROM:
        words = _("Kurator cukup sepakat (%(units)d ajuan dinilai ganda).", units=alpha.units)
    else:
        words = _(
            "Kurator belum sepakat (%(units)d ajuan dinilai ganda). "
            "Bicarakan ajuan yang selisihnya besar.",
            units=alpha.units,
        )
    return words


def _undefined_in_words(reason: Undefined | None) -> str:
    """Say why agreement has no number."""
    words: str
    if reason is Undefined.NO_VARIATION:
        words = _("Kesepakatan tidak dapat dihitung: semua nilai sama.")
    elif reason is Undefined.NEGATIVE_VALUES:
        words = _("Kesepakatan tidak dapat dihitung: ada nilai di bawah nol.")
    else:
        words = _("Kesepakatan belum dapat dihitung: belum ada ajuan yang dinilai dua kurator.")
    return words


def outcome_in_words(outcome: Outcome) -> str:
    """Name an outcome as the chair and the maker read it."""
    return str(OUTCOMES[outcome])


def reason_in_words(reason: Reason) -> str:
    """Say why an outcome is suggested."""
    return str(REASONS[reason])


def gate_in_words(key: GateKey) -> str:
    """Name a requirement."""
    return str(GATES[key])


def state_in_words(state: EntryState) -> str:
    """Say where an entry stands, as office and chair read it."""
    return str(STATES[state])


def stage_in_words(stage: PlacementStage) -> str:
    """How far a product has come in a shop."""
    return str(STAGES[stage])
