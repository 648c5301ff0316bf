"""Everything that is done with makers, products and their photos.

Each concept has a module of its own; this one is the door through which other
packages come in. Operations never commit.
"""

from catalog.listings import (
    freeze_revision,
    list_revision,
    restore_listing,
    submit_change,
    withdraw_listing,
)
from catalog.makers import (
    MakerProfile,
    register_maker,
    send_back_maker,
    submit_maker_for_verification,
    suspend_maker,
    update_maker,
    verify_maker,
)
from catalog.photos import attach_photo, remove_photo, reorder_photos, set_alt
from catalog.products import copy_product, create_product, open_draft, save_draft
from catalog.revision_changes import RevisionChanges

__all__ = [
    "MakerProfile",
    "RevisionChanges",
    "attach_photo",
    "copy_product",
    "create_product",
    "freeze_revision",
    "list_revision",
    "open_draft",
    "register_maker",
    "remove_photo",
    "reorder_photos",
    "restore_listing",
    "save_draft",
    "send_back_maker",
    "set_alt",
    "submit_change",
    "submit_maker_for_verification",
    "suspend_maker",
    "update_maker",
    "verify_maker",
    "withdraw_listing",
]
