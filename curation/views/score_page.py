"""What the scoring page shows: the goods, the sheet, and the entry's place among the others."""

from dataclasses import dataclass
from typing import Any

from flask import Response, make_response, render_template, url_for
from flask_babel import gettext as _
from flask_babel import ngettext
from flask_login import current_user

from catalog.attributes import attribute_rows
from catalog.categories import category
from catalog.models import Paper
from catalog.states import PUBLIC_PAPERS
from catalog.units import unit_label
from catalog.wholesale import option_rows, wholesale_rows
from curation.entry_models import Entry, Scoresheet
from curation.operations.scoresheets import NOTE_LENGTH, Answer, answers_on, criteria_of
from curation.queries.criteria import matching_criteria
from curation.queries.entries import AssignedEntry, assigned_entries
from curation.queries.scoresheets import sheet_of
from curation.rules import is_scorable
from curation.states import ScoresheetState
from database import utcnow
from web.formats import in_wib, number, rupiah
from web.languages import language, localised

STAMP = "Etalase-Stamp"
"""Names what a kept page shows: a device asks for it again when the round's list says another."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where the entry stands among those of the curator."""

    number: int
    of: int
    finished: int
    before: Entry | None
    after: Entry | None
    all: list[dict[str, object]]
    """What the page's script needs to go on without a network: id, code, name, address, final."""


def place_of(entry: Entry, given: list[AssignedEntry]) -> Place:
    """Find the entry's neighbours."""
    at = next(position for position, one in enumerate(given) if one.entry.id == entry.id)
    return Place(
        number=at + 1,
        of=len(given),
        finished=sum(one.state is ScoresheetState.FINAL for one in given),
        before=given[at - 1].entry if at else None,
        after=given[at + 1].entry if at + 1 < len(given) else None,
        all=[_step(one) for one in given],
    )


def _step(one: AssignedEntry) -> dict[str, object]:
    return {
        "id": one.entry.id,
        "code": one.entry.code,
        "name": localised(one.entry.revision, "name"),
        "address": url_for("curation.score_entry", entry_id=one.entry.id),
        "final": one.state is ScoresheetState.FINAL,
    }


def stamp_of(entry: Entry, sheet_version: int | None, given: int) -> str:
    """Name what the entry's page shows: another revision, sheet, round or share is another."""
    round_ = entry.round
    parts = (entry.revision_id, entry.version, round_.version, round_.rubric_id)
    return ".".join(str(part) for part in (*parts, sheet_version or 0, given))


def stored_fields(entry: Entry, sheet: Scoresheet | None) -> dict[str, object]:
    """A stored sheet as the page's form holds it."""
    given = answers_on(sheet, matching_criteria(entry.round))
    values = []
    for one in criteria_of(entry):
        answer = given.get(one.id, Answer())
        if answer.is_given:
            values.append([f"c{one.id}", "na" if answer.not_applicable else str(answer.value)])
        values.append([f"note{one.id}", answer.note])
    values.append(["private_note", sheet.private_note if sheet else ""])
    return {
        "version": sheet.version if sheet else 0,
        "state": sheet.state.value if sheet else "",
        "values": values,
    }


def facts_of(entry: Entry) -> list[tuple[str, str]]:
    """What the rubric asks about, in the reader's language."""
    revision, lang = entry.revision, language()
    unit = unit_label(revision.unit, lang)
    facts = [
        (row.label, row.value)
        for row in attribute_rows(revision.category, revision.attributes, lang)
    ]
    if revision.price_rupiah is not None:
        facts.append((_("Harga eceran"), f"{rupiah(revision.price_rupiah)} / {unit}"))
    facts += [*wholesale_rows(revision, lang), *option_rows(revision)]
    if revision.capacity_per_month is not None:
        each = _("%(count)s / bulan", count=number(revision.capacity_per_month))
        facts.append((_("Kapasitas"), each))
    if revision.lead_time_days is not None:
        days = ngettext("%(num)s hari", "%(num)s hari", revision.lead_time_days)
        facts.append((_("Lama pengerjaan"), days))
    return facts


def papers_of(entry: Entry) -> list[Paper]:
    """The confirmed papers that hold for the product today and that curators may know."""
    today = in_wib(utcnow()).date()
    return [
        paper
        for paper in entry.product.maker.papers
        if paper.kind in PUBLIC_PAPERS
        and paper.product_id in (None, entry.product_id)
        and paper.is_valid_on(today)
    ]


def score_page(entry: Entry, status: int = 200, **changes: Any) -> Response:  # noqa: ANN401 - template names.
    """Render the scoring page."""
    sheet = sheet_of(entry, current_user)
    given = assigned_entries(entry.round, current_user)
    context: dict[str, Any] = {
        "entry": entry,
        "round": entry.round,
        "sheet": sheet,
        "version": sheet.version if sheet else 0,
        "criteria": criteria_of(entry),
        "answers": answers_on(sheet, matching_criteria(entry.round)),
        "private_note": sheet.private_note if sheet else "",
        "facts": facts_of(entry),
        "papers": papers_of(entry),
        "category": category(entry.revision.category),
        "place": place_of(entry, given),
        "is_open": is_scorable(entry, utcnow()),
        "is_final": sheet is not None and sheet.state is ScoresheetState.FINAL,
        "note_length": NOTE_LENGTH,
        "error": None,
    }
    page = render_template("curation/score_entry.html", **{**context, **changes})
    answer = make_response(page, status)
    answer.headers[STAMP] = stamp_of(entry, sheet.version if sheet else None, len(given))
    return answer
