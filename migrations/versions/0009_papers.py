"""Papers with a scan, a registration day, a reason, KBLI, a successor and a question on ingredients.

Going back, a superseded paper becomes a refused one, so that it still shows no badge.

Revision ID: 0009
Revises: 0008
Create Date: 2026-11-25 19:00:00

"""
import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None

STATE = "ck_paper_paperstate"
KBLI = "ck_paper_kbli_has_year"
SCAN = "ck_paper_scan_is_whole"
SUCCESSOR = "fk_paper_supersedes_id_paper"
STATES = "'claimed', 'in_process', 'confirmed', 'refused'"
NAMES = (
    "registered_on",
    "reason",
    "kbli",
    "kbli_year",
    "supersedes_id",
    "scan_name",
    "scan_format",
    "scan_bytes",
    "ingredients_asked_at",
    "ingredients_changed_at",
)

table = sa.table("paper", sa.column("state", sa.String))


def upgrade():
    with op.batch_alter_table("paper") as batch:
        batch.add_column(sa.Column("registered_on", sa.Date(), nullable=True))
        batch.add_column(sa.Column("reason", sa.Text(), nullable=False, server_default=""))
        batch.add_column(sa.Column("kbli", sa.String(5), nullable=False, server_default=""))
        batch.add_column(sa.Column("kbli_year", sa.Integer(), nullable=True))
        batch.add_column(sa.Column("supersedes_id", sa.Integer(), nullable=True))
        batch.add_column(sa.Column("scan_name", sa.String(32), nullable=True))
        batch.add_column(sa.Column("scan_format", sa.String(4), nullable=True))
        batch.add_column(sa.Column("scan_bytes", sa.Integer(), nullable=True))
        for name in ("ingredients_asked_at", "ingredients_changed_at"):
            batch.add_column(sa.Column(name, sa.DateTime(timezone=True), nullable=True))
    with op.batch_alter_table("paper") as batch:
        for name in ("reason", "kbli"):
            batch.alter_column(name, server_default=None)
        batch.drop_constraint(batch.f(STATE), type_="check")
        batch.create_check_constraint(batch.f(STATE), f"state IN ({STATES}, 'superseded')")
        batch.create_check_constraint(
            batch.f(KBLI),
            "(kbli = '' AND kbli_year IS NULL) OR (kbli <> '' AND kbli_year IN (2020, 2025))",
        )
        batch.create_check_constraint(
            batch.f(SCAN),
            "(scan_name IS NULL AND scan_format IS NULL AND scan_bytes IS NULL)"
            " OR (scan_name IS NOT NULL AND scan_format IN ('pdf', 'jpg') AND scan_bytes > 0)",
        )
        batch.create_foreign_key(
            batch.f(SUCCESSOR), "paper", ["supersedes_id"], ["id"], ondelete="SET NULL"
        )
        batch.create_index(batch.f("ix_paper_supersedes_id"), ["supersedes_id"])


def downgrade():
    op.get_bind().execute(
        table.update().where(table.c.state == "superseded").values(state="refused")
    )
    with op.batch_alter_table("paper") as batch:
        batch.drop_index(batch.f("ix_paper_supersedes_id"))
        batch.drop_constraint(batch.f(SUCCESSOR), type_="foreignkey")
        for name in (SCAN, KBLI, STATE):
            batch.drop_constraint(batch.f(name), type_="check")
        batch.create_check_constraint(batch.f(STATE), f"state IN ({STATES})")
        for name in NAMES:
            batch.drop_column(name)
