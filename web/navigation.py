"""What stands in the menus: endpoints by name, so that this layer imports none of the others."""

from dataclasses import dataclass
from typing import Any, Final

from flask import Flask, current_app, request, url_for
from flask_babel import LazyString, lazy_pgettext
from flask_babel import lazy_gettext as _l
from flask_login import current_user

from web.context import settings


@dataclass(frozen=True, slots=True)
class Item:
    """A menu entry: its endpoint, its words, and the icon and role of a workspace."""

    endpoint: str
    label: LazyString
    icon: str = ""
    kind: str = ""


PUBLIC: Final = (
    Item("showcase.results", _l("Produk")),
    Item("showcase.makers", _l("Perajin")),
    Item("showcase.places", _l("Kampung")),
    Item("showcase.curation", _l("Kurasi")),
)

WORKSPACE: Final = (
    Item("catalog.maker_home", _l("Beranda"), "store", "maker"),
    Item("catalog.products", _l("Produk"), "box", "maker"),
    Item("showcase.questions", lazy_pgettext("menu", "Pertanyaan"), "chat", "maker"),
    Item("curation.entries", _l("Kurasi"), "clipboard", "maker"),
    Item("catalog.papers", _l("Dokumen"), "file", "maker"),
    Item("catalog.maker_profile", _l("Profil usaha"), "edit", "maker"),
    Item("curation.history", _l("Riwayat"), "clock", "maker"),
    Item("curation.curator_home", _l("Tugas menilai"), "clipboard", "curator"),
    Item("office.home", _l("Beranda"), "chart", "office"),
    Item("office.makers", _l("Perajin"), "users", "office"),
    Item("office.rounds", _l("Kurasi"), "clipboard", "office"),
    Item("office.products", _l("Produk"), "box", "office"),
    Item("office.placements", _l("Di toko"), "truck", "office"),
    Item("office.papers", _l("Dokumen"), "file", "office"),
    Item("office.sheets", _l("Lembar kerja"), "grid", "office"),
    Item("office.sought_words", _l("Pencarian"), "search", "office"),
    Item("office.outbox", _l("Pesan keluar"), "upload", "office"),
    Item("office.log", _l("Catatan"), "clock", "office"),
)

TITLES: Final = {
    "maker": _l("Ruang perajin"),
    "curator": _l("Ruang kurator"),
    "office": _l("Ruang dinas"),
}

HOMES: Final = {
    "office": "office.home",
    "curator": "curation.curator_home",
    "maker": "catalog.maker_home",
}
NO_ROLE_HOME: Final = "catalog.maker_new"  # Who has no role yet most likely wants to sell.


def _roles(user: Any) -> list[str]:  # noqa: ANN401 - the person or the anonymous one.
    if not user.is_authenticated:
        return []
    return [role for role in HOMES if user.has_role(role)]


def home_endpoint(user: Any) -> str:  # noqa: ANN401 - as above.
    """Where a person lands after signing in."""
    roles = _roles(user)
    endpoint = HOMES[roles[0]] if roles else NO_ROLE_HOME
    return endpoint if endpoint in current_app.view_functions else "accounts.account"


def current_kind() -> str:
    """The workspace of the current page, or the first one that the person has."""
    for item in WORKSPACE:
        if item.endpoint == request.endpoint:
            return item.kind
    first, roles = request.path.strip("/").partition("/")[0], _roles(current_user)
    by_path = {"dinas": "office", "kurator": "curator", "ketua": "curator", "perajin-saya": "maker"}
    if by_path.get(first) in roles:
        return by_path[first]
    return roles[0] if roles else ""


def _entries(items: tuple[Item, ...]) -> list[dict[str, object]]:
    return [
        {
            "label": item.label,
            "url": url_for(item.endpoint),
            "current": request.endpoint == item.endpoint,
            "icon": item.icon,
        }
        for item in items
        if item.endpoint in current_app.view_functions
    ]


def nav_items() -> list[tuple[LazyString, str, bool]]:
    """The public menu: words, address, whether it is the current page."""
    return [
        (item.label, url_for(item.endpoint), request.endpoint == item.endpoint)
        for item in PUBLIC
        if item.endpoint in current_app.view_functions
    ]


def workspace_items() -> list[dict[str, object]]:
    """The menu of the current workspace."""
    kind = current_kind()
    return _entries(tuple(item for item in WORKSPACE if item.kind == kind))


def workspaces() -> list[dict[str, object]]:
    """The workspaces of the person who is signed in, for the account menu."""
    return [
        {"kind": role, "label": TITLES[role], "url": url_for(HOMES[role])}
        for role in _roles(current_user)
        if HOMES[role] in current_app.view_functions
    ]


def account_items() -> list[dict[str, object]]:
    """The account menu: the workspaces, then the account itself."""
    if not current_user.is_authenticated:
        return []
    icons = {"maker": "store", "curator": "clipboard", "office": "chart"}
    spaces = [{**space, "icon": icons[str(space["kind"])]} for space in workspaces()]
    own = {"label": _l("Akun saya"), "url": url_for("accounts.account"), "icon": "user"}
    return [*spaces, own]


def init_navigation(app: Flask) -> None:
    """Give templates the menus."""

    @app.context_processor
    def menus() -> dict[str, object]:
        kind = current_kind()
        return {
            "city_name": settings().city_name,
            "nav_items": nav_items(),
            "workspace_items": workspace_items() if kind else [],
            "workspaces": workspaces(),
            "account_items": account_items(),
            "workspace_kind": kind,
            "workspace_title": TITLES.get(kind, ""),
        }
