"""Whether the index on the server is ours, whole and of the present shape.

Beside the index lies a second one with a single document that says from which database, by which
builder and with which settings the first was filled. It vanishes with the server's data, so a
server that starts empty, after a loss or another version, is noticed by what it lacks.
"""

from dataclasses import asdict, dataclass
from typing import Final

from sqlalchemy import select

from accounts.models import LogEntry, User
from database import db
from showcase.search.client import SearchRefused, SearchServer
from showcase.search.documents import SHAPE
from showcase.search.feed import live_index
from showcase.search.settings import settings_hash

MARK_ID: Final = 1


@dataclass(frozen=True, slots=True)
class Mark:
    """What an index was filled from.

    Attributes:
        database: tells this database from others; empty while there is nothing in it.
        shape: of the builder.
        settings: their hash.
        version: the server's.
    """

    database: str
    shape: int
    settings: str
    version: str

    def same_content(self, other: "Mark") -> bool:
        """Whether the documents can stay; an empty database had none to speak of."""
        return (
            self.shape == other.shape
            and self.version == other.version
            and self.database in {"", other.database}
        )


def _mark_index() -> str:
    return f"{live_index()}-mark"


def database_identity() -> str:
    """When the database's first log row and first person were written: never twice the same."""
    first_row = select(LogEntry.at).order_by(LogEntry.id).limit(1)
    first_person = select(User.created_at).order_by(User.id).limit(1)
    times = [db.session.scalar(query) for query in (first_row, first_person)]
    db.session.rollback()
    return "/".join(time.isoformat() for time in times if time)


def wanted_mark(server: SearchServer) -> Mark:
    """What the mark should say."""
    return Mark(database_identity(), SHAPE, settings_hash(), server.version())


def found_mark(server: SearchServer) -> Mark | None:
    """What the mark says; None when there is none, or one from a time that wrote it otherwise."""
    try:
        found = server.fetch(_mark_index(), ids=[MARK_ID])
    except SearchRefused:
        return None
    try:
        document = dict(found[0])
        document.pop("id")
        return Mark(**document)
    except (IndexError, TypeError):
        return None


def write_mark(server: SearchServer, mark: Mark) -> None:
    """Write the mark and wait until it is kept."""
    server.wait(server.put(_mark_index(), [{"id": MARK_ID, **asdict(mark)}]))
