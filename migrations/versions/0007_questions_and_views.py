"""The life of inquiries, buyers' leave to see wholesale prices, and views of products by day.

Inquiries from before count as answered: they went on in WhatsApp, and nobody has to tick them off.

Revision ID: 0007
Revises: 0006
Create Date: 2026-11-25 18:50:00

"""
import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

STATE = sa.Enum(
    "open",
    "answered",
    "closed",
    name="inquirystate",
    native_enum=False,
    create_constraint=True,
    length=32,
)
BUYER = "fk_inquiry_buyer_id_user"


def upgrade():
    with op.batch_alter_table("inquiry") as batch:
        batch.add_column(sa.Column("state", STATE, nullable=False, server_default="answered"))
        batch.add_column(sa.Column("answered_at", sa.DateTime(timezone=True), nullable=True))
        batch.add_column(sa.Column("buyer_id", sa.Integer(), nullable=True))
        batch.add_column(sa.Column("buyer_phone", sa.String(16), nullable=True))
        batch.add_column(sa.Column("choices", sa.JSON(), nullable=False, server_default="[]"))
        batch.create_foreign_key(batch.f(BUYER), "user", ["buyer_id"], ["id"], ondelete="SET NULL")
    with op.batch_alter_table("inquiry") as batch:
        batch.alter_column("state", server_default=None)
        batch.alter_column("choices", server_default=None)
        batch.drop_index("ix_inquiry_maker_id")
        batch.create_index("ix_inquiry_maker_state", ["maker_id", "state", "id"])
    op.create_table(
        "wholesale_grant",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("inquiry_id", sa.Integer(), nullable=False),
        sa.Column("product_id", sa.Integer(), nullable=False),
        sa.Column("buyer_id", sa.Integer(), nullable=True),
        sa.Column("token", sa.String(48), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("revoked_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "(buyer_id IS NULL) <> (token IS NULL)",
            name=op.f("ck_wholesale_grant_account_or_link"),
        ),
        sa.CheckConstraint(
            "token IS NULL OR expires_at IS NOT NULL", name=op.f("ck_wholesale_grant_link_expires")
        ),
        sa.ForeignKeyConstraint(
            ["inquiry_id"],
            ["inquiry.id"],
            name=op.f("fk_wholesale_grant_inquiry_id_inquiry"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["product_id"],
            ["product.id"],
            name=op.f("fk_wholesale_grant_product_id_product"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["buyer_id"],
            ["user.id"],
            name=op.f("fk_wholesale_grant_buyer_id_user"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_wholesale_grant")),
        sa.UniqueConstraint("token", name=op.f("uq_wholesale_grant_token")),
    )
    op.create_index("ix_wholesale_grant_inquiry_id", "wholesale_grant", ["inquiry_id"])
    op.create_index("ix_wholesale_grant_buyer", "wholesale_grant", ["buyer_id", "product_id"])
    op.create_table(
        "product_views",
        sa.Column("product_id", sa.Integer(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("count", sa.Integer(), nullable=False),
        sa.CheckConstraint("count > 0", name=op.f("ck_product_views_count_positive")),
        sa.ForeignKeyConstraint(
            ["product_id"],
            ["product.id"],
            name=op.f("fk_product_views_product_id_product"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("product_id", "day", name=op.f("pk_product_views")),
    )


def downgrade():
    op.drop_table("product_views")
    op.drop_table("wholesale_grant")
    with op.batch_alter_table("inquiry") as batch:
        batch.drop_index("ix_inquiry_maker_state")
        batch.create_index("ix_inquiry_maker_id", ["maker_id"])
        batch.drop_constraint(batch.f(BUYER), type_="foreignkey")
        batch.drop_constraint(batch.f("ck_inquiry_inquirystate"), type_="check")
        for name in ("choices", "buyer_phone", "buyer_id", "answered_at", "state"):
            batch.drop_column(name)
