"""What each paper is for and who in the city helps: words kept as data, in both languages."""

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from catalog.states import PaperKind

FILE = Path(__file__).with_name("paper_guide.toml")


@dataclass(frozen=True, slots=True)
class Guide:
    """Words about one kind of paper.

    Attributes:
        kind: which paper.
        what_id: what it is for, in Indonesian; ``what_en`` in English.
        hint_id: what its number looks like; ``hint_en``.
        help_id: who in the city helps; ``help_en``.
        example: a number of its shape.
    """

    kind: PaperKind
    what_id: str
    what_en: str
    hint_id: str
    hint_en: str
    help_id: str
    help_en: str
    example: str


@cache
def guides() -> dict[PaperKind, Guide]:
    """The words for every kind, in the order in which makers need them."""
    rows = tomllib.loads(FILE.read_text(encoding="utf-8"))["paper"]
    return {
        PaperKind(row["kind"]): Guide(**{**row, "kind": PaperKind(row["kind"])}) for row in rows
    }
