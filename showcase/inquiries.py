"""Inquiries: logged for the maker and the office, then handed on to WhatsApp."""

from dataclasses import dataclass
from urllib.parse import quote

from flask_babel import force_locale
from flask_babel import gettext as _

from accounts.messages import send
from accounts.models import User
from accounts.queries import members_of_maker
from catalog.models import Product
from database import db
from showcase.models import Inquiry
from web.errors import RuleViolation
from web.languages import language, localised

WHATSAPP = "https://wa.me/"


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What a buyer fills in.

    Attributes:
        buyer_name: As they call themselves.
        buyer_kind: "visitor" or "wholesale".
        quantity: How many, None when they do not know yet.
        question: In their own words.
        choices: What they chose of the product's options, as (name, value).
        buyer_phone: Digits with 62 first, where they gave a number.
    """

    buyer_name: str
    buyer_kind: str = "visitor"
    quantity: int | None = None
    question: str = ""
    choices: tuple[tuple[str, str], ...] = ()
    buyer_phone: str | None = None


def start_inquiry(*, product: Product, asked: Asked, buyer: User | None = None) -> Inquiry:
    """Log what a buyer asks about a listed product and tell the maker.

    Args:
        product: What it is about.
        asked: What was filled in.
        buyer: Who is signed in, or None.

    Raises:
        RuleViolation: when the product is not public any more.
    """
    revision = product.listed_revision
    if revision is None:
        raise RuleViolation(_("Produk ini sudah tidak tayang."))
    inquiry = Inquiry(
        product_id=product.id,
        maker_id=product.maker_id,
        buyer_id=buyer.id if buyer else None,
        buyer_name=asked.buyer_name,
        buyer_phone=asked.buyer_phone,
        buyer_kind=asked.buyer_kind,
        quantity=asked.quantity,
        question=asked.question,
        choices=[{"name": name, "value": value} for name, value in asked.choices],
        language=language(),
    )
    db.session.add(inquiry)
    db.session.flush()
    inquiry.product = product
    _tell(inquiry, revision.name_id)
    return inquiry


def _tell(inquiry: Inquiry, name: str) -> None:
    """Write to everybody who works for the maker."""
    body = inquiry_text(inquiry)  # In the buyer's own language, as it comes by WhatsApp.
    for user in members_of_maker(inquiry.maker_id):
        with force_locale(user.language):
            send(
                key=f"inquiry:{inquiry.id}:{user.id}",
                to_user=user,
                subject=_("Ada yang bertanya tentang %(name)s", name=name),
                body=body,
            )


def inquiry_text(inquiry: Inquiry) -> str:
    """The WhatsApp message of an inquiry, in the reader's language."""
    revision = inquiry.product.listed_revision
    name = localised(revision, "name") if revision else ""
    lines = [
        _(
            "Halo %(maker)s, saya %(buyer)s.",
            maker=inquiry.product.maker.name,
            buyer=inquiry.buyer_name,
        ),
        _(
            "Saya bertanya tentang %(name)s (%(code)s).",
            name=name,
            code=inquiry.product.code or inquiry.product.slug,
        ),
    ]
    lines += [f"{one['name']}: {one['value']}." for one in inquiry.choices]
    if inquiry.quantity:
        lines.append(_("Jumlah: %(quantity)s.", quantity=inquiry.quantity))
    if inquiry.buyer_kind == "wholesale":
        lines.append(_("Saya ingin membeli untuk dijual lagi; mohon harga grosirnya."))
    if inquiry.question:
        lines.append(inquiry.question)
    return "\n".join(lines)


def whatsapp_link(inquiry: Inquiry, city_number: str) -> str | None:
    """Where the conversation goes on: the maker's WhatsApp if they agreed, else the city's.

    Args:
        inquiry: what was asked.
        city_number: digits of the office, or empty.

    Returns:
        A wa.me address with the text filled in, or None when nobody shows a number.
    """
    maker = inquiry.product.maker
    number = maker.whatsapp if maker.shows_whatsapp and maker.whatsapp else city_number
    return f"{WHATSAPP}{number}?text={quote(inquiry_text(inquiry))}" if number else None
