"""Fetching and authorising in one step; a stranger learns nothing but 404."""

from flask import abort

from accounts.models import User
from catalog.models import Maker, Paper, Product
from catalog.paper_queries import paper_of
from catalog.queries import maker_of, product_of

LARGEST_KEY = 2**31 - 1
"""No row has a larger key; databases refuse the question itself beyond it."""


def own_maker_or_404(user: User) -> Maker:
    """Return the business that the person works for."""
    return maker_of(user) or abort(404)


def editable_product_or_404(product_id: int, user: User) -> Product:
    """Return a product of a business that the person works for, with its revisions."""
    if product_id > LARGEST_KEY:
        abort(404)
    return product_of(user, product_id) or abort(404)


def own_paper_or_404(paper_id: int, user: User) -> Paper:
    """Return a paper of a business that the person works for."""
    if paper_id > LARGEST_KEY:
        abort(404)
    return paper_of(user, paper_id) or abort(404)
