"""The states of a photo, and the sizes and formats in which it is served."""

import re
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from typing import Final

WIDTHS: Final = (320, 640, 960, 1600)  # Pixels across, smallest first.
FALLBACK_WIDTH: Final = 960  # What a browser gets that knows neither srcset nor modern formats.
MAX_ATTEMPTS: Final = 3  # Of deriving a photo.
NAME: Final = re.compile(r"[0-9a-f]{32}")
ADDRESS: Final = "/foto/"  # Photos have no language, so their addresses have none either.


class PhotoState(StrEnum):
    """How far a photo is: its master is there from the first moment."""

    PENDING = "pending"
    DERIVED = "derived"
    FAILED = "failed"


class MatchState(StrEnum):
    """How far the office is with a picture that two makers have."""

    OPEN = "open"
    DISMISSED = "dismissed"


class Format(StrEnum):
    """The formats that are served, by the ends of their file names."""

    AVIF = "avif"
    WEBP = "webp"
    JPEG = "jpg"

    @property
    def media_type(self) -> str:
        """What ``Content-Type`` says."""
        return {"avif": "image/avif", "webp": "image/webp", "jpg": "image/jpeg"}[self.value]


@dataclass(frozen=True, slots=True)
class PhotoFile:
    """One file of a photo: the master (``size`` None), or a derived one.

    Attributes:
        name: 32 hexadecimal digits.
        size: one of ``WIDTHS``, or None for the master.
        format: the master's is JPEG.

    Raises:
        ValueError: for anything that we would never have made.
    """

    name: str
    size: int | None = None
    format: Format = Format.JPEG

    def __post_init__(self) -> None:
        if not NAME.fullmatch(self.name):
            raise ValueError("a photo's name is 32 hexadecimal digits")
        if self.size is not None and self.size not in WIDTHS:
            raise ValueError("photos are derived in the widths of WIDTHS only")
        if self.size is None and self.format is not Format.JPEG:
            raise ValueError("a master is a JPEG")

    @property
    def filename(self) -> str:
        """What the file is called."""
        size = "" if self.size is None else f"-{self.size}"
        return f"{self.name}{size}.{self.format}"

    @property
    def url(self) -> str:
        """Its address, the same in every language."""
        return ADDRESS + self.filename


def widths_for(master_width: int) -> tuple[int, ...]:
    """The widths in which a master is derived: never larger than itself, the smallest always."""
    return tuple(width for width in WIDTHS if width <= master_width or width == WIDTHS[0])


def derived_files(name: str, master_width: int) -> list[PhotoFile]:
    """All files that are derived from a master, in the order in which they are made."""
    return [PhotoFile(name, width, kind) for width in widths_for(master_width) for kind in Format]


@lru_cache(maxsize=4096)
def srcset(name: str, master_width: int, kind: Format) -> str:
    """The derived files of a master in one format, as ``srcset`` names them.

    Only widths that the master fills are named; a master narrower than the smallest width is named
    with its own.
    """
    return ", ".join(
        f"{PhotoFile(name, width, kind).url} {min(width, master_width)}w"
        for width in widths_for(master_width)
    )
