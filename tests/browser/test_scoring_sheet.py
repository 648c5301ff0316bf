"""The curator's sheet: whose name, two versions, lost answers, broken stores, eight taps."""

import re

import pytest
from browser_windows import SAVED, TABLET, Visit, sign_in
from playwright.sync_api import Dialog, Locator, Page, Route, expect
from scoring_town import (
    LEAVING,
    ONE,
    OTHER,
    end_scoring,
    give_entries,
    is_final,
    sheets_of,
    values_of,
    withdraw,
)

from scripts.running_site import Site

pytestmark = [pytest.mark.browser, pytest.mark.timeout(600)]


@pytest.fixture
def entry(site: Site) -> int:
    """An entry that two curators were given."""
    _, [first, _second] = give_entries(site, [ONE, OTHER], 2)
    return first


def open_sheet(page: Page, entry_id: int) -> None:
    page.goto(f"/kurator/ajuan/{entry_id}")
    page.wait_for_selector("html[data-scoring=ready]")


def scale(page: Page, criterion: int, value: int | str) -> Locator:
    return (
        page.locator("fieldset.criterion")
        .nth(criterion)
        .locator(".scale label", has=page.locator(f"input[value='{value}']"))
    )


def state(page: Page, value: str) -> None:
    sign = page.locator(".score-bar .save-state")
    expect(sign).to_have_attribute("data-state", value, timeout=SAVED)


def chosen(page: Page) -> list[str]:
    found: list[str] = page.locator(".scale input:checked").evaluate_all(
        "all => all.map(x => x.value)"
    )
    return found


def sign_out(page: Page) -> None:
    page.goto("/akun")
    page.get_by_role("main").get_by_role("button", name="Keluar", exact=True).click()
    page.wait_for_url(re.compile(r"/$"))


def warnings_of(page: Page) -> list[str]:
    """What the browser asks from here on; every question is answered with yes."""
    asked: list[str] = []

    def agree(dialog: Dialog) -> None:
        asked.append(dialog.message)
        dialog.accept()

    page.on("dialog", agree)
    return asked


def test_unsent_scores_wait_for_their_owner_and_never_take_another_name(
    site: Site, visit: Visit, entry: int
) -> None:
    page = visit(TABLET, ONE)
    open_sheet(page, entry)
    page.route("**/simpan", lambda route: route.abort())
    scale(page, 0, 5).click()
    scale(page, 1, 1).click()
    state(page, "offline")
    asked = warnings_of(page)
    sign_out(page)
    assert [words[:31] for words in asked] == ["1 lembar nilai belum terkirim. "]
    page.unroute("**/simpan")
    sign_in(page, OTHER)
    open_sheet(page, entry)
    page.wait_for_timeout(1_500)
    assert (chosen(page), sheets_of(site, OTHER, [entry])) == ([], {entry: []})
    sign_out(page)
    assert len(asked) == 1  # Nothing of this person waits.
    sign_in(page, ONE)
    open_sheet(page, entry)
    state(page, "saved")
    assert (chosen(page), values_of(site, ONE, entry)) == (["5", "1"], [5, 1])


def test_page_of_somebody_who_signed_out_saves_nothing_for_who_signed_in(
    site: Site, visit: Visit, entry: int
) -> None:
    page = visit(TABLET, ONE)
    open_sheet(page, entry)
    second = page.context.new_page()
    sign_out(second)
    sign_in(second, OTHER)
    scale(page, 0, 2).click()
    state(page, "offline")
    expect(page.locator(".score-bar .save-state")).to_contain_text("Anda sudah keluar")
    assert sheets_of(site, OTHER, [entry]) == {entry: []}
    assert sheets_of(site, ONE, [entry]) == {entry: []}


def test_two_devices_show_both_versions_and_the_person_chooses(
    site: Site, visit: Visit, entry: int
) -> None:
    first, second = visit(TABLET, ONE), visit(TABLET, ONE)
    open_sheet(first, entry)
    open_sheet(second, entry)
    scale(second, 0, 2).click()
    state(second, "saved")
    scale(first, 0, 5).click()
    state(first, "stale")
    both = first.locator("[data-both]")
    expect(both.locator("[data-mine]")).to_have_text("5")
    expect(both.locator("[data-theirs]")).to_have_text("2")
    first.reload()  # Undecided, both are still there.
    expect(both.locator("[data-mine]")).to_have_text("5")
    both.get_by_role("button", name="Pakai ketikan saya").click()
    state(first, "saved")
    assert values_of(site, ONE, entry) == [5]
    scale(second, 0, 1).click()
    expect(second.locator("[data-both] [data-theirs]")).to_have_text("5")
    second.locator("[data-both]").get_by_role("button", name="Pakai yang tersimpan").click()
    state(second, "saved")
    assert chosen(second) == ["5"]
    assert values_of(site, ONE, entry) == [5]


