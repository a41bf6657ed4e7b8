"""Index the reviews whose agents have not been shown them.

Revision 0031, after 0030.
"""

import sqlalchemy as sa
from alembic import op

revision = '0031'
down_revision = '0030'
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table('review', schema=None) as batch_op:
        batch_op.create_index('ix_review_unpublished', ['conversation_id'], unique=False, sqlite_where=sa.text("status = 'submitted' AND kind = 'quality'"), postgresql_where=sa.text("status = 'submitted' AND kind = 'quality'"))


def downgrade() -> None:
    with op.batch_alter_table('review', schema=None) as batch_op:
        batch_op.drop_index('ix_review_unpublished')
