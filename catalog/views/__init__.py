"""Pages on which makers tell who they are and what they sell."""

from catalog.views import home, papers, photos, products, writing  # noqa: F401 - they add routes.
from catalog.views.blueprint import blueprint

__all__ = ["blueprint"]
