"""A whole round: 65 entries, five curators, three sheets an entry, from opening to certificates.

One curator is without a network for twenty entries, one is harsh by ten points, one finds a
conflict late, and one leaves half-way.
"""

import re
from collections.abc import Callable
from datetime import datetime, timedelta
from io import BytesIO
from urllib.parse import urlsplit

import pytest
import zxingcpp
from browser_windows import DESKTOP, TABLET, Visit
from PIL import Image
from playwright.sync_api import Locator, Page, expect
from whole_round import (
    ENTRIES,
    HARSH_POINTS,
    add_people,
    curator_email,
    enter_goods,
    maker_email,
    planned_digits,
)

from demo.sign_ins import OFFICE, PASSWORD
from scripts.running_site import Site
from web.formats import WIB

NAME = "Kurasi Putaran Penuh"
HARSH, USUAL, AWAY, TIED, LEAVING = range(1, 6)
OFFLINE = 20
HALF = 19  # Of 39 entries.
WAITING = 60_000  # Milliseconds for twenty pages with their photos, or twenty sheets.

Digits = dict[int, tuple[str, str]]

pytestmark = [pytest.mark.browser, pytest.mark.timeout(1800)]


def open_round(page: Page, partner_id: int) -> None:
    page.goto("/dinas/kurasi/baru")
    page.locator("[name=name_id]").fill(NAME)
    page.locator("[name=partner]").select_option(str(partner_id))
    page.locator("[name=sheets_wanted]").fill("3")
    now = datetime.now(WIB)
    for name, days in (("opens_at", -1), ("closes_at", 5), ("scoring_ends_at", 9)):
        moment = (now + timedelta(days=days)).strftime("%Y-%m-%dT%H:%M")
        page.locator(f"[name={name}]").fill(moment)
    page.get_by_role("button", name="Buka kurasi").click()
    page.wait_for_url("**/dinas/kurasi")


def admit_all(page: Page, round_id: int) -> None:
    page.goto(f"/dinas/kurasi/{round_id}/ajuan")
    page.get_by_role("button", name="Teruskan semua yang lengkap").click()
    expect(page.get_by_text("Tidak ada ajuan yang menunggu")).to_be_visible()


def share_out(page: Page, round_id: int) -> None:
    page.goto(f"/ketua/kurasi/{round_id}/pembagian")
    page.get_by_role("button", name="Bagikan sekarang").click()
    expect(page.get_by_text("Ajuan dibagikan kepada kurator.")).to_be_visible()


def entry_of(page: Page) -> int:
    return int(re.findall(r"/kurator/ajuan/(\d+)$", page.url)[0])


def score_what_waits(page: Page, round_id: int, digits: Digits, which: int, most: int = 99) -> int:
    """Score with the keyboard until nothing waits or ``most`` are done; how many that were."""
    page.goto(f"/kurator/kurasi/{round_id}")
    start = page.get_by_role("link", name=re.compile("^(Mulai|Lanjut) menilai$"))
    if start.count() == 0 or page.locator("li[data-state='']").count() == 0:
        return 0
    start.click()
    for done in range(1, most + 1):
        page.wait_for_url("**/kurator/ajuan/*")
        score(page, digits, which)
        if "/kurator/ajuan/" not in page.url:
            return done
    return most


def score(page: Page, digits: Digits, which: int) -> None:
    """Press a digit for each criterion, and Enter: the next page comes."""
    page.wait_for_selector("html[data-scoring=ready]")
    before = entry_of(page)
    for digit in digits[before][which]:
        page.keyboard.press(digit)
    page.keyboard.press("Enter")
    page.wait_for_url(lambda url: not url.endswith(f"/{before}"), timeout=WAITING)


