"""Index the fails of people, and reviews as they were submitted.

Revision 0030, after 0029.
"""

import sqlalchemy as sa
from alembic import op

revision = '0030'
down_revision = '0029'
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table('rating', schema=None) as batch_op:
        batch_op.create_index('ix_rating_failed', ['criterion', 'review_id'], unique=False, sqlite_where=sa.text("verdict = 'fail'"), postgresql_where=sa.text("verdict = 'fail'"))

    with op.batch_alter_table('review', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_review_reviewer_id_submitted_at'), ['reviewer_id', 'submitted_at'], unique=False)


def downgrade() -> None:
    with op.batch_alter_table('review', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_review_reviewer_id_submitted_at'))

    with op.batch_alter_table('rating', schema=None) as batch_op:
        batch_op.drop_index('ix_rating_failed')
