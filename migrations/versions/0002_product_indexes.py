"""Find a maker's products, and the next products by key, without reading all that are listed.

Revision ID: 0002
Revises: 0001
Create Date: 2026-11-22 09:40:00

"""
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade():
    op.create_index("ix_product_maker_listing", "product", ["maker_id", "listing", "listed_at"])
    op.create_index("ix_product_listing_id", "product", ["listing", "id"])
    op.drop_index("ix_product_maker_id", table_name="product")


def downgrade():
    op.create_index("ix_product_maker_id", "product", ["maker_id"])
    op.drop_index("ix_product_listing_id", table_name="product")
    op.drop_index("ix_product_maker_listing", table_name="product")