def test_two_tabs_of_one_device_hold_the_same_sheet(site: Site, visit: Visit, entry: int) -> None:
    first = visit(TABLET, ONE)
    open_sheet(first, entry)
    second = first.context.new_page()
    open_sheet(second, entry)
    scale(second, 0, 2).click()
    state(second, "saved")
    expect(scale(first, 0, 2).locator("input")).to_be_checked()
    scale(first, 1, 4).click()
    state(first, "saved")
    expect(first.locator("[data-both]")).to_be_hidden()
    assert values_of(site, ONE, entry) == [2, 4]


def lose(route: Route) -> None:
    """The server gets it; its answer never arrives."""
    route.fetch()
    route.abort()


def test_save_whose_answer_was_lost_is_no_other_version(
    site: Site, visit: Visit, entry: int
) -> None:
    page = visit(TABLET, ONE)
    open_sheet(page, entry)
    page.route("**/simpan", lose)
    scale(page, 0, 3).click()
    state(page, "offline")
    page.unroute("**/simpan")
    assert values_of(site, ONE, entry) == [3]
    scale(page, 1, 4).click()
    state(page, "saved")
    expect(page.locator("[data-both]")).to_be_hidden()
    assert values_of(site, ONE, entry) == [3, 4]


def test_lost_answer_is_known_again_after_the_page_was_closed(
    site: Site, visit: Visit, entry: int
) -> None:
    page = visit(TABLET, ONE)
    open_sheet(page, entry)
    page.route("**/simpan", lose)
    scale(page, 0, 3).click()
    state(page, "offline")
    page.unroute("**/simpan")
    page.route("**/simpan", lambda route: route.abort())
    scale(page, 1, 5).click()
    state(page, "offline")
    page.unroute("**/simpan")
    open_sheet(page, entry)
    state(page, "saved")
    assert values_of(site, ONE, entry) == [3, 5]


BREAK_STORE = """() => new Promise((done) => {
  const person = document.querySelector('meta[name="person"]').content;
  const request = indexedDB.open(`etalase-sheets-${person}`, 1);
  request.onupgradeneeded = () => request.result.createObjectStore("sheets", {keyPath: "entry"});
  request.onsuccess = () => {
    const made = request.result.transaction("sheets", "readwrite");
    const entry = Number(location.pathname.split("/").pop());
    made.objectStore("sheets").put({entry, values: "{broken", unsent: true});
    made.oncomplete = done;
  };
})"""
NO_STORE = """
  Object.defineProperty(window, "localStorage", {get() { throw new Error("forbidden"); }});
  IDBFactory.prototype.open = () => { throw new Error("forbidden"); };
"""


@pytest.mark.parametrize("fault", ["damaged", "forbidden"])
def test_damaged_or_forbidden_store_never_stops_the_sheet(
    site: Site, visit: Visit, entry: int, fault: str
) -> None:
    page = visit(TABLET, ONE)
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    if fault == "forbidden":
        page.add_init_script(NO_STORE)
    open_sheet(page, entry)
    if fault == "damaged":
        page.evaluate(BREAK_STORE)
        page.evaluate("localStorage.setItem('etalase-go-alone', '{')")
        page.reload()
        page.wait_for_selector("html[data-scoring=ready]")
    scale(page, 0, 4).click()
    state(page, "saved")
    scale(page, 1, 5).click()
    state(page, "saved")
    assert errors == []
    assert values_of(site, ONE, entry) == [4, 5]


@pytest.mark.parametrize("why", ["over", "withdrawn", "stepped back"])
def test_closed_entry_keeps_what_was_typed_visible(site: Site, visit: Visit, why: str) -> None:
    who = ONE if why != "stepped back" else LEAVING
    round_id, [entry_id, _] = give_entries(site, [who], 2)
    page = visit(TABLET, who)
    open_sheet(page, entry_id)
    if why == "over":
        end_scoring(site, round_id)
    elif why == "withdrawn":
        withdraw(site, entry_id)
    else:
        second = visit(TABLET, who)
        second.goto(f"/kurator/ajuan/{entry_id}/kepentingan")
        second.locator("[name=reason]").fill("Sepupu saya.")
        second.get_by_role("button", name="Mundur dari ajuan ini").click()
        second.wait_for_url("**/kurator/kurasi/*")
    scale(page, 0, 2).click()
    trouble = page.locator("[data-refused]")
    expect(trouble).to_contain_text("sudah ditutup" if why == "over" else "bukan lagi tugas Anda")
    assert chosen(page) == ["2"]
    page.goto(f"/kurator/kurasi/{round_id}")
    unsent = page.locator("[data-unsent-sheets]")
    unsent.get_by_text("Lihat yang Anda ketik").click()
    expect(unsent.locator("dl dd").first).to_have_text("2")
    unsent.get_by_role("button", name="Buang dari perangkat ini").click()
    expect(unsent).to_be_hidden()
    assert sheets_of(site, who, [entry_id]) == {entry_id: []}


