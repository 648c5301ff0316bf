"""What of a round's spreadsheets is kept from whom.

The office reads everything but what somebody of it has an interest in. The chair of a blind round
learns no maker before the release, and no curator by name: a file goes further than a page. Reasons
that others wrote may name anybody, so a chair reads only those that stand with decisions.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from flask_babel import gettext as _

from accounts.models import LogEntry, User
from accounts.permissions import is_curator, is_maker, is_office
from curation.entry_models import Entry
from curation.models import Round
from curation.queries.entries import conflicted_entry_ids
from curation.states import RELEASED
from office.round_queries import assigned_curator_ids

MAKERS_STEPS: Final = frozenset({"submit", "withdraw"})


@dataclass(frozen=True, slots=True)
class Reader:
    """Who reads the file, and what is kept from them.

    Attributes:
        user_id: The person.
        is_office: Whether they are of the office.
        is_blind: Whether the round is.
        hidden: Keys of entries in which they have an interest.
        numbers: What stands for each curator's name in a blind round, by key of the person.
    """

    user_id: int
    is_office: bool
    is_blind: bool
    hidden: frozenset[int]
    numbers: Mapping[int, int]

    @property
    def sees_all(self) -> bool:
        """Whether no name is kept from them."""
        return self.is_office or not self.is_blind

    def sees_maker(self, entry: Entry) -> bool:
        """Whether the reader may know whose the entry is."""
        return self.sees_all or entry.state in RELEASED

    def curator(self, user: User) -> str:
        """A curator's name, or the number that stands for it in all files of the round."""
        if self.sees_all or user.id == self.user_id:
            return user.name
        number = self.numbers.get(user.id)
        return str(_("Kurator %(number)s", number=number) if number else _("Kurator"))

    def actor(self, row: LogEntry) -> str:
        """Who did it."""
        if row.actor is None:
            return str(_("sistem"))
        if self.sees_all or row.actor_id == self.user_id:
            return row.actor.name
        if row.action in MAKERS_STEPS and is_maker(row.actor):
            return str(_("Perajin"))
        return self.curator(row.actor) if is_curator(row.actor) else row.actor.name

    def reason(self, row: LogEntry) -> str:
        """Why it was done."""
        decided = row.action == "propose" or row.action.startswith("release_")
        read = self.is_office or decided or row.actor_id == self.user_id
        return row.reason if read else ""


def reader_of(user: User, round_: Round) -> Reader:
    """What a person who may chair the round reads of it."""
    return Reader(
        user_id=user.id,
        is_office=is_office(user),
        is_blind=round_.is_blind,
        hidden=frozenset(conflicted_entry_ids(user, round_.id)),
        numbers={key: place for place, key in enumerate(assigned_curator_ids(round_.id), 1)},
    )
