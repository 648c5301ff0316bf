"""What the office says of words in searches. Nothing here commits."""

import re
from collections.abc import Iterable, Sequence
from typing import Final

from flask_babel import lazy_gettext as _l
from sqlalchemy import select

from accounts.log import record
from accounts.models import User
from database import db
from showcase.models import SearchSynonym
from showcase.search.synonyms import OwnRule, built_in, forbidden, own_rules, with_own
from showcase.states import SynonymKind
from web.errors import RuleViolation

LONGEST_WORD: Final = 60
MOST_OTHERS: Final = 12
MOST_RULES: Final = 500

_BETWEEN: Final = re.compile(r"[,;\n]+")


def tidy(text: str) -> str:
    """A word as searches compare it: small letters, one space between its parts."""
    return " ".join(text.lower().split())


def read_others(text: str) -> list[str]:
    """Words with commas or on lines of their own, each once."""
    return list(dict.fromkeys(word for part in _BETWEEN.split(text) if (word := tidy(part))))


def synonym_rules() -> Sequence[SearchSynonym]:
    """What the office says, newest first."""
    return db.session.scalars(select(SearchSynonym).order_by(SearchSynonym.id.desc())).all()


def add_synonym(
    *, kind: SynonymKind, word: str, others: Iterable[str], actor: User
) -> SearchSynonym:
    """Say something of a word.

    Args:
        kind: Which way it goes, or that what comes with Etalase is wrong.
        word: Tidy.
        others: Tidy; left out where what comes with Etalase is taken off.
        actor: Who says so.

    Raises:
        RuleViolation: When it says nothing, is said already, or would show people what they must
            not be shown.
    """
    wanted = [] if kind is SynonymKind.OFF else [other for other in others if other != word]
    _refuse(kind, word, wanted)
    rule = SearchSynonym(kind=kind, word=word, others=wanted)
    db.session.add(rule)
    db.session.flush()
    record(actor=actor, subject=("synonym", rule.id), action="add")
    return rule


def _refuse(kind: SynonymKind, word: str, others: list[str]) -> None:
    """Raise for what cannot be said."""
    if kind is SynonymKind.OFF and word not in built_in():
        raise RuleViolation(_l("Kata ini tidak punya padanan bawaan."), "word")
    if kind is not SynonymKind.OFF and not others:
        raise RuleViolation(_l("Tulis paling sedikit satu kata lain."), "others")
    if len(others) > MOST_OTHERS or any(len(other) > LONGEST_WORD for other in others):
        raise RuleViolation(_l("Paling banyak 12 kata, masing-masing sampai 60 huruf."), "others")
    rules = own_rules()
    if any((rule.kind, rule.word) == (kind, word) for rule in rules):
        raise RuleViolation(_l("Aturan untuk kata ini sudah ada. Hapus dulu yang lama."), "word")
    if len(rules) >= MOST_RULES:
        raise RuleViolation(_l("Sudah ada 500 aturan. Hapus dulu yang tidak dipakai."))
    bad = forbidden(with_own(built_in(), [*rules, OwnRule(kind, word, tuple(others))]))
    if bad is not None:
        raise RuleViolation(
            _l(
                "Tidak bisa: yang mencari “%(word)s” tidak boleh disodori “%(other)s”.",
                word=bad[0],
                other=bad[1],
            ),
            "others",
        )


def remove_synonym(rule: SearchSynonym, *, actor: User) -> None:
    """Take back what was said of a word."""
    record(actor=actor, subject=("synonym", rule.id), action="remove")
    db.session.delete(rule)
