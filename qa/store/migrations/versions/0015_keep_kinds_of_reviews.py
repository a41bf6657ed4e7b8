"""Keep kinds of reviews, decisions on critical fails, tags, comments to reuse and exemplars.

Revision 0015, after 0014.
"""

import sqlalchemy as sa
from alembic import op

from qa.store.base import UtcDateTime

revision = '0015'
down_revision = '0014'
branch_labels = None
depends_on = None

_KIND = sa.Enum('quality', 'self', 'repeat', name='reviewkind', native_enum=False, length=16)
_OLD_KEY = 'uq_review_conversation_id_reviewer_id_rubric_id'
_NEW_KEY = 'uq_review_conversation_id_reviewer_id_rubric_id_kind'


def upgrade() -> None:
    with op.batch_alter_table('assignment') as batch_op:
        batch_op.add_column(
            sa.Column('is_repeat', sa.Boolean(), server_default=sa.text("false"), nullable=False, comment='Reviewed by the same reviewer before; never shown')
        )
    with op.batch_alter_table('review') as batch_op:
        batch_op.add_column(sa.Column('kind', _KIND, server_default='quality', nullable=False))
        batch_op.add_column(
            sa.Column('own_score_value', sa.Double(), nullable=True, comment="0 to 100, without the fails that were not the agent's doing")
        )
        batch_op.drop_constraint(_OLD_KEY, type_='unique')
        batch_op.create_unique_constraint(_NEW_KEY, ['conversation_id', 'reviewer_id', 'rubric_id', 'kind'])
    op.create_table('critical_decision',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('conversation_id', sa.Integer(), nullable=False),
    sa.Column('rubric_id', sa.Integer(), nullable=False),
    sa.Column('criterion', sa.String(length=64), nullable=False),
    sa.Column('is_confirmed', sa.Boolean(), nullable=False),
    sa.Column('was_proposed', sa.Boolean(), nullable=False, comment='The machine had failed it'),
    sa.Column('closes', sa.Boolean(), nullable=False, comment='Nothing critical of the conversation is open after it'),
    sa.Column('reason', sa.Text(), nullable=False),
    sa.Column('review_id', sa.Integer(), nullable=True),
    sa.Column('decided_by_id', sa.Integer(), nullable=True),
    sa.Column('decided_at', UtcDateTime(), nullable=False),
    sa.ForeignKeyConstraint(['conversation_id'], ['conversation.id'], name=op.f('fk_critical_decision_conversation_id_conversation'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['decided_by_id'], ['user_account.id'], name=op.f('fk_critical_decision_decided_by_id_user_account'), ondelete='SET NULL'),
    sa.ForeignKeyConstraint(['review_id'], ['review.id'], name=op.f('fk_critical_decision_review_id_review'), ondelete='SET NULL'),
    sa.ForeignKeyConstraint(['rubric_id'], ['rubric.id'], name=op.f('fk_critical_decision_rubric_id_rubric'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_critical_decision')),
    sa.UniqueConstraint('conversation_id', 'rubric_id', 'criterion', name=op.f('uq_critical_decision_conversation_id_rubric_id_criterion'))
    )
    with op.batch_alter_table('critical_decision') as batch_op:
        batch_op.create_index(batch_op.f('ix_critical_decision_decided_at'), ['decided_at'], unique=False)
        batch_op.create_index(batch_op.f('ix_critical_decision_review_id'), ['review_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_critical_decision_rubric_id'), ['rubric_id'], unique=False)
    op.create_table('tag',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('name', sa.String(length=200), nullable=False),
    sa.Column('is_active', sa.Boolean(), nullable=False),
    sa.Column('created_at', UtcDateTime(), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_tag')),
    sa.UniqueConstraint('name', name=op.f('uq_tag_name'))
    )
    op.create_table('annotation_tag',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('annotation_id', sa.Integer(), nullable=False),
    sa.Column('tag_id', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['annotation_id'], ['annotation.id'], name=op.f('fk_annotation_tag_annotation_id_annotation'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['tag_id'], ['tag.id'], name=op.f('fk_annotation_tag_tag_id_tag'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_annotation_tag')),
    sa.UniqueConstraint('annotation_id', 'tag_id', name=op.f('uq_annotation_tag_annotation_id_tag_id'))
    )
    with op.batch_alter_table('annotation_tag') as batch_op:
        batch_op.create_index(batch_op.f('ix_annotation_tag_tag_id'), ['tag_id'], unique=False)
    op.create_table('comment_template',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('criterion', sa.String(length=64), nullable=False),
    sa.Column('language', sa.String(length=64), nullable=False, comment='Two letters'),
    sa.Column('text', sa.Text(), nullable=False),
    sa.Column('created_by_id', sa.Integer(), nullable=True),
    sa.Column('updated_at', UtcDateTime(), nullable=False),
    sa.ForeignKeyConstraint(['created_by_id'], ['user_account.id'], name=op.f('fk_comment_template_created_by_id_user_account'), ondelete='SET NULL'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_comment_template'))
    )
    with op.batch_alter_table('comment_template') as batch_op:
        batch_op.create_index(batch_op.f('ix_comment_template_criterion'), ['criterion'], unique=False)
    op.create_table('exemplar',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('conversation_id', sa.Integer(), nullable=False),
    sa.Column('review_id', sa.Integer(), nullable=True),
    sa.Column('criterion', sa.String(length=64), nullable=False),
    sa.Column('message_position', sa.Integer(), nullable=True),
    sa.Column('start', sa.Integer(), nullable=True),
    sa.Column('end', sa.Integer(), nullable=True),
    sa.Column('quote', sa.Text(), nullable=False),
    sa.Column('start_ms', sa.Integer(), nullable=True),
    sa.Column('end_ms', sa.Integer(), nullable=True),
    sa.Column('comment', sa.Text(), nullable=False, comment='Why it is a good one'),
    sa.Column('nominated_by_id', sa.Integer(), nullable=True),
    sa.Column('created_at', UtcDateTime(), nullable=False),
    sa.Column('accepted_by_id', sa.Integer(), nullable=True),
    sa.Column('accepted_at', UtcDateTime(), nullable=True),
    sa.ForeignKeyConstraint(['accepted_by_id'], ['user_account.id'], name=op.f('fk_exemplar_accepted_by_id_user_account'), ondelete='SET NULL'),
    sa.ForeignKeyConstraint(['conversation_id'], ['conversation.id'], name=op.f('fk_exemplar_conversation_id_conversation'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['nominated_by_id'], ['user_account.id'], name=op.f('fk_exemplar_nominated_by_id_user_account'), ondelete='SET NULL'),
    sa.ForeignKeyConstraint(['review_id'], ['review.id'], name=op.f('fk_exemplar_review_id_review'), ondelete='SET NULL'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_exemplar'))
    )
    with op.batch_alter_table('exemplar') as batch_op:
        batch_op.create_index(batch_op.f('ix_exemplar_conversation_id'), ['conversation_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_exemplar_criterion'), ['criterion'], unique=False)
        batch_op.create_index(batch_op.f('ix_exemplar_review_id'), ['review_id'], unique=False)


def downgrade() -> None:
    for table in ('exemplar', 'comment_template', 'annotation_tag', 'tag', 'critical_decision'):
        op.drop_table(table)
    op.execute("DELETE FROM review WHERE kind <> 'quality'")
    with op.batch_alter_table('review') as batch_op:
        batch_op.drop_constraint(_NEW_KEY, type_='unique')
        batch_op.create_unique_constraint(_OLD_KEY, ['conversation_id', 'reviewer_id', 'rubric_id'])
        batch_op.drop_column('own_score_value')
        batch_op.drop_column('kind')
    with op.batch_alter_table('assignment') as batch_op:
        batch_op.drop_column('is_repeat')
