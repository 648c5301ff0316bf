"""A halal certificate holds while the ingredients stay: a changed composition asks again.

UU 6/2023, article 42: there is no last day; the maker reports a change of ingredients or process.
"""

from collections.abc import Mapping, Sequence
from typing import Any, Final

from flask_babel import force_locale
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from sqlalchemy import or_, select

from accounts.log import record
from accounts.messages import send
from accounts.models import User
from accounts.queries import members_of_maker, office_users
from catalog.models import Paper, Product, ProductRevision
from catalog.paper_links import office_paper_url, paper_url
from catalog.states import PaperKind, PaperState
from database import db, utcnow
from web.errors import RuleViolation

ASKED_OF: Final = ("composition", "ingredient_origin")
"""The attributes that say what a product is made of."""


def _said(attributes: Mapping[str, Any]) -> list[object]:
    """What is said about ingredients, without differences that mean nothing."""
    return [_folded(attributes.get(key)) for key in ASKED_OF]


def _folded(value: object) -> object:
    if isinstance(value, str):
        return " ".join(value.casefold().split())
    return sorted(value) if isinstance(value, list) else value or ""


def _halal_papers(product: Product) -> Sequence[Paper]:
    query = select(Paper).where(
        Paper.maker_id == product.maker_id,
        Paper.kind == PaperKind.HALAL,
        Paper.state == PaperState.CONFIRMED,
        or_(Paper.product_id.is_(None), Paper.product_id == product.id),
    )
    return db.session.scalars(query.order_by(Paper.id)).all()


def ask_about_ingredients(
    *, product: Product, before: ProductRevision | None, after: ProductRevision
) -> None:
    """Ask maker and office whether ingredients changed, when a listed revision says others."""
    if before is None or before.id == after.id:
        return
    if _said(before.attributes) == _said(after.attributes):
        return
    for paper in _halal_papers(product):
        paper.ingredients_asked_at = utcnow()
        paper.ingredients_changed_at = None
        db.session.flush()
        data = {"product": product.id, "revision": after.number}
        record(actor=None, subject=("paper", paper.id), action="ask_ingredients", data=data)
        _ask(paper, product, after)


def _ask(paper: Paper, product: Product, revision: ProductRevision) -> None:
    key = f"paper:{paper.id}:ingredients:{product.id}:{revision.number}"
    makers = [(person, paper_url(paper, person)) for person in members_of_maker(paper.maker_id)]
    office = [(person, office_paper_url(paper, person)) for person in office_users()]
    for person, url in (*makers, *office):
        with force_locale(person.language):
            words = _(
                "Komposisi %(product)s berubah. Sertifikat halal berlaku selama bahannya tetap: "
                "apakah bahan berubah?",
                product=revision.name_id,
            )
            subject = _("Halal: apakah bahan %(product)s berubah?", product=revision.name_id)
            send(
                key=f"{key}:{person.id}", to_user=person, subject=subject, body=f"{words}\n\n{url}"
            )


def answer_ingredients(*, paper: Paper, changed: bool, actor: User) -> None:
    """The maker says whether ingredients changed; a change waits for the office.

    Raises:
        RuleViolation: when nothing was asked.
    """
    if paper.ingredients_asked_at is None:
        raise RuleViolation(_l("Pertanyaan ini sudah dijawab."))
    paper.ingredients_changed_at = utcnow() if changed else None
    paper.ingredients_asked_at = None
    db.session.flush()
    record(
        actor=actor,
        subject=("paper", paper.id),
        action="ingredients_changed" if changed else "ingredients_same",
    )
    if changed:
        _tell_office(paper)


def _tell_office(paper: Paper) -> None:
    for person in office_users():
        with force_locale(person.language):
            words = _("Perajin melaporkan bahan berubah. Sertifikat halalnya perlu ditinjau.")
            send(
                key=f"paper:{paper.id}:changed:{paper.version}:{person.id}",
                to_user=person,
                subject=_("Halal %(maker)s: bahan berubah", maker=paper.maker.name),
                body=f"{words}\n\n{office_paper_url(paper, person)}",
            )


def settle_ingredients(*, paper: Paper, actor: User) -> None:
    """The office has looked at the changed ingredients: the certificate still holds.

    Raises:
        RuleViolation: when nothing waits.
    """
    if paper.ingredients_asked_at is None and paper.ingredients_changed_at is None:
        raise RuleViolation(_l("Tidak ada perubahan bahan yang menunggu."))
    paper.ingredients_asked_at = paper.ingredients_changed_at = None
    db.session.flush()
    record(actor=actor, subject=("paper", paper.id), action="settle_ingredients")
