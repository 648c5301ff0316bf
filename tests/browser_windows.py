"""Windows of three sizes, and signing in as a person would."""

import time
from collections.abc import Callable

from playwright.sync_api import Page

from demo.sign_ins import PASSWORD
from scripts.running_site import Site
from scripts.shots import FIND_LINK, LANGUAGES
from scripts.shots_pages import Page as Place

PHONE, TABLET, DESKTOP = (390, 844), (820, 1180), (1440, 900)

Visit = Callable[..., Page]


SAVED = 20_000  # Milliseconds that a busy machine may take for one save.


def sign_in(page: Page, email: str, password: str = PASSWORD, *, at: str = "") -> None:
    """Sign in through the page."""
    page.goto(f"{at}/masuk")
    page.get_by_label("Nomor HP atau email").fill(email)
    page.get_by_label("Kata sandi", exact=True).fill(password)
    page.get_by_role("button", name="Masuk", exact=True).click()
    page.wait_for_url(lambda url: "/masuk" not in url)


def wait_until_kept(page: Page, path: str) -> None:
    """Wait until the device keeps the page, as it does in the background."""
    page.evaluate("navigator.serviceWorker.ready.then(() => true)")
    kept = "(path) => caches.match(path, {ignoreVary: true}).then((found) => Boolean(found))"
    deadline = time.monotonic() + SAVED / 1000
    while not page.evaluate(kept, path):
        assert time.monotonic() < deadline, f"{path} is not kept"
        time.sleep(0.1)


def open_place(tab: Page, site: Site, place: Place, language: str) -> str:
    """Go to a page as a person would, and give its markup as the server wrote it."""
    answer = tab.goto(f"{site.url}{LANGUAGES[language]}{place.path}", wait_until="load")
    for pattern in place.follow:
        address = tab.locator("main a[href]").evaluate_all(FIND_LINK, pattern)
        assert address, f"{tab.url} has no link that ends in {pattern}"
        answer = tab.goto(address, wait_until="load")
    assert answer is not None
    assert (tab.url, answer.status) == (tab.url, place.status)
    return answer.text()
