"""Words that mean the same, and words that lead to others but not back."""

import json
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Any, Final

DATA_FILE: Final = Path(__file__).parent.parent / "data" / "synonyms.json"


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


@cache
def synonyms() -> dict[str, list[str]]:
    """The synonyms of this installation, read once."""
    return expand(json.loads(DATA_FILE.read_text(encoding="utf-8")))
