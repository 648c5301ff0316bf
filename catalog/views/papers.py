"""The maker's papers: the list, a new one, one of them."""

from flask import Response, abort, flash, render_template, request
from flask_babel import gettext as _
from flask_login import current_user

from accounts.permissions import is_maker
from catalog.loaders import own_maker_or_404, own_paper_or_404
from catalog.models import Maker, Paper
from catalog.paper_forms import PaperForm
from catalog.paper_guide import guides
from catalog.paper_queries import papers_of, renewal_of
from catalog.paper_rules import read_paper
from catalog.paper_scans import Scan, discard, keep_scan, scan_of, take_scan
from catalog.papers import (
    can_be_changed,
    change_paper,
    circumstances,
    claim_paper,
    reading_of,
    remove_paper,
    today_here,
)
from catalog.queries import products_of
from catalog.states import PaperKind
from catalog.views.blueprint import blueprint
from database import db
from web.context import settings
from web.errors import RuleViolation
from web.forms import form_errors
from web.guards import requires
from web.responses import invalid, see_other


@blueprint.get("/perajin-saya/dokumen")
@requires(is_maker)
def papers() -> str:
    """The papers that the business has, and what each other one is for."""
    maker = own_maker_or_404(current_user)
    found = papers_of(maker)
    return render_template(
        "catalog/papers.html",
        maker=maker,
        papers=found,
        today=today_here(),
        guides=guides(),
        held={paper.kind for paper in found},
        halal_from=settings().halal_duty_from,
    )


def paper_form(maker: Maker, kind: PaperKind) -> PaperForm:
    """The form of a kind, with the maker's products to choose from."""
    form = PaperForm()
    form.ask(kind, products_of(maker))
    return form


def kind_or_404(typed: str) -> PaperKind:
    """The kind of paper in an address."""
    return PaperKind(typed) if typed in set(PaperKind) else abort(404)


def _scan_in(form: PaperForm) -> Scan | None:
    """Take the chosen file in; a refusal becomes the form's error."""
    upload = form.upload()
    if upload is None:
        return None
    try:
        return take_scan(upload.stream)
    except RuleViolation as refused:
        form.add_error(refused.field, refused.message)
        return None
    finally:
        upload.close()


def _is_right(form: PaperForm, maker: Maker, kind: PaperKind) -> bool:
    """Whether everything typed can be taken; every refusal stands beside its field."""
    valid = form.validate()
    reading = read_paper(
        kind, form.document_number.data or "", circumstances(maker, form.details())
    )
    form.refuse(reading)
    return bool(valid) and reading.accepted


def _again(form: PaperForm, template: str, **context: object) -> Response:
    """The form once more; browsers forget the chosen file, so the page says it."""
    if form.upload() is not None and not form.scan.errors:
        form.add_error("scan", _("Pilih berkasnya sekali lagi."))
    return invalid(template, form=form, **context)


@blueprint.route("/perajin-saya/dokumen/baru/<kind>", methods=["GET", "POST"])
@requires(is_maker)
def paper_new(kind: str) -> Response | str:
    """Write down a paper of one kind."""
    maker, wanted = own_maker_or_404(current_user), kind_or_404(kind)
    return _claim(maker, wanted, None)


@blueprint.route("/perajin-saya/dokumen/<int:paper_id>/perbarui", methods=["GET", "POST"])
@requires(is_maker)
def paper_renew(paper_id: int) -> Response | str:
    """Write down the paper that takes the place of a confirmed one."""
    older = own_paper_or_404(paper_id, current_user)
    if can_be_changed(older) or renewal_of(older) is not None:
        return see_other("catalog.paper", paper_id=paper_id)
    return _claim(older.maker, older.kind, older)


def _claim(maker: Maker, kind: PaperKind, older: Paper | None) -> Response | str:
    form = paper_form(maker, kind)
    context = {"maker": maker, "kind": kind, "guide": guides()[kind], "older": older}
    if request.method == "GET":
        if older is not None and "product" in form:
            form.product.data = older.product_id or 0
        return render_template("catalog/paper_new.html", form=form, reading=None, **context)
    right = _is_right(form, maker, kind)
    scan = _scan_in(form)
    if right and not form.scan.errors:
        with form_errors(form):
            paper = claim_paper(
                maker=maker, kind=kind, details=form.details(), actor=current_user, renews=older
            )
            if scan is not None:
                keep_scan(paper=paper, scan=scan, actor=current_user)
            db.session.commit()
            flash(_("Dokumen tercatat. Dinas akan mengonfirmasinya."), "success")
            return see_other("catalog.paper", paper_id=paper.id)
    return _again(form, "catalog/paper_new.html", reading=_read(form, maker, kind), **context)


def _read(form: PaperForm, maker: Maker, kind: PaperKind) -> object:
    typed = form.document_number.data or ""
    return read_paper(kind, typed, circumstances(maker, form.details())) if typed else None


def _page(paper: Paper) -> dict[str, object]:
    return {
        "paper": paper,
        "maker": paper.maker,
        "guide": guides()[paper.kind],
        "reading": reading_of(paper),
        "today": today_here(),
        "renewal": renewal_of(paper),
        "can_change": can_be_changed(paper),
    }


@blueprint.route("/perajin-saya/dokumen/<int:paper_id>", methods=["GET", "POST"])
@requires(is_maker)
def paper(paper_id: int) -> Response | str:
    """One paper: what its number says, its scan, and the form until the office has confirmed it."""
    found = own_paper_or_404(paper_id, current_user)
    form = paper_form(found.maker, found.kind)
    if request.method == "GET":
        form.show(found)
        return render_template("catalog/paper.html", form=form, **_page(found))
    right = not can_be_changed(found) or _is_right(form, found.maker, found.kind)
    scan = _scan_in(form)
    if right and not form.scan.errors:
        with form_errors(form):
            return _changed(found, form, scan)
    return _again(form, "catalog/paper.html", **_page(own_paper_or_404(paper_id, current_user)))


def _changed(found: Paper, form: PaperForm, scan: Scan | None) -> Response:
    """A confirmed paper keeps what it says, and may still get a better scan."""
    if can_be_changed(found):
        change_paper(paper=found, details=form.details(), actor=current_user, version=form.seen())
    before = keep_scan(paper=found, scan=scan, actor=current_user) if scan else None
    db.session.commit()
    discard(before)
    flash(_("Dokumen tersimpan."), "success")
    return see_other("catalog.paper", paper_id=found.id)


@blueprint.post("/perajin-saya/dokumen/<int:paper_id>/hapus")
@requires(is_maker)
def paper_remove(paper_id: int) -> Response:
    """Take back a paper that the office has not confirmed."""
    found = own_paper_or_404(paper_id, current_user)
    scan = scan_of(found)
    try:
        remove_paper(paper=found, actor=current_user)
    except RuleViolation as refused:
        db.session.rollback()
        flash(str(refused.message), "danger")
        return see_other("catalog.paper", paper_id=paper_id)
    db.session.commit()
    discard(scan)
    flash(_("Dokumen dihapus."), "success")
    return see_other("catalog.papers")
