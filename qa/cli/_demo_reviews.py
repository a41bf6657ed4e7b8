"""Reviews of the demo, stored through the same steps as a person's."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML
from sqlalchemy import select
from sqlalchemy.orm import Session

from qa.domain.finding import Verdict
from qa.stages import reviewing
from qa.stages.feedback.publishing import FeedbackDraft, Point, publish_feedback
from qa.stages.reviewing.rubrics import criteria_for, rubric_of
from qa.store import tables


def store_reviews(session: Session, path: Path, *, now: datetime) -> int:
    """Store and publish the reviews of a file that are not there yet; return how many were new."""
    given = YAML(typ="safe", pure=True).load(path.read_text(encoding="utf-8"))
    return sum(_store(session, one, now=now) for one in given["reviews"])


def _store(session: Session, given: Mapping[str, Any], *, now: datetime) -> bool:
    conversation, user = tables.Conversation, tables.User
    row = session.scalar(select(conversation).where(conversation.external_id == given["conversation"]))
    reviewer = session.scalar(select(user.id).where(user.email == given["reviewer"]))
    if row is None or reviewer is None or row.reviewed_at is not None or not row.messages:
        return False
    review = reviewing.start_review(session, row.id, reviewer_id=reviewer, now=now)
    _rate_all(session, review, row.channel, given, now=now)
    messages = [message.text for message in row.messages]
    for note in given["notes"]:
        start, end = _place(messages, note)
        pin = reviewing.Pin(
            message=note["message"],
            start=start,
            end=end,
            criterion=note["criterion"],
            comment=note["comment"],
            is_strength=note.get("strength", False),
        )
        reviewing.annotate(session, review.id, pin, reviewer_id=reviewer, now=now)
    for _ in range(given["seconds"] // 30):
        reviewing.add_active_seconds(session, review.id, reviewer_id=reviewer, seconds=30)
    session.refresh(review)
    reviewing.submit_review(session, review.id, reviewer_id=reviewer, revision=review.revision, now=now)
    draft = FeedbackDraft(
        strength=_point(messages, given["publish"]["strength"]),
        points=tuple(_point(messages, point) for point in given["publish"]["points"]),
    )
    publish_feedback(session, review.id, draft, user_id=reviewer, now=now)
    return True


def _rate_all(
    session: Session, review: tables.Review, channel: str, given: Mapping[str, Any], *, now: datetime
) -> None:
    for criterion in criteria_for(rubric_of(session, review.rubric_id), channel):
        failed = given["fail"].get(criterion.id)
        verdict = Verdict.NOT_APPLICABLE
        if failed is not None:
            verdict = Verdict.FAIL
        elif criterion.id in given["pass"]:
            verdict = Verdict.PASS
        point = None
        if criterion.scale and verdict in (Verdict.PASS, Verdict.FAIL):
            point = criterion.scale[-1] if verdict is Verdict.PASS else criterion.scale[0]
        change = reviewing.RatingChange(criterion=criterion.id, verdict=verdict, point=point, **(failed or {}))
        reviewing.rate(session, review.id, change, reviewer_id=review.reviewer_id, now=now)


def _place(messages: list[str], given: Mapping[str, Any]) -> tuple[int, int]:
    start = messages[given["message"]].index(given["quote"])
    return start, start + len(given["quote"])


def _point(messages: list[str], given: Mapping[str, Any]) -> Point:
    start, end = _place(messages, given)
    texts = {name: given[name] for name in ("text", "expected", "why", "suggestion") if name in given}
    return Point(criterion=given["criterion"], quote=f"{given['message']}:{start}:{end}", **texts)
