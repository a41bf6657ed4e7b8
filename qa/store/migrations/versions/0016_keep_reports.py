"""Keep reports as they were last computed.

Revision 0016, after 0015.
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

from qa.store.base import UtcDateTime

revision = '0016'
down_revision = '0015'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('report_figures',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('scope', sa.String(length=200), nullable=False, comment='Period, team, channel and language in one word'),
    sa.Column('date_from', sa.Date(), nullable=False),
    sa.Column('date_to', sa.Date(), nullable=False, comment='Included'),
    sa.Column('team_id', sa.Integer(), nullable=True),
    sa.Column('channel', sa.String(length=64), nullable=True),
    sa.Column('language', sa.String(length=64), nullable=True, comment='Two letters'),
    sa.Column('figures', sa.JSON().with_variant(postgresql.JSONB(astext_type=sa.Text()), 'postgresql'), nullable=True, comment='None until computed'),
    sa.Column('basis', sa.String(length=64), nullable=True, comment='Hash of what the figures rest on'),
    sa.Column('requested_at', UtcDateTime(), nullable=False),
    sa.Column('begun_at', UtcDateTime(), nullable=True, comment='When a worker took it'),
    sa.Column('looked_at', UtcDateTime(), nullable=True, comment='When it was last known to be up to date'),
    sa.Column('made_at', UtcDateTime(), nullable=True),
    sa.ForeignKeyConstraint(['team_id'], ['team.id'], name=op.f('fk_report_figures_team_id_team'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_report_figures')),
    sa.UniqueConstraint('scope', name=op.f('uq_report_figures_scope'))
    )
    with op.batch_alter_table('report_figures', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_report_figures_made_at'), ['made_at'], unique=False)
        batch_op.create_index(batch_op.f('ix_report_figures_team_id'), ['team_id'], unique=False)


def downgrade() -> None:
    op.drop_table('report_figures')
