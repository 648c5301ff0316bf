"""A kind of paper for the Batikmark.

Going back, Batikmarks are dropped: nothing there knows what they are.

Revision ID: 0012
Revises: 0011
Create Date: 2026-11-26 01:00:00

"""
import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None

KIND = "ck_paper_paperkind"
BEFORE = "'nib', 'pirt', 'halal', 'bpom', 'merek', 'sni', 'hak_cipta', 'npwp'"

table = sa.table("paper", sa.column("kind", sa.String))


def _allow(kinds):
    with op.batch_alter_table("paper") as batch:
        batch.drop_constraint(batch.f(KIND), type_="check")
        batch.create_check_constraint(batch.f(KIND), f"kind IN ({kinds})")


def upgrade():
    _allow(f"{BEFORE}, 'batikmark'")


def downgrade():
    op.execute(table.delete().where(table.c.kind == "batikmark"))
    _allow(BEFORE)
