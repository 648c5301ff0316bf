"""Handing a scan out: as a file to be saved, kept by no cache, never shown as a page."""

from flask import Response, abort

from catalog.models import Paper
from catalog.paper_scans import scan_of, scan_store


def scan_or_404(paper: Paper) -> Response:
    """The paper's scan; whoever calls has checked that the person may have it."""
    file = scan_of(paper)
    if file is None:
        abort(404)
    try:
        data = scan_store().get(file)
    except FileNotFoundError:
        abort(404)
    response = Response(data, mimetype=file.media_type)
    name = f"{paper.kind.value}-{paper.id}.{file.format}"
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Cache-Control"] = "private, no-store"
    response.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return response
