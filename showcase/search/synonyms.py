"""Words that mean the same, and words that lead to others but not back."""

import json
import time
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path
from typing import Any, Final, NamedTuple

from flask import current_app, has_app_context
from sqlalchemy import func, select

from database import db
from showcase.models import SearchSynonym
from showcase.states import SynonymKind

DATA_FILE: Final = Path(__file__).parent.parent / "data" / "synonyms.json"
LOOK_SECONDS: Final = 2.0
EXTENSION: Final = "search_synonyms"


class SynonymsFileError(ValueError):
    """The file repeats a word where it would mean two things."""


def _tidy(words: Iterable[str]) -> list[str]:
    return [" ".join(word.lower().split()) for word in words]


def expand(rules: dict[str, Any]) -> dict[str, list[str]]:
    """Every word with all that it also finds, as Meilisearch wants it.

    Args:
        rules: ``equal``, lists of words that all find each other, and ``leads``, each with words
            ``from`` that find the words ``to``, never the other way round: who asks for leather is
            shown cowhide, and nobody who asks for hand-drawn batik is shown printed cloth.

    Raises:
        SynonymsFileError: when a word stands in two lists of equals.
    """
    found: dict[str, list[str]] = {}
    for group in map(_tidy, rules["equal"]):
        for word in group:
            if word in found:
                raise SynonymsFileError(f"{word!r} is in two lists of equals")
            found[word] = [other for other in group if other != word]
    equals = {word: tuple(others) for word, others in found.items()}
    for rule in rules["leads"]:
        targets = _tidy(rule["to"])
        reach = [*targets, *(other for target in targets for other in equals.get(target, ()))]
        for word in _tidy(rule["from"]):
            known = found.setdefault(word, [])
            known += [other for other in dict.fromkeys(reach) if other not in {word, *known}]
    return found


class OwnRule(NamedTuple):
    """What the office says of a word; tidy words only.

    Attributes:
        kind: Which way it goes, or that what comes with Etalase is wrong.
        word: The word.
        others: What it finds too; none where what comes with Etalase is taken off.
    """

    kind: SynonymKind
    word: str
    others: tuple[str, ...] = ()


@cache
def _file() -> dict[str, Any]:
    rules: dict[str, Any] = json.loads(DATA_FILE.read_text(encoding="utf-8"))
    return rules


@cache
def built_in() -> dict[str, list[str]]:
    """The synonyms that come with Etalase, read once."""
    return expand(_file())


def with_own(found: Mapping[str, list[str]], rules: Iterable[OwnRule]) -> dict[str, list[str]]:
    """Synonyms with the office's rules over them.

    Args:
        found: As ``expand`` gives them.
        rules: In any order; what is taken off is taken off before anything is added.
    """
    rules = list(rules)
    off = {rule.word for rule in rules if rule.kind is SynonymKind.OFF}
    merged = {
        word: [other for other in others if other not in off]
        for word, others in found.items()
        if word not in off
    }
    for rule in rules:
        group = [rule.word, *rule.others]
        finding = {SynonymKind.EQUAL: group, SynonymKind.LEADS: [rule.word]}.get(rule.kind, [])
        for word in finding:
            known = merged.setdefault(word, [])
            known += [other for other in group if other not in {word, *known}]
    return {word: others for word, others in merged.items() if others}


def forbidden(found: Mapping[str, list[str]]) -> tuple[str, str] | None:
    """A word that would find what it must never find, and that; None where all is well.

    Who asks for leather is never shown plastic, and who asks for hand-drawn batik never print.
    """
    for rule in _file()["never"]:
        for word in _tidy(rule["from"]):
            for other in found.get(word, ()):
                if any(part in other for part in _tidy(rule["to"])):
                    return word, other
    return None


def own_rules() -> list[OwnRule]:
    """What the office says, oldest first."""
    columns = (SearchSynonym.kind, SearchSynonym.word, SearchSynonym.others)
    rows = db.session.execute(select(*columns).order_by(SearchSynonym.id))
    return [OwnRule(kind, word, tuple(others)) for kind, word, others in rows]


class _Kept(NamedTuple):
    """Synonyms of a while ago, and what the table looked like then."""

    looked_at: float
    state: tuple[object, ...]
    found: dict[str, list[str]]


def synonyms() -> dict[str, list[str]]:
    """The synonyms of this installation, at most ``LOOK_SECONDS`` old."""
    if not has_app_context():
        return built_in()
    kept: _Kept | None = current_app.extensions.get(EXTENSION)
    if kept and time.monotonic() - kept.looked_at < LOOK_SECONDS:
        return kept.found
    # A rule is never changed, only added and removed; a key may come again, a moment does not.
    rows = select(func.count(SearchSynonym.id), func.max(SearchSynonym.created_at))
    state = tuple(db.session.execute(rows).one())
    same = kept is not None and kept.state == state
    found = kept.found if kept and same else with_own(built_in(), own_rules())
    current_app.extensions[EXTENSION] = _Kept(time.monotonic(), state, found)
    return found
