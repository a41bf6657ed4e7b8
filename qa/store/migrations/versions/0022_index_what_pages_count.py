"""Index what pages count over all conversations: claims, and what nobody has reviewed.

Revision 0022, after 0021.
"""

from alembic import op

revision = '0022'
down_revision = '0021'
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table('check_run', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_check_run_rubric_id'))
        batch_op.create_index(batch_op.f('ix_check_run_rubric_id_claims_covered_claims'), ['rubric_id', 'claims', 'covered_claims'], unique=False)
    with op.batch_alter_table('conversation', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_conversation_state'))
        batch_op.create_index(batch_op.f('ix_conversation_state_reviewed_at_language'), ['state', 'reviewed_at', 'language'], unique=False)


def downgrade() -> None:
    with op.batch_alter_table('conversation', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_conversation_state_reviewed_at_language'))
        batch_op.create_index(batch_op.f('ix_conversation_state'), ['state'], unique=False)
    with op.batch_alter_table('check_run', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_check_run_rubric_id_claims_covered_claims'))
        batch_op.create_index(batch_op.f('ix_check_run_rubric_id'), ['rubric_id'], unique=False)
