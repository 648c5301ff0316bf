"""A running site with the sample town, and browsers of several sizes that look at it."""

import shutil
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from browser_windows import DESKTOP, PHONE, Visit, sign_in
from playwright.sync_api import Browser, BrowserContext, Page, Playwright, sync_playwright

from scripts.chromium import launch, options
from scripts.running_site import Site, running_site, settle
from scripts.shots import Cookie, session_cookies
from scripts.shots_pages import PAGES
from scripts.shots_pages import Page as Place
from scripts.shots_stage import set_stage


@pytest.fixture(scope="session")
def town() -> Iterator[Path]:
    """The instance of a site that ran once: what each file of tests gets a copy of."""
    with tempfile.TemporaryDirectory(prefix="etalase-town-") as folder:
        with running_site(Path(folder)) as running:
            settle(running)
        yield Path(folder)


@pytest.fixture(scope="module")
def site(town: Path) -> Iterator[Site]:
    """Web, worker and search with a town of this file's own: no other file's rounds are in it."""
    with tempfile.TemporaryDirectory(prefix="etalase-site-") as folder:
        shutil.copytree(town, folder, dirs_exist_ok=True)
        with running_site(Path(folder)) as running:
            yield running


@pytest.fixture(scope="session")
def player() -> Iterator[Playwright]:
    """What drives the browsers."""
    with sync_playwright() as playwright:
        yield playwright


@pytest.fixture(scope="module")
def cookies(site: Site) -> dict[str, Cookie]:
    """What signs each persona in."""
    return session_cookies(site)


@pytest.fixture(scope="module")
def places(site: Site) -> list[Place]:
    """Every page there is, with what it needs."""
    return set_stage(site, PAGES)


@pytest.fixture(scope="session")
def chromium(player: Playwright) -> Iterator[Browser]:
    """Debian's Chromium."""
    browser = launch(player)
    yield browser
    browser.close()


@pytest.fixture
def phone(site: Site, player: Playwright, tmp_path: Path) -> Iterator[Callable[[], Page]]:
    """Open a phone's browser, or close it and open it again: what it keeps is on its disk."""
    contexts: list[BrowserContext] = []

    def open_again() -> Page:
        for context in contexts:
            context.close()
        contexts[:] = [
            player.chromium.launch_persistent_context(
                tmp_path / "phone",
                viewport={"width": PHONE[0], "height": PHONE[1]},
                has_touch=True,
                base_url=site.url,
                **options(),
            )
        ]
        return contexts[0].pages[0]

    yield open_again
    for context in contexts:
        context.close()


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
