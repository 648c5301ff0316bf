"""Every sentence has its English, and each language's pages speak it."""

import re
from collections.abc import Iterator
from gettext import GNUTranslations
from io import BytesIO
from pathlib import Path
from typing import BinaryIO

import pytest
from babel.messages.catalog import Catalog
from babel.messages.extract import DEFAULT_KEYWORDS, extract_from_dir
from babel.messages.frontend import parse_mapping_cfg
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from flask.testing import FlaskClient

from config import ROOT

# The same words and folders as in docs/translations.md.
FOLDERS = ("accounts", "uploads", "catalog", "curation", "showcase", "office", "web", "templates")
KEYWORDS = {**DEFAULT_KEYWORDS, "_l": None, "lazy_gettext": None}
CATALOGUE = ROOT / "translations" / "en" / "LC_MESSAGES" / "messages.po"
PLACEHOLDER = re.compile(r"%\(\w+\)[a-z]")

Key = tuple[str | None, str]


def said_in(folder: Path) -> Iterator[tuple[Key, tuple[str, ...]]]:
    with (ROOT / "babel.cfg").open(encoding="utf-8") as file:
        methods, options = parse_mapping_cfg(file)  # type: ignore[no-untyped-call]  # Babel's.
    found = extract_from_dir(str(folder), methods, options, keywords=KEYWORDS)
    for _file, _line, message, _comments, context in found:
        forms = message if isinstance(message, tuple) else (message,)
        yield (context, forms[0]), forms


@pytest.fixture(scope="module")
def said() -> dict[Key, tuple[str, ...]]:
    """What the program says in Indonesian: one form, or two where a number counts."""
    return dict(one for folder in FOLDERS for one in said_in(ROOT / folder))


@pytest.fixture(scope="module")
def catalogue() -> Catalog:
    with CATALOGUE.open("rb") as file:
        return read_po(file)


def translated(catalogue: Catalog) -> dict[Key, tuple[str, ...]]:
    """The English by what it translates, unsure entries left out as the compiler does."""
    pairs = {}
    for message in catalogue:
        if not message.id or message.fuzzy:
            continue
        source = message.id if isinstance(message.id, str) else message.id[0]
        english = message.string or ""
        pairs[message.context, source] = (english,) if isinstance(english, str) else tuple(english)
    return pairs


def test_catalogue_translates_all_that_is_said_and_no_more(
    said: dict[Key, tuple[str, ...]], catalogue: Catalog
) -> None:
    english = translated(catalogue)
    assert sorted(map(str, said.keys() - english.keys())) == []
    assert sorted(map(str, english.keys() - said.keys())) == []
    assert list(catalogue.obsolete) == []


def test_translation_is_never_empty(said: dict[Key, tuple[str, ...]], catalogue: Catalog) -> None:
    english = translated(catalogue)
    empty = [
        key
        for key, forms in said.items()
        if len(english.get(key, ())) != len(forms) or not all(english[key])
    ]
    assert empty == []


def test_translation_keeps_the_placeholders(catalogue: Catalog) -> None:
    wrong = [
        (source, form)
        for (_context, source), forms in translated(catalogue).items()
        for form in forms
        if sorted(PLACEHOLDER.findall(form)) != sorted(PLACEHOLDER.findall(source))
    ]
    assert wrong == []
    assert list(catalogue.check()) == []


def test_catalogue_head_names_no_day_person_or_host() -> None:
    head = CATALOGUE.read_text(encoding="utf-8").split("\n\n", 1)[0]
    assert re.findall(r'^"([A-Za-z-]+):', head, re.MULTILINE) == [
        "Project-Id-Version",
        "Language",
        "Plural-Forms",
        "MIME-Version",
        "Content-Type",
        "Content-Transfer-Encoding",
    ]


def compiled_sentences(file: BinaryIO) -> dict[object, object]:
    """What a compiled catalogue holds but its head, which names the moment of compiling."""
    found = dict(GNUTranslations(file)._catalog)  # type: ignore[attr-defined]  # Not in the stubs.
    del found[""]
    return found


def test_compiled_catalogue_is_the_one_that_was_written(catalogue: Catalog) -> None:
    written = BytesIO()
    write_mo(written, catalogue)
    written.seek(0)
    with CATALOGUE.with_suffix(".mo").open("rb") as compiled:
        assert compiled_sentences(compiled) == compiled_sentences(written)


@pytest.mark.parametrize(
    ("path", "lang", "heading"), [("/masuk", "id", "Masuk"), ("/en/masuk", "en", "Sign in")]
)
def test_page_speaks_the_language_of_its_address(
    client: FlaskClient, path: str, lang: str, heading: str
) -> None:
    page = client.get(path).text
    assert re.findall(r"<html lang=\"(\w+)\"", page) == [lang]
    assert re.findall(r"<h1[^>]*>\s*([^<]*?)\s*</h1>", page) == [heading]
