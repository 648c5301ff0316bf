"""The data of the sample town, as the files beside this module hold it."""

import json
from functools import cache
from pathlib import Path
from typing import Any, Final

DATA: Final = Path(__file__).with_name("data")
PICTURES: Final = Path(__file__).with_name("pictures")


@cache
def rows(name: str) -> list[dict[str, Any]]:
    """The rows of a file: ``kelurahan``, ``places``, ``makers`` or ``products``."""
    content: dict[str, Any] = json.loads((DATA / f"{name}.json").read_text(encoding="utf-8"))
    found: list[dict[str, Any]] = content[name]
    return found


def pictures_of(code: str) -> list[Path]:
    """The pictures of a sample product, its cover first."""
    return sorted(PICTURES.glob(f"{code}-*.jpg"))
