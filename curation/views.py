"""Pages of curation."""

from flask import Blueprint

blueprint = Blueprint("curation", __name__)
