"""Keep the finished pieces of calls that are being transcribed.

Revision 0017, after 0016.
"""

import sqlalchemy as sa
from alembic import op

from qa.store.base import Json

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "transcript_piece",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("conversation_id", sa.Integer(), nullable=False),
        sa.Column(
            "key", sa.String(length=64), nullable=False, comment="SHA-256 of file, engine, settings, language and place"
        ),
        sa.Column("heard", Json, nullable=False),
        sa.ForeignKeyConstraint(
            ["conversation_id"],
            ["conversation.id"],
            name=op.f("fk_transcript_piece_conversation_id_conversation"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_transcript_piece")),
        sa.UniqueConstraint("conversation_id", "key", name=op.f("uq_transcript_piece_conversation_id_key")),
    )


def downgrade() -> None:
    op.drop_table("transcript_piece")
