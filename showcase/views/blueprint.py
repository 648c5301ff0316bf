"""The blueprint that the view modules share."""

from flask import Blueprint

from catalog.papers import paper_name

blueprint = Blueprint("showcase", __name__)
blueprint.add_app_template_filter(paper_name)
