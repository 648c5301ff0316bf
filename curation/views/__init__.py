"""Pages of curation, by who uses them: curator, chair, maker, office."""

from curation.views import (  # noqa: F401 - they add routes.
    assignment,
    chair,
    curator,
    discussion,
    history,
    limits,
    maker,
    office,
    others,
    placement,
    proof,
    release,
    reminders,
    scoring,
    shortlist,
    table,
)
from curation.views.blueprint import blueprint

__all__ = ["blueprint"]
