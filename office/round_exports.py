"""A round as spreadsheets for the office and its chair: results, scoresheets, the log.

What each person reads of it is said in ``office.round_reader``.
"""

from collections.abc import Iterator, Sequence
from io import BytesIO
from typing import Final

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from accounts.models import LogEntry, User
from catalog.categories import category
from catalog.sheets.cells import Raw
from catalog.sheets.tables import table_file
from curation.chair_table import ranks_among
from curation.entry_models import Entry
from curation.gates import GateKey
from curation.models import Criterion, Round
from curation.rules import STANDING
from curation.standing import EntryStanding, SheetStanding, round_standing
from curation.states import EntryState, ScoresheetState
from curation.wording import gate_in_words, outcome_in_words, state_in_words
from office.log_words import action_in_words
from office.round_queries import entry_keys, log_of_round, notes_of_sheets
from office.round_reader import Reader, reader_of
from web.formats import in_wib
from web.languages import language, localised

Heading = tuple[str, int]

SHEET_STATES: Final = {
    ScoresheetState.DRAFT: _l("Draf"),
    ScoresheetState.FINAL: _l("Selesai"),
    ScoresheetState.EXCLUDED: _l("Tidak dihitung"),
}


def results_file(round_: Round, user: User) -> BytesIO:
    """Every entry that was scored, best first, with outcome, figures and open requirements."""
    reader = reader_of(user, round_)
    headings: list[Heading] = [
        (_("Kode ajuan"), 12),
        (_("Produk"), 36),
        (_("Kelompok"), 18),
        (_("Perajin"), 30),
        (_("Kelurahan"), 18),
        (_("Status"), 20),
        (_("Diumumkan"), 14),
        (_("Urutan"), 10),
        (_("Nilai terkoreksi"), 12),
        (_("Nilai asli"), 12),
        (_("Sebaran"), 10),
        (_("Lembar nilai"), 10),
        (_("Syarat yang belum lengkap"), 36),
        (_("Usulan"), 20),
        (_("Alasan"), 48),
    ]
    rows = [row for row in round_standing(round_).rows if row.entry.id not in reader.hidden]
    ranks = ranks_among([row.ranked for row in rows])
    shown = (_result(row, rank, reader) for row, rank in zip(rows, ranks, strict=True))
    return table_file(_("Hasil"), headings, shown)


def _result(row: EntryStanding, rank: int | None, reader: Reader) -> list[Raw]:
    entry, ranked = row.entry, row.ranked
    said = row.proposal or row.released
    figures = (rank, ranked.adjusted, ranked.raw, ranked.spread) if ranked else (None,) * 4
    return [
        *_goods(entry),
        *_whose(entry, reader),
        state_in_words(entry.state),
        in_wib(row.released.released_at).date()
        if row.released and row.released.released_at
        else None,
        *(round(one, 2) if isinstance(one, float) else one for one in figures),
        len(row.sheets),
        ", ".join(gate_in_words(GateKey(gate.key)) for gate in row.gates if not gate.green),
        outcome_in_words(row.proposal.outcome) if row.proposal else "",
        said.reason if said else "",
    ]


def _goods(entry: Entry) -> tuple[str, str, str]:
    """Code, name and category of what was entered."""
    group = category(entry.revision.category)
    label = group.label(language()) if group else entry.revision.category
    return entry.code or "", localised(entry.revision, "name"), label


def _whose(entry: Entry, reader: Reader) -> tuple[str, str]:
    """Maker and kelurahan, empty where they are not to be known."""
    if not reader.sees_maker(entry):
        return "", ""
    maker = entry.product.maker
    return maker.name, maker.kelurahan.name if maker.kelurahan else ""


def sheets_file(round_: Round, user: User) -> BytesIO:
    """Every sheet that counts: who gave what on which criterion, and the notes."""
    reader = reader_of(user, round_)
    standing = round_standing(round_)
    names = _criterion_names(round_)
    headings: list[Heading] = [
        (_("Kode ajuan"), 12),
        (_("Produk"), 36),
        (_("Kelompok"), 18),
        (_("Kurator"), 24),
        (_("Selesai"), 18),
        (_("Nilai lembar"), 12),
        *((name, 14) for name in names.values()),
        *((_("Catatan: %(criterion)s", criterion=name), 40) for name in names.values()),
    ]
    rows = [row for row in standing.rows if row.entry.id not in reader.hidden]
    return table_file(_("Lembar nilai"), headings, _sheet_rows(round_, rows, list(names), reader))


def _criterion_names(round_: Round) -> dict[str, str]:
    """A name for each criterion, the same in all categories where its key is."""
    found: dict[str, str] = {}
    for one in round_.rubric.criteria:
        if one.category in round_.categories:
            found.setdefault(one.key, localised(one, "name"))
    return found


def _sheet_rows(
    round_: Round, rows: Sequence[EntryStanding], keys: Sequence[str], reader: Reader
) -> Iterator[list[Raw]]:
    notes = notes_of_sheets(round_)
    for row in rows:
        criteria = {one.key: one for one in round_.rubric.criteria_for(row.entry.revision.category)}
        for one in row.sheets:
            finished = one.sheet.finished_at
            yield [
                *_goods(row.entry),
                reader.curator(one.sheet.curator),
                in_wib(finished).replace(tzinfo=None, microsecond=0) if finished else None,
                round(one.score, 2),
                *(_value(one, criteria.get(key)) for key in keys),
                *(
                    notes.get((one.sheet.id, criteria[key].id), "") if key in criteria else ""
                    for key in keys
                ),
            ]


def _value(one: SheetStanding, criterion: Criterion | None) -> Raw:
    """A value 1 to 5, words for "does not apply", nothing where nothing was said."""
    if criterion is None or criterion.id not in one.values:
        return None
    value = one.values[criterion.id]
    return _("tidak dinilai") if value is None else value


def log_file(round_: Round, user: User) -> BytesIO:
    """Who did what in the round, oldest first."""
    reader = reader_of(user, round_)
    headings: list[Heading] = [
        (_("Waktu (WIB)"), 18),
        (_("Siapa"), 28),
        (_("Apa"), 40),
        (_("Kode ajuan"), 12),
        (_("Dari"), 18),
        (_("Menjadi"), 18),
        (_("Alasan"), 48),
    ]
    codes = {
        key: code
        for key, (code, state) in entry_keys(round_.id).items()
        if key not in reader.hidden and (reader.is_office or state in STANDING)
    }
    rows = (_log_row(row, key, codes, reader) for row, key in log_of_round(round_.id, codes.keys()))
    return table_file(_("Catatan"), headings, rows)


def _log_row(row: LogEntry, key: int | None, codes: dict[int, str], reader: Reader) -> list[Raw]:
    return [
        in_wib(row.at).replace(tzinfo=None, microsecond=0),
        reader.actor(row),
        action_in_words(row.subject_kind, row.action),
        codes.get(key, "") if key else "",
        _state(row.subject_kind, row.before),
        _state(row.subject_kind, row.after),
        reader.reason(row),
    ]


def _state(kind: str, value: str) -> str:
    """A state in words; empty where there was none."""
    if kind == "entry" and value in set(EntryState):
        return state_in_words(EntryState(value))
    if kind == "scoresheet" and value in set(ScoresheetState):
        return str(SHEET_STATES[ScoresheetState(value)])
    return value
