"""Pages of curation, by who uses them: curator, chair, maker, office."""

from curation.views import chair, curator, maker, office, release, scoring  # noqa: F401 - routes.
from curation.views.blueprint import blueprint

__all__ = ["blueprint"]
