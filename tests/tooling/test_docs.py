"""What the documentation says must be there is there."""

import re
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest
from babel.messages.pofile import read_po
from PIL import Image

from demo.sign_ins import PASSWORD, sign_ins
from scripts.places import ROOT

DOCS = ROOT / "docs"
README = ROOT / "README.md"
PAGES = [README, *sorted(DOCS.rglob("*.md"))]
DECISIONS = sorted((DOCS / "adr").glob("*.md"))
GUIDES = sorted((DOCS / "guide").glob("*.md"))

LINK = re.compile(r"\]\(([^)\s]+)\)")
BOLD = re.compile(r"\*\*([^*]+)\*\*")
TARGET = re.compile(r"^([a-z-]+):", re.MULTILINE)
COMMAND = re.compile(r"(?:^ {4}|`)(?:[A-Z_]+=\S+ )*make ([a-z-]+)", re.MULTILINE)
FIRST_CELL = re.compile(r"^\| (.+?) \|", re.MULTILINE)
FOLDER = re.compile(r"`(\w+)/`")
FENCED = re.compile(r"^```.*?^```", re.MULTILINE | re.DOTALL)


def named(path: Path) -> str:
    return str(path.relative_to(ROOT))


def anchor(heading: str) -> str:
    """What GitHub and most readers make of a heading."""
    return re.sub(r"[^\w\- ]", "", heading.strip().lower()).replace(" ", "-")


def anchors(page: Path) -> set[str]:
    text = FENCED.sub("", page.read_text(encoding="utf-8"))
    return {anchor(heading) for heading in re.findall(r"^#+ (.+)$", text, re.MULTILINE)}


def broken_links(page: Path) -> Iterator[str]:
    for link in LINK.findall(FENCED.sub("", page.read_text(encoding="utf-8"))):
        if link.startswith(("https://", "mailto:")):
            continue
        path, _, part = link.partition("#")
        target = (page.parent / path).resolve() if path else page
        if not target.exists() or (part and part not in anchors(target)):
            yield link


@pytest.mark.parametrize("page", PAGES, ids=named)
def test_links_lead_somewhere(page: Path) -> None:
    assert list(broken_links(page)) == []


def test_a_link_that_leads_nowhere_is_found(tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_text("# Here\n[a](gone.md) [b](#here) [c](#gone) [d](page.md#here)\n", "utf-8")

    assert list(broken_links(page)) == ["gone.md", "#gone"]


def test_every_page_is_reached_from_the_index() -> None:
    index = DOCS / "README.md"
    linked = {(DOCS / link).resolve() for link in LINK.findall(index.read_text(encoding="utf-8"))}

    assert linked == {page.resolve() for page in DOCS.rglob("*.md")} - {index.resolve()}


def test_decisions_are_listed_by_number_and_title() -> None:
    listed = re.findall(
        r"^\| (\d{4}) \| \[(.+)\]\(adr/(.+)\) \|$",
        (DOCS / "README.md").read_text(encoding="utf-8"),
        re.MULTILINE,
    )
    titles = [page.read_text(encoding="utf-8").splitlines()[0] for page in DECISIONS]

    assert [f"# {number} {title}" for number, title, _ in listed] == titles
    assert [name for *_, name in listed] == [page.name for page in DECISIONS]


def test_decisions_are_numbered_without_gaps() -> None:
    numbers = [int(page.name[:4]) for page in DECISIONS]

    assert numbers[0] == 1
    assert all(after == before + 1 for before, after in pairwise(numbers))


@pytest.mark.parametrize("page", DECISIONS, ids=named)
def test_decisions_say_why_what_and_what_follows(page: Path) -> None:
    text = page.read_text(encoding="utf-8")

    assert re.findall(r"^## (.+)$", text, re.MULTILINE) == ["Context", "Decision", "Consequences"]
    assert len(text.splitlines()) <= 60


def test_readme_names_commands_that_the_makefile_has() -> None:
    targets = TARGET.findall((ROOT / "Makefile").read_text(encoding="utf-8"))
    commands = COMMAND.findall(README.read_text(encoding="utf-8"))

    assert commands[:2] == ["run", "test"]
    assert set(commands) - set(targets) == set()


def test_readme_shows_the_sign_ins_that_the_start_prints() -> None:
    text = README.read_text(encoding="utf-8")

    assert re.findall(r"`(\S+@contoh\.test)`", text) == [person.email for person in sign_ins()]
    assert re.findall(r"password `([^`]+)`", text) == [PASSWORD]


def test_readme_is_short_and_maps_every_package() -> None:
    text = README.read_text(encoding="utf-8")
    mapped = {name for row in FIRST_CELL.findall(text) for name in FOLDER.findall(row)}
    packages = {path.parent.name for path in ROOT.glob("*/__init__.py")}

    assert len(text.splitlines()) < 120
    assert packages - mapped == set()


@pytest.mark.parametrize("page", GUIDES, ids=named)
def test_guides_name_pages_and_buttons_as_they_are_on_screen(page: Path) -> None:
    with (ROOT / "translations/en/LC_MESSAGES/messages.po").open("rb") as file:
        catalogue = read_po(file)
    on_screen = {one for message in catalogue for one in spellings(message.id)}
    said = {" ".join(one.split()) for one in BOLD.findall(page.read_text(encoding="utf-8"))}

    assert len(page.read_text(encoding="utf-8").splitlines()) <= 100
    assert len(said) > 10
    assert said - on_screen == set()


def spellings(said: str | list[str] | tuple[str, ...]) -> list[str]:
    """A sentence may stand on screen with or without the stop that ends it."""
    every = [said] if isinstance(said, str) else list(said)
    return [*every, *(one.removesuffix(".") for one in every)]


def test_pictures_are_small_and_are_what_they_say() -> None:
    for picture in DOCS.rglob("*.jpg"):
        with Image.open(picture) as opened:
            assert opened.format == "JPEG", picture
        limit = 250_000 if picture.parent == DOCS else 120_000
        assert picture.stat().st_size <= limit, picture


def test_readme_shows_its_picture() -> None:
    with Image.open(DOCS / "picture.jpg") as picture:
        assert picture.size == (1440, 1100)
    assert "(docs/picture.jpg)" in README.read_text(encoding="utf-8")
