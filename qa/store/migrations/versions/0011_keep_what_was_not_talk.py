"""Keep what was not talk in a call, and its measures.

Revision 0011, after 0010.
"""

import sqlalchemy as sa
from alembic import op

from qa.store.base import Json

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column(
        "recording",
        sa.Column(
            "marks", Json, nullable=True, comment="What was not talk: [{kind, start_ms, end_ms, channel, reason, text}]"
        ),
    )
    op.add_column(
        "recording",
        sa.Column("measures", Json, nullable=True, comment="Figures of who spoke when, for lists and reports"),
    )


def downgrade() -> None:
    op.drop_column("recording", "measures")
    op.drop_column("recording", "marks")
