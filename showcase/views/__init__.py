"""The public pages."""

from showcase import home_sources  # noqa: F401 - it adds to the maker's home.
from showcase.views import (  # noqa: F401 - they add routes.
    feeds,
    home,
    install,
    labels,
    partners,
    people,
    places,
    product,
    questions,
    results,
    sharing,
    suggestions,
    visits,
    wishlist,
)
from showcase.views.blueprint import blueprint

__all__ = ["blueprint"]
