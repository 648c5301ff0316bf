"""A running site with the sample town, and browsers of several sizes that look at it."""

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from demo.people import PASSWORD
from scripts.chromium import launch
from scripts.running_site import Site, running_site

PHONE, TABLET, DESKTOP = (390, 844), (820, 1180), (1440, 900)

Visit = Callable[..., Page]


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


def sign_in(page: Page, email: str, password: str = PASSWORD) -> None:
    """Sign in through the page."""
    page.goto("/masuk")
    page.get_by_label("Nomor HP atau email").fill(email)
    page.get_by_label("Kata sandi", exact=True).fill(password)
    page.get_by_role("button", name="Masuk", exact=True).click()
    page.wait_for_url(lambda url: "/masuk" not in url)
