"""Photos on a phone: a lost signal, a closed browser, the keyboard, and a HEIC.

The queue is the browser's own: IndexedDB, Web Locks and the network are real.
"""

from collections.abc import Callable
from pathlib import Path

import pytest
from browser_windows import PHONE, Visit, sign_in
from photo_files import encoded, scene
from playwright.sync_api import Page, Route, expect

from demo.sign_ins import maker_person

EMAIL = maker_person("batik-rengga-puspa", "").email
PATIENCE = 90_000  # Milliseconds; a busy machine decodes slowly.

pytestmark = [pytest.mark.browser, pytest.mark.timeout(900)]


@pytest.fixture
def files(tmp_path: Path) -> list[Path]:
    """Three photos as a phone makes them."""
    made = [tmp_path / f"IMG_{number}.jpg" for number in range(3)]
    for number, path in enumerate(made):
        scene(2400, 1800, seed=700 + number).save(path, "JPEG", quality=85)
    return made


def new_product(page: Page) -> str:
    """Make a product and give the address of its photos."""
    page.goto("/perajin-saya/produk/baru/kriya")
    page.locator("[name=name_id]").fill("Tas pandan uji foto")
    page.locator("[name=subcategory][value=anyaman_bambu]").check()
    page.get_by_role("button", name="Lanjut ke foto").click()
    page.wait_for_url("**/foto")
    return page.url


def cards(page: Page) -> list[str | None]:
    return [card.get_attribute("data-photo") for card in page.locator(".photo-card").all()]


def three_photos(page: Page, files: list[Path]) -> list[str | None]:
    new_product(page)
    page.locator("#photo").set_input_files(files)
    expect(page.locator(".photo-card")).to_have_count(3, timeout=PATIENCE)
    return cards(page)


def test_queue_goes_on_after_a_lost_signal_and_a_closed_browser(
    phone: Callable[[], Page], files: list[Path]
) -> None:
    page = phone()
    sign_in(page, EMAIL)
    address = new_product(page)
    page.locator("#photo").set_input_files(files[:1])
    expect(page.locator(".photo-card")).to_have_count(1, timeout=PATIENCE)
    page.context.set_offline(True)
    page.locator("#photo").set_input_files(files[1:])
    waiting = page.locator(".upload p", has_text="Menunggu sinyal")
    expect(waiting).to_have_count(2, timeout=PATIENCE)
    again = phone()
    # The first answers are lost: the server has the photos, the phone does not know.
    lost: list[int] = []

    def lose(route: Route) -> None:
        if route.request.method != "POST" or lost:
            route.continue_()
            return
        lost.append(route.fetch().status)
        route.abort()

    again.route("**/foto", lose)
    # Signed in for this visit only, so that a closed browser asks again; then it goes on by itself.
    sign_in(again, EMAIL)
    again.wait_for_url("**/perajin-saya")
    expect(again.locator("[data-photo-queue]")).to_have_text(
        "Semua foto sudah terkirim.", timeout=PATIENCE
    )
    assert set(lost) == {201}
    again.goto(address)
    expect(again.locator(".upload")).to_have_count(0)
    assert len(cards(again)) == 3


def test_queue_of_one_person_is_not_sent_by_another_and_goes_at_sign_out(
    phone: Callable[[], Page], files: list[Path]
) -> None:
    page = phone()
    sign_in(page, EMAIL)
    new_product(page)
    page.context.set_offline(True)
    page.locator("#photo").set_input_files(files[:1])
    expect(page.locator(".upload")).to_have_count(1)
    page.context.set_offline(False)
    page.context.route("**/foto", lambda route: route.abort())
    page.goto("/akun")
    stores = "async () => (await indexedDB.databases()).map((one) => one.name)"
    person = page.locator('meta[name="person"]').get_attribute("content")
    assert f"etalase-photos-{person}" in page.evaluate(stores)
    page.locator("main").get_by_role("button", name="Keluar", exact=True).click()
    page.wait_for_url(lambda url: "/akun" not in url)
    assert f"etalase-photos-{person}" not in page.evaluate(stores)


def test_two_tabs_send_each_photo_once(visit: Visit, files: list[Path]) -> None:
    page = visit(PHONE, EMAIL)
    address = new_product(page)
    sent: list[str] = []
    page.context.on("request", lambda one: sent.append(one.url) if one.method == "POST" else None)
    other = page.context.new_page()
    other.goto(address)
    page.locator("#photo").set_input_files(files)
    for tab in (page, other):
        expect(tab.locator(".photo-card")).to_have_count(3, timeout=PATIENCE)
    assert len(sent) == 3


