"""Photos made from photos, receipts of uploads, and the same picture at two makers.

Revision ID: 0004
Revises: 0003
Create Date: 2026-11-25 18:40:00

"""
import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade():
    with op.batch_alter_table("photo") as batch:
        batch.add_column(sa.Column("made_from_id", sa.Integer(), nullable=True))
        batch.add_column(sa.Column("turn", sa.Integer(), nullable=False, server_default="0"))
        batch.add_column(sa.Column("box", sa.JSON(), nullable=True))
        batch.add_column(sa.Column("compared_at", sa.DateTime(timezone=True), nullable=True))
        batch.create_foreign_key("fk_photo_made_from_id_photo", "photo", ["made_from_id"], ["id"])
        batch.create_index("ix_photo_made_from_id", ["made_from_id"])
    with op.batch_alter_table("photo") as batch:
        batch.alter_column("turn", server_default=None)
    not_compared = sa.text("compared_at IS NULL")
    op.create_index(
        "ix_photo_not_compared",
        "photo",
        ["id"],
        sqlite_where=not_compared,
        postgresql_where=not_compared,
    )
    op.create_table(
        "photo_band",
        sa.Column("band", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("photo_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["photo_id"], ["photo.id"], name="fk_photo_band_photo_id_photo", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("band", "photo_id", name="pk_photo_band"),
    )
    op.create_index("ix_photo_band_photo_id", "photo_band", ["photo_id"])
    op.create_table(
        "photo_match",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("photo_id", sa.Integer(), nullable=False),
        sa.Column("other_id", sa.Integer(), nullable=False),
        sa.Column("bits", sa.Integer(), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "open",
                "dismissed",
                name="matchstate",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("photo_id > other_id", name=op.f("ck_photo_match_newer_first")),
        sa.ForeignKeyConstraint(["photo_id"], ["photo.id"], name="fk_photo_match_photo_id_photo"),
        sa.ForeignKeyConstraint(["other_id"], ["photo.id"], name="fk_photo_match_other_id_photo"),
        sa.PrimaryKeyConstraint("id", name="pk_photo_match"),
        sa.UniqueConstraint("photo_id", "other_id", name="uq_photo_match_photo_id_other_id"),
    )
    op.create_index("ix_photo_match_other_id", "photo_match", ["other_id"])
    op.create_index("ix_photo_match_state", "photo_match", ["state"])
    op.create_table(
        "photo_receipt",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("product_id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(length=32), nullable=False),
        sa.Column("photo_id", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["product_id"],
            ["product.id"],
            name="fk_photo_receipt_product_id_product",
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(["photo_id"], ["photo.id"], name="fk_photo_receipt_photo_id_photo"),
        sa.PrimaryKeyConstraint("id", name="pk_photo_receipt"),
        sa.UniqueConstraint("product_id", "key", name="uq_photo_receipt_product_id_key"),
    )


def downgrade():
    op.drop_table("photo_receipt")
    op.drop_table("photo_match")
    op.drop_table("photo_band")
    op.drop_index("ix_photo_not_compared", table_name="photo")
    with op.batch_alter_table("photo") as batch:
        batch.drop_index("ix_photo_made_from_id")
        batch.drop_constraint("fk_photo_made_from_id_photo", type_="foreignkey")
        batch.drop_column("compared_at")
        batch.drop_column("box")
        batch.drop_column("turn")
        batch.drop_column("made_from_id")
