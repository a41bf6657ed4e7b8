"""Look at reports again by what they cost.

Revision 0021, after 0020.
"""

import sqlalchemy as sa
from alembic import op

from qa.store.base import UtcDateTime

revision = '0021'
down_revision = '0020'
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table('report_figures', schema=None) as batch_op:
        batch_op.add_column(sa.Column('due_at', UtcDateTime(), nullable=True, comment='From when it is looked at again; None is at once'))
        batch_op.drop_column('looked_at')


def downgrade() -> None:
    with op.batch_alter_table('report_figures', schema=None) as batch_op:
        batch_op.add_column(sa.Column('looked_at', UtcDateTime(), nullable=True, comment='When it was last known to be up to date'))
        batch_op.drop_column('due_at')
