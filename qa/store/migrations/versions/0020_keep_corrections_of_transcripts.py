"""Keep corrections of transcripts.

Revision 0020, after 0019.
"""

import sqlalchemy as sa
from alembic import op

from qa.store.base import Json, UtcDateTime

revision = '0020'
down_revision = '0019'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('message_correction',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('conversation_id', sa.Integer(), nullable=False),
    sa.Column('position', sa.Integer(), nullable=False, comment='Of the message in its conversation'),
    sa.Column('revision', sa.Integer(), nullable=False, comment='1 for the first change of the line'),
    sa.Column('before', sa.Text(), nullable=False),
    sa.Column('after', sa.Text(), nullable=False),
    sa.Column('words_before', Json, nullable=True, comment='[[text, start_ms, end_ms, confidence]]'),
    sa.Column('undoes', sa.Integer(), nullable=True, comment='Revision that was taken back'),
    sa.Column('corrected_by_id', sa.Integer(), nullable=True),
    sa.Column('corrected_at', UtcDateTime(), nullable=False),
    sa.ForeignKeyConstraint(['conversation_id'], ['conversation.id'], name=op.f('fk_message_correction_conversation_id_conversation'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['corrected_by_id'], ['user_account.id'], name=op.f('fk_message_correction_corrected_by_id_user_account'), ondelete='SET NULL'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_message_correction')),
    sa.UniqueConstraint('conversation_id', 'position', 'revision', name=op.f('uq_message_correction_conversation_id_position_revision'))
    )


def downgrade() -> None:
    op.drop_table('message_correction')
