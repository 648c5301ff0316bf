"""People who take part in a round."""

from sqlalchemy import select
from sqlalchemy.orm import selectinload

from accounts.models import Membership, User
from accounts.states import Role
from database import db


def curators_of_partner(partner_id: int) -> list[User]:
    """The partner's curators who can sign in, in the order in which they joined."""
    query = (
        select(User)
        .join(Membership)
        .where(
            Membership.partner_id == partner_id,
            Membership.role == Role.CURATOR,
            User.is_active,
        )
        .options(selectinload(User.memberships))
        .order_by(Membership.id)
    )
    return list(db.session.scalars(query))


def people_of_maker(maker_id: int) -> list[User]:
    """Everybody who works for the maker and can sign in."""
    query = (
        select(User)
        .join(Membership)
        .where(Membership.maker_id == maker_id, Membership.role == Role.MAKER, User.is_active)
        .order_by(Membership.id)
    )
    return list(db.session.scalars(query))
