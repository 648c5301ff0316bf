"""Let a chair settle ties, and curators talk about an entry.

Revision ID: 0011
Revises: 0010
Create Date: 2026-11-26 01:08:00

"""
import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None


def upgrade():
    with op.batch_alter_table("entry") as table:
        table.add_column(sa.Column("tie_settled", sa.JSON(), nullable=True))
    op.create_table(
        "remark",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("entry_id", sa.Integer(), nullable=False),
        sa.Column("author_id", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["entry_id"], ["entry.id"], name="fk_remark_entry_id_entry"),
        sa.ForeignKeyConstraint(["author_id"], ["user.id"], name="fk_remark_author_id_user"),
        sa.PrimaryKeyConstraint("id", name="pk_remark"),
    )
    op.create_index("ix_remark_entry_id", "remark", ["entry_id"])


def downgrade():
    op.drop_index("ix_remark_entry_id", table_name="remark")
    op.drop_table("remark")
    with op.batch_alter_table("entry") as table:
        table.drop_column("tie_settled")
