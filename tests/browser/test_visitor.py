"""A visitor in a real browser: suggestions, results, saving, the map, and none of the scripts."""

import io
from collections.abc import Callable

import pytest
from browser_windows import DESKTOP, PHONE, Visit, sign_in
from PIL import Image
from playwright.sync_api import Error, Page, Route, expect

from demo.generated import add_generated
from demo.sign_ins import BUYER
from scripts.running_site import Site, settle
from scripts.shots_stage import app_of

pytestmark = [pytest.mark.browser, pytest.mark.timeout(300)]

TILES = "https://tile.openstreetmap.org/**"
KEPT_FOR_SOMEBODY = """async () => {
  const names = (await caches.keys()).filter((name) => name.startsWith("etalase-pages"));
  const pages = await caches.open(names[0]);
  const answers = await Promise.all((await pages.keys()).map((one) => pages.match(one)));
  const texts = await Promise.all(answers.map((one) => one.text()));
  return texts.map((text) => text.includes('name="person"'));
}"""
PUBLIC = ("/", "/cari", "/cari?q=batik", "/perajin", "/kampung", "/kurasi", "/simpanan")


def found(page: Page) -> list[str]:
    """The products on the results page, in their order."""
    return page.locator("[data-cards] .card-name").all_inner_texts()


def test_suggestions_are_walked_by_keys_and_followed(visit: Visit) -> None:
    page = visit(DESKTOP)
    page.goto("/")
    box = page.locator("input[data-suggest]").first
    box.press_sequentially("onde", delay=40)
    options = page.get_by_role("option")
    expect(options.first).to_be_visible()
    assert 1 <= options.count() <= 8
    box.press("ArrowDown")
    expect(options.first).to_have_attribute("aria-selected", "true")
    address = options.first.get_attribute("href")
    box.press("Escape")
    expect(options).to_have_count(0)
    box.press_sequentially("-", delay=40)
    expect(options.first).to_be_visible()
    box.press("ArrowDown")
    box.press("Enter")
    page.wait_for_url(lambda url: url.endswith(str(address)) or "/produk/" in url)


@pytest.fixture(scope="module")
def many(site: Site) -> None:
    """Enough products for three pages of results."""
    with app_of(site).app_context():
        add_generated(60)
    settle(site)


def test_back_returns_to_the_same_place(visit: Visit, many: None) -> None:
    page = visit(PHONE)
    page.goto("/cari")
    page.get_by_role("link", name="Tampilkan lebih banyak").click()
    expect(page.locator("[data-cards] .card")).to_have_count(48)
    card = page.locator("[data-cards] .card").nth(32)
    card.scroll_into_view_if_needed()
    before, name = page.evaluate("scrollY"), card.locator(".card-name").inner_text()
    card.locator("a").first.click()
    expect(page.locator("h1")).to_have_text(name)
    page.go_back()
    again = page.locator("[data-cards] .card").nth(32)
    expect(again.locator(".card-name")).to_have_text(name)
    expect(again).to_be_in_viewport()
    assert abs(page.evaluate("scrollY") - before) < PHONE[1]


def test_words_are_looked_for_in_a_long_list_of_filters(visit: Visit) -> None:
    page = visit(DESKTOP)
    page.goto("/cari")
    wards = page.locator("details.facet").filter(has_text="Kelurahan").last
    wards.locator("> summary").click()
    wards.get_by_text("Tampilkan semua").click()
    box = wards.get_by_label("Cari di daftar ini")
    box.press_sequentially("MAGER", delay=20)
    expect(wards.locator(".choice:visible")).to_have_count(1)
    box.press("Enter")
    box.blur()
    assert page.url.endswith("/cari")
    wards.get_by_label("Magersari").check()
    expect(page.locator(".applied .chip")).to_have_text("Hapus saringan Magersari")


