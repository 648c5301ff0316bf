"""A partner's rubric: its versions, a new one, and moving a round to it."""

from flask import Response, abort, flash, make_response, render_template, request
from flask_babel import gettext as _
from flask_login import current_user

from accounts.permissions import is_office
from catalog.categories import Category, category
from curation.models import Partner, Round, RubricVersion
from curation.operations.rounds import adopt_rubric
from curation.operations.rubrics import check_move, data_of, move_round, publish_rubric
from curation.queries.criteria import keys_ever_used
from curation.queries.rounds import newest_rubric, round_for_office_or_404
from curation.rubric_moves import RubricMove, rubric_move
from database import db
from office.queries import rounds_by_rubric, rubrics_of_partner
from office.rubric_forms import (
    CriterionForm,
    RubricForm,
    criteria_of_blocks,
    differences,
    shown_blocks,
    typed_blocks,
)
from office.views.blueprint import blueprint
from office.views.partners import partner_or_404
from web.errors import RuleViolation, StaleVersion
from web.guards import requires
from web.responses import UNPROCESSABLE, see_other

OK, CONFLICT = 200, 409


@blueprint.get("/mitra/<int:partner_id>/rubrik")
@requires(is_office)
def rubrics(partner_id: int) -> str:
    """All versions, the newest with its criteria."""
    found = partner_or_404(partner_id)
    versions = rubrics_of_partner(found.id)
    return render_template(
        "office/rubrics.html",
        partner=found,
        versions=versions,
        rounds=rounds_by_rubric([one.id for one in versions]),
        newest=newest_rubric(found.id),
        category_of=category,
    )


@blueprint.post("/mitra/<int:partner_id>/rubrik")
@requires(is_office)
def rubric_adopt(partner_id: int) -> Response:
    """Begin with the default rubric; a partner who has one keeps it."""
    found = partner_or_404(partner_id)
    if newest_rubric(found.id) is None:
        adopt_rubric(partner=found, actor=current_user)
        db.session.commit()
        flash(_("Rubrik baku dipakai. Ubah sesuai kebutuhan mitra."), "success")
    return see_other("office.rubrics", partner_id=found.id)


@blueprint.get("/mitra/<int:partner_id>/rubrik/<int:number>")
@requires(is_office)
def rubric(partner_id: int, number: int) -> str:
    """One version with every sentence."""
    found = partner_or_404(partner_id)
    versions = rubrics_of_partner(found.id)
    version = next((one for one in versions if one.number == number), None) or abort(404)
    return render_template(
        "office/rubric.html", partner=found, version=version, category_of=category
    )


def _kind_or_404(key: str) -> Category:
    return category(key) or abort(404)


@blueprint.route("/mitra/<int:partner_id>/rubrik/ubah/<category_key>", methods=["GET", "POST"])
@requires(is_office)
def rubric_change(partner_id: int, category_key: str) -> Response:
    """Change the criteria of one kind of goods; saving makes a new version."""
    found, kind = partner_or_404(partner_id), _kind_or_404(category_key)
    newest = newest_rubric(found.id)
    if newest is None:
        return see_other("office.rubrics", partner_id=found.id)
    form = RubricForm()
    if request.method == "POST":
        return _publish(found, kind, form, newest)
    form.base.data = str(newest.number)
    return _editor(found, kind, form, shown_blocks(data_of(newest).categories.get(kind.key, ())))


def _publish(partner: Partner, kind: Category, form: RubricForm, newest: RubricVersion) -> Response:
    """Make a new version of what was typed."""
    number, known = newest.number, data_of(newest).categories.get(kind.key, ())
    blocks = typed_blocks(request.form)
    if not all([one.validate() for one in blocks]):  # noqa: C419 - every block says what is wrong.
        return _editor(partner, kind, form, blocks, UNPROCESSABLE)
    criteria = criteria_of_blocks(blocks, known, keys_ever_used(partner.id, kind.key))
    try:
        made = publish_rubric(
            partner=partner,
            base=form.seen_number,
            category=kind.key,
            criteria=criteria,
            actor=current_user,
        )
        db.session.commit()
    except StaleVersion as stale:
        db.session.rollback()
        form.base.data = str(number)
        more = {"stale": stale.message, "both": differences(criteria, known)}
        return _editor(partner, kind, form, blocks, CONFLICT, **more)
    except RuleViolation as broken:
        db.session.rollback()
        form.add_error(None, broken.message)
        return _editor(partner, kind, form, blocks, UNPROCESSABLE)
    return _published(partner, made)


def _published(partner: Partner, made: RubricVersion | None) -> Response:
    """Say what came of it."""
    if made is None:
        flash(_("Tidak ada yang berubah."), "info")
    else:
        flash(_("Rubrik versi %(number)d terbit.", number=made.number), "success")
    return see_other("office.rubrics", partner_id=partner.id)


def _editor(
    partner: Partner,
    kind: Category,
    form: RubricForm,
    blocks: list[CriterionForm],
    status: int = OK,
    **more: object,
) -> Response:
    wrong = [
        (f"{block.name_id.data or _('Kriteria baru')}: {field.label.text}", field.id)
        for block in blocks
        for field in block
        if field.errors
    ]
    page = render_template(
        "office/rubric_change.html",
        partner=partner,
        kind=kind,
        form=form,
        blocks=blocks,
        wrong=wrong,
        whole=sum(block.weight.data or 0 for block in blocks if block.counts),
        **more,
    )
    return make_response(page, status)


def _target(round_: Round) -> RubricVersion | None:
    """The newest version of the round's rubric, where that is another one."""
    newest = newest_rubric(round_.rubric.partner_id)
    return newest if newest is not None and newest.id != round_.rubric_id else None


@blueprint.route("/kurasi/<int:round_id>/rubrik", methods=["GET", "POST"])
@requires(is_office)
def round_rubric(round_id: int) -> Response:
    """Who would move with the newest version, and moving the round to it."""
    round_ = round_for_office_or_404(round_id, current_user)
    target = _target(round_)
    if target is None:
        return _move_page(round_, None, None)
    try:
        check_move(round_, target)
        if request.method == "GET":
            return _move_page(round_, target, rubric_move(round_, target))
        fingerprint = request.form.get("fingerprint", "")
        move_round(round_=round_, rubric=target, fingerprint=fingerprint, actor=current_user)
        db.session.commit()
    except StaleVersion as stale:
        db.session.rollback()
        move = rubric_move(round_, target)
        return _move_page(round_, target, move, CONFLICT, stale.message)
    except RuleViolation as broken:
        db.session.rollback()
        status = OK if request.method == "GET" else UNPROCESSABLE
        return _move_page(round_, target, None, status, broken.message)
    flash(_("Kurasi ini sekarang dinilai dengan rubrik versi %(number)d.", number=target.number))
    return see_other("office.rounds")


def _move_page(
    round_: Round,
    target: RubricVersion | None,
    move: RubricMove | None,
    status: int = OK,
    error: object = None,
) -> Response:
    page = render_template(
        "office/round_rubric.html", round=round_, target=target, move=move, error=error
    )
    return make_response(page, status)
