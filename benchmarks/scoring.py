"""Scoring: from a tap on a tablet's screen until the sheet says that it is saved."""

import re

from playwright.sync_api import Page, ViewportSize, sync_playwright

from benchmarks.processes import BenchError
from benchmarks.report import Table, percentile
from demo.sign_ins import CURATORS, PASSWORD
from scripts.chromium import launch
from scripts.running_site import Site

TABLET: ViewportSize = {"width": 820, "height": 1180}
ENTRIES = 4  # The first one, on which everything is fetched for the first time, is not counted.
AT_MOST = 300  # Milliseconds.
FETCHES = 40

# The browser's own clock: from the finger until the words change, whatever waits in between.
WATCH = """() => {
  window.taps = [];
  let began = 0;
  const sign = document.querySelector(".score-bar .save-state");
  addEventListener("pointerdown", () => { began = performance.now(); }, true);
  new MutationObserver(() => {
    if (!began || sign.dataset.state !== "saved") return;
    taps.push(performance.now() - began);
    began = 0;
  }).observe(sign, { attributes: true, attributeFilter: ["data-state"] });
}"""

# The least that the same page can ask of the same server.
FETCH = """async (count) => {
  const times = [];
  for (let turn = 0; turn < count; turn += 1) {
    const began = performance.now();
    await (await fetch("/sehat", { cache: "no-store" })).text();
    times.push(performance.now() - began);
  }
  return times;
}"""


def sign_in(page: Page) -> None:
    """Come in as a curator of the sample town who still has entries to score."""
    page.goto("/masuk")
    page.get_by_label("Nomor HP atau email").fill(CURATORS[3].email)
    page.get_by_label("Kata sandi", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Masuk", exact=True).click()
    page.wait_for_url(lambda url: "/masuk" not in url)


def waiting_entries(page: Page) -> list[str]:
    """Addresses of entries that the curator has not begun.

    Raises:
        BenchError: There are too few.
    """
    page.goto("/kurator")
    rounds = page.locator("main a[href*='/kurator/kurasi/']").evaluate_all(
        "links => [...new Set(links.map((one) => one.href))]"
    )
    for address in rounds:
        page.goto(address)
        found: list[str] = page.locator("li[data-state=''] > a").evaluate_all(
            "links => links.map((one) => one.href)"
        )
        entries = [one for one in found if re.search(r"/kurator/ajuan/\d+$", one)]
        if len(entries) >= ENTRIES:
            return entries[:ENTRIES]
    raise BenchError(f"no round has {ENTRIES} entries for {CURATORS[3].email} to score")


def taps_on(page: Page, address: str) -> list[float]:
    """Tap a value on each criterion but the last; milliseconds until each is saved."""
    page.goto(address)
    page.wait_for_selector("html[data-scoring=ready]")
    page.evaluate(WATCH)
    criteria = page.locator("fieldset.criterion")
    for at in range(criteria.count() - 1):  # With the last one the page would go on by itself.
        criteria.nth(at).locator(".scale label", has=page.locator("input[value='4']")).tap()
        page.wait_for_function("count => window.taps.length === count", arg=at + 1)
    times: list[float] = page.evaluate("taps")
    return times


def measure(site: Site) -> Table:
    """Score some entries of the sample town in Chromium."""
    with sync_playwright() as player:
        browser = launch(player)
        page = browser.new_context(viewport=TABLET, has_touch=True, base_url=site.url).new_page()
        sign_in(page)
        _first, *counted = [taps_on(page, address) for address in waiting_entries(page)]
        bare: list[float] = page.evaluate(FETCH, FETCHES)
        browser.close()
    times = [one for entry in counted for one in entry]
    rows = [
        (f"{len(times)} taps, until saved", *_figures(times), str(AT_MOST)),
        ("reference: /sehat, asked by the same page", *_figures(bare), ""),
    ]
    return Table(
        "Scoring on a tablet",
        ("", "p50 ms", "p95 ms", "slowest ms", "at most"),
        rows,
        "Chromium on the machine that serves it; the device keeps each answer before it goes.",
    )


def _figures(times: list[float]) -> list[str]:
    """The middle, the 95th percentile and the slowest, in milliseconds."""
    found = percentile(times, 0.5), percentile(times, 0.95), max(times)
    return [f"{one:.0f}" for one in found]
