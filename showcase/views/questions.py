"""The maker's questions from buyers, and the link that shows a buyer wholesale prices."""

from urllib.parse import quote

from flask import Response, abort, flash, make_response, render_template, request, url_for
from flask_babel import gettext as _
from flask_login import current_user

from accounts.permissions import is_maker
from catalog.loaders import LARGEST_KEY, own_maker_or_404
from database import db
from showcase.cards import product_card
from showcase.grants import link_grant, question_of, questions_by_state, questions_of
from showcase.models import Inquiry, WholesaleGrant
from showcase.questions import move_inquiry
from showcase.states import InquiryState
from showcase.views.blueprint import blueprint
from showcase.views.terms import keep_private, wholesale_page
from showcase.wholesale import grant_wholesale, revoke_grant
from web.guards import public, requires
from web.paging import page_number
from web.responses import see_other

PAGE = 20
TABS = {
    "baru": InquiryState.OPEN,
    "terjawab": InquiryState.ANSWERED,
    "selesai": InquiryState.CLOSED,
}
# What stands in the address, and the action of the transition table.
MOVES = {"terjawab": "answer", "selesai": "close", "buka": "reopen"}


def own_question_or_404(inquiry_id: int) -> Inquiry:
    """Return an inquiry about a product of the person's business."""
    if inquiry_id > LARGEST_KEY:
        abort(404)
    return question_of(current_user, inquiry_id) or abort(404)


def grant_link(grant: WholesaleGrant) -> str:
    """Return the address that shows its holder the prices."""
    return url_for("showcase.wholesale_offer", token=grant.token, _external=True)


def buyer_chat(inquiry: Inquiry) -> str:
    """Return where the chat with the buyer opens, empty where they gave no number.

    The text holds the link to wholesale prices where there is one, and never a price.
    """
    if not inquiry.buyer_phone:
        return ""
    revision = inquiry.product.listed_revision
    name = revision.name_id if revision else inquiry.product.slug
    words = [_("Halo %(buyer)s, tentang %(name)s:", buyer=inquiry.buyer_name, name=name)]
    grant = inquiry.live_grant
    if grant is not None and grant.token:
        words.append(_("Harga grosirnya bisa dilihat di sini: %(url)s", url=grant_link(grant)))
    return f"https://wa.me/{inquiry.buyer_phone}?text={quote(' '.join(words))}"


@blueprint.get("/perajin-saya/pertanyaan")
@requires(is_maker)
def questions() -> str:
    """What buyers asked, unanswered first."""
    maker = own_maker_or_404(current_user)
    chosen = request.args.get("keadaan", "")
    state, page = TABS.get(chosen), page_number()
    numbers = questions_by_state(maker)
    total = numbers.get(state, 0) if state else sum(numbers.values())
    return render_template(
        "showcase/questions.html",
        questions=questions_of(maker, state, page=page, size=PAGE),
        tabs_of=TABS,
        numbers=numbers,
        chosen=chosen if state else "",
        href=lambda number: url_for(
            "showcase.questions", keadaan=chosen if state else None, hal=number
        ),
        page=page,
        pages=max(1, -(-total // PAGE)),
        buyer_chat=buyer_chat,
        grant_link=grant_link,
    )


def _back(inquiry: Inquiry, message: str) -> Response:
    anchor = f"pertanyaan-{inquiry.id}"
    db.session.commit()
    flash(message, "success")
    return see_other("showcase.questions", _anchor=anchor)


@blueprint.post("/perajin-saya/pertanyaan/<int:inquiry_id>/<any(terjawab, selesai, buka):move>")
@requires(is_maker)
def question_move(inquiry_id: int, move: str) -> Response:
    """Mark a question as answered, close it, or take it up again."""
    inquiry = own_question_or_404(inquiry_id)
    move_inquiry(inquiry=inquiry, action=MOVES[move], actor=current_user)
    said = {
        "terjawab": _("Ditandai sudah dijawab."),
        "selesai": _("Pertanyaan selesai."),
        "buka": _("Pertanyaan dibuka lagi."),
    }
    return _back(inquiry, said[move])


@blueprint.post("/perajin-saya/pertanyaan/<int:inquiry_id>/grosir")
@requires(is_maker)
def question_grant(inquiry_id: int) -> Response:
    """Let the buyer see the product's wholesale prices."""
    inquiry = own_question_or_404(inquiry_id)
    address = url_for("showcase.product", slug=inquiry.product.slug, _external=True)
    grant = grant_wholesale(inquiry=inquiry, actor=current_user, address=address)
    if grant.token:
        return _back(inquiry, _("Tautan harga grosir siap. Kirim kepada pembeli."))
    return _back(inquiry, _("Pembeli bisa melihat harga grosir di halaman produk."))


@blueprint.post("/perajin-saya/pertanyaan/<int:inquiry_id>/tutup-grosir")
@requires(is_maker)
def question_revoke(inquiry_id: int) -> Response:
    """Take the buyer's leave back."""
    inquiry = own_question_or_404(inquiry_id)
    grant = inquiry.live_grant
    if grant is not None:
        revoke_grant(grant=grant, actor=current_user)
    return _back(inquiry, _("Harga grosir ditutup lagi untuk pembeli ini."))


@blueprint.get("/grosir/<token>")
@public
def wholesale_offer(token: str) -> Response:
    """The wholesale prices of one product, for whoever holds the maker's link."""
    grant = link_grant(token) or abort(404)
    product = grant.inquiry.product
    return keep_private(
        make_response(
            render_template(
                "showcase/wholesale_offer.html",
                product=product,
                card=product_card(product),
                wholesale=wholesale_page(product.listed_revision),
                grant=grant,
            )
        )
    )
