"""The office fills a maker's account with them, for some hours, and hands it over.

Revision ID: 0005
Revises: 0004
Create Date: 2026-11-25 18:40:00

"""
import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade():
    op.create_table(
        "help_consent",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("maker_id", sa.Integer(), nullable=False),
        sa.Column("given_by_id", sa.Integer(), nullable=True),
        sa.Column("given_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("revoked_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["given_by_id"],
            ["user.id"],
            name=op.f("fk_help_consent_given_by_id_user"),
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(
            ["maker_id"],
            ["maker.id"],
            name=op.f("fk_help_consent_maker_id_maker"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_help_consent")),
    )
    op.create_index("ix_help_consent_maker_id", "help_consent", ["maker_id"])
    op.create_table(
        "facilitation",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("maker_id", sa.Integer(), nullable=False),
        sa.Column("helper_id", sa.Integer(), nullable=False),
        sa.Column("consent_id", sa.Integer(), nullable=True),
        sa.Column("started_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "started_at < expires_at", name=op.f("ck_facilitation_starts_before_it_ends")
        ),
        sa.ForeignKeyConstraint(
            ["consent_id"],
            ["help_consent.id"],
            name=op.f("fk_facilitation_consent_id_help_consent"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["helper_id"],
            ["user.id"],
            name=op.f("fk_facilitation_helper_id_user"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["maker_id"],
            ["maker.id"],
            name=op.f("fk_facilitation_maker_id_maker"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_facilitation")),
    )
    op.create_index("ix_facilitation_maker_id", "facilitation", ["maker_id"])
    op.create_index("ix_facilitation_helper_id", "facilitation", ["helper_id"])
    # Adding or dropping a column in place keeps the table's CHECK constraints on SQLite.
    op.add_column(
        "maker", sa.Column("owner_email", sa.String(254), nullable=False, server_default="")
    )


def downgrade():
    op.drop_column("maker", "owner_email")
    op.drop_index("ix_facilitation_helper_id", table_name="facilitation")
    op.drop_index("ix_facilitation_maker_id", table_name="facilitation")
    op.drop_table("facilitation")
    op.drop_index("ix_help_consent_maker_id", table_name="help_consent")
    op.drop_table("help_consent")