def test_photos_are_put_in_order_by_keyboard(visit: Visit, files: list[Path]) -> None:
    page = visit(PHONE, EMAIL)
    one, two, three = three_photos(page, files)
    handle = page.locator(f"#foto-{three} .move-handle")
    handle.focus()
    page.keyboard.press("Home")
    expect(page.locator("#photo-said")).to_have_text("Foto sekarang menjadi sampul.")
    expect(handle).to_be_focused()
    with page.expect_response("**/foto/urutan"):
        page.keyboard.press("ArrowRight")
    expect(page.locator("#photo-said")).to_have_text("Foto sekarang di urutan 2 dari 3.")
    page.reload()
    assert cards(page) == [one, three, two]


def test_photos_are_put_in_order_by_dragging(visit: Visit, files: list[Path]) -> None:
    page = visit(PHONE, EMAIL)
    one, two, three = three_photos(page, files)
    page.locator(f"#foto-{one} .move-handle").scroll_into_view_if_needed()
    start = page.locator(f"#foto-{one} .move-handle").bounding_box()
    goal = page.locator(f"#foto-{two} .photo").bounding_box()
    assert start is not None
    assert goal is not None
    page.mouse.move(start["x"] + 20, start["y"] + 20)
    page.mouse.down()
    with page.expect_response("**/foto/urutan"):
        page.mouse.move(goal["x"] + 40, goal["y"] + 60, steps=5)
        page.mouse.up()
    assert cards(page) == [two, one, three]


def test_photo_is_cut_and_turned_by_keyboard(visit: Visit, files: list[Path]) -> None:
    page = visit(PHONE, EMAIL)
    (first, *_) = three_photos(page, files)
    page.locator(f"#foto-{first} [data-crop]").focus()
    page.keyboard.press("Enter")
    expect(page.locator(".crop-stage")).to_be_focused()
    page.keyboard.press("-")
    page.keyboard.press("ArrowRight")
    expect(page.locator("#photo-crop [data-said]")).to_contain_text("lebar 71 persen")
    page.get_by_role("button", name="Putar ke kanan").press("Enter")
    page.get_by_role("button", name="Pakai hasil ini").press("Enter")
    expect(page.locator("#photo-crop")).to_be_hidden(timeout=PATIENCE)
    made = cards(page)[0]
    assert made != first
    expect(page.locator(f"#foto-{made} [data-crop]")).to_be_focused()
    picture = page.locator(f"#foto-{made} img")
    assert picture.get_attribute("width") == picture.get_attribute("height")
    page.locator(f"#foto-{made} [data-crop]").press("Enter")
    page.get_by_role("button", name="Kembali ke foto asli").press("Enter")
    expect(page.locator(f"#foto-{first}")).to_be_visible(timeout=PATIENCE)


def test_heic_that_the_browser_cannot_read_is_sent_as_it_is(visit: Visit, tmp_path: Path) -> None:
    page = visit(PHONE, EMAIL)
    new_product(page)
    path = tmp_path / "IMG_0001.HEIC"
    path.write_bytes(encoded(scene(1200, 900, seed=77), "HEIF", quality=80))
    page.locator("#photo").set_input_files(path)
    expect(page.locator(".photo-card")).to_have_count(1, timeout=PATIENCE)
    picture = page.locator(".photo-card img")
    assert (picture.get_attribute("width"), picture.get_attribute("height")) == ("1200", "900")


def test_words_are_suggested_and_saved_as_typed(visit: Visit, files: list[Path]) -> None:
    page = visit(PHONE, EMAIL)
    (first, second, _) = three_photos(page, files)
    words = page.locator(f"#foto-{first} .alt-words")
    words.locator("summary").click()
    words.get_by_role("button", name="Pakai saran ini").click()
    expect(words.locator("[name=alt_id]")).to_have_value("Tas pandan uji foto, tampak depan")
    typed = page.locator(f"#foto-{second} .alt-words")
    typed.locator("summary").click()
    typed.locator("[name=alt_en]").press_sequentially("The lining of the bag")
    expect(typed.locator("[data-state]")).to_have_text("Tersimpan", timeout=PATIENCE)
    page.reload()
    expect(page.locator(f"#foto-{second} [name=alt_en]")).to_have_value("The lining of the bag")


def test_photos_are_arranged_without_scripts(visit: Visit, files: list[Path]) -> None:
    page = visit(PHONE, EMAIL, scripts=False)
    new_product(page)
    page.locator("#photo").set_input_files(files[:2])
    page.get_by_role("button", name="Kirim foto").click()
    expect(page.locator(".photo-card")).to_have_count(2, timeout=PATIENCE)
    one, two = cards(page)
    page.locator(f"#foto-{two}").get_by_role("button", name="Jadikan sampul").click()
    expect(page.locator(".photo-card").first).to_have_attribute("data-photo", two or "")
    assert cards(page) == [two, one]
    plain = page.locator(f"#foto-{two} .photo-plain")
    plain.locator("summary").click()
    plain.get_by_role("button", name="Potong persegi").click()
    made = page.locator(".photo-card").first
    expect(made.locator("img")).to_have_attribute("width", "1800")
    expect(made.locator("img")).to_have_attribute("height", "1800")
