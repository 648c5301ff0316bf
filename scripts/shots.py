"""``make shots``: every page as a picture, by screen, language and colour scheme, into shots/.

It is also a check: a page that answers with an error, is wider than its screen or says something
in the console is named, and the exit code is 1.
"""

import itertools
import os
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from playwright.sync_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Error,
    Response,
    sync_playwright,
)
from playwright.sync_api import Page as Tab

from scripts.chromium import ChromiumError, launch
from scripts.places import ROOT
from scripts.running_site import Site, SiteError, running_site, settle
from scripts.shots_pages import PAGES, PERSONAS, Page
from scripts.shots_stage import app_of, sample_person, set_stage

FOLDER = ROOT / "shots"
KEPT = ROOT / "build" / "shots-site"  # With KEEP=1 the town stays here for the next time.
HEIGHTS = {"390": 844, "820": 1180, "1440": 900}  # Phone, tablet, desktop, by width in CSS pixels.
LANGUAGES = {"id": "", "en": "/en"}
SCHEMES = ("light", "dark")
BAD = 400  # The first of HTTP's codes for what went wrong.
# A picture of the whole page shows what a visitor would see after scrolling to its end.
LOAD_ALL = """async () => {
  for (const image of document.images) image.loading = "eager";
  await Promise.all([...document.images].map(image => image.decode().catch(() => null)));
  await document.fonts.ready;
}"""
FIND_LINK = """(links, pattern) => links
  .map(link => new URL(link.getAttribute("href"), location).href.replace(/[?#].*/, ""))
  .find(address => new RegExp(pattern + "$").test(address)) ?? "" """


class Cookie(NamedTuple):
    """A cookie that signs a persona in."""

    name: str
    value: str


@dataclass(frozen=True, slots=True)
class Look:
    """One way of looking: who, on which screen, in which language and colours."""

    persona: str
    width: str
    language: str
    scheme: str

    @property
    def suffix(self) -> str:
        """How the pictures' names end."""
        return f"{self.width}-{self.language}-{self.scheme}.png"


def chosen(variable: str, everything: Sequence[str]) -> list[str]:
    """What an environment variable such as ``SIZES=390,820`` chooses; all when it is unset."""
    wanted = [part for part in os.environ.get(variable, "").replace(",", " ").split() if part]
    unknown = set(wanted) - set(everything)
    if unknown:
        raise SystemExit(
            f"{variable}: {', '.join(sorted(unknown))}? One of {', '.join(everything)}"
        )
    return wanted or list(everything)


def session_cookies(site: Site) -> dict[str, Cookie]:
    """A session's cookie for each persona, made with the instance's own key; a visitor has none.

    Raises:
        SiteError: when the sample town lacks a persona.
    """
    app = app_of(site)
    name = app.config["SESSION_COOKIE_NAME"]
    cookies: dict[str, Cookie] = {}
    with app.app_context():
        for persona, email in PERSONAS.items():
            if email:
                browser = app.test_client()
                with browser.session_transaction() as session:
                    session["_user_id"] = sample_person(email).get_id()
                    session["_fresh"] = True
                cookie = browser.get_cookie(name)
                if cookie:
                    cookies[persona] = Cookie(name, cookie.value)
    return cookies


def open_as(browser: Browser, site: Site, look: Look, cookies: dict[str, Cookie]) -> BrowserContext:
    """A browser window of that size, with that persona signed in."""
    context = browser.new_context(
        viewport={"width": int(look.width), "height": HEIGHTS[look.width]},
        color_scheme="dark" if look.scheme == "dark" else "light",
        locale="id-ID" if look.language == "id" else "en-GB",
        reduced_motion="reduce",
        has_touch=look.width != "1440",
    )
    if look.persona in cookies:
        cookie = cookies[look.persona]
        context.add_cookies([{"name": cookie.name, "value": cookie.value, "url": site.url}])
    return context


