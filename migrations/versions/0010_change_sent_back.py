"""Keep which change of a listed product the office sent back, and why.

Revision ID: 0010
Revises: 0009
Create Date: 2026-11-25 19:33:00

"""
import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade():
    with op.batch_alter_table("product") as table:
        table.add_column(sa.Column("returned_number", sa.Integer(), nullable=True))
        table.add_column(sa.Column("return_reason", sa.Text(), nullable=False, server_default=""))


def downgrade():
    with op.batch_alter_table("product") as table:
        table.drop_column("return_reason")
        table.drop_column("returned_number")
