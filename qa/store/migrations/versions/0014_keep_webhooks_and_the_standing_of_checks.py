"""Keep choices of notices, webhooks and the standing of checks.

Revision 0014, after 0013.
"""

import sqlalchemy as sa
from alembic import op

from qa.store.base import Json, UtcDateTime

revision = '0014'
down_revision = '0013'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('check_standing',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('rubric_name', sa.String(length=64), nullable=False),
    sa.Column('criterion', sa.String(length=64), nullable=False),
    sa.Column('check', sa.String(length=64), nullable=False),
    sa.Column('language', sa.String(length=64), nullable=False, comment='Two letters, * for all the rubric does not name'),
    sa.Column('state', sa.String(length=64), nullable=True, comment='None: as the rubric says again'),
    sa.Column('is_drift', sa.Boolean(), nullable=False, comment='Made by itself, because the record fell'),
    sa.Column('reason', sa.Text(), nullable=False),
    sa.Column('record', Json, nullable=True, comment='{n, firings, right, precision, low, high} at that time'),
    sa.Column('user_id', sa.Integer(), nullable=True),
    sa.Column('at', UtcDateTime(), nullable=False),
    sa.ForeignKeyConstraint(['user_id'], ['user_account.id'], name=op.f('fk_check_standing_user_id_user_account'), ondelete='SET NULL'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_check_standing'))
    )
    with op.batch_alter_table('check_standing', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_check_standing_rubric_name_criterion_check'), ['rubric_name', 'criterion', 'check'], unique=False)

    op.create_table('mail_delivery',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('user_id', sa.Integer(), nullable=False),
    sa.Column('sent_at', UtcDateTime(), nullable=True),
    sa.Column('next_try_at', UtcDateTime(), nullable=True),
    sa.Column('failures', sa.Integer(), nullable=False, comment='In a row'),
    sa.Column('failed_at', UtcDateTime(), nullable=True),
    sa.Column('problem', sa.Text(), nullable=True),
    sa.ForeignKeyConstraint(['user_id'], ['user_account.id'], name=op.f('fk_mail_delivery_user_id_user_account'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_mail_delivery')),
    sa.UniqueConstraint('user_id', name=op.f('uq_mail_delivery_user_id'))
    )

    op.create_table('notice_choice',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('user_id', sa.Integer(), nullable=False),
    sa.Column('kind', sa.String(length=64), nullable=False),
    sa.Column('way', sa.String(length=64), nullable=False, comment='never, daily or at_once'),
    sa.ForeignKeyConstraint(['user_id'], ['user_account.id'], name=op.f('fk_notice_choice_user_id_user_account'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_notice_choice')),
    sa.UniqueConstraint('user_id', 'kind', name=op.f('uq_notice_choice_user_id_kind'))
    )

    op.create_table('webhook',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('url', sa.Text(), nullable=False),
    sa.Column('secret', sa.String(length=200), nullable=False, comment='whsec_ and base64, as Standard Webhooks writes it'),
    sa.Column('old_secret', sa.String(length=200), nullable=True, comment='Signs too, until old_secret_until'),
    sa.Column('old_secret_until', UtcDateTime(), nullable=True),
    sa.Column('kinds', Json, nullable=False, comment='Kinds of notices; empty for all'),
    sa.Column('is_active', sa.Boolean(), nullable=False),
    sa.Column('created_by_id', sa.Integer(), nullable=True),
    sa.Column('created_at', UtcDateTime(), nullable=False),
    sa.Column('failing_since', UtcDateTime(), nullable=True, comment='First failure since the last success'),
    sa.Column('stopped_at', UtcDateTime(), nullable=True, comment='Switched off because it kept failing'),
    sa.ForeignKeyConstraint(['created_by_id'], ['user_account.id'], name=op.f('fk_webhook_created_by_id_user_account'), ondelete='SET NULL'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_webhook'))
    )

    op.create_table('webhook_delivery',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('webhook_id', sa.Integer(), nullable=False),
    sa.Column('event_id', sa.String(length=64), nullable=False, comment='The same for every webhook and every try'),
    sa.Column('kind', sa.String(length=64), nullable=False),
    sa.Column('subject', sa.String(length=64), nullable=False),
    sa.Column('subject_id', sa.Integer(), nullable=False),
    sa.Column('occurred_at', UtcDateTime(), nullable=False),
    sa.Column('status', sa.Enum('waiting', 'delivered', 'failed', name='deliverystatus', native_enum=False, length=16), nullable=False),
    sa.Column('attempts', sa.Integer(), nullable=False),
    sa.Column('next_try_at', UtcDateTime(), nullable=True),
    sa.Column('tried_at', UtcDateTime(), nullable=True),
    sa.Column('response_status', sa.Integer(), nullable=True, comment='HTTP status of the last answer'),
    sa.Column('problem', sa.String(length=200), nullable=True, comment='Why the last try failed'),
    sa.ForeignKeyConstraint(['webhook_id'], ['webhook.id'], name=op.f('fk_webhook_delivery_webhook_id_webhook'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_webhook_delivery')),
    sa.UniqueConstraint('webhook_id', 'event_id', name=op.f('uq_webhook_delivery_webhook_id_event_id'))
    )
    with op.batch_alter_table('webhook_delivery', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_webhook_delivery_status_next_try_at'), ['status', 'next_try_at'], unique=False)

    with op.batch_alter_table('notice', schema=None) as batch_op:
        batch_op.create_index('ix_notice_to_mail', ['user_id', 'created_at'], unique=False, sqlite_where=sa.text('mailed_at IS NULL AND read_at IS NULL'), postgresql_where=sa.text('mailed_at IS NULL AND read_at IS NULL'))


def downgrade() -> None:
    with op.batch_alter_table('notice', schema=None) as batch_op:
        batch_op.drop_index('ix_notice_to_mail')

    op.drop_table('webhook_delivery')
    op.drop_table('webhook')
    op.drop_table('notice_choice')
    op.drop_table('mail_delivery')
    op.drop_table('check_standing')
