"""Know a product again that a device begins twice because an answer was lost.

Revision ID: 0008
Revises: 0007
Create Date: 2026-11-25 18:40:00

"""
import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade():
    with op.batch_alter_table("product") as table:
        table.add_column(sa.Column("client_key", sa.String(64), nullable=True))
        table.create_unique_constraint("uq_product_client_key", ["maker_id", "client_key"])


def downgrade():
    with op.batch_alter_table("product") as table:
        table.drop_constraint("uq_product_client_key", type_="unique")
        table.drop_column("client_key")
