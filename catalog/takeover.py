"""Taking over an account that the office filled. Nothing here commits."""

from accounts.handover import take_over
from accounts.models import User
from catalog.models import Maker
from catalog.queries import maker_by_id


def take_over_maker(*, token: str, user: User) -> Maker:
    """Make a person the member of the link's maker and forget what was only needed until then.

    Raises:
        RuleViolation: For a link that cannot be used, or a person who may not use it.
    """
    maker = maker_by_id(take_over(token=token, user=user))
    assert maker is not None  # noqa: S101 - the link's foreign key says that there is one.
    maker.owner_email = ""
    return maker
