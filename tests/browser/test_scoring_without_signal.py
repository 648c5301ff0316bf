"""A hall without a network: twenty sheets wait, the browser is closed, and each is sent once."""

import re
from collections.abc import Callable

import pytest
from browser_windows import SAVED, sign_in
from playwright.sync_api import Page, expect
from scoring_town import AWAY, give_entries, sheets_of, versions_of_sheets, withdraw

from curation.states import ScoresheetState
from demo.sign_ins import PASSWORD
from scripts.running_site import Site

ME = AWAY
MANY = 20
WAITING = 60_000  # Milliseconds for twenty pages with their photos, or twenty sheets.

pytestmark = [pytest.mark.browser, pytest.mark.timeout(900)]


def come_in(page: Page) -> None:
    """Sign in for longer than the browser is open."""
    page.goto("/masuk")
    page.get_by_label("Tetap masuk di perangkat ini").check()
    page.get_by_label("Nomor HP atau email").fill(ME)
    page.get_by_label("Kata sandi", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Masuk", exact=True).click()
    page.wait_for_url(lambda url: "/masuk" not in url)


def pack(page: Page, round_id: int, count: int) -> None:
    """Open the round's list and wait until the device has all of it."""
    page.goto(f"/kurator/kurasi/{round_id}")
    ready = f"Siap tanpa sinyal: {count} ajuan dengan fotonya ada di perangkat ini."
    expect(page.get_by_text(ready)).to_be_visible(timeout=WAITING)


def score(page: Page, entry_id: int, value: int, note: str = "") -> None:
    """Score the entry that is shown, with as many taps as it has criteria."""
    page.wait_for_url(f"**/kurator/ajuan/{entry_id}")
    page.wait_for_selector("html[data-scoring=ready]")
    if note:
        page.locator("#private_note").fill(note)
    for criterion in page.locator("fieldset.criterion").all():
        criterion.locator(".scale label", has=page.locator(f"input[value='{value}']")).tap()


def check_photo(page: Page, entry_id: int) -> None:
    """Open an entry: its photo is on the device, too."""
    page.goto(f"/kurator/ajuan/{entry_id}")
    picture = page.locator(".score-photo img")
    expect(picture).to_have_js_property("complete", value=True)
    assert picture.evaluate("one => one.naturalWidth") > 0


def expect_unsent(page: Page, count: int) -> None:
    """The page says how many sheets wait; it counts them on the device after it has loaded."""
    line = page.locator("[data-unsent-sheets] [data-line]")
    expect(line).to_contain_text(f"{count} lembar nilai belum terkirim.")
    expect(line).to_be_visible()


def test_twenty_entries_without_a_network_are_sent_once_each(
    site: Site, phone: Callable[[], Page]
) -> None:
    round_id, entries = give_entries(site, [ME], MANY)
    page = phone()
    come_in(page)
    pack(page, round_id, MANY)
    page.context.set_offline(True)
    check_photo(page, entries[0])
    for position, entry_id in enumerate(entries[:12]):
        score(page, entry_id, 1 + position % 5, "Tanpa sinyal." if position == 3 else "")
    page.wait_for_url(f"**/kurator/ajuan/{entries[12]}")
    page = phone()  # The browser was closed in the middle.
    page.context.set_offline(True)
    page.goto(f"/kurator/kurasi/{round_id}")
    expect_unsent(page, 12)
    expect(page.locator(".progress b")).to_have_text("12 dari 20")
    page.goto(f"/kurator/ajuan/{entries[12]}")
    for position, entry_id in enumerate(entries[12:], 12):
        score(page, entry_id, 1 + position % 5)
    page.wait_for_url(f"**/kurator/kurasi/{round_id}")  # Nothing waits for a score any more.
    expect_unsent(page, 20)
    assert sheets_of(site, ME, entries) == {entry_id: [] for entry_id in entries}
    page.context.set_offline(False)
    expect(page.locator("[data-unsent-sheets]")).to_be_hidden(timeout=WAITING)
    check(site, entries)
    page.reload()
    expect(page.locator(".progress b")).to_have_text("20 dari 20")


def check(site: Site, entries: list[int]) -> None:
    """One final sheet each, as it was typed; a sheet that was changed later keeps what it said."""
    sheets = sheets_of(site, ME, entries)
    assert {entry: len(some) for entry, some in sheets.items()} == dict.fromkeys(entries, 1)
    for position, entry_id in enumerate(entries):
        [sheet] = sheets[entry_id]
        assert sheet.state == ScoresheetState.FINAL
        assert {score.value for score in sheet.scores} == {1 + position % 5}
    assert sheets[entries[3]][0].private_note == "Tanpa sinyal."
    assert versions_of_sheets(site, ME, entries) == dict.fromkeys(entries, 0)


def test_score_changed_without_a_network_keeps_its_history(
    site: Site, phone: Callable[[], Page]
) -> None:
    round_id, entries = give_entries(site, [ME], 2)
    page = phone()
    come_in(page)
    pack(page, round_id, 2)
    page.goto(f"/kurator/ajuan/{entries[0]}")
    first = page.locator("fieldset.criterion").first
    sign = page.locator(".score-bar .save-state")
    first.locator(".scale label").first.tap()
    expect(sign).to_have_attribute("data-state", "saved", timeout=SAVED)
    page.context.set_offline(True)
    first.locator(".scale label").nth(3).tap()
    expect(sign).to_have_attribute("data-state", "offline", timeout=SAVED)
    page = phone()
    page.goto("/kurator")  # Any page of the curator's sends what waits.
    expect(page.locator("[data-unsent-sheets]")).to_be_hidden(timeout=SAVED)
    page.wait_for_timeout(1_000)
    [sheet] = sheets_of(site, ME, entries)[entries[0]]
    assert [score.value for score in sheet.scores] == [4]
    assert versions_of_sheets(site, ME, entries) == {entries[0]: 1, entries[1]: 0}


def test_packet_goes_with_who_signs_out_and_unsent_scores_stay(
    site: Site, phone: Callable[[], Page]
) -> None:
    round_id, entries = give_entries(site, [ME], 2)
    page = phone()
    sign_in(page, ME)
    pack(page, round_id, 2)
    page.goto(f"/kurator/ajuan/{entries[0]}")
    page.wait_for_selector("html[data-scoring=ready]")
    page.route("**/simpan", lambda route: route.abort())
    page.locator(".scale label").first.tap()
    sign = page.locator(".score-bar .save-state")
    expect(sign).to_have_attribute("data-state", "offline", timeout=SAVED)
    page.on("dialog", lambda dialog: dialog.accept())
    page.goto("/akun")
    page.get_by_role("main").get_by_role("button", name="Keluar", exact=True).click()
    page.wait_for_url(re.compile(r"/$"))
    held = "caches.keys().then((all) => all.filter((one) => one.startsWith('perajin-pages')))"
    assert page.evaluate(held) == []
    page.unroute("**/simpan")
    sign_in(page, ME)
    page.wait_for_url("**/kurator")
    expect(page.locator("[data-unsent-sheets]")).to_be_hidden(timeout=SAVED)
    page.wait_for_timeout(1_500)
    assert [len(some) for some in sheets_of(site, ME, entries).values()] == [1, 0]


def test_entry_that_was_withdrawn_meanwhile_says_so_and_the_others_are_sent(
    site: Site, phone: Callable[[], Page]
) -> None:
    round_id, entries = give_entries(site, [ME], 3)
    page = phone()
    come_in(page)
    pack(page, round_id, 3)
    page.context.set_offline(True)
    page.goto(f"/kurator/ajuan/{entries[0]}")
    for entry_id in entries:
        score(page, entry_id, 4)
    page.wait_for_url(f"**/kurator/kurasi/{round_id}")
    withdraw(site, entries[1])
    page.context.set_offline(False)
    box = page.locator("[data-unsent-sheets]")
    expect(box).to_contain_text("bukan lagi tugas Anda", timeout=WAITING)
    page.wait_for_timeout(1_000)
    assert [len(some) for some in sheets_of(site, ME, entries).values()] == [1, 0, 1]
    box.get_by_text("Lihat yang Anda ketik").click()
    expect(box.locator("dd").first).to_have_text("4")