def come_in(page: Page, number: int) -> None:
    page.goto("/masuk")
    page.get_by_label("Tetap masuk di perangkat ini").check()
    page.get_by_label("Nomor HP atau email").fill(curator_email(number))
    page.get_by_label("Kata sandi", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Masuk", exact=True).click()
    page.wait_for_url(lambda url: "/masuk" not in url)


def score_away(page: Page, round_id: int, digits: Digits) -> None:
    """Twenty entries without a network; they are sent when it is back."""
    page.goto(f"/kurator/kurasi/{round_id}")
    expect(page.get_by_text(re.compile("^Siap tanpa sinyal"))).to_be_visible(timeout=WAITING)
    page.get_by_role("link", name="Mulai menilai").click()
    page.wait_for_selector("html[data-scoring=ready]")
    page.context.set_offline(True)
    for _ in range(OFFLINE):
        score(page, digits, 0)
    page.goto(f"/kurator/kurasi/{round_id}")
    unsent = page.locator("[data-unsent-sheets]")
    expect(unsent).to_contain_text(f"{OFFLINE} lembar nilai belum terkirim.")
    page.context.set_offline(False)
    expect(unsent).to_be_hidden(timeout=WAITING)


def find_conflict(page: Page, round_id: int) -> None:
    """After everything is scored, the curator finds a cousin among the makers."""
    page.goto(f"/kurator/kurasi/{round_id}")
    page.locator("ul.entry-list li > a").first.click()
    page.get_by_role("link", name="Saya punya kepentingan").click()
    page.locator("[name=reason]").fill("Sepupu saya.")
    page.get_by_role("button", name="Mundur dari ajuan ini").click()
    expect(page.get_by_text("Ajuan perajin ini tidak lagi Anda nilai.")).to_be_visible()


def leave_half_way(page: Page, round_id: int, digits: Digits) -> None:
    assert score_what_waits(page, round_id, digits, 0, most=HALF) == HALF


def take_role(page: Page, partner_id: int, number: int) -> None:
    """The office takes the role from somebody who left."""
    page.goto(f"/dinas/mitra/{partner_id}")
    row = page.locator("section .rule", has_text=curator_email(number))
    row.locator("summary").click()
    row.locator("[name=reason]").fill("Pindah kota.")
    row.get_by_role("button", name="Cabut peran").click()
    expect(page.locator("section .rule", has_text=curator_email(number))).to_have_count(0)


def release(page: Page, round_id: int) -> None:
    page.goto(f"/ketua/kurasi/{round_id}")
    stats = page.locator(".stats").first
    expect(stats).to_contain_text(re.compile(rf"Cukup dinilai\s*{ENTRIES}"))
    lower = re.compile(rf"Kurator Putaran {HARSH} rata-rata memberi (\d+) poin lebih rendah")
    words = page.locator("main").inner_text()
    [points] = lower.findall(words)
    assert abs(int(points) - HARSH_POINTS) <= 2
    page.get_by_role("button", name="Usulkan menurut nilai").click()
    page.get_by_role("link", name="Pratinjau pengumuman").click()
    page.get_by_role("button", name=f"Umumkan {ENTRIES} keputusan").click()
    expect(page.get_by_role("button", name=re.compile("^Umumkan"))).to_have_count(0)


def picture_of(part: Locator) -> Image.Image:
    """What a telephone held before the screen sees."""
    return Image.open(BytesIO(part.screenshot()))


def check_certificate(page: Page, stranger: Page) -> bool:
    """Follow a maker to a certificate, and a stranger to its proof; whether the maker has one."""
    page.goto("/perajin-saya/ajuan")
    for address in page.locator("main a[href*='/perajin-saya/ajuan/']").evaluate_all(
        "links => [...new Set(links.map((one) => one.href))]"
    ):
        page.goto(address)
        certificate = page.get_by_role("link", name="Sertifikat")
        if certificate.count():
            certificate.click()
            [code] = zxingcpp.read_barcodes(picture_of(page.locator(".certificate-qr")))
            printed = page.locator(".certificate-address").inner_text().strip()
            assert code.text.endswith(printed.partition("/")[2])
            stranger.goto(urlsplit(code.text).path)
            expect(stranger.get_by_text(NAME)).to_be_visible()
            return True
    return False


def test_round_runs_from_opening_to_certificates(
    site: Site, visit: Visit, phone: Callable[[], Page]
) -> None:
    partner_id = add_people(site)
    office = visit(DESKTOP, OFFICE.email)
    office.on("dialog", lambda question: question.accept())
    open_round(office, partner_id)
    round_id = enter_goods(site, NAME)
    digits = planned_digits(site, round_id)
    assert len(digits) == ENTRIES
    admit_all(office, round_id)
    share_out(office, round_id)
    leave_half_way(visit(TABLET, curator_email(LEAVING)), round_id, digits)
    take_role(office, partner_id, LEAVING)
    share_out(office, round_id)
    away = phone()
    come_in(away, AWAY)
    score_away(away, round_id, digits)
    tied = visit(TABLET, curator_email(TIED))
    score_what_waits(tied, round_id, digits, 0)
    find_conflict(tied, round_id)
    share_out(office, round_id)
    harsh, usual = visit(TABLET, curator_email(HARSH)), visit(TABLET, curator_email(USUAL))
    for page, which in ((harsh, 1), (usual, 0), (away, 0), (tied, 0)):
        score_what_waits(page, round_id, digits, which)
    release(office, round_id)
    stranger = visit(DESKTOP)
    makers = [visit(DESKTOP, maker_email(number)) for number in (1, 2)]
    assert any(check_certificate(page, stranger) for page in makers)
