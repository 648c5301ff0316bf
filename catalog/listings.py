"""From draft to public: freeze, list, change, withdraw, restore."""

from flask_babel import force_locale
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from accounts.log import record
from accounts.messages import send
from accounts.models import User
from accounts.queries import members_of_maker
from catalog.models import Product, ProductRevision
from catalog.paper_ingredients import ask_about_ingredients
from catalog.readiness import blocking
from catalog.rules import can_be_listed, is_frozen
from catalog.slugs import product_slug
from catalog.states import LISTING_TRANSITIONS, Listing, RevisionState
from database import db, utcnow
from web.errors import RuleViolation
from web.transitions import next_state


def freeze_revision(*, product: Product, actor: User | None) -> ProductRevision:
    """Freeze the draft with its photos for ever; give back what is frozen already.

    The next edit starts a new draft from it. Whether the product is ready is for the
    caller to ask: the demonstration and the office may freeze what a maker may not.
    """
    newest = product.newest
    if is_frozen(newest):
        return newest
    newest.state = RevisionState.FROZEN
    newest.frozen_at = utcnow()
    record(
        actor=actor,
        subject=("product", product.id),
        action="freeze",
        before="draft",
        after="frozen",
        data={"revision": newest.number},
    )
    db.session.flush()
    return newest


def _move(
    product: Product, action: str, actor: User | None, reason: str = "", number: int | None = None
) -> None:
    before = product.listing
    refusal = _l("Langkah ini tidak cocok dengan status produk sekarang.")
    product.listing = next_state(LISTING_TRANSITIONS, before, action, refusal)
    record(
        actor=actor,
        subject=("product", product.id),
        action=action,
        before=before.value,
        after=product.listing.value,
        reason=reason,
        data={} if number is None else {"revision": number},
    )


def list_revision(*, product: Product, revision: ProductRevision, actor: User | None) -> None:
    """Make a frozen revision the one that visitors see.

    A product that its maker withdrew stays withdrawn and shows this revision once it
    is restored.

    Raises:
        RuleViolation: For a draft, another product's revision, or a maker who is not
            verified in the city.
    """
    if revision.product_id != product.id or not is_frozen(revision):
        raise RuleViolation(_l("Hanya versi yang sudah diajukan yang bisa ditayangkan."))
    if not can_be_listed(product.maker):
        raise RuleViolation(_l("Usaha ini belum diverifikasi dinas, jadi belum bisa tayang."))
    if product.listed_at is None:
        product.slug = product_slug(revision.name_id, product.id)
        product.listed_at = utcnow()
    # The column and not the relationship: both columns must change in one statement,
    # because the database refuses a listed product without a revision.
    shown = product.listed_revision
    product.listed_revision_id = revision.id
    _move(product, "list", actor, number=revision.number)
    db.session.flush()
    ask_about_ingredients(product=product, before=shown, after=revision)
    db.session.expire(product, ["listed_revision"])


def withdraw_listing(*, product: Product, actor: User | None, reason: str = "") -> None:
    """Take a product off the showcase at once.

    Raises:
        RuleViolation: When it is not listed.
    """
    _move(product, "withdraw", actor, reason)
    db.session.flush()


def restore_listing(*, product: Product, actor: User | None) -> None:
    """Put a withdrawn product back as it was.

    Raises:
        RuleViolation: When it was not withdrawn, or its maker is not verified any more.
    """
    if not can_be_listed(product.maker):
        raise RuleViolation(_l("Usaha ini belum diverifikasi dinas, jadi belum bisa tayang."))
    _move(product, "restore", actor)
    db.session.flush()


def pending_change(product: Product) -> ProductRevision | None:
    """Return the frozen revision that waits behind the public one, or None."""
    shown = product.listed_revision
    frozen = [one for one in product.revisions if is_frozen(one)]
    if shown is None or not frozen:
        return None
    settled = max(shown.number, product.returned_number or 0)
    return frozen[-1] if frozen[-1].number > settled else None


def is_sent_back(product: Product) -> bool:
    """Whether the office sent the newest change back and none was sent since."""
    frozen = [one.number for one in product.revisions if is_frozen(one)]
    return product.returned_number is not None and frozen[-1:] == [product.returned_number]


def send_back_change(
    *, product: Product, revision: ProductRevision, actor: User | None, reason: str
) -> None:
    """Ask the maker to put a change right first; what they wrote stays, to go on from.

    Raises:
        RuleViolation: Without a reason.
    """
    if not reason.strip():
        raise RuleViolation(
            _l("Tulis alasannya agar perajin tahu apa yang perlu diperbaiki."), "reason"
        )
    product.returned_number, product.return_reason = revision.number, reason.strip()
    _move(product, "send_back", actor, reason.strip(), revision.number)
    for person in members_of_maker(product.maker_id):
        with force_locale(person.language):
            send(
                key=f"product:{product.id}:send_back:{revision.number}:{person.id}",
                to_user=person,
                subject=_("Perubahan %(name)s perlu diperbaiki", name=revision.name_id),
                body=reason.strip(),
            )
    db.session.flush()


def submit_change(*, product: Product, actor: User | None) -> ProductRevision:
    """Send the edits of a listed product to the office; visitors see the old revision.

    Raises:
        RuleViolation: When it was never listed, nothing was edited, or something that
            every product needs is missing.
    """
    if product.listing is Listing.UNLISTED:
        raise RuleViolation(_l("Produk ini belum tayang. Ajukan ke kurasi dulu."))
    if is_frozen(product.newest):
        raise RuleViolation(_l("Belum ada perubahan yang bisa dikirim."))
    missing = blocking(product)
    if missing:
        raise RuleViolation(_l("Lengkapi dulu: %(what)s.", what=missing[0].label))
    revision = freeze_revision(product=product, actor=actor)
    record(
        actor=actor,
        subject=("product", product.id),
        action="submit_change",
        data={"revision": revision.number},
    )
    return revision
