"""Several wholesale prices by quantity in place of one, and options such as size and colour.

A single price becomes the one tier from the minimum order on. Going back keeps the first tier as
the single price, per piece.

Revision ID: 0003
Revises: 0002
Create Date: 2026-11-25 18:20:00

"""
import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

BATCH = 1_000
KODI = 20
CHECK = "ck_product_revision_wholesale_positive"

table = sa.table(
    "product_revision",
    sa.column("id", sa.Integer),
    sa.column("unit", sa.String),
    sa.column("wholesale_rupiah", sa.Integer),
    sa.column("minimum_order", sa.Integer),
    sa.column("wholesale_tiers", sa.JSON),
    sa.column("wholesale_per_kodi", sa.Boolean),
)


def _write(rows, **values):
    statement = table.update().where(table.c.id == sa.bindparam("key")).values(**values)
    for start in range(0, len(rows), BATCH):
        op.get_bind().execute(statement, rows[start : start + BATCH])


def upgrade():
    with op.batch_alter_table("product_revision") as batch:
        batch.add_column(
            sa.Column("wholesale_tiers", sa.JSON(), nullable=False, server_default="[]")
        )
        batch.add_column(
            sa.Column("wholesale_per_kodi", sa.Boolean(), nullable=False, server_default=sa.false())
        )
        batch.add_column(sa.Column("options", sa.JSON(), nullable=False, server_default="[]"))
    columns = (table.c.id, table.c.wholesale_rupiah, table.c.minimum_order)
    asked = sa.select(*columns).where(table.c.wholesale_rupiah.is_not(None))
    rows = [
        {"key": key, "tiers": [{"from": least or 1, "rupiah": rupiah}]}
        for key, rupiah, least in op.get_bind().execute(asked).all()
    ]
    _write(rows, wholesale_tiers=sa.bindparam("tiers", type_=sa.JSON))
    with op.batch_alter_table("product_revision") as batch:
        for name in ("wholesale_tiers", "wholesale_per_kodi", "options"):
            batch.alter_column(name, server_default=None)
        batch.drop_constraint(batch.f(CHECK), type_="check")
        batch.drop_column("wholesale_rupiah")


def _single(unit, tiers, per_kodi):
    """The first tier as a price and a minimum order in the product's own unit."""
    pieces = KODI if per_kodi and unit != "kodi" else 1
    return {
        "rupiah": max(1, round(tiers[0]["rupiah"] / pieces)),
        "least": tiers[0]["from"] * pieces,
    }


def downgrade():
    with op.batch_alter_table("product_revision") as batch:
        batch.add_column(sa.Column("wholesale_rupiah", sa.Integer(), nullable=True))
    columns = (table.c.id, table.c.unit, table.c.wholesale_tiers, table.c.wholesale_per_kodi)
    rows = [
        {"key": key, **_single(unit, tiers, per_kodi)}
        for key, unit, tiers, per_kodi in op.get_bind().execute(sa.select(*columns)).all()
        if tiers
    ]
    _write(
        rows,
        wholesale_rupiah=sa.bindparam("rupiah"),
        minimum_order=sa.func.coalesce(table.c.minimum_order, sa.bindparam("least")),
    )
    with op.batch_alter_table("product_revision") as batch:
        batch.create_check_constraint(
            batch.f(CHECK), "wholesale_rupiah IS NULL OR wholesale_rupiah > 0"
        )
        for name in ("options", "wholesale_per_kodi", "wholesale_tiers"):
            batch.drop_column(name)
