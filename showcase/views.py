"""Pages of showcase."""

from flask import Blueprint

blueprint = Blueprint("showcase", __name__)
