"""What a person saw of a release before pressing the button, beside what it would be now.

The page carries what it showed; it is only ever shown again beside what holds now. What is released
is bound by the preview's fingerprint, never by this.
"""

import hashlib
import json
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from flask_babel import format_decimal
from flask_babel import gettext as _

from curation.gates import GateKey
from curation.models import Round
from curation.snapshots import PreviewRow, ReleasePreview
from curation.states import Outcome
from curation.wording import gate_in_words, outcome_in_words

DIGITS = 12  # Of a digest; enough to tell two states of one entry apart.
NOTHING = "\N{EN DASH}"
DOT = " \N{MIDDLE DOT} "


@dataclass(frozen=True, slots=True)
class SeenEntry:
    """What a preview showed of an entry, as text.

    Attributes:
        outcome: The outcome's value.
        score: The adjusted score as it was written; empty without one.
        rank: Its rank among the entries that are shown; empty without one.
        gates: Keys of the requirements that were not met, with commas.
        rest: A digest of sheets, notes and reason.
    """

    outcome: str
    score: str
    rank: str
    gates: str
    rest: str


FACTS = len(SeenEntry.__slots__)


@dataclass(frozen=True, slots=True)
class Seen:
    """What a preview showed: the round's thresholds and rubric, and its entries by code."""

    thresholds: str
    rubric: str
    entries: Mapping[str, SeenEntry]

    def written(self) -> str:
        """As text for a hidden field."""
        rows = [
            [code, *(getattr(one, name) for name in SeenEntry.__slots__)]
            for code, one in sorted(self.entries.items())
        ]
        return json.dumps([self.thresholds, self.rubric, rows])


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that is not any more as it was previewed, in words."""

    what: str
    before: str
    after: str


def seen_now(preview: ReleasePreview, round_: Round, hidden: Collection[int]) -> Seen:
    """What a preview shows of the entries that are not hidden from a person."""
    shown = [one for one in preview.rows if one.row.entry.id not in hidden]
    ranks = [one.row.ranked.rank for one in shown if one.row.ranked]
    limits = (round_.accept_from, round_.conditional_from, round_.revise_from)
    return Seen(
        thresholds=" / ".join(str(limit) for limit in limits),
        rubric=str(round_.rubric.number),
        entries={one.row.entry.code or "": _seen(one, ranks) for one in shown},
    )


def _seen(one: PreviewRow, ranks: list[int]) -> SeenEntry:
    """One entry as it is shown, ranked among those that are."""
    ranked, parts = one.row.ranked, ("reason", "sheets", "notes")
    rest = json.dumps([one.snapshot[part] for part in parts], sort_keys=True)
    return SeenEntry(
        outcome=one.outcome.value,
        score=format_decimal(ranked.adjusted, format="0.0") if ranked else "",
        rank=str(1 + sum(rank < ranked.rank for rank in ranks)) if ranked else "",
        gates=",".join(gate.key for gate in one.row.gates if not gate.green),
        rest=hashlib.sha256(rest.encode()).hexdigest()[:DIGITS],
    )


def read_seen(text: str | None) -> Seen | None:
    """Read what a page sent back; None for what no page of ours wrote."""
    try:
        thresholds, rubric, rows = json.loads(text or "")
        entries = {str(row[0]): _entry(row[1:]) for row in rows}
    except (ValueError, TypeError, KeyError, IndexError):
        return None
    return Seen(str(thresholds), str(rubric), entries)


def _entry(facts: list[object]) -> SeenEntry:
    """One row of the field; wrong shapes raise as any other nonsense does."""
    if len(facts) != FACTS:
        raise ValueError("An entry has other facts.")
    return SeenEntry(*(str(fact) for fact in facts))


def changes_between(before: Seen | None, after: Seen) -> list[Change]:
    """Say what changed, the round first and then its entries by code."""
    if before is None:
        return []
    changes: list[Change] = []
    if before.thresholds != after.thresholds:
        changes.append(Change(_("Batas hasil"), before.thresholds, after.thresholds))
    if before.rubric != after.rubric:
        versions = (_("versi %(number)s", number=one.rubric) for one in (before, after))
        changes.append(Change(_("Kriteria"), *versions))
    for code in sorted(before.entries.keys() | after.entries.keys()):
        was, now = before.entries.get(code), after.entries.get(code)
        if was != now:
            changes.append(Change(code, _in_words(was, now), _in_words(now, was, is_now=True)))
    return changes


def _in_words(one: SeenEntry | None, other: SeenEntry | None, *, is_now: bool = False) -> str:
    """Name an entry's outcome and score, and whatever else differs from the other preview."""
    if one is None:
        return NOTHING
    known = one.outcome in set(Outcome)
    words = [outcome_in_words(Outcome(one.outcome)) if known else one.outcome, one.score]
    if other is not None and one.rank != other.rank:
        words.append(_("urutan %(rank)s", rank=one.rank or NOTHING))
    if other is not None and one.gates != other.gates:
        words.append(_gates(one.gates))
    if other is not None and is_now and one.rest != other.rest:
        words.append(_("catatan atau lembar nilai berubah"))
    return DOT.join(word for word in words if word)


def _gates(keys: str) -> str:
    """Name the requirements that are not met; what a page sent back may be any text."""
    if not keys:
        words: str = _("syarat lengkap")
        return words
    names = [gate_in_words(GateKey(key)) for key in keys.split(",") if key in set(GateKey)]
    missing: str = _("belum ada: %(gates)s", gates=", ".join(names))
    return missing
