"""Who sees wholesale prices, and how a maker gives a buyer leave to."""

import secrets
from datetime import timedelta
from typing import Any, Final

from flask_babel import force_locale
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from accounts.log import record
from accounts.messages import send
from accounts.models import User
from accounts.permissions import is_office
from catalog.models import Product
from catalog.rules import works_for
from database import db, utcnow
from showcase.grants import account_grant
from showcase.models import Inquiry, WholesaleGrant
from showcase.questions import move_inquiry
from web.errors import RuleViolation

LINK_LIFE: Final = timedelta(days=14)
"""Long enough to think an order over, short enough that prices do not wander about for ever."""

TOKEN_BYTES: Final = 24


def may_see_wholesale(user: Any, product: Product) -> bool:  # noqa: ANN401 - a person or the anonymous one.
    """Whether a person sees a product's wholesale prices.

    The office, everybody of a retail partner, the maker itself, and a buyer to whom the maker
    gave leave; nobody else.
    """
    if not user.is_authenticated:
        return False
    if is_office(user) or user.partner_ids() or works_for(user, product.maker):
        return True
    return account_grant(user.id, product.id) is not None


def grant_wholesale(*, inquiry: Inquiry, actor: User | None, address: str) -> WholesaleGrant:
    """Let the buyer of an inquiry see the wholesale prices of its product.

    A buyer who was signed in gets a message and sees them on the product's page; anybody else
    by a link that the maker sends. Prices themselves are in neither.

    Args:
        inquiry: Whose buyer.
        actor: Who gives leave.
        address: Of the product's page, for the message.

    Raises:
        RuleViolation: When the product is not public or has no wholesale prices, or the inquiry
            is closed.
    """
    revision = inquiry.product.listed_revision
    if revision is None or not revision.wholesale_tiers:
        raise RuleViolation(_l("Produk ini belum punya harga grosir. Isi dulu di halaman Harga."))
    if inquiry.live_grant is not None:
        return inquiry.live_grant
    move_inquiry(inquiry=inquiry, action="grant", actor=actor)
    grant = WholesaleGrant(inquiry=inquiry, product_id=inquiry.product_id)
    if inquiry.buyer is not None:
        grant.buyer_id = inquiry.buyer_id
    else:
        grant.token = secrets.token_urlsafe(TOKEN_BYTES)
        grant.expires_at = utcnow() + LINK_LIFE
    db.session.add(grant)
    db.session.flush()
    if inquiry.buyer is not None:
        _tell(inquiry.buyer, grant, address)
    return grant


def _tell(buyer: User, grant: WholesaleGrant, address: str) -> None:
    maker = grant.inquiry.product.maker.name
    with force_locale(buyer.language):
        send(
            key=f"wholesale:{grant.id}",
            to_user=buyer,
            subject=_("%(maker)s memberi Anda harga grosir", maker=maker),
            body=_(
                "Halo %(name)s,\n\nMasuk ke akun Anda, lalu buka halaman produknya:\n%(url)s",
                name=buyer.name,
                url=address,
            ),
        )


def revoke_grant(*, grant: WholesaleGrant, actor: User | None) -> None:
    """Take a buyer's leave back at once.

    Raises:
        RuleViolation: When it was taken back before.
    """
    if grant.revoked_at is not None:
        raise RuleViolation(_l("Harga grosir untuk pembeli ini sudah ditutup."))
    grant.revoked_at = utcnow()
    record(actor=actor, subject=("inquiry", grant.inquiry_id), action="revoke")
    db.session.flush()
