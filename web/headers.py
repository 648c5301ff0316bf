"""Security headers on every answer."""

from typing import Final

from flask import Flask, Response, request

from web.context import settings


def content_security_policy(*, images_from: str = "") -> str:
    """What a page may load: our own files, and pictures from one further host.

    Args:
        images_from: such as ``https://tile.example``; nothing else for most pages.
    """
    pictures = " ".join(["'self'", "data:", "blob:", *([images_from] if images_from else [])])
    return (
        f"default-src 'self'; img-src {pictures}; object-src 'none'; base-uri 'none'; "
        "frame-ancestors 'none'; form-action 'self' https://wa.me"
    )


CONTENT_SECURITY_POLICY: Final = content_security_policy()


def init_headers(app: Flask) -> None:
    """Set the headers after each request."""

    @app.after_request
    def secure(response: Response) -> Response:
        headers = response.headers
        headers.setdefault("Content-Security-Policy", CONTENT_SECURITY_POLICY)
        headers.setdefault("X-Content-Type-Options", "nosniff")
        headers.setdefault("Referrer-Policy", "strict-origin-when-cross-origin")
        headers.setdefault("Permissions-Policy", "camera=(self), geolocation=(self), microphone=()")
        headers.setdefault("Cross-Origin-Opener-Policy", "same-origin")
        if settings().is_production and request.is_secure:
            headers.setdefault("Strict-Transport-Security", "max-age=31536000")
        return response