def test_a_shared_link_shows_the_same_results(visit: Visit) -> None:
    page = visit(DESKTOP)
    page.goto("/cari")
    page.locator("#cari-atas").press_sequentially("battik", delay=40)
    expect(page.locator("h1")).to_contain_text("battik")
    page.locator("[data-filters] input[name=rona]").first.check()
    expect(page.locator(".applied .chip")).to_have_count(1)
    shown = found(page)
    assert shown
    for scripts in (True, False):
        other = visit(PHONE, scripts=scripts)
        other.goto(page.url)
        assert found(other) == shown


def test_saved_products_are_kept_and_their_list_is_an_address(visit: Visit) -> None:
    page = visit(PHONE)
    page.goto("/cari?q=batik")
    hearts = page.locator("button.save")
    expect(hearts.first).to_be_visible()
    name = page.locator("[data-cards] .card-name").first.inner_text()
    hearts.first.click()
    expect(hearts.first).to_have_attribute("aria-pressed", "true")
    page.locator("a[data-wishlist]").click()
    expect(page.locator(".card-name")).to_have_text([name])
    stranger = visit(DESKTOP, scripts=False)
    stranger.goto(page.url)
    expect(stranger.locator(".card-name")).to_have_text([name])
    page.goto("/")
    expect(page.locator("a[data-wishlist] .dot")).to_have_text("1")


def test_everything_works_without_scripts(visit: Visit) -> None:
    page = visit(PHONE, scripts=False)
    for path in PUBLIC:
        answer = page.goto(path)
        assert answer is not None
        assert answer.status == 200
        expect(page.locator("h1").first).to_be_visible()
    page.goto("/")
    page.locator("form[role=search] input[name=q]").last.fill("kripik tempe")
    page.locator("form[role=search] button").last.click()
    assert "Tempe" in found(page)[0]
    page.locator("#saringan [name=rona]").first.check()
    page.get_by_role("button", name="Terapkan").click()
    assert "rona=" in page.url
    page.locator("[data-cards] .card a").first.click()
    page.get_by_role("link", name="Tanya lewat WhatsApp").click()
    expect(page.locator("h1")).to_be_visible()
    page.goto("/kampung")
    for box in page.locator("[name=t]").all()[:2]:
        box.check()
    page.get_by_role("button", name="Susun rute").click()
    expect(page.locator(".walk-stops > li")).to_have_count(2)


def picture() -> bytes:
    """A tile of a street map."""
    out = io.BytesIO()
    Image.new("RGB", (256, 256), (214, 224, 208)).save(out, "PNG")
    return out.getvalue()


def test_the_street_map_takes_the_drawn_ones_place(visit: Visit) -> None:
    page = visit(DESKTOP)
    errors: list[str] = []
    page.on("console", lambda told: errors.append(told.text) if told.type == "error" else None)
    page.on("pageerror", lambda error: errors.append(str(error)))
    tile = picture()
    page.route(TILES, lambda route: route.fulfill(body=tile, content_type="image/png"))
    page.goto("/kampung")
    marks = page.locator(".trail-mark")
    expect(marks).to_have_count(7)
    expect(page.locator(".city-map")).to_be_hidden()
    marks.first.click()
    expect(page.locator(".leaflet-popup-content a")).to_have_text("Kampung Jajanan Sentanan")
    page.get_by_role("button", name="Peta gambar").click()
    expect(page.locator(".city-map")).to_be_visible()
    assert errors == []


def test_without_tiles_the_drawn_map_stays(visit: Visit) -> None:
    page = visit(DESKTOP)
    asked: list[str] = []

    def refuse(route: Route) -> None:
        asked.append(route.request.url)
        route.abort()

    page.route(TILES, refuse)
    page.goto("/kampung")
    expect(page.locator(".leaflet-container")).to_be_attached()
    page.wait_for_timeout(1000)
    assert asked
    expect(page.locator(".city-map")).to_be_visible()
    expect(page.get_by_role("button", name="Peta jalan")).to_have_count(0)
    page.locator("a.pin").first.click()
    expect(page.locator("h1")).to_be_visible()


