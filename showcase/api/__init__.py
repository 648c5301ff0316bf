"""The read-only JSON API: the showcase for other programs, described by OpenAPI."""

from showcase.api import views  # noqa: F401 - it adds routes.
from showcase.api.answers import blueprint

__all__ = ["blueprint"]
