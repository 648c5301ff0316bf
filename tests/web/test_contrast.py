"""Every pair of colours that carries text or a control, in both schemes, by WCAG 2.2."""

import re
from pathlib import Path

import pytest

SHEET = Path(__file__).parents[2] / "static" / "css" / "tokens.css"
LIGHT = ":root {"
DARK_BY_SYSTEM = ':root:not([data-theme="light"]) {'
DARK_BY_CHOICE = ':root[data-theme="dark"] {'
TEXT = 4.5  # Success criterion 1.4.3.
CONTROL = 3.0  # Success criterion 1.4.11.

SURFACES = ("paper", "raised", "sunk")
INKS = (
    "ink",
    "ink-2",
    "ink-3",
    "terracotta",
    "terracotta-deep",
    "indigo",
    "leaf-ink",
    "turmeric-ink",
    "danger",
)
WASHES = ("terracotta-wash", "indigo-wash", "turmeric-wash", "leaf-wash", "danger-wash")
TEXT_PAIRS = [
    *((ink, surface) for surface in SURFACES for ink in INKS),
    *((ink, wash) for wash in WASHES for ink in ("ink", "ink-2")),
    ("on-brick", "brick"),
    ("on-brick", "brick-deep"),
    ("on-whatsapp", "whatsapp"),
    ("on-indigo", "indigo"),
    ("paper", "ink"),
    ("paper", "ink-2"),
    ("paper", "leaf"),
    ("terracotta", "terracotta-wash"),
    ("terracotta-deep", "terracotta-wash"),
    ("indigo", "indigo-wash"),
    ("turmeric-ink", "turmeric-wash"),
    ("leaf-ink", "leaf-wash"),
    ("danger", "danger-wash"),
]
CONTROL_PAIRS = [
    *((line, surface) for surface in SURFACES for line in ("edge", "brick", "indigo", "leaf")),
    ("danger", "danger-wash"),
]


def _block(selector: str) -> dict[str, str]:
    sheet = SHEET.read_text()
    start = sheet.index("{", sheet.index(selector))
    return dict(re.findall(r"--([\w-]+): ([^;]+);", sheet[start : sheet.index("}", start)]))


def _schemes() -> dict[str, dict[str, str]]:
    light = _block(LIGHT)
    return {"light": light, "dark": light | _block(DARK_BY_CHOICE)}


def _luminance(colour: str) -> float:
    channels = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def _contrast(one: str, other: str) -> float:
    low, high = sorted((_luminance(one), _luminance(other)))
    return (high + 0.05) / (low + 0.05)


def test_contrast_of_black_on_white_is_twenty_one() -> None:
    assert round(_contrast("#000000", "#ffffff"), 2) == 21


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(("text", "ground"), TEXT_PAIRS)
def test_text_pair_is_readable(scheme: str, text: str, ground: str) -> None:
    colours = _schemes()[scheme]
    assert _contrast(colours[text], colours[ground]) >= TEXT


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(("line", "ground"), CONTROL_PAIRS)
def test_control_pair_is_visible(scheme: str, line: str, ground: str) -> None:
    colours = _schemes()[scheme]
    assert _contrast(colours[line], colours[ground]) >= CONTROL


def test_dark_scheme_is_the_same_by_system_and_by_choice() -> None:
    assert _block(DARK_BY_SYSTEM) == _block(DARK_BY_CHOICE)


def test_dark_scheme_changes_every_colour_but_what_it_shares() -> None:
    shared = {name for name in _block(LIGHT) if name.startswith(("s", "t-", "serif", "radius"))}
    colours = {name for name, value in _block(LIGHT).items() if value.startswith("#")} - shared
    assert colours - set(_block(DARK_BY_CHOICE)) == set()
