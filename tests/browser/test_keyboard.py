"""Everything is reached and used by the keyboard alone."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from browser_windows import DESKTOP, open_place
from photo_files import phone_exif, scene
from playwright.sync_api import Browser, Locator, Page, expect

from demo.sign_ins import PASSWORD
from scripts.running_site import Site
from scripts.shots import Cookie, Look, open_as
from scripts.shots_pages import PERSONAS
from scripts.shots_pages import Page as Place

MAKER = "batik-rengga-puspa@contoh.test"
MOST_STEPS = 250  # Of the Tab key from one place of a page to another.

# What a person would expect to reach with Tab. Of radio buttons with one name, Tab reaches one.
# Whoever has the focus must show it: an outline of its own, or of what holds it.
WATCH = """() => {
  const shown = (one) => one.checkVisibility({visibilityProperty: true});
  const all = [...document.querySelectorAll(
    "a[href], button, input:not([type=hidden]), select, textarea, summary, [tabindex='0']")]
    .filter((one) => shown(one) && !one.disabled && one.tabIndex >= 0);
  const lead = (one) => one.type !== "radio" || !all.some((other) => other.type === "radio" &&
    other.name === one.name && other.form === one.form && other !== one &&
    (other.checked || (!one.checked && all.indexOf(other) < all.indexOf(one))));
  window.wanted = new Set(all.filter(lead));
  window.unseen = [];
  const outlined = (one) => [null, "::after"].some((part) => {
    const {outlineStyle, outlineWidth} = getComputedStyle(one, part);
    return outlineStyle !== "none" && parseFloat(outlineWidth) > 0;
  });
  document.addEventListener("focusin", ({target}) => {
    window.wanted.delete(target);
    const held = [target, target.parentElement, target.closest("label, .affix, .drop, li")];
    if (held.some((one) => one && outlined(one))) return;
    window.unseen.push(target.outerHTML.slice(0, 120));
  });
  const parts = ({type}) => ({"date": 4, "time": 4, "datetime-local": 8})[type] ?? 1;
  return all.reduce((stops, one) => stops + parts(one), 0);
}"""
MISSED = "() => [...window.wanted].map((one) => one.outerHTML.slice(0, 120))"

pytestmark = [pytest.mark.browser, pytest.mark.timeout(900)]


def faults(tab: Page) -> list[str]:
    """What Tab does not reach on a page, and what it reaches without a sign of it."""
    if tab.locator(
        "form#sheet[data-entry]"
    ).count():  # Its button for browsers without scripts goes away first.
        tab.wait_for_selector("html[data-scoring=ready]")
    stops = tab.evaluate(WATCH)  # A date has one for the day, one for the month, and so on.
    for _stop in range(stops + 10):
        tab.keyboard.press("Tab")
    missed = [f"not reached: {one}" for one in tab.evaluate(MISSED)]
    return missed + [f"focus not seen: {one}" for one in tab.evaluate("() => window.unseen")]


@pytest.mark.parametrize("language", ["id", "en"])
@pytest.mark.parametrize("persona", PERSONAS)
def test_pages_are_reached_by_keyboard(
    site: Site,
    chromium: Browser,
    cookies: dict[str, Cookie],
    places: list[Place],
    persona: str,
    language: str,
) -> None:
    look = Look(persona, "1440", language, "light")
    found: dict[str, list[str]] = {}
    with open_as(chromium, site, look, cookies) as context:
        for place in (one for one in places if one.persona == persona):
            tab = context.new_page()
            open_place(tab, site, place, language)
            if said := faults(tab):
                found[place.name] = said
            tab.close()
    assert found == {}


@pytest.fixture
def page(site: Site, chromium: Browser) -> Iterator[Page]:
    context = chromium.new_context(
        viewport={"width": DESKTOP[0], "height": DESKTOP[1]}, base_url=site.url
    )
    yield context.new_page()
    context.close()


def reach(page: Page, what: Locator) -> None:
    """Press Tab until the focus is there."""
    for _step in range(MOST_STEPS):
        if what.evaluate("one => one === document.activeElement"):
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"Tab does not reach {what}")


def press(page: Page, role: str, name: str, key: str = "Enter") -> None:
    reach(page, page.get_by_role(role, name=re.compile(name)).first)  # type: ignore[arg-type]
    page.keyboard.press(key)


def write(page: Page, name: str, words: str) -> None:
    reach(page, page.locator(f"[name={name}]").first)
    page.keyboard.type(words)


def test_product_is_listed_by_keyboard_alone(page: Page, tmp_path: Path) -> None:
    photo = tmp_path / "kain.jpg"
    scene(1200, 900).save(photo, "JPEG", exif=phone_exif(1))
    begin(page)
    chosen = page.locator("input[type=file]").first
    reach(page, chosen)  # The window that Enter would open belongs to the system.
    chosen.set_input_files(photo)
    expect(page.locator(".photo-card")).to_have_count(1, timeout=60_000)
    press(page, "link", "^Lanjut ke rincian")
    page.wait_for_url("**/rincian")
    describe(page)
    press(page, "button", "^Lanjut ke harga")
    page.wait_for_url("**/harga")
    write(page, "price_rupiah", "450rb")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r"/produk/\d+$"))
    left = page.locator("section[aria-labelledby=siap] li").all()
    assert [one.inner_text() for one in left if not one.locator(".icon-check").count()] == []


def begin(page: Page) -> None:
    """Sign in, choose a kind and a name."""
    page.goto("/masuk")
    write(page, "identifier", MAKER)
    write(page, "password", PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_url(lambda url: "/masuk" not in url)
    page.goto("/perajin-saya/produk/baru")
    press(page, "link", "^Batik")
    write(page, "name_id", "Kain Papan Ketik")
    reach(page, page.locator("[name=subcategory]").first)
    page.keyboard.press("Space")
    press(page, "button", "^Lanjut ke foto")
    page.wait_for_url("**/foto")


def describe(page: Page) -> None:
    """Answer what is required: a list by a spelling, others by letters, radios by arrows."""
    write(page, "description_id", "Kain batik tulis dari katun primisima, motif Surya Majapahit.")
    write(page, "a_technique", "Batik tulis")
    search = page.get_by_role("searchbox", name=re.compile("Motif"))
    reach(page, search)
    page.keyboard.type("suryo mojo")
    page.keyboard.press("Enter")
    assert page.locator("[name=a_motif]:checked").evaluate_all("all => all.map(x => x.value)") == [
        "surya_majapahit"
    ]
    assert search.input_value() == ""
    page.keyboard.type("zzz")
    expect(page.get_by_text("Tidak ada yang cocok.").first).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator("[name=a_motif]").last).to_be_visible()
    write(page, "a_fabric", "Katun")
    reach(page, page.locator("[name=a_dye]").first)
    page.keyboard.press("ArrowDown")
    write(page, "a_size_cm", "250 x 115")
