"""The city's own pages."""

from office.views import home, makers, partners, products, records, rounds  # noqa: F401 - routes.
from office.views.blueprint import blueprint

__all__ = ["blueprint"]
