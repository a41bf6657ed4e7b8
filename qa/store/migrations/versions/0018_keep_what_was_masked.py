"""Keep what was masked, and which stretches of a recording nobody hears.

Revision 0018, after 0017.
"""

import sqlalchemy as sa
from alembic import op

from qa.store.base import Json, UtcDateTime

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "original_text",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("conversation_id", sa.Integer(), nullable=False),
        sa.Column("masked_hash", sa.String(length=64), nullable=False, comment="SHA-256 of the masked text"),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("kinds", Json, nullable=False, comment="What was masked in the conversation"),
        sa.Column("kept_at", UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["conversation_id"],
            ["conversation.id"],
            name=op.f("fk_original_text_conversation_id_conversation"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_original_text")),
        sa.UniqueConstraint(
            "conversation_id", "masked_hash", name=op.f("uq_original_text_conversation_id_masked_hash")
        ),
    )
    op.add_column(
        "recording",
        sa.Column("silenced", Json, nullable=True, comment="Stretches nobody hears: [[start_ms, end_ms]]"),
    )
    op.add_column(
        "recording",
        sa.Column(
            "waits_for_silencing",
            sa.Boolean(),
            server_default=sa.false(),
            nullable=False,
            comment="The copy without them is not made yet",
        ),
    )


def downgrade() -> None:
    op.drop_column("recording", "waits_for_silencing")
    op.drop_column("recording", "silenced")
    op.drop_table("original_text")
