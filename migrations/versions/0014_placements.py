"""Which shop ordered a chosen product, since when it is on the shelf, and how much was sold.

Revision ID: 0014
Revises: 0013
Create Date: 2026-11-26 01:15:00

"""
import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None


def upgrade():
    op.create_table(
        "placement",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("entry_id", sa.Integer(), nullable=False),
        sa.Column("outlet", sa.String(120), nullable=False),
        sa.Column("ordered_on", sa.Date(), nullable=True),
        sa.Column("ordered_count", sa.Integer(), nullable=True),
        sa.Column("on_shelf_on", sa.Date(), nullable=True),
        sa.Column("off_shelf_on", sa.Date(), nullable=True),
        sa.Column("sold_count", sa.Integer(), nullable=True),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("typed_by_id", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "ordered_on IS NOT NULL OR on_shelf_on IS NOT NULL",
            name=op.f("ck_placement_has_begun"),
        ),
        sa.CheckConstraint(
            "ordered_count IS NULL OR ordered_count > 0",
            name=op.f("ck_placement_ordered_positive"),
        ),
        sa.CheckConstraint(
            "sold_count IS NULL OR sold_count >= 0", name=op.f("ck_placement_sold_not_negative")
        ),
        sa.CheckConstraint(
            "off_shelf_on IS NULL OR (on_shelf_on IS NOT NULL AND off_shelf_on >= on_shelf_on)",
            name=op.f("ck_placement_ends_after_it_began"),
        ),
        sa.ForeignKeyConstraint(
            ["entry_id"], ["entry.id"], name=op.f("fk_placement_entry_id_entry")
        ),
        sa.ForeignKeyConstraint(
            ["typed_by_id"], ["user.id"], name=op.f("fk_placement_typed_by_id_user")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_placement")),
    )
    op.create_index(op.f("ix_placement_entry_id"), "placement", ["entry_id"])


def downgrade():
    op.drop_index(op.f("ix_placement_entry_id"), table_name="placement")
    op.drop_table("placement")
