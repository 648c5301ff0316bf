"""Who in the city helps a maker with what, from the file that the settings name."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Final

from web.context import settings
from web.languages import localised

NOBODY: Final = "none"


@dataclass(frozen=True, slots=True)
class Helper:
    """Somebody who helps.

    Attributes:
        name_id: Who, in Indonesian.
        name_en: The same in English.
        what_id: With what, in Indonesian, as part of a sentence.
        what_en: The same in English.
        address: Street and number; empty where the file gives none.
    """

    name_id: str
    name_en: str
    what_id: str
    what_en: str
    address: str

    def in_words(self) -> str:
        """Who, with what, and where, in the reader's language."""
        parts = (localised(self, "name"), localised(self, "what"), self.address)
        return ", ".join(part for part in parts if part)


@cache
def _read(path: str) -> Mapping[str, Helper]:
    """The helpers by topic; the first of a topic counts."""
    if path == NOBODY:
        return {}
    rows: list[dict[str, Any]] = json.loads(Path(path).read_text(encoding="utf-8"))["help"]
    found: dict[str, Helper] = {}
    for row in rows:
        fields = {name: str(row.get(name, "")) for name in Helper.__dataclass_fields__}
        for topic in row["topics"]:
            found.setdefault(topic, Helper(**fields))
    return found


def helper_for(topic: str) -> Helper | None:
    """Who helps with a topic such as "photos" or "halal", None where nobody is known."""
    return _read(settings().help_file).get(topic)
