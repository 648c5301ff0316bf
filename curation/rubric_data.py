"""The default rubric that every partner starts from, read from ``rubrics/default.json``.

The weights are the table of the domain notes, section 1.4; no retailer publishes any, so they are
a template that a partner edits. The level sentences are written so that two curators who hold
the same sample choose the same one, after the anchored levels of Kemenperin's OVOP form.
"""

import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

DEFAULT_RUBRIC = Path(__file__).parent / "rubrics" / "default.json"


@dataclass(frozen=True, slots=True)
class LevelData:
    """The sentence that anchors one value, 1 to 5, in both languages."""

    value: int
    sentence_id: str
    sentence_en: str


@dataclass(frozen=True, slots=True)
class CriterionData:
    """One criterion of a category: its weight in per cent, and how to look before scoring."""

    key: str
    weight: int
    name_id: str
    name_en: str
    hint_id: str
    hint_en: str
    levels: tuple[LevelData, ...]
    required: bool = True


@dataclass(frozen=True, slots=True)
class RubricData:
    """A whole rubric: the criteria of each category, heaviest concern first as on the sheet."""

    name_id: str
    name_en: str
    categories: dict[str, tuple[CriterionData, ...]]


@cache
def default_rubric() -> RubricData:
    """Read the default rubric; each category's weights add up to 100."""
    return read_rubric(DEFAULT_RUBRIC)


def read_rubric(path: Path) -> RubricData:
    """Read a rubric from a JSON file.

    Raises:
        KeyError: A part is missing.
        TypeError: A part has no place in a rubric.
    """
    data = json.loads(path.read_text(encoding="utf-8"))
    return RubricData(
        name_id=data["name_id"],
        name_en=data["name_en"],
        categories={
            category: tuple(_criterion(criterion) for criterion in criteria)
            for category, criteria in data["categories"].items()
        },
    )


def _criterion(data: dict[str, Any]) -> CriterionData:
    """Build a criterion with its levels in order."""
    levels = sorted((LevelData(**level) for level in data["levels"]), key=lambda one: one.value)
    return CriterionData(**{**data, "levels": tuple(levels)})
