import re

import pytest
from flask import Flask
from werkzeug.exceptions import HTTPException
from werkzeug.routing import MapAdapter, RequestRedirect

from scripts.shots import HEIGHTS, chosen, looks
from scripts.shots_pages import PAGES, PERSONAS

# What no person looks at: files, redirects, answers to scripts.
API = ("openapi", "products", "product", "makers", "maker", "places", "place", "searched")
FEEDS = (
    *("robots", "sitemap", "sitemap_of_pages", "sitemap_of_products"),
    *("newest", "merchant_feed"),
)
NO_PAGES = {
    "accounts.home",
    *(f"api.{name}" for name in API),
    "catalog.offline_worker",
    "showcase.manifest",
    "showcase.scanned",
    "showcase.shared_picture",
    "showcase.visitor_worker",
    "catalog.paper_scan",
    "catalog.sheet_export",
    "catalog.sheet_marked",
    "catalog.sheet_progress",
    "catalog.sheet_template",
    "curation.shortlist_export",
    "office.export_log",
    "office.export_results",
    "office.export_sheets",
    "office.paper_scan",
    "office.paper_template",
    "office.sheet_export",
    "office.sheet_marked",
    "office.sheet_progress",
    "office.sheet_template",
    *(f"showcase.{name}" for name in FEEDS),
    "showcase.suggest",
    "static",
    "uploads.derived",
    "uploads.master",
    "web.health",
}


def example(rule: str) -> str:
    """An address that a rule is for."""
    return re.sub(r"<[^>]+>", "x1", re.sub(r"<int:[^>]+>", "1", rule))


def endpoint_of(addresses: MapAdapter, path: str) -> str:
    """Where an address leads; nowhere when it is none."""
    path = re.sub(
        r"\{(unowned|sheet|office_sheet|assigned|accepted|placed|placement)\}",
        "1",
        path.partition("?")[0],
    )
    try:
        return str(addresses.match(re.sub(r"\{\w+\}", "x1", path), method="GET")[0])
    except (HTTPException, RequestRedirect):
        return ""


def test_every_page_is_photographed(app: Flask) -> None:
    with app.app_context():
        rules = [rule for rule in app.url_map.iter_rules() if "GET" in (rule.methods or ())]
        addresses = app.url_map.bind("localhost")
        last = {page.follow[-1] for page in PAGES if page.follow}
        seen = {endpoint_of(addresses, page.path) for page in PAGES if not page.follow}
        seen |= {
            rule.endpoint
            for rule in rules
            if any(re.search(f"{pattern}$", example(rule.rule)) for pattern in last)
        }
    assert {rule.endpoint for rule in rules} - seen - NO_PAGES == set()


def test_pages_have_names_of_their_own_and_known_personas() -> None:
    names = [page.name for page in PAGES]

    assert sorted(set(names)) == sorted(names)
    assert {page.persona for page in PAGES} <= set(PERSONAS)


def test_variables_choose_and_reject(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SIZES", "390, 820")
    assert chosen("SIZES", list(HEIGHTS)) == ["390", "820"]

    monkeypatch.setenv("SIZES", "400")
    with pytest.raises(SystemExit, match=r"^SIZES: 400\? One of 390, 820, 1440$"):
        chosen("SIZES", list(HEIGHTS))


def test_looks_cover_every_screen_language_and_scheme(monkeypatch: pytest.MonkeyPatch) -> None:
    for variable in ("SIZES", "LANGS", "SCHEMES"):
        monkeypatch.delenv(variable, raising=False)

    assert len({look.suffix for look in looks()}) == 3 * 2 * 2
    assert len(looks()) == 3 * 2 * 2 * len(PERSONAS)
