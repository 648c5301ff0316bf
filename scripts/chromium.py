"""How Debian's Chromium is started: without the errands that it would run on its own."""

import os
from typing import Any

from playwright.sync_api import Browser, Playwright

from scripts.packages import chromium

QUIET = (
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-gpu",
    "--disable-quic",
    "--disable-sync",
    "--no-first-run",
)


class ChromiumError(Exception):
    """There is no Chromium; the message says what to install."""


def options() -> dict[str, Any]:
    """What playwright needs to know to start the machine's Chromium without a window.

    Raises:
        ChromiumError: when it is not installed.
    """
    path = chromium()
    if path is None:
        raise ChromiumError("Chromium is missing: apt install chromium")
    # Chromium's sandbox refuses to work for root, which is who CI runs as.
    as_root = ("--no-sandbox",) if os.geteuid() == 0 else ()
    return {"executable_path": path, "args": [*QUIET, *as_root]}


def launch(playwright: Playwright) -> Browser:
    """Start the machine's Chromium.

    Raises:
        ChromiumError: when it is not installed.
    """
    return playwright.chromium.launch(**options())
