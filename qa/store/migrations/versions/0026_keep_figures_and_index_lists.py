"""Keep figures that take long, and index lists and claims.

Revision 0026, after 0025.
"""

import sqlalchemy as sa
from alembic import op

from qa.store.base import Json, UtcDateTime

revision = '0026'
down_revision = '0025'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('kept_figures',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('name', sa.String(length=64), nullable=False, comment='checks, insights'),
    sa.Column('figures', Json, nullable=False),
    sa.Column('made_at', UtcDateTime(), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_kept_figures')),
    sa.UniqueConstraint('name', name=op.f('uq_kept_figures_name'))
    )
    with op.batch_alter_table('feedback', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_feedback_published_at'), ['published_at'], unique=False)
    with op.batch_alter_table('notice', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_notice_user_id_created_at'), ['user_id', 'created_at'], unique=False)
    with op.batch_alter_table('uncovered_claim', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_uncovered_claim_topic'))
        batch_op.create_index(batch_op.f('ix_uncovered_claim_topic_check_run_id'), ['topic', 'check_run_id'], unique=False)



def downgrade() -> None:
    with op.batch_alter_table('uncovered_claim', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_uncovered_claim_topic_check_run_id'))
        batch_op.create_index(batch_op.f('ix_uncovered_claim_topic'), ['topic'], unique=False)
    with op.batch_alter_table('notice', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_notice_user_id_created_at'))
    with op.batch_alter_table('feedback', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_feedback_published_at'))
    op.drop_table('kept_figures')
