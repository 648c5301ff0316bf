"""The public pages."""

from showcase.views import home, people, product, results  # noqa: F401 - they add routes.
from showcase.views.blueprint import blueprint

__all__ = ["blueprint"]
