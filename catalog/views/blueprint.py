"""The blueprint that the view modules share."""

from flask import Blueprint

blueprint = Blueprint("catalog", __name__)
