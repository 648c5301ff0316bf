"""A round as spreadsheets, for the office and its chair."""

from io import BytesIO

from flask import Response
from flask_login import current_user

from accounts.permissions import is_curator, is_office
from catalog.views.sheet_answers import sheet_answer
from curation.models import Round
from curation.queries.rounds import round_for_chair_or_404
from office.round_exports import log_file, results_file, sheets_file
from office.views.blueprint import blueprint
from web.guards import requires


def _answer(file: BytesIO, round_: Round, what: str) -> Response:
    """Send the file under the round's name, which says nothing of makers or curators."""
    return sheet_answer(file, f"{round_.slug}-{what}")


@blueprint.get("/kurasi/<int:round_id>/hasil.xlsx")
@requires(is_curator | is_office)
def export_results(round_id: int) -> Response:
    """Every entry with its outcome."""
    round_ = round_for_chair_or_404(round_id, current_user)
    return _answer(results_file(round_, current_user), round_, "hasil")


@blueprint.get("/kurasi/<int:round_id>/lembar-nilai.xlsx")
@requires(is_curator | is_office)
def export_sheets(round_id: int) -> Response:
    """Every scoresheet that counts."""
    round_ = round_for_chair_or_404(round_id, current_user)
    return _answer(sheets_file(round_, current_user), round_, "lembar-nilai")


@blueprint.get("/kurasi/<int:round_id>/catatan.xlsx")
@requires(is_curator | is_office)
def export_log(round_id: int) -> Response:
    """Who did what in the round."""
    round_ = round_for_chair_or_404(round_id, current_user)
    return _answer(log_file(round_, current_user), round_, "catatan")
