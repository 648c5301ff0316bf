"""The city's own pages."""

from office.views import (  # noqa: F401 - they add routes.
    exports,
    facilitation,
    home,
    makers,
    paper_sheets,
    papers,
    partners,
    pictures,
    products,
    records,
    reports,
    rounds,
    rubrics,
    searching,
    sheets,
    table_cards,
)
from office.views.blueprint import blueprint

__all__ = ["blueprint"]
