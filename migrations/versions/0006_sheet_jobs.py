"""Uploaded sheets of products, and how far each is.

Revision ID: 0006
Revises: 0005
Create Date: 2026-11-25 19:00:00

"""
import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

STATES = ("uploaded", "checking", "checked", "importing", "imported", "failed", "cancelled")
COUNTS = (
    "done",
    "total",
    "rows_new",
    "rows_changed",
    "rows_unchanged",
    "rows_wrong",
    "rows_incomplete",
)


def upgrade():
    op.create_table(
        "sheet_job",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("maker_id", sa.Integer(), nullable=True),
        sa.Column("owner_id", sa.Integer(), nullable=True),
        sa.Column(
            "state",
            sa.Enum(*STATES, name="sheetstate", native_enum=False, create_constraint=True, length=32),
            nullable=False,
        ),
        sa.Column("language", sa.String(length=2), nullable=False),
        sa.Column("file_name", sa.String(length=200), nullable=False),
        sa.Column("is_text", sa.Boolean(), nullable=False),
        sa.Column("has_photos", sa.Boolean(), nullable=False),
        sa.Column("fingerprint", sa.String(length=64), nullable=False),
        sa.Column("category", sa.String(length=40), nullable=False),
        sa.Column("step", sa.String(length=20), nullable=False),
        *(sa.Column(name, sa.Integer(), nullable=False) for name in COUNTS),
        sa.Column("problem", sa.Text(), nullable=False),
        sa.Column("notes", sa.JSON(), nullable=False),
        sa.Column("errors", sa.JSON(), nullable=False),
        sa.Column("claimed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("finished_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["maker_id"], ["maker.id"], name="fk_sheet_job_maker_id_maker", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["owner_id"], ["user.id"], name="fk_sheet_job_owner_id_user", ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_sheet_job"),
    )
    op.create_index("ix_sheet_job_maker_id", "sheet_job", ["maker_id"])
    op.create_index("ix_sheet_job_state", "sheet_job", ["state", "claimed_at"])


def downgrade():
    op.drop_table("sheet_job")
