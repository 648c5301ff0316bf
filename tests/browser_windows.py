"""Windows of three sizes, and signing in as a person would."""

from collections.abc import Callable

from playwright.sync_api import Page

from demo.people import PASSWORD

PHONE, TABLET, DESKTOP = (390, 844), (820, 1180), (1440, 900)

Visit = Callable[..., Page]


def sign_in(page: Page, email: str, password: str = PASSWORD) -> None:
    """Sign in through the page."""
    page.goto("/masuk")
    page.get_by_label("Nomor HP atau email").fill(email)
    page.get_by_label("Kata sandi", exact=True).fill(password)
    page.get_by_role("button", name="Masuk", exact=True).click()
    page.wait_for_url(lambda url: "/masuk" not in url)
