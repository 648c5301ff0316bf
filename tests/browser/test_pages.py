"""Every page, looked at by programs: axe for accessibility, html-validate for the markup.

Indonesian on a phone in light colours, English on a desktop in dark ones.
"""

import json
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from browser_windows import open_place
from playwright.sync_api import Browser, Page

from config import ROOT
from scripts.running_site import Site
from scripts.shots import Cookie, Look, open_as
from scripts.shots_pages import PERSONAS
from scripts.shots_pages import Page as Place

AXE = ROOT / "node_modules" / "axe-core" / "axe.min.js"
VALIDATOR = ROOT / "node_modules" / ".bin" / "html-validate"
RUN_AXE = """async () => {
  const found = await axe.run(document, {resultTypes: ["violations"]});
  const where = (one) => one.nodes.map((node) => node.target).join(" | ");
  return found.violations.map((one) => `${one.id}: ${where(one)}`);
}"""
WAYS = (("390", "id", "light"), ("1440", "en", "dark"))

pytestmark = [pytest.mark.browser, pytest.mark.timeout(900)]


def faults(tab: Page) -> list[str]:
    tab.evaluate(AXE.read_text(encoding="utf-8") + "; undefined")
    found: list[str] = tab.evaluate(RUN_AXE)
    return found


def invalid_markup(folder: Path) -> Iterator[str]:
    """What html-validate says of the pages in a folder, a line for each kind in each page."""
    report = folder / "report.json"  # Through a pipe, node cuts long reports short.
    ran = subprocess.run(
        [
            str(VALIDATOR),
            "--config",
            str(ROOT / "tests/browser/htmlvalidate.json"),
            "--formatter",
            f"json={report}",
            str(folder / "*.html"),
        ],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert ran.returncode in {0, 1}, ran.stderr
    for page in json.loads(report.read_text(encoding="utf-8")):
        name = Path(page["filePath"]).name
        yield from sorted(
            {f"{name}: {one['ruleId']}: {one['message']}" for one in page["messages"]}
        )


@pytest.mark.parametrize("way", WAYS, ids="-".join)
@pytest.mark.parametrize("persona", PERSONAS)
def test_pages_have_no_fault(
    site: Site,
    chromium: Browser,
    cookies: dict[str, Cookie],
    places: list[Place],
    tmp_path: Path,
    persona: str,
    way: tuple[str, str, str],
) -> None:
    width, language, scheme = way
    found: dict[str, list[str]] = {}
    with open_as(chromium, site, Look(persona, width, language, scheme), cookies) as context:
        for place in (one for one in places if one.persona == persona):
            tab = context.new_page()
            markup = open_place(tab, site, place, language)
            (tmp_path / f"{place.name}.html").write_text(markup, encoding="utf-8")
            assert f'<html lang="{language}"' in markup
            if said := faults(tab):
                found[place.name] = said
            tab.close()
    assert found == {}
    assert list(invalid_markup(tmp_path)) == []
