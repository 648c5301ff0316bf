"""Entries that every curator of a round scores, so that all of them can be compared.

Revision ID: 0016
Revises: 0015
Create Date: 2026-11-27 08:10:00

"""
import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None


def upgrade():
    with op.batch_alter_table("entry") as batch:
        batch.add_column(
            sa.Column("is_anchor", sa.Boolean(), nullable=False, server_default=sa.false())
        )
    with op.batch_alter_table("entry") as batch:
        batch.alter_column("is_anchor", server_default=None)


def downgrade():
    with op.batch_alter_table("entry") as batch:
        batch.drop_column("is_anchor")
