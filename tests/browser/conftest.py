"""A running site with the sample town, and browsers of several sizes that look at it."""

from collections.abc import Iterator

import pytest
from browser_windows import DESKTOP, Visit, sign_in
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from scripts.chromium import launch
from scripts.running_site import Site, running_site


@pytest.fixture(scope="session")
def site() -> Iterator[Site]:
    """Web, worker and search with the sample town, for all browser tests."""
    with running_site() as running:
        yield running


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """Debian's Chromium."""
    with sync_playwright() as playwright:
        browser = launch(playwright)
        yield browser
        browser.close()


@pytest.fixture
def visit(site: Site, chromium: Browser) -> Iterator[Visit]:
    """Open a browser window of a size, signed in as somebody or not at all."""
    contexts: list[BrowserContext] = []

    def open_window(size: tuple[int, int], email: str = "", *, scripts: bool = True) -> Page:
        context = chromium.new_context(
            viewport={"width": size[0], "height": size[1]},
            has_touch=size != DESKTOP,
            java_script_enabled=scripts,
            base_url=site.url,
        )
        contexts.append(context)
        page = context.new_page()
        if email:
            sign_in(page, email)
        return page

    yield open_window
    for context in contexts:
        context.close()
