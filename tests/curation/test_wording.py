"""Corrections and agreement in words."""

import pytest

from curation.agreement import Alpha, Undefined
from curation.gates import GateKey
from curation.outcomes import Reason
from curation.ranking import CuratorOffset, Ranking
from curation.states import EntryState, Outcome
from curation.wording import (
    agreement_in_words,
    components_in_words,
    gate_in_words,
    offset_in_words,
    outcome_in_words,
    reason_in_words,
    state_in_words,
)


def curator(offset: float, shared: int = 5) -> CuratorOffset:
    return CuratorOffset(curator=1, offset=offset, sheets=5, shared=shared, component=1)


def test_offset_in_words_says_how_much_lower_a_harsh_curator_scores() -> None:
    assert offset_in_words("Kurator A", curator(-4.3)) == (
        "Kurator A rata-rata memberi 4 poin lebih rendah "
        "daripada kurator lain untuk produk yang sama."
    )


def test_offset_in_words_says_how_much_higher_a_mild_curator_scores() -> None:
    assert offset_in_words("Bu Sri", curator(2.6)) == (
        "Bu Sri rata-rata memberi 3 poin lebih tinggi daripada kurator lain untuk produk yang sama."
    )


@pytest.mark.parametrize("offset", [-0.4, 0.0, 0.5])
def test_offset_in_words_calls_less_than_a_point_level(offset: float) -> None:
    assert offset_in_words("Bu Sri", curator(offset)) == (
        "Bu Sri menilai setara dengan kurator lain untuk produk yang sama."
    )


def test_offset_in_words_claims_nothing_without_a_shared_entry() -> None:
    assert offset_in_words("Bu Sri", curator(0, shared=0)) == (
        "Belum bisa membandingkan Bu Sri: belum ada produk yang juga dinilai kurator lain."
    )


def test_components_in_words_is_silent_about_one_group() -> None:
    assert components_in_words(Ranking(entries=(), curators=(), components=1, shrinkage=1.0)) == ""


def test_components_in_words_warns_of_several_groups() -> None:
    assert components_in_words(Ranking(entries=(), curators=(), components=2, shrinkage=1.0)) == (
        "Ada 2 kelompok kurator yang tidak menilai satu pun produk yang sama. "
        "Nilai terkoreksi hanya membandingkan di dalam kelompok; "
        "antarkelompok dipakai nilai asli."
    )


@pytest.mark.parametrize(
    ("value", "sentence"),
    [
        (0.8, "Kurator sangat sepakat (12 ajuan dinilai ganda)."),
        (0.7, "Kurator cukup sepakat (12 ajuan dinilai ganda)."),
        (
            0.3,
            (
                "Kurator belum sepakat (12 ajuan dinilai ganda). "
                "Bicarakan ajuan yang selisihnya besar."
            ),
        ),
    ],
)
def test_agreement_in_words_grades_alpha(value: float, sentence: str) -> None:
    assert agreement_in_words(Alpha(value, None, 12, 30)) == sentence


@pytest.mark.parametrize(
    ("reason", "sentence"),
    [
        (
            Undefined.NO_PAIRS,
            "Kesepakatan belum dapat dihitung: belum ada ajuan yang dinilai dua kurator.",
        ),
        (Undefined.NO_VARIATION, "Kesepakatan tidak dapat dihitung: semua nilai sama."),
        (
            Undefined.NEGATIVE_VALUES,
            "Kesepakatan tidak dapat dihitung: ada nilai di bawah nol.",
        ),
    ],
)
def test_agreement_in_words_says_why_there_is_no_number(reason: Undefined, sentence: str) -> None:
    assert agreement_in_words(Alpha(None, reason, 0, 0)) == sentence


def test_outcomes_and_reasons_each_have_their_own_words() -> None:
    assert len({outcome_in_words(outcome) for outcome in Outcome}) == len(Outcome)
    assert len({reason_in_words(reason) for reason in Reason}) == len(Reason)


def test_gates_and_states_each_have_their_own_words() -> None:
    assert len({gate_in_words(key) for key in GateKey}) == len(GateKey)
    assert len({state_in_words(state) for state in EntryState}) == len(EntryState)
