"""Keep reports by reason of contact.

Revision 0028, after 0027.
"""

import sqlalchemy as sa
from alembic import op

revision = '0028'
down_revision = '0027'
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table('report_figures', schema=None) as batch_op:
        batch_op.add_column(sa.Column('reason', sa.String(length=64), nullable=True, comment='Of the contact; not-known where nothing has told it'))



def downgrade() -> None:
    with op.batch_alter_table('report_figures', schema=None) as batch_op:
        batch_op.drop_column('reason')