def photograph(tab: Tab, site: Site, page: Page, look: Look) -> Iterator[str]:
    """Take one picture, and tell what is wrong with the page."""
    answer = tab.goto(f"{site.url}{LANGUAGES[look.language]}{page.path}", wait_until="load")
    for pattern in page.follow:
        address = tab.locator("main a[href]").evaluate_all(FIND_LINK, pattern)
        if not address:
            yield f"{tab.url} has no link that ends in {pattern}"
            return
        answer = tab.goto(address, wait_until="load")
    yield from faults_of(tab, page, answer)
    # A screen as tall as the page, so that what sticks to the screen's edge hides nothing.
    height = tab.evaluate("document.documentElement.scrollHeight")
    tab.set_viewport_size({"width": int(look.width), "height": max(height, HEIGHTS[look.width])})
    tab.screenshot(path=FOLDER / f"{page.name}-{look.suffix}", full_page=True)


def faults_of(tab: Tab, page: Page, answer: Response | None) -> Iterator[str]:
    """A wrong status, and content that is wider than the screen."""
    if answer is None or answer.status != page.status:
        yield f"answered {answer.status if answer else 'nothing'}"
    tab.evaluate(LOAD_ALL)
    wide = tab.evaluate("document.documentElement.scrollWidth - window.innerWidth")
    if wide > 0:
        yield f"is {wide} px wider than the screen"


def photograph_all(
    browser: Browser, site: Site, look: Look, cookies: dict[str, Cookie], pages: list[Page]
) -> list[str]:
    """Photograph the pages of one look; give every fault, named."""
    faults: list[str] = []
    with open_as(browser, site, look, cookies) as context:
        for page in pages:
            tab = context.new_page()
            said = complaints_of(tab)
            found = list(photograph(tab, site, page, look))
            faults += [f"{page.name}-{look.suffix}: {fault}" for fault in found + said]
            tab.close()
    return faults


def complaints_of(tab: Tab) -> list[str]:
    """A list that fills with the errors and warnings of a page, as it speaks."""
    said: list[str] = []

    def hear(message: ConsoleMessage) -> None:
        said.extend(complaint(message))

    def hear_error(error: Error) -> None:
        said.append(str(error))

    def hear_answer(answer: Response) -> None:
        if answer.status >= BAD and not answer.request.is_navigation_request():
            said.append(f"{answer.status} for {answer.url}")

    tab.on("console", hear)
    tab.on("response", hear_answer)
    tab.on("pageerror", hear_error)
    return said


def complaint(message: ConsoleMessage) -> list[str]:
    """What the console says of errors and warnings, but for answers, which are named elsewhere."""
    if message.type not in {"error", "warning"} or message.text.startswith("Failed to load"):
        return []
    return [f"console: {message.text}"]


def looks() -> list[Look]:
    """Every way of looking that SIZES, LANGS and SCHEMES leave."""
    ways = itertools.product(
        PERSONAS,
        chosen("SIZES", list(HEIGHTS)),
        chosen("LANGS", list(LANGUAGES)),
        chosen("SCHEMES", SCHEMES),
    )
    return [Look(*way) for way in ways]


def main() -> int:
    """Start the site, photograph it, and print what is wrong."""
    names = chosen("PAGES", [page.name for page in PAGES])
    FOLDER.mkdir(exist_ok=True)
    faults: list[str] = []
    try:
        with (
            running_site(KEPT if os.environ.get("KEEP") else None) as site,
            sync_playwright() as playwright,
        ):
            settle(site)
            browser, cookies = launch(playwright), session_cookies(site)
            staged = set_stage(site, PAGES)
            for look in looks():
                pages = [p for p in staged if p.persona == look.persona and p.name in names]
                if pages:
                    faults += photograph_all(browser, site, look, cookies, pages)
            browser.close()
    except (SiteError, ChromiumError) as error:
        print(error, file=sys.stderr)
        return 1
    print(f"{len(list(FOLDER.glob('*.png')))} pictures in {FOLDER}")
    print("\n".join(faults))
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
