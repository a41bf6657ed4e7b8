"""Tags, comments to reuse, exemplars and a self-review of the demo."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML
from sqlalchemy import select
from sqlalchemy.orm import Session

from qa.domain.finding import Verdict
from qa.stages import comment_templates, exemplars, reviewing, self_reviews, tagging
from qa.stages.reviewing.rubrics import criteria_for, rubric_of
from qa.store import tables
from qa.store.tables import ReviewKind, ReviewStatus


def store_depth(session: Session, path: Path, *, now: datetime) -> None:
    """Store what is named in a file and not there yet."""
    given = YAML(typ="safe", pure=True).load(path.read_text(encoding="utf-8"))
    if session.scalar(select(tables.Tag.id).limit(1)) is None:
        for name in given["tags"]:
            tagging.add_tag(session, name, now=now)
    _store_comments(session, given, now=now)
    _store_tagged(session, given)
    for annotation_id, reviewer_id in _strengths(session):
        exemplars.mark_exemplar(session, annotation_id, user_id=reviewer_id, now=now)
    for one in given["self_reviews"]:
        _store_self_review(session, one, now=now)


def _store_comments(session: Session, given: Mapping[str, Any], *, now: datetime) -> None:
    coach = session.scalar(select(tables.User.id).where(tables.User.email == given["coach"]))
    if coach is None or session.scalar(select(tables.CommentTemplate.id).limit(1)) is not None:
        return
    for criterion, texts in given["comments"].items():
        for language, text in texts.items():
            comment_templates.add_template(
                session, text, criterion=criterion, language=language, user_id=coach, now=now
            )


def _store_tagged(session: Session, given: Mapping[str, Any]) -> None:
    """Give the notes on a criterion the tag that the file names for it."""
    if session.scalar(select(tables.AnnotationTag.id).limit(1)) is not None:
        return
    ids = {tag.name: tag.id for tag in session.scalars(select(tables.Tag))}
    for criterion, name in given["tagged"].items():
        for note in session.scalars(select(tables.Annotation).where(tables.Annotation.criterion == criterion)):
            session.add(tables.AnnotationTag(annotation_id=note.id, tag_id=ids[name]))
    session.flush()


def _strengths(session: Session) -> list[tuple[int, int]]:
    note, review = tables.Annotation, tables.Review
    rows = session.execute(
        select(note.id, review.reviewer_id)
        .join(review, review.id == note.review_id)
        .where(note.is_strength, note.criterion.is_not(None), review.kind == ReviewKind.QUALITY)
        .order_by(note.id)
    )
    return [(annotation_id, reviewer_id) for annotation_id, reviewer_id in rows]


def _store_self_review(session: Session, given: Mapping[str, Any], *, now: datetime) -> None:
    """Rate a conversation as its agent: everything passes but what the file names."""
    conversation = session.scalars(
        select(tables.Conversation).where(tables.Conversation.external_id == given["conversation"])
    ).one_or_none()
    user = session.scalars(select(tables.User).where(tables.User.email == given["agent"])).one_or_none()
    if conversation is None or user is None or user.agent_id is None or not conversation.messages:
        return
    review = self_reviews.start_self_review(session, conversation.id, user_id=user.id, agent_id=user.agent_id, now=now)
    if review.status is not ReviewStatus.DRAFT:
        return
    for criterion in criteria_for(rubric_of(session, review.rubric_id), conversation.channel):
        is_failed, is_rated = (
            criterion.id in given["fail"],
            criterion.id in given["fail"] or criterion.id in given["pass"],
        )
        verdict = (Verdict.FAIL if is_failed else Verdict.PASS) if is_rated else Verdict.NOT_APPLICABLE
        point = (criterion.scale[0] if is_failed else criterion.scale[-1]) if criterion.scale and is_rated else None
        change = reviewing.RatingChange(criterion.id, verdict, point=point, comment=given["fail"].get(criterion.id, ""))
        reviewing.rate(session, review.id, change, reviewer_id=user.id, now=now)
    session.refresh(review)
    reviewing.submit_review(
        session, review.id, reviewer_id=user.id, revision=review.revision, now=now, summary=given["summary"]
    )
