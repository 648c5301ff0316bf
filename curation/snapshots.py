"""What a released decision keeps for ever, and the fingerprint of what was previewed.

A snapshot holds every input, so that a decision can be checked by hand years later; once it is
released it never changes by a byte. Curators stand in it by key only; makers never see it whole.
"""

import hashlib
import json
from dataclasses import dataclass
from typing import Any

from curation.entry_models import Decision
from curation.queries.criteria import matching_criteria
from curation.queries.decisions import notes_on
from curation.standing import EntryStanding, RoundStanding, SheetStanding
from curation.states import EntryState, Outcome

FORMAT = 1
DECIMALS = 6


@dataclass(frozen=True, slots=True)
class PreviewRow:
    """One entry as it would be released."""

    row: EntryStanding
    decision: Decision
    outcome: Outcome
    snapshot: dict[str, Any]


@dataclass(frozen=True, slots=True)
class ReleasePreview:
    """Everything that a release would do, and the fingerprint that binds it."""

    rows: tuple[PreviewRow, ...]
    fingerprint: str

    @property
    def stale(self) -> list[EntryStanding]:
        """Entries whose sheets changed after their outcome was proposed."""
        return [one.row for one in self.rows if one.row.is_stale]

    @property
    def barred(self) -> list[EntryStanding]:
        """Entries that would be accepted although a requirement is not met any more."""
        return [
            one.row for one in self.rows if one.outcome is Outcome.ACCEPT and one.row.has_open_gate
        ]


def release_preview(standing: RoundStanding) -> ReleasePreview:
    """Say what a release would do now."""
    notes = _notes(standing)
    rows = tuple(
        PreviewRow(
            row=row,
            decision=row.proposal,
            outcome=row.proposal.outcome,
            snapshot=_snapshot(row, row.proposal, standing, notes.get(row.entry.id, [])),
        )
        for row in sorted(standing.rows, key=lambda row: row.entry.id)
        if row.proposal is not None and row.entry.state is EntryState.PROPOSED
    )
    return ReleasePreview(rows=rows, fingerprint=_fingerprint(rows))


def _fingerprint(rows: tuple[PreviewRow, ...]) -> str:
    """Hash all snapshots with their entries, so that any change shows."""
    content = [[one.row.entry.id, one.decision.id, one.snapshot] for one in rows]
    text = json.dumps(content, sort_keys=True, separators=(",", ":"), ensure_ascii=True)
    return hashlib.sha256(text.encode()).hexdigest()


def _notes(standing: RoundStanding) -> dict[int, list[list[Any]]]:
    """Collect the notes for makers by entry, each on a criterion that counts."""
    matching = matching_criteria(standing.round)
    sheet_ids = {one.sheet.id for row in standing.rows if row.proposal for one in row.sheets}
    notes: dict[int, list[list[Any]]] = {}
    for entry_id, criterion_id, text in notes_on(standing.round.id, sheet_ids):
        if criterion_id in matching:
            notes.setdefault(entry_id, []).append([matching[criterion_id], text])
    return notes


def _snapshot(
    row: EntryStanding, decision: Decision, standing: RoundStanding, notes: list[list[Any]]
) -> dict[str, Any]:
    """Write down everything that a decision rests on."""
    rubric = standing.round.rubric
    return {
        "format": FORMAT,
        "outcome": decision.outcome.value,
        "reason": decision.reason,
        "is_override": decision.is_override,
        "actor": decision.actor_id,
        "basis": row.basis,
        "rubric": {"id": rubric.id, "number": rubric.number},
        "thresholds": {
            "accept": standing.round.accept_from,
            "conditional": standing.round.conditional_from,
            "revise": standing.round.revise_from,
        },
        "standing": _standing(row, standing),
        "criteria": _criteria(row, standing),
        "sheets": [_sheet(one) for one in row.sheets],
        "gates": [[gate.key, gate.green, gate.repairable] for gate in row.gates],
        "notes": notes,
    }


def _standing(row: EntryStanding, standing: RoundStanding) -> dict[str, Any]:
    """The figures of the entry among all others."""
    ranked = row.ranked
    return {
        "method": "additive curator offsets, shrunk as far as the round itself says (REML)",
        "shrinkage": _figure(standing.ranking.shrinkage),
        "raw": _figure(ranked.raw if ranked else None),
        "adjusted": _figure(ranked.adjusted if ranked else None),
        "spread": _figure(ranked.spread if ranked else None),
        "rank": ranked.rank if ranked else None,
        "tied": ranked.tied if ranked else None,
        "of": len(standing.ranking.entries),
        "component": ranked.component if ranked else None,
        "components": standing.ranking.components,
        "offsets": {str(one.curator): _figure(one.offset) for one in standing.ranking.curators},
        "alpha": _figure(standing.alpha.value),
    }


def _criteria(row: EntryStanding, standing: RoundStanding) -> list[dict[str, Any]]:
    """Each criterion of the sheet with the curators' mean, None where it did not apply."""
    return [
        {
            "id": criterion.id,
            "key": criterion.key,
            "weight": criterion.weight,
            "mean": _figure(row.criterion_means.get(criterion.id)),
        }
        for criterion in standing.round.rubric.criteria_for(row.entry.revision.category)
    ]


def _sheet(one: SheetStanding) -> dict[str, Any]:
    """One sheet as it counted."""
    return {
        "id": one.sheet.id,
        "version": one.sheet.version,
        "curator": one.sheet.curator_id,
        "score": _figure(one.score),
        "values": {str(key): value for key, value in sorted(one.values.items())},
    }


def _figure(value: float | None) -> float | None:
    """Round what the machine's arithmetic adds."""
    return None if value is None else round(value, DECIMALS)
