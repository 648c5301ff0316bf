"""How many entries, and of which kinds, a curator of a round takes.

Revision ID: 0017
Revises: 0016
Create Date: 2026-11-27 08:57:00

"""
import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None


def upgrade():
    op.create_table(
        "curator_limit",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("round_id", sa.Integer(), nullable=False),
        sa.Column("curator_id", sa.Integer(), nullable=False),
        sa.Column("most", sa.Integer(), nullable=True),
        sa.Column("categories", sa.JSON(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("most IS NULL OR most >= 0", name=op.f("ck_curator_limit_most_counts")),
        sa.ForeignKeyConstraint(["curator_id"], ["user.id"], name=op.f("fk_curator_limit_curator_id_user")),
        sa.ForeignKeyConstraint(["round_id"], ["round.id"], name=op.f("fk_curator_limit_round_id_round")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_curator_limit")),
        sa.UniqueConstraint("round_id", "curator_id", name=op.f("uq_curator_limit_round_id_curator_id")),
    )
    op.create_index(op.f("ix_curator_limit_curator_id"), "curator_limit", ["curator_id"])


def downgrade():
    op.drop_table("curator_limit")
