"""A signal that is there but weak: the phone shows what it keeps, then what the server has."""

import re
from collections.abc import Callable

import pytest
from browser_windows import DESKTOP, Visit, sign_in, wait_until_kept
from playwright.sync_api import Page, expect
from thin_line import thin_line

from demo.sign_ins import maker_person
from scripts.running_site import Site

MAKER = maker_person("batik-rengga-puspa", "").email
LIST = "/perajin-saya/produk"
FAST = {"kilobits": 20_000.0, "round_trip": 0.0}
WEAK = 7.0  # Seconds there and back: more than the worker's patience.
ARRIVED = 60_000  # Milliseconds.

pytestmark = [pytest.mark.browser, pytest.mark.timeout(300)]


def copy_elsewhere(page: Page) -> str:
    """Copy a product in another browser; the copy's name."""
    page.goto(LIST)
    page.get_by_role("button", name=re.compile("^Salin")).first.click()
    page.wait_for_url("**/rincian?salinan=1")
    return page.locator("[name=name_id]").input_value()


def test_kept_list_gives_way_to_what_the_server_has(
    site: Site, phone: Callable[[], Page], visit: Visit
) -> None:
    page = phone()
    with thin_line(site.url, **FAST) as line:
        page.goto(f"{line.url}/masuk")
        sign_in(page, MAKER, at=line.url)
        page.goto(f"{line.url}{LIST}")
        wait_until_kept(page, LIST)
        name = copy_elsewhere(visit(DESKTOP, MAKER))
        line.stretch(WEAK)
        page.goto(f"{line.url}{LIST}")
        expect(page.locator("html[data-kept]")).to_be_attached()
        rows = page.locator(".product-row h3")
        expect(rows.filter(has_text=name)).to_have_count(0)
        expect(rows.filter(has_text=name)).to_have_count(1, timeout=ARRIVED)
        expect(page.locator("html[data-kept]")).not_to_be_attached()
        page.goto("about:blank")
