"""What each photo looks like: shares of colours and its pattern.

Revision ID: 0019
Revises: 0018
Create Date: 2026-11-29 10:30:00

"""
import sqlalchemy as sa
from alembic import op

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None


def upgrade():
    with op.batch_alter_table("photo") as batch:
        batch.add_column(sa.Column("look", sa.LargeBinary(), nullable=True))
    unseen = sa.text("look IS NULL")
    op.create_index("ix_photo_not_looked_at", "photo", ["id"], sqlite_where=unseen, postgresql_where=unseen)


def downgrade():
    op.drop_index("ix_photo_not_looked_at", "photo")
    with op.batch_alter_table("photo") as batch:
        batch.drop_column("look")