def test_pages_seen_before_open_without_a_network(phone: Callable[[], Page]) -> None:
    page = phone()
    page.goto("/cari?q=batik")
    page.evaluate("navigator.serviceWorker.ready.then(() => true)")
    page.reload()  # From here on the worker sees all that is loaded.
    name = page.locator("[data-cards] .card-name").first.inner_text()
    page.locator("[data-cards] .card a").first.click()
    expect(page.locator("h1")).to_have_text(name)
    expect(page.locator("[data-kept-line]")).to_be_hidden()
    seen = page.url
    page.wait_for_load_state("networkidle")
    page.context.set_offline(True)
    page.goto("/cari?q=batik")
    expect(page.locator("[data-cards] .card-name").first).to_have_text(name)
    expect(page.locator("[data-kept-line]")).to_be_visible()
    page.goto(seen)
    expect(page.locator("h1")).to_have_text(name)
    drawn = "(image) => image.complete && image.naturalWidth > 0"
    assert page.locator(".product-photos img").first.evaluate(drawn)
    page.goto("/kampung/taman-bahari-majapahit")
    expect(page.locator("h1")).to_have_text("Halaman ini belum tersimpan di ponsel Anda")
    page.context.set_offline(False)
    page.reload()
    expect(page.locator("h1")).to_have_text("Taman Bahari Majapahit")


def test_an_unseen_page_says_so_in_english_too(phone: Callable[[], Page]) -> None:
    page = phone()
    page.goto("/en/")
    page.evaluate("navigator.serviceWorker.ready.then(() => true)")
    page.context.set_offline(True)
    page.goto("/en/kampung/taman-bahari-majapahit")
    expect(page.locator("h1")).to_have_text("This page is not on your phone yet")


def test_nothing_of_who_is_signed_in_is_kept(phone: Callable[[], Page]) -> None:
    page = phone()
    page.goto("/")
    page.evaluate("navigator.serviceWorker.ready.then(() => true)")
    sign_in(page, BUYER.email)
    for path in ("/", "/cari", "/akun"):
        page.goto(path)
    kept = page.evaluate(KEPT_FOR_SOMEBODY)
    assert kept
    assert not any(kept)
    page.context.set_offline(True)
    with pytest.raises(Error):
        page.goto("/akun")


def test_a_phone_can_install_it(site: Site, visit: Visit) -> None:
    page = visit(PHONE)
    page.goto("/en/")
    address = page.locator("link[rel=manifest]").get_attribute("href")
    told = page.request.get(f"{site.url}{address}")
    assert told.headers["content-type"] == "application/manifest+json"
    manifest = told.json()
    assert manifest["start_url"] == "/en/"
    assert manifest["display"] == "standalone"
    for icon in manifest["icons"]:
        answer = page.request.get(f"{site.url}{icon['src']}")
        width = Image.open(io.BytesIO(answer.body())).width
        assert icon["sizes"] == f"{width}x{width}"


WEIGHED = """async () => {
  await document.fonts.ready;
  const all = performance.getEntriesByType("resource");
  const [page] = performance.getEntriesByType("navigation");
  const bytes = (some) => some.reduce((sum, one) => sum + one.encodedBodySize, 0);
  const shifts = await new Promise((done) => {
    let sum = 0;
    new PerformanceObserver((list) => {
      for (const one of list.getEntries()) if (!one.hadRecentInput) sum += one.value;
    }).observe({ type: "layout-shift", buffered: true });
    setTimeout(() => done(sum), 500);
  });
  return {
    all: bytes([...all, page]),
    scripts: bytes(all.filter((one) => one.initiatorType === "script")),
    shifts,
    first: document.querySelectorAll('img[fetchpriority="high"]').length,
  };
}"""


@pytest.mark.parametrize("path", ["/", "/cari", "/cari?q=batik"])
def test_the_first_view_on_a_phone_keeps_its_budget(visit: Visit, path: str) -> None:
    page = visit(PHONE)
    page.goto(path, wait_until="load")
    weighed = page.evaluate(WEIGHED)
    assert weighed["all"] <= 300_000
    assert weighed["scripts"] <= 30_000
    assert weighed["shifts"] < 0.01
    assert weighed["first"] == 1
