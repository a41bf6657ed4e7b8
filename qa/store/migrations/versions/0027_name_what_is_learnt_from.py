"""Name the exemplar an action of a coaching plan asks to learn from.

Revision 0027, after 0026.
"""

import sqlalchemy as sa
from alembic import op

revision = '0027'
down_revision = '0026'
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table('coaching_action', schema=None) as batch_op:
        batch_op.add_column(sa.Column('exemplar_id', sa.Integer(), nullable=True, comment='What is to be learnt from'))
        batch_op.create_index(batch_op.f('ix_coaching_action_exemplar_id'), ['exemplar_id'], unique=False)
        batch_op.create_foreign_key(batch_op.f('fk_coaching_action_exemplar_id_exemplar'), 'exemplar', ['exemplar_id'], ['id'], ondelete='SET NULL')


def downgrade() -> None:
    with op.batch_alter_table('coaching_action', schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f('fk_coaching_action_exemplar_id_exemplar'), type_='foreignkey')
        batch_op.drop_index(batch_op.f('ix_coaching_action_exemplar_id'))
        batch_op.drop_column('exemplar_id')