def tap_all(page: Page, value: int) -> int:
    """Tap a value on every criterion; how many taps that took."""
    taps = page.locator("fieldset.criterion").count()
    for criterion in range(taps):
        scale(page, criterion, value).tap()
        state(page, "saved")
    return taps


def test_entry_takes_at_most_eight_taps_until_the_next_one_is_shown(
    site: Site, visit: Visit
) -> None:
    _, [first, second] = give_entries(site, [ONE], 2)
    page = visit(TABLET, ONE)
    open_sheet(page, first)
    taps = tap_all(page, 4)
    page.wait_for_url(f"**/kurator/ajuan/{second}")  # By itself.
    assert is_final(site, ONE, first)
    assert taps == 8  # What the fullest default sheet asks; no button comes on top.
    page.wait_for_selector("html[data-scoring=ready]")
    expect(page.locator(".score-bar progress")).to_have_attribute("value", "1")


def test_finished_sheet_stays_and_opens_again_when_the_curator_says_so(
    site: Site, visit: Visit
) -> None:
    _, [first, _second] = give_entries(site, [ONE], 2)
    page = visit(TABLET, ONE)
    open_sheet(page, first)
    tap_all(page, 3)
    page.get_by_role("button", name="Tetap di sini").tap()
    page.wait_for_timeout(3_500)
    assert page.url.endswith(f"/{first}")
    page.get_by_role("button", name="Belum selesai").tap()
    expect(page.get_by_role("button", name="Belum selesai")).to_be_hidden()
    state(page, "saved")
    assert not is_final(site, ONE, first)
    scale(page, 0, 5).tap()  # Held back: another answer alone does not finish it.
    state(page, "saved")
    page.wait_for_timeout(3_500)
    assert not is_final(site, ONE, first)
    page.get_by_role("button", name=re.compile("^Selesai")).tap()
    page.wait_for_url(lambda url: not url.endswith(f"/{first}"))
    assert is_final(site, ONE, first)


def test_sheet_is_scored_and_left_by_keyboard_alone(site: Site, visit: Visit) -> None:
    _, [first, second] = give_entries(site, [ONE], 2)
    page = visit((1440, 900), ONE)
    open_sheet(page, first)
    page.keyboard.press("?")
    expect(page.get_by_role("dialog", name="Tombol papan ketik")).to_be_visible()
    page.keyboard.press("Escape")
    for key in ("4", "0", "ArrowUp", "5", "k", "3"):
        page.keyboard.press(key)
    page.keyboard.press("c")
    page.keyboard.type("1 tepi belum dikelim")
    page.keyboard.press("Escape")
    for _ in range(6):
        page.keyboard.press("2")
    page.wait_for_url(f"**/kurator/ajuan/{second}")
    assert is_final(site, ONE, first)
    [sheet] = sheets_of(site, ONE, [first])[first]
    scores = sorted(sheet.scores, key=lambda one: one.criterion_id)
    assert [one.value for one in scores] == [4, 3, 2, 2, 2, 2, 2, 2]
    assert "1 tepi belum dikelim" in {one.note for one in scores}
    page.keyboard.press("p")
    page.wait_for_url(f"**/kurator/ajuan/{first}")
    page.wait_for_selector("html[data-scoring=ready]")
    page.keyboard.press("n")
    page.wait_for_url(f"**/kurator/ajuan/{second}")


def test_photo_opens_large_and_escape_closes_it(visit: Visit, entry: int) -> None:
    page = visit(TABLET, ONE)
    open_sheet(page, entry)
    page.keyboard.press("z")
    large = page.locator("#foto-besar")
    expect(large).to_be_visible()
    image = large.locator("img")
    expect(image).to_have_js_property("complete", value=True)
    page.keyboard.press("+")
    assert "scale(1.5)" in (image.get_attribute("style") or "")
    page.keyboard.press("Escape")
    expect(large).to_be_hidden()
    plain = visit(TABLET, ONE, scripts=False)
    plain.goto(f"/kurator/ajuan/{entry}")
    address = plain.locator(".score-photo").get_attribute("href") or ""
    assert plain.request.get(address).headers["content-type"] == "image/jpeg"


def test_history_tells_what_each_save_changed(visit: Visit, entry: int) -> None:
    page = visit(TABLET, ONE)
    open_sheet(page, entry)
    for value in (2, 4):
        scale(page, 0, value).tap()
        state(page, "saved")
    page.reload()
    page.get_by_role("link", name="Riwayat lembar ini").click()
    steps = page.locator(".sheet-steps > li")
    expect(steps).to_have_count(2)
    expect(steps.first).to_contain_text("2 → 4")
    expect(steps.last).to_contain_text("– → 2")
