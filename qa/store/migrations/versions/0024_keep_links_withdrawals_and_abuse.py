"""Keep sign-in links, withdrawn disputes and notes of abuse.

Revision 0024, after 0023.
"""

import sqlalchemy as sa
from alembic import op

from qa.store.base import UtcDateTime

revision = '0024'
down_revision = '0023'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('abuse_note',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('conversation_id', sa.Integer(), nullable=False),
    sa.Column('kind', sa.String(length=64), nullable=False, comment='Value of AbuseKind'),
    sa.Column('noted_by_id', sa.Integer(), nullable=True),
    sa.Column('is_by_agent', sa.Boolean(), nullable=False, comment='Noted by the agent themself, not by somebody who reviews'),
    sa.Column('noted_at', UtcDateTime(), nullable=False),
    sa.ForeignKeyConstraint(['conversation_id'], ['conversation.id'], name=op.f('fk_abuse_note_conversation_id_conversation'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['noted_by_id'], ['user_account.id'], name=op.f('fk_abuse_note_noted_by_id_user_account'), ondelete='SET NULL'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_abuse_note')),
    sa.UniqueConstraint('conversation_id', 'noted_by_id', name=op.f('uq_abuse_note_conversation_id_noted_by_id'))
    )
    with op.batch_alter_table('abuse_note', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_abuse_note_noted_by_id'), ['noted_by_id'], unique=False)

    op.create_table('sign_in_link',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('user_id', sa.Integer(), nullable=False),
    sa.Column('token_hash', sa.String(length=64), nullable=False, comment='SHA-256 of what the link holds'),
    sa.Column('made_by_id', sa.Integer(), nullable=True),
    sa.Column('made_at', UtcDateTime(), nullable=False),
    sa.Column('expires_at', UtcDateTime(), nullable=False),
    sa.Column('used_at', UtcDateTime(), nullable=True),
    sa.ForeignKeyConstraint(['made_by_id'], ['user_account.id'], name=op.f('fk_sign_in_link_made_by_id_user_account'), ondelete='SET NULL'),
    sa.ForeignKeyConstraint(['user_id'], ['user_account.id'], name=op.f('fk_sign_in_link_user_id_user_account'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_sign_in_link')),
    sa.UniqueConstraint('token_hash', name=op.f('uq_sign_in_link_token_hash'))
    )
    with op.batch_alter_table('sign_in_link', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_sign_in_link_user_id'), ['user_id'], unique=False)

    with op.batch_alter_table('dispute', schema=None) as batch_op:
        batch_op.add_column(sa.Column('withdrawn_at', UtcDateTime(), nullable=True))
        batch_op.drop_constraint(batch_op.f('uq_dispute_feedback_id_criterion'), type_='unique')
        batch_op.create_index(batch_op.f('ix_dispute_feedback_id'), ['feedback_id'], unique=False)
        batch_op.create_index('uq_dispute_in_force', ['feedback_id', 'criterion'], unique=True, sqlite_where=sa.text("state <> 'withdrawn'"), postgresql_where=sa.text("state <> 'withdrawn'"))

    with op.batch_alter_table('user_account', schema=None) as batch_op:
        batch_op.add_column(sa.Column('must_change_password', sa.Boolean(), server_default=sa.false(), nullable=False, comment='Somebody else knows it: good for one sign-in'))



def downgrade() -> None:
    with op.batch_alter_table('user_account', schema=None) as batch_op:
        batch_op.drop_column('must_change_password')

    op.execute("DELETE FROM dispute WHERE state = 'withdrawn'")
    with op.batch_alter_table('dispute', schema=None) as batch_op:
        batch_op.drop_index('uq_dispute_in_force', sqlite_where=sa.text("state <> 'withdrawn'"), postgresql_where=sa.text("state <> 'withdrawn'"))
        batch_op.drop_index(batch_op.f('ix_dispute_feedback_id'))
        batch_op.create_unique_constraint(batch_op.f('uq_dispute_feedback_id_criterion'), ['feedback_id', 'criterion'])
        batch_op.drop_column('withdrawn_at')

    with op.batch_alter_table('sign_in_link', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_sign_in_link_user_id'))

    op.drop_table('sign_in_link')
    with op.batch_alter_table('abuse_note', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_abuse_note_noted_by_id'))

    op.drop_table('abuse_note')
