"""What visitors look for by the day, and the office's own synonyms.

Revision ID: 0018
Revises: 0017
Create Date: 2026-11-27 19:00:00

"""
import sqlalchemy as sa
from alembic import op

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None


def upgrade():
    op.create_table(
        "sought_words",
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("language", sa.String(length=2), nullable=False),
        sa.Column("words", sa.String(length=100), nullable=False),
        sa.Column("times", sa.Integer(), nullable=False),
        sa.Column("in_vain", sa.Integer(), nullable=False),
        sa.CheckConstraint("times >= in_vain AND in_vain >= 0", name=op.f("ck_sought_words_in_vain_within_times")),
        sa.PrimaryKeyConstraint("day", "language", "words", name=op.f("pk_sought_words")),
    )
    op.create_index(op.f("ix_sought_words_words"), "sought_words", ["words"])
    op.create_table(
        "search_synonym",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.Enum("equal", "leads", "off", name="synonymkind", native_enum=False, create_constraint=True, length=32), nullable=False),
        sa.Column("word", sa.String(length=60), nullable=False),
        sa.Column("others", sa.JSON(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_search_synonym")),
        sa.UniqueConstraint("word", "kind", name=op.f("uq_search_synonym_word_kind")),
    )


def downgrade():
    op.drop_table("search_synonym")
    op.drop_table("sought_words")
