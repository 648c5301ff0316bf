"""A code for each released acceptance, by which anybody can check its certificate.

Acceptances that were released before get one now; going back, the codes are lost.

Revision ID: 0013
Revises: 0012
Create Date: 2026-11-26 01:05:00

"""
import secrets

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None

ALPHABET = "abcdefghjkmnpqrstuvwxyz23456789"
UNIQUE = "uq_decision_proof_code"

table = sa.table(
    "decision",
    sa.column("id", sa.Integer),
    sa.column("outcome", sa.String),
    sa.column("released_at", sa.DateTime),
    sa.column("proof_code", sa.String),
)


def upgrade():
    with op.batch_alter_table("decision") as batch:
        batch.add_column(sa.Column("proof_code", sa.String(20), nullable=True))
        batch.create_unique_constraint(batch.f(UNIQUE), ["proof_code"])
    connection = op.get_bind()
    released = sa.select(table.c.id).where(
        table.c.outcome == "accepted", table.c.released_at.is_not(None)
    )
    for key in connection.scalars(released).all():
        code = "".join(secrets.choice(ALPHABET) for _ in range(20))
        connection.execute(table.update().where(table.c.id == key).values(proof_code=code))


def downgrade():
    with op.batch_alter_table("decision") as batch:
        batch.drop_constraint(batch.f(UNIQUE), type_="unique")
        batch.drop_column("proof_code")
