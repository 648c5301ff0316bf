"""The catalogue's limits, and who may touch what."""

from typing import Final

from accounts.models import User
from catalog.models import Maker, ProductRevision
from catalog.states import MakerState, Region, RevisionState

MAX_PHOTOS: Final = 12
"""Photos of one product: more are not looked at, and cost buyers their data."""

MIN_PHOTOS: Final = 1
"""Without a photo nobody can judge the product."""

WANTED_PHOTOS: Final = 3
"""Front, detail or back, packaging with its label: what curators ask to see."""

NAME_LENGTH: Final = 120
DESCRIPTION_LENGTH: Final = 3000
STORY_LENGTH: Final = 300
MAKER_STORY_LENGTH: Final = 2000
ALT_LENGTH: Final = 200
KEYWORD_LENGTH: Final = 40
MAX_KEYWORDS: Final = 12
MAX_COUNT: Final = 1_000_000
"""The largest number of pieces or days that is believed."""


def works_for(user: User, maker: Maker) -> bool:
    """Whether the person works for the business."""
    return maker.id in user.maker_ids()


def can_be_listed(maker: Maker) -> bool:
    """Whether the maker's products may be public: verified, and in the city."""
    return maker.state is MakerState.VERIFIED and maker.region is Region.CITY


def is_frozen(revision: ProductRevision) -> bool:
    """Whether the revision may never change again."""
    return revision.state is RevisionState.FROZEN
