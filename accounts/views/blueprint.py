"""The blueprint that the view modules share."""

from flask import Blueprint

from accounts.masking import without_tokens

blueprint = Blueprint("accounts", __name__)
blueprint.add_app_template_filter(without_tokens)
