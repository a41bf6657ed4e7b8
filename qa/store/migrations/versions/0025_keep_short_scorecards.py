"""Keep short scorecards and standings by channel.

Revision 0025, after 0024.
"""

import sqlalchemy as sa
from alembic import op

from qa.store.base import Json, UtcDateTime

revision = '0025'
down_revision = '0024'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('scorecard',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('name', sa.String(length=200), nullable=False),
    sa.Column('rubric', sa.String(length=200), nullable=False, comment='Name of the rubric, whichever version'),
    sa.Column('criteria', Json, nullable=False, comment='Ids of criteria; critical ones are asked anyway'),
    sa.Column('channels', Json, nullable=False, comment='Empty: any'),
    sa.Column('reasons', Json, nullable=False, comment='Reasons of contact; empty: any'),
    sa.Column('version', sa.Integer(), nullable=False, comment='Grows with every change'),
    sa.Column('is_active', sa.Boolean(), nullable=False),
    sa.Column('created_by_id', sa.Integer(), nullable=True),
    sa.Column('created_at', UtcDateTime(), nullable=False),
    sa.Column('updated_at', UtcDateTime(), nullable=False),
    sa.ForeignKeyConstraint(['created_by_id'], ['user_account.id'], name=op.f('fk_scorecard_created_by_id_user_account'), ondelete='SET NULL'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_scorecard')),
    sa.UniqueConstraint('name', name=op.f('uq_scorecard_name'))
    )
    with op.batch_alter_table('check_standing', schema=None) as batch_op:
        batch_op.add_column(sa.Column('channel', sa.String(length=64), server_default='*', nullable=False, comment='* for all that are not named'))

    with op.batch_alter_table('rating', schema=None) as batch_op:
        batch_op.add_column(sa.Column('is_with_rest', sa.Boolean(), server_default=sa.text('false'), nullable=False, comment='Passed together with the rest of its group'))

    with op.batch_alter_table('review', schema=None) as batch_op:
        batch_op.add_column(sa.Column('scorecard', Json, nullable=True, comment='{id, name, version, criteria} as begun with; none: all criteria'))
        batch_op.create_index(batch_op.f('ix_review_reviewer_id_updated_at'), ['reviewer_id', 'updated_at'], unique=False)
        batch_op.create_index(batch_op.f('ix_review_updated_at'), ['updated_at'], unique=False)

    with op.batch_alter_table('sample', schema=None) as batch_op:
        batch_op.add_column(sa.Column('asked_size', sa.Integer(), nullable=True, comment='How many were asked for, where the frame held fewer'))
        batch_op.add_column(sa.Column('scorecards', Json, server_default=sa.text("'[]'"), nullable=False, comment='Copies of the short scorecards it is reviewed by, as drawn'))

    with op.batch_alter_table('sampling_plan', schema=None) as batch_op:
        batch_op.add_column(sa.Column('scorecards', Json, server_default=sa.text("'[]'"), nullable=False, comment='Ids of short scorecards; none: all criteria'))



def downgrade() -> None:
    with op.batch_alter_table('sampling_plan', schema=None) as batch_op:
        batch_op.drop_column('scorecards')

    with op.batch_alter_table('sample', schema=None) as batch_op:
        batch_op.drop_column('scorecards')
        batch_op.drop_column('asked_size')

    with op.batch_alter_table('review', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_review_updated_at'))
        batch_op.drop_index(batch_op.f('ix_review_reviewer_id_updated_at'))
        batch_op.drop_column('scorecard')

    with op.batch_alter_table('rating', schema=None) as batch_op:
        batch_op.drop_column('is_with_rest')

    with op.batch_alter_table('check_standing', schema=None) as batch_op:
        batch_op.drop_column('channel')

    op.drop_table('scorecard')
