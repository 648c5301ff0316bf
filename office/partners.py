"""What the office does with partners. Nothing here commits."""

from flask_babel import lazy_gettext as _l
from sqlalchemy import select

from accounts.log import record
from accounts.models import User
from catalog.slugs import slugify
from curation.models import Partner
from database import db
from web.errors import RuleViolation


def add_partner(
    *,
    name: str,
    city: str = "",
    description_id: str = "",
    description_en: str = "",
    is_sample: bool = False,
    actor: User | None,
) -> Partner:
    """Make a partner.

    Raises:
        RuleViolation: when one of that name is there already.
    """
    slug = slugify(name, "mitra")
    if db.session.scalar(select(Partner.id).where(Partner.slug == slug)) is not None:
        raise RuleViolation(_l("Mitra dengan nama ini sudah ada."), "name")
    partner = Partner(
        slug=slug,
        name=name,
        city=city,
        description_id=description_id,
        description_en=description_en,
        is_sample=is_sample,
    )
    db.session.add(partner)
    db.session.flush()
    record(actor=actor, subject=("partner", partner.id), action="add")
    return partner
