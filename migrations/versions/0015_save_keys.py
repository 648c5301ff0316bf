"""The key of a sheet's last save, by which a device knows a save of its own again.

Revision ID: 0015
Revises: 0014
Create Date: 2026-11-26 11:00:00

"""
import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None


def upgrade():
    with op.batch_alter_table("scoresheet") as batch:
        batch.add_column(sa.Column("save_key", sa.String(length=40), nullable=True))


def downgrade():
    with op.batch_alter_table("scoresheet") as batch:
        batch.drop_column("save_key")
