"""The blueprint that the view modules share."""

from flask import Blueprint

blueprint = Blueprint("office", __name__, url_prefix="/dinas")
