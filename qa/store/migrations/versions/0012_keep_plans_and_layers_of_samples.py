"""Keep plans and layers of samples.

Revision 0012, after 0011.
"""

import sqlalchemy as sa
from alembic import op

from qa.store.base import Json, UtcDateTime

revision = '0012'
down_revision = '0011'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('sampling_plan',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('name', sa.String(length=200), nullable=False),
    sa.Column('cadence', sa.String(length=64), nullable=False, comment='once, daily, weekly, two-weekly or monthly'),
    sa.Column('starts_on', sa.Date(), nullable=False, comment='The first period drawn holds this day'),
    sa.Column('wait_days', sa.Integer(), nullable=False, comment='Days left for late imports after a period ends'),
    sa.Column('order', Json, nullable=False, comment='Design, sizes, filters, exclusions: a SamplePlan without seed'),
    sa.Column('seed', sa.Integer(), nullable=False, comment='Together with the period, the seed of each draw'),
    sa.Column('reviewers', Json, nullable=False, comment='Ids of users'),
    sa.Column('due_days', sa.Integer(), nullable=True, comment='Working days from the draw until reviews are due'),
    sa.Column('is_blind', sa.Boolean(), nullable=False),
    sa.Column('is_active', sa.Boolean(), nullable=False),
    sa.Column('active_from', sa.Date(), nullable=False, comment='Periods that ended before are not caught up'),
    sa.Column('created_by_id', sa.Integer(), nullable=True),
    sa.Column('created_at', UtcDateTime(), nullable=False),
    sa.Column('updated_at', UtcDateTime(), nullable=False),
    sa.ForeignKeyConstraint(['created_by_id'], ['user_account.id'], name=op.f('fk_sampling_plan_created_by_id_user_account'), ondelete='SET NULL'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_sampling_plan')),
    sa.UniqueConstraint('name', name=op.f('uq_sampling_plan_name'))
    )

    op.create_table('plan_draw',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('plan_id', sa.Integer(), nullable=False),
    sa.Column('period', sa.String(length=64), nullable=False, comment='First day of the period, or once'),
    sa.Column('sample_id', sa.Integer(), nullable=True),
    sa.Column('problem', sa.Text(), nullable=False),
    sa.Column('drawn_at', UtcDateTime(), nullable=False),
    sa.ForeignKeyConstraint(['plan_id'], ['sampling_plan.id'], name=op.f('fk_plan_draw_plan_id_sampling_plan'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['sample_id'], ['sample.id'], name=op.f('fk_plan_draw_sample_id_sample'), ondelete='SET NULL'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_plan_draw')),
    sa.UniqueConstraint('plan_id', 'period', name=op.f('uq_plan_draw_plan_id_period'))
    )
    with op.batch_alter_table('plan_draw', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_plan_draw_sample_id'), ['sample_id'], unique=False)

    with op.batch_alter_table('assignment', schema=None) as batch_op:
        batch_op.add_column(sa.Column('due_at', UtcDateTime(), nullable=True))
        batch_op.add_column(sa.Column('reminded_at', UtcDateTime(), nullable=True, comment='When its reviewer was told that it is overdue'))
        batch_op.create_index(batch_op.f('ix_assignment_reviewer_id_finished_at'), ['reviewer_id', 'finished_at'], unique=False)

    with op.batch_alter_table('sample', schema=None) as batch_op:
        batch_op.add_column(sa.Column('layers', Json, server_default=sa.text("'[]'"), nullable=False, comment='[{design, size, spread_from}], plain random first'))
        batch_op.add_column(sa.Column('exclusions', Json, server_default=sa.text("'[]'"), nullable=False, comment='[{kind, value, reason, count}] in the order they were applied'))
        batch_op.add_column(sa.Column('random_reason', sa.Text(), server_default='', nullable=False, comment="Why fewer than 30 % are plain random, in the manager's words"))

    with op.batch_alter_table('sample_pick', schema=None) as batch_op:
        batch_op.add_column(sa.Column('drawn_by', Json, server_default=sa.text("'[]'"), nullable=False, comment='Designs of its layers'))
        batch_op.add_column(sa.Column('chances', Json, server_default=sa.text("'{}'"), nullable=False, comment='{design: chance}'))
        batch_op.add_column(sa.Column('is_plain_random', sa.Boolean(), server_default=sa.false(), nullable=False))
        batch_op.add_column(sa.Column('left_out_at', UtcDateTime(), nullable=True))
        batch_op.add_column(sa.Column('left_out_reason', sa.String(length=64), nullable=True))
        batch_op.add_column(sa.Column('left_out_note', sa.Text(), server_default='', nullable=False))
        batch_op.add_column(sa.Column('left_out_by_id', sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column('replaces_id', sa.Integer(), nullable=True))
        batch_op.alter_column('inclusion_probability',
               existing_type=sa.DOUBLE(),
               nullable=True)
        batch_op.create_index(batch_op.f('ix_sample_pick_replaces_id'), ['replaces_id'], unique=False)
        batch_op.create_foreign_key(batch_op.f('fk_sample_pick_left_out_by_id_user_account'), 'user_account', ['left_out_by_id'], ['id'], ondelete='SET NULL')
        batch_op.create_foreign_key(batch_op.f('fk_sample_pick_replaces_id_sample_pick'), 'sample_pick', ['replaces_id'], ['id'], ondelete='SET NULL')

    for design in ("random", "stratified"):
        drawn = f"WHERE sample_id IN (SELECT id FROM sample WHERE design = '{design}')"
        op.execute(f"UPDATE sample_pick SET drawn_by = '[\"{design}\"]' {drawn}")
        op.execute(f"UPDATE sample_pick SET is_plain_random = {str(design == 'random').lower()} {drawn}")


def downgrade() -> None:
    with op.batch_alter_table('sample_pick', schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f('fk_sample_pick_replaces_id_sample_pick'), type_='foreignkey')
        batch_op.drop_constraint(batch_op.f('fk_sample_pick_left_out_by_id_user_account'), type_='foreignkey')
        batch_op.drop_index(batch_op.f('ix_sample_pick_replaces_id'))
        batch_op.alter_column('inclusion_probability',
               existing_type=sa.DOUBLE(),
               nullable=False)
        batch_op.drop_column('replaces_id')
        batch_op.drop_column('left_out_by_id')
        batch_op.drop_column('left_out_note')
        batch_op.drop_column('left_out_reason')
        batch_op.drop_column('left_out_at')
        batch_op.drop_column('is_plain_random')
        batch_op.drop_column('chances')
        batch_op.drop_column('drawn_by')

    with op.batch_alter_table('sample', schema=None) as batch_op:
        batch_op.drop_column('random_reason')
        batch_op.drop_column('exclusions')
        batch_op.drop_column('layers')

    with op.batch_alter_table('assignment', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_assignment_reviewer_id_finished_at'))
        batch_op.drop_column('reminded_at')
        batch_op.drop_column('due_at')

    with op.batch_alter_table('plan_draw', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_plan_draw_sample_id'))

    op.drop_table('plan_draw')

    op.drop_table('sampling_plan')
