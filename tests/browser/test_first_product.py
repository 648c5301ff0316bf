"""From nothing to a first complete product on a thin line, counted; then the second by copying.

The line is what Chromium calls slow 3G: 400 kbit/s each way and 400 ms there and back, service
worker included. Seconds are printed and not judged: machines differ, taps do not.
"""

import re
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from browser_windows import PHONE
from photo_files import phone_exif, scene
from playwright.sync_api import Browser, Locator, Page, expect
from thin_line import ThinLine, thin_line

from scripts.running_site import Site

SLOW_3G = {"kilobits": 400.0, "round_trip": 0.4}
TWELVE_MEGAPIXELS = (4000, 3000)
NAME = "Tampah Bambu Lurik"
MOST_TAPS = 20
MOST_FIELDS = 12
COPY_TAPS = 4
COPY_FIELDS = 1

pytestmark = [pytest.mark.browser, pytest.mark.timeout(900)]


@pytest.fixture(scope="module")
def three_photos(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """Three different 12-megapixel JPEGs as a phone writes them."""
    folder = tmp_path_factory.mktemp("three")
    paths = [folder / f"IMG_{number}.jpg" for number in range(3)]
    for number, path in enumerate(paths):
        picture = scene(*TWELVE_MEGAPIXELS, seed=40 + number)
        picture.save(path, "JPEG", quality=88, exif=phone_exif(1))
    return paths


@dataclass
class Thumb:
    """A person at a phone, whose taps and filled-in fields are counted."""

    page: Page
    taps: int = 0
    fields: int = 0
    letters: int = 0
    began: float = 0.0

    def tap(self, what: Locator) -> None:
        what.tap()
        self.taps += 1

    def go(self, name: str, *, link: bool = False) -> None:
        role = self.page.get_by_role("link" if link else "button", name=name, exact=True)
        self.tap(role.first)

    def fill(self, name: str, words: str) -> None:
        """Put the finger into a field, which is a tap, and type."""
        box = self.page.locator(f"[name={name}]")
        self.tap(box)
        box.press_sequentially(words)
        self.fields += 1
        self.letters += len(words)

    def choose(self, name: str, label: str) -> None:
        """Open a list and pick from it: two taps."""
        self.page.locator(f"[name={name}]").select_option(label=label)
        self.taps += 2
        self.fields += 1

    def tick(self, name: str, value: str) -> None:
        self.tap(
            self.page.locator(
                "label.choice", has=self.page.locator(f"[name={name}][value={value}]")
            )
        )

    def tell(self, what: str) -> None:
        seconds = time.monotonic() - self.began
        print(  # noqa: T201 - the figures are what the test is read for.
            f"\n{what}: {self.taps} taps, {self.fields} fields, {self.letters} letters, "
            f"{seconds:.0f} s of machine and line"
        )


@pytest.fixture(scope="module")
def slow(site: Site) -> Iterator[ThinLine]:
    with thin_line(site.url, **SLOW_3G) as line:
        yield line


@pytest.fixture(scope="module")
def thumb(slow: ThinLine, chromium: Browser) -> Iterator[Thumb]:
    context = chromium.new_context(
        viewport={"width": PHONE[0], "height": PHONE[1]}, has_touch=True, base_url=slow.url
    )
    context.set_default_timeout(60_000)
    yield Thumb(context.new_page())
    context.close()


def sign_up(thumb: Thumb) -> None:
    thumb.page.goto("/daftar")
    thumb.fill("name", "Sri Lestari")
    thumb.fill("identifier", f"0857{time.time_ns() // 1000 % 10**8:08d}")
    thumb.fill("password", "tampah bambu")
    thumb.go("Buat akun")
    thumb.page.wait_for_url("**/perajin-saya/daftar")


def register(thumb: Thumb) -> None:
    thumb.fill("name", "Bambu Lestari")
    thumb.choose("kelurahan_id", "Wates")
    thumb.go("Lanjut ke produk pertama")
    thumb.page.wait_for_url("**/produk/baru")


def begin(thumb: Thumb) -> None:
    thumb.tap(thumb.page.get_by_role("link", name=re.compile("^Kriya")))
    thumb.fill("name_id", NAME)
    thumb.tick("subcategory", "anyaman_bambu")
    thumb.go("Lanjut ke foto")
    thumb.page.wait_for_url("**/foto")


def photograph(thumb: Thumb, photos: list[Path]) -> None:
    thumb.page.locator("input[type=file]").first.set_input_files(photos)
    thumb.taps += 5  # The button, three pictures of the gallery, and its own "done".
    expect(thumb.page.locator(".photo-card")).to_have_count(3, timeout=240_000)
    thumb.go("Lanjut ke rincian", link=True)
    thumb.page.wait_for_url("**/rincian")


def describe(thumb: Thumb) -> None:
    thumb.fill("description_id", "Tampah anyaman bambu, untuk menampi dan menghias dinding.")
    thumb.tick("a_material", "bambu")
    thumb.tick("a_craft_technique", "anyam")
    thumb.fill("a_dimension_cm", "40 x 40")
    thumb.fill("a_weight_g", "350")
    thumb.go("Lanjut ke harga")
    thumb.page.wait_for_url("**/harga")


def price(thumb: Thumb) -> None:
    thumb.fill("price_rupiah", "45rb")
    thumb.go("Lanjut")
    thumb.page.wait_for_url(re.compile(r"/produk/\d+$"))


def missing(page: Page) -> list[str]:
    """What the overview still wants before the product can be entered."""
    lines = page.locator("section[aria-labelledby=siap] li").all()
    return [one.inner_text() for one in lines if not one.locator(".icon-check").count()]


def test_first_product_and_a_copy_of_it_take_few_taps(
    thumb: Thumb, three_photos: list[Path]
) -> None:
    list_first(thumb, three_photos)
    copy_it(thumb)


def list_first(thumb: Thumb, three_photos: list[Path]) -> None:
    thumb.began = time.monotonic()
    sign_up(thumb)
    register(thumb)
    begin(thumb)
    photograph(thumb, three_photos)
    describe(thumb)
    price(thumb)
    expect(thumb.page.get_by_role("heading", level=1)).to_have_text(NAME)
    thumb.tell("First product, from signing up, on slow 3G")
    left = missing(thumb.page)
    assert len(left) == 1
    assert "diverifikasi" in left[0]  # Which is the office's turn.
    assert thumb.page.locator(".photo-strip li").count() == 3
    assert (thumb.taps <= MOST_TAPS + MOST_FIELDS, thumb.fields <= MOST_FIELDS) == (True, True)


def copy_it(thumb: Thumb) -> None:
    """A second product changes only what differs."""
    page = thumb.page
    page.goto("/perajin-saya/produk")
    thumb.taps = thumb.fields = thumb.letters = 0
    thumb.began = time.monotonic()
    thumb.tap(page.get_by_role("button", name=re.compile(f"^Salin.*{NAME}")).first)
    page.wait_for_url("**/rincian?salinan=1")
    assert page.evaluate("getSelection().toString()") == f"{NAME} (salinan)"
    page.keyboard.type("Tampah Bambu Kecil")
    thumb.fields, thumb.letters = 1, 18
    thumb.go("Lanjut ke harga")
    page.wait_for_url("**/harga")
    thumb.go("Lanjut")
    page.wait_for_url(re.compile(r"/produk/\d+$"))
    expect(page.get_by_role("heading", level=1)).to_have_text("Tampah Bambu Kecil")
    thumb.tell("Second product, by copying, on slow 3G")
    assert len(missing(page)) == 1
    assert page.locator(".photo-strip li").count() == 3
    assert (thumb.taps, thumb.fields) == (COPY_TAPS - 1, COPY_FIELDS)
