"""Moves what points at words of a line when the line is corrected; what failed on words nobody said is doubted."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlalchemy import delete, select
from sqlalchemy.orm import Session, selectinload

from qa.domain.correction import move_place
from qa.domain.finding import Verdict
from qa.store import tables
from qa.store.tables import ReviewStatus


def move_places(session: Session, conversation_id: int, *, position: int, before: str, after: str) -> None:
    """Let notes, findings, exemplars, ratings of calibrations, precedents and feedback point at the same words.

    Quotes of what was handed in or published stay as they were then; those of open reviews and exemplars follow.
    """
    line = _Line(session, conversation_id, position, before, after)
    line.move_findings()
    line.move_notes()
    line.move_shown()
    line.move_feedback()


class _Line:
    """One corrected line and all that points at it."""

    def __init__(self, session: Session, conversation_id: int, position: int, before: str, after: str) -> None:
        self._session, self._conversation_id, self._position = session, conversation_id, position
        self._before, self._after = before, after

    def move_findings(self) -> None:
        """Move the machine's findings of all rubrics; a fail on corrected words becomes a doubt until judged again."""
        row = tables.Outcome
        outcomes = self._session.scalars(
            select(row)
            .where(
                row.conversation_id == self._conversation_id,
                row.findings.any(tables.Finding.message_position == self._position),
            )
            .options(selectinload(row.findings))
        )
        for outcome in outcomes:
            for finding in outcome.findings:
                if finding.message_position == self._position and self._move(finding):
                    finding.verdict = _doubted(finding.verdict)
            failed = Verdict.FAIL.value
            if outcome.verdict == failed and all(one.verdict != failed for one in outcome.findings):
                outcome.verdict, outcome.score = Verdict.NEEDS_HUMAN.value, None
        claim = tables.UncoveredClaim
        self._session.execute(
            delete(claim).where(
                claim.conversation_id == self._conversation_id, claim.message_position == self._position
            )
        )

    def move_notes(self) -> None:
        """Move the notes of reviews."""
        note, review = tables.Annotation, tables.Review
        rows = self._session.execute(
            select(note, review.status)
            .join(review, review.id == note.review_id)
            .where(review.conversation_id == self._conversation_id, note.message_position == self._position)
        )
        for one, status in rows.all():
            self._move(one)
            if status is ReviewStatus.DRAFT:
                one.quote = self._after[one.start or 0 : one.end]

    def move_shown(self) -> None:
        """Move exemplars, which show what was said, and what calibration sessions rated and decided."""
        exemplar, precedent = tables.Exemplar, tables.Precedent
        rating, chosen = tables.CalibrationRating, tables.CalibrationConversation
        for shown in self._session.scalars(self._here(select(exemplar), exemplar)):
            self._move(shown)
            shown.quote = self._after[shown.start or 0 : shown.end]
        for decided in self._session.scalars(self._here(select(precedent), precedent)):
            self._move(decided)
        rated = select(rating).join(chosen, chosen.id == rating.chosen_id)
        for one in self._session.scalars(
            rated.where(chosen.conversation_id == self._conversation_id, rating.message_position == self._position)
        ):
            self._move(one)

    def move_feedback(self) -> None:
        """Move the strength and the points of feedback; what was told stays word for word."""
        row, review = tables.Feedback, tables.Review
        query = select(row).join(review, review.id == row.review_id)
        for feedback in self._session.scalars(query.where(review.conversation_id == self._conversation_id)):
            feedback.strength = self._moved(feedback.strength)
            feedback.points = [self._moved(point) for point in feedback.points]

    def _here(self, query: Any, row: Any) -> Any:
        return query.where(row.conversation_id == self._conversation_id, row.message_position == self._position)

    def _move(self, placed: Any) -> bool:
        """Move one row; tell whether the words it points at were changed."""
        if placed.start is None or placed.end is None:
            return False
        moved = move_place(self._before, self._after, start=placed.start, end=placed.end)
        placed.start, placed.end = moved.start, moved.end
        return moved.is_changed

    def _moved(self, told: Mapping[str, Any]) -> dict[str, Any]:
        if told.get("message") != self._position or told.get("start") is None or told.get("end") is None:
            return dict(told)
        moved = move_place(self._before, self._after, start=told["start"], end=told["end"])
        return {**told, "start": moved.start, "end": moved.end}


def _doubted(verdict: str) -> str:
    return Verdict.NEEDS_HUMAN.value if verdict == Verdict.FAIL.value else verdict
