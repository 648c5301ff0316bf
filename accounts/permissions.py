"""Who may do what, as rules that combine; objects are checked by their loaders."""

from accounts.states import Role
from web.guards import Rule

signed_in = Rule("signed_in", lambda _user: True)
is_maker = Rule("is_maker", lambda user: user.has_role(Role.MAKER))
is_own_maker = Rule("is_own_maker", lambda user: not user.errand and bool(user.own_maker_ids()))
is_curator = Rule("is_curator", lambda user: user.has_role(Role.CURATOR))
is_office = Rule("is_office", lambda user: user.has_role(Role.OFFICE))
