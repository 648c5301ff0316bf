"""Addresses of papers in messages, which are written outside any request too."""

from accounts.models import User
from catalog.models import Paper
from web.context import settings


def paper_url(paper: Paper, reader: User) -> str:
    """The maker's page of a paper, in the reader's language."""
    prefix = "/en" if reader.language == "en" else ""
    return f"{settings().public_url}{prefix}/perajin-saya/dokumen/{paper.id}"


def office_paper_url(paper: Paper, reader: User) -> str:
    """The office's page of a paper, in the reader's language."""
    prefix = "/en" if reader.language == "en" else ""
    return f"{settings().public_url}{prefix}/dinas/dokumen/{paper.id}"
