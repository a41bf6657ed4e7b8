"""Publishes a submitted review to its agent: one strength, then at most three points."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import update
from sqlalchemy.orm import Session

from qa.errors import ConflictError, ReviewError, UnknownNameError
from qa.stages.feedback.proposing import Proposal, propose_feedback
from qa.stages.feedback.telling import tell_published
from qa.stages.reviewing import spoken_between
from qa.store import tables
from qa.store.tables import ReviewStatus

MOST_POINTS = 3


@dataclass(frozen=True, slots=True)
class Point:
    """One thing told to the agent. `quote` is the key of a `Quote`; the words are cut from the stored message."""

    criterion: str
    quote: str
    text: str = ""
    expected: str = ""
    why: str = ""
    suggestion: str = ""


@dataclass(frozen=True, slots=True)
class FeedbackDraft:
    """What the reviewer chose to tell: the strength comes first."""

    strength: Point
    points: tuple[Point, ...] = ()


def publish_feedback(
    session: Session, review_id: int, draft: FeedbackDraft, *, user_id: int, now: datetime
) -> tables.Feedback:
    """Publish a review.

    Raises ReviewError for more than three points, a criterion twice, a missing quote or one
    that is not in the conversation; UnknownNameError for a criterion that is not a fail of
    the agent's (a strength: not a pass); ConflictError when it was published meanwhile.
    """
    proposal = propose_feedback(session, review_id)
    _refuse_crowd(draft)
    feedback = tables.Feedback(
        review_id=review_id,
        agent_id=proposal.view.conversation.agent_id,
        strength=_strength(proposal, draft.strength),
        points=[_point(proposal, point) for point in draft.points],
        published_by_id=user_id,
        published_at=now,
    )
    review = tables.Review
    taken = session.execute(
        update(review)
        .where(review.id == review_id, review.status == ReviewStatus.SUBMITTED)
        .values(status=ReviewStatus.PUBLISHED, revision=review.revision + 1, updated_at=now)
        .returning(review.revision)
    ).one_or_none()
    if taken is None:
        raise ConflictError("The review", current=proposal.view.review.revision + 1)
    session.add(feedback)
    session.flush()
    _record(session, feedback, user_id=user_id, now=now)
    tell_published(session, feedback, now=now)
    return feedback


def _refuse_crowd(draft: FeedbackDraft) -> None:
    if len(draft.points) > MOST_POINTS:
        raise ReviewError(
            "At most %(most)s points: %(count)s are chosen. Keep the ones that matter.",
            most=MOST_POINTS,
            count=len(draft.points),
        )
    names = [point.criterion for point in draft.points]
    if len(set(names)) < len(names):
        raise ReviewError("Each point needs its own criterion.")


def _strength(proposal: Proposal, point: Point) -> dict[str, object]:
    known = {one.criterion.id for one in proposal.strengths}
    if point.criterion and point.criterion not in known:
        raise UnknownNameError("criterion that passed", point.criterion, known=known)
    return {"criterion": point.criterion or None, "text": point.text.strip(), **_place(proposal, point)}


def _point(proposal: Proposal, point: Point) -> dict[str, object]:
    known = {one.criterion.id: one for one in proposal.points}
    if point.criterion not in known:
        raise UnknownNameError("failed criterion of the agent's", point.criterion, known=known)
    return {
        "criterion": point.criterion,
        "text": point.text.strip(),
        "expected": point.expected.strip(),
        "why": point.why.strip(),
        "suggestion": point.suggestion.strip(),
        "root_cause": known[point.criterion].root_cause,
        "source": "both" if known[point.criterion].is_seen_by_machine else "person",
        **_place(proposal, point),
    }


def _place(proposal: Proposal, point: Point) -> dict[str, object]:
    """Turn a quote's key into its place and words. Raises ReviewError when nothing stands there."""
    kind, _, rest = point.quote.partition(":")
    numbers = rest.split(":")
    if len(numbers) != 2 or not all(number.isdigit() for number in numbers):
        raise ReviewError("Choose the words that this is about: feedback without a quote is not published.")
    start, end = int(numbers[0]), int(numbers[1])
    if kind == "ms":
        return _sound(proposal, start, end)
    found = [one for one in proposal.view.conversation.messages if str(one.position) == kind]
    if not found or not 0 <= start < end <= len(found[0].text):
        raise ReviewError("There are no such words in message “%(kind)s” of the conversation.", kind=kind)
    spoken = spoken_between(found[0].text, found[0].words, start, end) or (found[0].start_ms, found[0].end_ms)
    return {
        "message": found[0].position,
        "start": start,
        "end": end,
        "quote": found[0].text[start:end],
        "start_ms": spoken[0],
        "end_ms": spoken[1],
    }


def _sound(proposal: Proposal, start_ms: int, end_ms: int) -> dict[str, object]:
    recording = proposal.view.conversation.recording
    if recording is None or not 0 <= start_ms < end_ms <= (recording.duration_ms or 0):
        raise ReviewError(
            "The recording has no stretch from %(start_ms)s to %(end_ms)s ms.", start_ms=start_ms, end_ms=end_ms
        )
    return {"message": None, "start": None, "end": None, "quote": "", "start_ms": start_ms, "end_ms": end_ms}


def _record(session: Session, feedback: tables.Feedback, *, user_id: int, now: datetime) -> None:
    session.add(
        tables.AuditEvent(
            at=now,
            user_id=user_id,
            action="feedback.published",
            subject="feedback",
            subject_id=feedback.id,
            details={"points": [point["criterion"] for point in feedback.points]},
        )
    )
    session.flush()
