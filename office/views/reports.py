"""The office's report of a round, and where chosen products went."""

from flask import render_template
from flask_login import current_user

from accounts.permissions import is_office
from catalog.categories import category
from curation.queries.rounds import round_for_office_or_404
from curation.queries.shortlist import all_placements
from office.queries import PAGE
from office.round_report import round_report
from office.views.blueprint import blueprint
from web.guards import requires
from web.languages import language
from web.paging import page_number


def _category_name(key: str) -> str:
    found = category(key)
    return found.label(language()) if found else key


@blueprint.get("/kurasi/<int:round_id>/laporan")
@requires(is_office)
def round_report_page(round_id: int) -> str:
    """How far entries came, and what held them back."""
    round_ = round_for_office_or_404(round_id, current_user)
    return render_template(
        "office/round_report_page.html",
        round=round_,
        report=round_report(round_),
        category_name=_category_name,
    )


@blueprint.get("/di-toko")
@requires(is_office)
def placements() -> str:
    """Which product is in which shop."""
    page = page_number()
    found = all_placements(page, PAGE)
    return render_template(
        "office/placements.html", placements=found, page=page, has_more=len(found) == PAGE
    )
