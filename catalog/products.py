"""What is done with products and their drafts: create, save, copy."""

from typing import Any, Final

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from sqlalchemy import event, inspect
from sqlalchemy.orm import Mapper, object_session

from accounts.log import record
from accounts.models import User
from catalog.attributes import validate_attributes
from catalog.categories import category
from catalog.models import Maker, Product, ProductRevision, RevisionPhoto
from catalog.queries import product_begun
from catalog.revision_changes import RevisionChanges
from catalog.rules import NAME_LENGTH, is_frozen
from catalog.shipping import ships_at_first
from catalog.slugs import product_slug
from catalog.states import RevisionState
from catalog.term_checks import check_amounts, check_terms
from catalog.units import Unit
from database import db
from web.errors import RuleViolation, StaleVersion

COPIED: Final = tuple(RevisionChanges.__annotations__)


def _check_kind(category_key: str, subcategory_key: str) -> None:
    found = category(category_key)
    if found is None or found.subcategory(subcategory_key) is None:
        raise RuleViolation(_l("Pilih jenis produknya."), "subcategory")


def create_product(
    *,
    maker: Maker,
    category_key: str,
    subcategory_key: str,
    name: str,
    actor: User | None,
    is_sample: bool = False,
    client_key: str | None = None,
) -> Product:
    """Make a product with an empty draft.

    Args:
        maker: Whose product it is.
        category_key: A key of a category.
        subcategory_key: A key of one of its subcategories.
        name: What it is called.
        actor: Who makes it.
        is_sample: Whether it is invented.
        client_key: Made on the device on which the product was begun. The same key
            again means that an answer was lost on the way: the first product comes
            back, and its draft takes what was sent last.

    Raises:
        RuleViolation: For an unknown kind or an empty name.
    """
    _check_kind(category_key, subcategory_key)
    if not name.strip():
        raise RuleViolation(_l("Bagian ini perlu diisi."), "name_id")
    begun = product_begun(maker, client_key) if client_key else None
    if begun is not None:
        _begin_again(begun, category_key, subcategory_key, name)
        return begun
    found = category(category_key)
    draft = ProductRevision(
        number=1,
        category=category_key,
        subcategory=subcategory_key,
        name_id=name,
        unit=found.units[0] if found else Unit.BUAH.value,
        shippable=ships_at_first(subcategory_key),
    )
    product = _keep_new(maker, draft, actor, "create", is_sample=is_sample)
    product.client_key = client_key
    db.session.flush()
    return product


def _begin_again(product: Product, category_key: str, subcategory_key: str, name: str) -> None:
    """Let the draft of a product that was begun before take what was sent last."""
    first = product.newest
    if is_frozen(first) or first.category != category_key or first.version > 1:
        return
    save_draft(product=product, changes={"subcategory": subcategory_key, "name_id": name})


def _keep_new(
    maker: Maker, draft: ProductRevision, actor: User | None, action: str, *, is_sample: bool
) -> Product:
    product = Product(maker=maker, slug=product_slug(draft.name_id), is_sample=is_sample)
    product.revisions.append(draft)
    db.session.add(product)
    db.session.flush()
    product.code = f"P-{product.id:05d}"
    record(actor=actor, subject=("product", product.id), action=action, after="draft")
    return product


def _copy_of(revision: ProductRevision, number: int) -> ProductRevision:
    """Return a draft that says and shows what the revision does."""
    values = {name: getattr(revision, name) for name in COPIED}
    values["attributes"] = dict(revision.attributes)
    values["keywords"] = list(revision.keywords)
    draft = ProductRevision(number=number, **values)
    draft.photos = [
        RevisionPhoto(
            photo_id=one.photo_id, position=one.position, alt_id=one.alt_id, alt_en=one.alt_en
        )
        for one in revision.photos
    ]
    return draft


def open_draft(*, product: Product) -> ProductRevision:
    """Return the draft of a product; a copy of its newest revision where there is none."""
    newest = product.newest
    if not is_frozen(newest):
        return newest
    draft = _copy_of(newest, newest.number + 1)
    product.revisions.append(draft)
    db.session.flush()
    return draft


def stamp(revision: ProductRevision) -> str:
    """Return what a page notes of the revision it shows, to tell a stale save by."""
    return f"{revision.number}.{revision.version}"


def _check_stamp(product: Product, seen: str | None) -> None:
    if seen is not None and seen != stamp(product.newest):
        raise StaleVersion(_l("Produk ini baru saja disimpan dari tempat lain."), product.newest)


def _clean_attributes(draft: ProductRevision, values: dict[str, Any]) -> dict[str, Any]:
    clean, errors = validate_attributes(draft.category, draft.subcategory, values, draft=True)
    for key, message in errors.items():
        raise RuleViolation(message, f"a_{key}")
    return clean


def save_draft(
    *, product: Product, changes: RevisionChanges, seen: str | None = None
) -> ProductRevision:
    """Write into the draft; a listed product gets one, and its visitors see no change.

    Saving is no transition, so the log stays silent.

    Args:
        product: Whose draft.
        changes: What is said anew; attributes are replaced as a whole.
        seen: The stamp of the revision that the person looked at; None where nobody
            looked.

    Raises:
        StaleVersion: When it was saved from elsewhere since.
        RuleViolation: For a kind, unit, amount, term or attribute that cannot be.
    """
    _check_stamp(product, seen)
    check_amounts(changes)
    draft = open_draft(product=product)
    for name in COPIED:
        if name in changes and name != "attributes":
            setattr(draft, name, changes[name])  # type: ignore[literal-required]
    _check_kind(draft.category, draft.subcategory)
    if "attributes" in changes or {"category", "subcategory"} & set(changes):
        values = changes.get("attributes", draft.attributes)
        draft.attributes = _clean_attributes(draft, values)
    check_terms(draft, changes)
    db.session.flush()
    return draft


def copy_product(*, product: Product, actor: User | None) -> Product:
    """Make a new product that starts as what this one says and shows now."""
    draft = _copy_of(product.newest, 1)
    draft.name_id = _("%(name)s (salinan)", name=draft.name_id)[:NAME_LENGTH]
    draft.name_en = ""
    return _keep_new(product.maker, draft, actor, "copy", is_sample=product.is_sample)


@event.listens_for(ProductRevision, "before_update")
def _keep_frozen(_mapper: Mapper[Any], _connection: object, revision: ProductRevision) -> None:
    """Refuse every change of a revision that was frozen before; scores stand on it."""
    history = inspect(revision).attrs.state.history
    was = history.deleted[0] if history.deleted else revision.state
    session = object_session(revision)
    if was is RevisionState.FROZEN and session and session.is_modified(revision, False):
        raise RuntimeError(f"revision {revision.id} is frozen")
