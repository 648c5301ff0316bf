"""Give each criterion a hint: how to look before scoring."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade():
    with op.batch_alter_table("criterion") as table:
        for name in ("hint_id", "hint_en"):
            table.add_column(sa.Column(name, sa.String(300), nullable=False, server_default=""))


def downgrade():
    with op.batch_alter_table("criterion") as table:
        table.drop_column("hint_en")
        table.drop_column("hint_id")
