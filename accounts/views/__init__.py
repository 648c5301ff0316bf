"""Pages for signing in, signing up and accounts."""

from accounts.views import account, invitation, password, session  # noqa: F401 - they add routes.
from accounts.views.blueprint import blueprint

__all__ = ["blueprint"]
