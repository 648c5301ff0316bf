"""Lines of a checklist as the component shows them, with where to put each right."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from flask import url_for
from flask_babel import gettext as _
from flask_babel import ngettext

from catalog.models import Product
from catalog.readiness import Check, Progress, progress_of

# Pages that are the maker's and not one product's.
OF_THE_MAKER: Final = frozenset({"catalog.maker_profile", "catalog.papers"})


@dataclass(frozen=True, slots=True)
class Checklist:
    """What is still to do, what is done, and how far that is.

    Attributes:
        open: Lines for the component ``checklist``, what blocks first.
        done: The same for what is there; it folds away.
        progress: Counts of what must be there.
    """

    open: list[dict[str, object]]
    done: list[dict[str, object]]
    progress: Progress


def check_item(check: Check, product: Product) -> dict[str, object]:
    """Turn a check into a line of the checklist component."""
    about_maker = check.endpoint in OF_THE_MAKER
    return {
        "label": check.label,
        "state": "done" if check.passed else ("blocked" if check.blocks else "todo"),
        "body": "" if check.passed else check.advice,
        "help": check.help(),
        "url": ""
        if check.passed or not check.endpoint
        else url_for(check.endpoint, product_id=None if about_maker else product.id),
    }


def checklist_of(checks: Sequence[Check], product: Product) -> Checklist:
    """Sort the lines into what is to do and what is done."""
    return Checklist(
        open=[check_item(check, product) for check in checks if not check.passed],
        done=[check_item(check, product) for check in checks if check.passed],
        progress=progress_of(checks),
    )


def ready_in_words(progress: Progress) -> str:
    """Say how far a product is: "2 hal lagi menuju siap kurasi"."""
    if not progress.left:
        return str(_("Siap kurasi"))
    words: str = ngettext(
        "%(num)s hal lagi menuju siap kurasi", "%(num)s hal lagi menuju siap kurasi", progress.left
    )
    return words
