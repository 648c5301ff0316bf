"""Pages on which makers tell who they are and what they sell."""

from catalog.views import (  # noqa: F401 - they add routes.
    errand,
    home,
    offline,
    paper_parts,
    papers,
    photo_studio,
    photos,
    products,
    sheets,
    takeover,
    writing,
)
from catalog.views.blueprint import blueprint

__all__ = ["blueprint"]
