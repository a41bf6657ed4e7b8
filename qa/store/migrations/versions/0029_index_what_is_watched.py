"""Index what watched checks say.

Revision 0029, after 0028.
"""

from alembic import op

revision = '0029'
down_revision = '0028'
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table('shadow_result', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_shadow_result_criterion_check_verdict'), ['criterion', 'check', 'verdict'], unique=False)


def downgrade() -> None:
    with op.batch_alter_table('shadow_result', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_shadow_result_criterion_check_verdict'))
