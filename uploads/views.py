"""Pages of uploads."""

from flask import Blueprint

blueprint = Blueprint("uploads", __name__)
