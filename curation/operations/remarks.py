"""Curators and the chair talk about an entry."""

from flask_babel import lazy_gettext as _l

from accounts.models import User
from curation.entry_models import Entry, Remark
from database import db
from web.errors import RuleViolation

REMARK_LENGTH = 2_000


def add_remark(*, entry: Entry, author: User, text: str) -> Remark:
    """Write a remark under an entry; who may is the loader's to see to.

    Raises:
        RuleViolation: Nothing or too much was written; on the field ``text``.
    """
    if not text.strip():
        raise RuleViolation(_l("Tulis dulu pendapat Anda."), "text")
    if len(text) > REMARK_LENGTH:
        raise RuleViolation(
            _l("Paling banyak %(max)d huruf; persingkat sedikit.", max=REMARK_LENGTH), "text"
        )
    remark = Remark(entry_id=entry.id, author_id=author.id, text=text.strip())
    db.session.add(remark)
    db.session.flush()
    return remark
