"""Two languages, one set of endpoints: a leading ``/en`` in the address means English.

The prefix moves from PATH_INFO to SCRIPT_NAME before Flask sees the request, so every endpoint
exists in both languages and ``url_for`` keeps the one that the visitor reads.
"""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, Final

from flask import Flask, g, has_request_context, request
from flask_babel import Babel

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

LANGUAGES: Final = ("id", "en")
DEFAULT_LANGUAGE: Final = "id"
TIME_ZONE: Final = "Asia/Jakarta"
_KEY: Final = "etalase.language"


class LanguagePrefix:
    """WSGI middleware that turns a leading ``/en`` into the request's language."""

    def __init__(self, application: "WSGIApplication") -> None:
        self.application = application

    def __call__(
        self, environ: "WSGIEnvironment", start_response: "StartResponse"
    ) -> Iterable[bytes]:
        """Move the prefix out of the path and hand the request on."""
        path = environ.get("PATH_INFO", "")
        environ[_KEY] = DEFAULT_LANGUAGE
        if path == "/en" or path.startswith("/en/"):
            environ[_KEY] = "en"
            environ["SCRIPT_NAME"] = environ.get("SCRIPT_NAME", "") + "/en"
            environ["PATH_INFO"] = path[len("/en") :] or "/"
        return self.application(environ, start_response)


def language() -> str:
    """The language of the current request, "id" outside one."""
    if not has_request_context():
        return DEFAULT_LANGUAGE
    found: str = request.environ.get(_KEY, DEFAULT_LANGUAGE)
    return found


def path_in(wanted: str) -> str:
    """The current page's path and query in another language."""
    root = request.script_root.removesuffix("/en")
    prefix = "/en" if wanted == "en" else ""
    query = f"?{request.query_string.decode()}" if request.query_string else ""
    return f"{root}{prefix}{request.path}{query}"


def other_language_url() -> str:
    """The current page in the language that the visitor does not read now."""
    return path_in("id" if language() == "en" else "en")


def localised(thing: Any, name: str) -> str:  # noqa: ANN401 - any object with name_id and name_en.
    """A bilingual text in the reader's language; the Indonesian one where English is missing."""
    indonesian: str = _get(thing, f"{name}_id") or ""
    if language() == "id":
        return indonesian
    english: str = _get(thing, f"{name}_en") or ""
    return english or indonesian


def is_untranslated(thing: Any, name: str) -> bool:  # noqa: ANN401 - as in localised.
    """Whether an English reader gets the Indonesian text because there is no English one."""
    return language() == "en" and not _get(thing, f"{name}_en")


def _get(thing: Any, name: str) -> Any:  # noqa: ANN401 - dictionaries and objects alike.
    return thing.get(name) if isinstance(thing, dict) else getattr(thing, name)


def init_languages(app: Flask) -> None:
    """Wire the prefix, Babel and the template names."""
    app.config.update(BABEL_DEFAULT_LOCALE=DEFAULT_LANGUAGE, BABEL_DEFAULT_TIMEZONE=TIME_ZONE)
    Babel(app, locale_selector=language)
    app.wsgi_app = LanguagePrefix(app.wsgi_app)  # type: ignore[method-assign]

    @app.before_request
    def remember_language() -> None:
        g.lang = language()

    @app.context_processor
    def names() -> dict[str, object]:
        return {
            "lang": language(),
            "other_language_url": other_language_url,
            "path_in": path_in,
            "localised": localised,
            "is_untranslated": is_untranslated,
        }
