"""The network is cut in the middle of typing, the browser is closed and opened: nothing is lost.

The phone is a browser with a folder of its own, so that closing it is what it is on a phone.
"""

import re
import time
from collections.abc import Callable

import pytest
from browser_windows import DESKTOP, SAVED, Visit, sign_in, wait_until_kept
from playwright.sync_api import Page, Route, expect

from demo.sign_ins import maker_person

MAKER = maker_person("batik-rengga-puspa", "").email
NO_SIGNAL = "Tidak ada sinyal. Ketikan Anda tersimpan di ponsel ini."

pytestmark = [pytest.mark.browser, pytest.mark.timeout(600)]


def open_details(page: Page) -> str:
    """Open the details of the maker's first product; its address."""
    page.goto("/perajin-saya/produk")
    product = page.locator(".product-row h3 a").first.get_attribute("href")
    page.goto(f"{product}/rincian")
    return page.url


def path_of(address: str) -> str:
    return "/" + address.split("/", 3)[3]


def say(page: Page, name: str, words: str) -> None:
    field = page.locator(f"[name={name}]")
    field.evaluate("(one) => one.closest('details')?.setAttribute('open', '')")
    field.fill(words)


def say_and_save(page: Page, name: str, words: str) -> None:
    """Type, and wait until the server has it."""
    with page.expect_response("**/simpan", timeout=SAVED):
        say(page, name, words)
    state(page, "saved")


def state(page: Page, value: str) -> None:
    expect(page.locator(".save-state")).to_have_attribute("data-state", value, timeout=SAVED)


def test_typing_outlives_a_cut_network_and_a_closed_browser(phone: Callable[[], Page]) -> None:
    page = phone()
    page.goto("/masuk")
    page.get_by_label("Tetap masuk di perangkat ini").check()
    sign_in_here(page, MAKER)
    address = open_details(page)
    wait_until_kept(page, path_of(address))
    say_and_save(page, "description_id", "Ditulis dengan sinyal.")
    page.context.set_offline(True)
    say(page, "story_id", "Ditulis tanpa sinyal.")
    state(page, "offline")
    page = phone()
    page.context.set_offline(True)
    page.goto(address)
    expect(page.get_by_text(NO_SIGNAL)).to_be_visible()
    expect(page.locator("[name=story_id]")).to_have_value("Ditulis tanpa sinyal.")
    expect(page.locator("[name=description_id]")).to_have_value("Ditulis dengan sinyal.")
    page.context.set_offline(False)
    state(page, "saved")
    expect(page.get_by_text(NO_SIGNAL)).to_be_hidden(timeout=SAVED)
    page.evaluate("localStorage.clear()")  # What follows is what the server has.
    page.reload()
    expect(page.locator("[name=story_id]")).to_have_value("Ditulis tanpa sinyal.")
    expect(page.locator("[name=description_id]")).to_have_value("Ditulis dengan sinyal.")
    expect(page.locator("[data-both]")).to_be_hidden()


def sign_in_here(page: Page, email: str) -> None:
    """Sign in on the page that is open."""
    page.get_by_label("Nomor HP atau email").fill(email)
    page.get_by_label("Kata sandi", exact=True).fill("etalase-contoh")
    page.get_by_role("button", name="Masuk", exact=True).click()
    page.wait_for_url(lambda url: "/masuk" not in url)


def test_typing_waits_for_the_same_person_to_sign_in_again(phone: Callable[[], Page]) -> None:
    page = phone()
    sign_in(page, MAKER)
    address = open_details(page)
    wait_until_kept(page, path_of(address))
    page.context.set_offline(True)
    say(page, "keywords", "kain pengantin")
    state(page, "offline")
    page = phone()  # Without "stay signed in" the session ends with the browser.
    page.goto(address)
    page.wait_for_url("**/masuk?**")
    sign_in_here(page, MAKER)
    page.wait_for_url(address)
    expect(page.locator("[name=keywords]")).to_have_value("kain pengantin")
    state(page, "saved")


def test_product_begun_without_a_signal_is_made_once(phone: Callable[[], Page]) -> None:
    page = phone()
    page.goto("/masuk")
    page.get_by_label("Tetap masuk di perangkat ini").check()
    sign_in_here(page, MAKER)
    begin = "/perajin-saya/produk/baru/batik"
    page.goto(begin)
    wait_until_kept(page, begin)
    name = f"Selendang Tanpa Sinyal {time.time_ns() % 10**6}"
    page.context.set_offline(True)
    page.locator("[name=name_id]").fill(name)
    page.locator("[name=subcategory][value=selendang]").check()
    page.get_by_role("button", name="Lanjut ke foto").click()
    waiting = page.locator("[data-begun]")
    expect(waiting).to_contain_text(name)
    expect(waiting).to_contain_text("menunggu sinyal")
    page = phone()
    page.goto("/perajin-saya/produk")
    expect(page.locator("[data-begun]").get_by_role("link", name=name)).to_be_visible(timeout=SAVED)
    for _ in range(2):
        page.reload()
    expect(page.locator(".product-row h3", has_text=name)).to_have_count(1)


def test_save_whose_answer_was_lost_is_no_other_version(visit: Visit) -> None:
    page = visit(DESKTOP, MAKER)
    open_details(page)
    page.wait_for_load_state("networkidle")

    def lose(route: Route) -> None:
        route.fetch()
        route.abort()

    page.route("**/simpan", lose)
    with page.expect_request("**/simpan"):
        say(page, "story_id", "Sampai, tanpa jawaban.")
    state(page, "offline")
    page.unroute("**/simpan")
    say(page, "story_id", "Sampai, lalu diketik lagi.")
    state(page, "saved")
    expect(page.locator("[data-both]")).to_be_hidden()
    page.evaluate("localStorage.clear()")
    page.reload()
    expect(page.locator("[name=story_id]")).to_have_value("Sampai, lalu diketik lagi.")


def test_two_tabs_show_both_versions_and_lose_neither(visit: Visit) -> None:
    first = visit(DESKTOP, MAKER)
    address = open_details(first)
    second = first.context.new_page()
    second.goto(address)
    say_and_save(second, "story_id", "Cerita dari tab kedua.")
    say(first, "story_id", "Cerita dari tab pertama.")
    state(first, "stale")
    first.get_by_role("link", name="Lihat keduanya").click()
    both = first.locator("[data-both]")
    expect(both).to_contain_text("Cerita dari tab pertama.")
    expect(both).to_contain_text("Cerita dari tab kedua.")
    expect(first.locator("[name=story_id]")).to_have_value("Cerita dari tab kedua.")
    first.reload()  # Undecided, both are still there.
    expect(both).to_contain_text("Cerita dari tab pertama.")
    with first.expect_response("**/simpan", timeout=SAVED):
        both.get_by_role("button", name="Pakai ketikan saya").click()
    state(first, "saved")
    second.evaluate("localStorage.clear()")
    second.reload()
    expect(second.locator("[name=story_id]")).to_have_value("Cerita dari tab pertama.")


def test_kept_pages_go_with_the_person_who_signs_out(phone: Callable[[], Page]) -> None:
    page = phone()
    sign_in(page, MAKER)
    address = open_details(page)
    wait_until_kept(page, path_of(address))
    kept = "caches.keys().then((all) => all.filter((one) => one.startsWith('perajin-pages')))"
    assert len(page.evaluate(kept)) == 1
    page.goto("/akun")
    page.get_by_role("main").get_by_role("button", name="Keluar", exact=True).click()
    page.wait_for_url(re.compile(r"/$"))
    assert page.evaluate(kept) == []
