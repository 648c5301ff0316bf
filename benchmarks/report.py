"""What a run says: plain tables, printed as they come and kept in ``build/bench.txt``."""

import math
import os
import platform
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from config import ROOT

SAVED = ROOT / "build" / "bench.txt"
REFERENCE_MARK = (
    "the same "  # How a measured row's name goes on when it is the one above's reference.
)

Triple = tuple[str, float, str]


@dataclass(frozen=True, slots=True)
class Table:
    """One subject's figures.

    Attributes:
        title: what was measured.
        heads: the columns' names.
        rows: one text for each column; the first column holds words, the others figures.
        note: what must be known to read them.
    """

    title: str
    heads: tuple[str, ...]
    rows: Sequence[tuple[str, ...]]
    note: str = ""

    def text(self) -> str:
        """The table in columns, words to the left and figures to the right."""
        lines = [self.heads, *self.rows]
        widths = [max(len(line[column]) for line in lines) for column in range(len(self.heads))]
        body = [_line(line, widths) for line in lines]
        body.insert(1, "  ".join("-" * width for width in widths))
        return "\n".join([self.title, "", *body, *(["", self.note] if self.note else [])])


def _line(cells: Sequence[str], widths: Sequence[int]) -> str:
    first, *others = (
        cell.rjust(width) if place else cell.ljust(width)
        for place, (cell, width) in enumerate(zip(cells, widths, strict=True))
    )
    return "  ".join([first, *others]).rstrip()


def percentile(values: Iterable[float], share: float) -> float:
    """The smallest value that at least this share of all values does not exceed (nearest rank).

    Args:
        values: one at least, in any order.
        share: above 0, at most 1; 0.95 for the 95th percentile.

    Raises:
        ValueError: without values, or for another share.
    """
    ordered = sorted(values)
    if not ordered or not 0 < share <= 1:
        raise ValueError("a percentile needs values, and a share above 0 and at most 1")
    return ordered[math.ceil(share * len(ordered)) - 1]


def figure(value: float) -> str:
    """A number with three digits that count: 0.0123, 1.23, 12.3, 1,235."""
    if value == 0 or not math.isfinite(value):
        return f"{value:g}"
    decimals = max(0, 2 - math.floor(math.log10(abs(value))))
    return f"{value:,.{decimals}f}"


def times(value: float, reference: float) -> str:
    """How many times the reference a value is; nothing can be said beside a zero."""
    return f"{figure(value / reference)}×" if reference else "–"


def beside_references(title: str, triples: Sequence[Triple], note: str = "") -> Table:
    """A table of names, values and units, each with its multiple of the reference below it.

    A row is the reference of the row above it when its name, or what follows a colon in it, begins
    with "the same".
    """
    rows = []
    for place, (name, value, unit) in enumerate(triples):
        after = triples[place + 1] if place + 1 < len(triples) else None
        multiple = times(value, after[1]) if after and is_reference(after[0]) else ""
        rows.append((name, figure(value), unit, "reference" if is_reference(name) else multiple))
    return Table(title, ("", "value", "unit", "times the reference"), rows, note)


def is_reference(name: str) -> bool:
    """Whether a row's name says that it is the reference of the row above it."""
    return name.rpartition(": ")[2].startswith(REFERENCE_MARK)


def machine() -> Table:
    """What the figures were measured on, and how busy that is."""
    load = ", ".join(figure(value) for value in os.getloadavg())
    return Table(
        f"Etalase, measured {datetime.now(UTC):%Y-%m-%d %H:%M} UTC",
        ("", "this machine"),
        [
            ("processor", _processor()),
            ("cores", str(len(os.sched_getaffinity(0)))),
            ("Python", platform.python_version()),
            ("load before the run (1, 5, 15 minutes)", load),
        ],
        "A load above the number of cores means that others worked here too, and every figure "
        "suffers.",
    )


def _processor() -> str:
    found = re.search(r"^model name\s*: (.+)$", _read("/proc/cpuinfo"), re.MULTILINE)
    return found[1] if found else platform.machine()


def _read(path: str) -> str:
    try:
        return Path(path).read_text(encoding="utf-8")
    except OSError:
        return ""


class Report:
    """Prints tables as they come, and keeps them, so that a run that is broken off leaves some."""

    def __init__(self, path: Path = SAVED) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("", encoding="utf-8")
        self._path = path

    def add(self, table: Table) -> None:
        """Print and keep a table."""
        print(f"{table.text()}\n", flush=True)
        with self._path.open("a", encoding="utf-8") as file:
            file.write(f"{table.text()}\n\n")
