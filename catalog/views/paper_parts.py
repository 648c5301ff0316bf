"""Around one paper: its scan, the check while typing, and the question about ingredients."""

from flask import Response, flash, jsonify, request
from flask_babel import gettext as _
from flask_login import current_user

from accounts.permissions import is_maker
from catalog.loaders import own_maker_or_404, own_paper_or_404
from catalog.paper_ingredients import answer_ingredients
from catalog.paper_rules import read_paper
from catalog.paper_scans import discard
from catalog.paper_scans import remove_scan as forget_scan
from catalog.papers import circumstances
from catalog.scan_answers import scan_or_404
from catalog.views.blueprint import blueprint
from catalog.views.papers import kind_or_404, paper_form
from database import db
from web.errors import RuleViolation
from web.formats import day
from web.guards import requires
from web.responses import see_other


@blueprint.post("/perajin-saya/dokumen/periksa/<kind>")
@requires(is_maker)
def paper_check(kind: str) -> Response:
    """What a number says while it is typed; nothing is stored."""
    maker, wanted = own_maker_or_404(current_user), kind_or_404(kind)
    form = paper_form(maker, wanted)
    reading = read_paper(
        wanted, form.document_number.data or "", circumstances(maker, form.details())
    )
    answer = jsonify(
        accepted=reading.accepted,
        number=reading.number,
        refusals=[str(one.message) for one in reading.refusals],
        hints=[str(one.message) for one in reading.hints],
        facts=[{"label": str(one.label), "words": str(one.words)} for one in reading.facts],
        ends=day(reading.ends),
    )
    answer.headers["Cache-Control"] = "no-store"
    return answer


@blueprint.get("/perajin-saya/dokumen/<int:paper_id>/pindaian")
@requires(is_maker)
def paper_scan(paper_id: int) -> Response:
    """The scan, to its maker."""
    return scan_or_404(own_paper_or_404(paper_id, current_user))


@blueprint.post("/perajin-saya/dokumen/<int:paper_id>/pindaian/hapus")
@requires(is_maker)
def paper_scan_remove(paper_id: int) -> Response:
    """Forget the scan."""
    before = forget_scan(paper=own_paper_or_404(paper_id, current_user), actor=current_user)
    db.session.commit()
    discard(before)
    flash(_("Pindaian dihapus."), "success")
    return see_other("catalog.paper", paper_id=paper_id)


@blueprint.post("/perajin-saya/dokumen/<int:paper_id>/bahan")
@requires(is_maker)
def paper_ingredients(paper_id: int) -> Response:
    """Say whether the ingredients changed."""
    found = own_paper_or_404(paper_id, current_user)
    changed = request.form.get("changed") == "ya"
    try:
        answer_ingredients(paper=found, changed=changed, actor=current_user)
    except RuleViolation as refused:
        db.session.rollback()
        flash(str(refused.message), "danger")
        return see_other("catalog.paper", paper_id=paper_id)
    db.session.commit()
    told = _("Terima kasih. Dinas akan menghubungi Anda tentang sertifikat halalnya.")
    flash(told if changed else _("Terima kasih, sertifikat halal Anda tetap berlaku."), "success")
    return see_other("catalog.paper", paper_id=paper_id)
