"""What of a submitted review could go to its agent, with the quotes it could rest on."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from sqlalchemy.orm import Session

from qa.domain.conversation import Role
from qa.domain.finding import Verdict
from qa.domain.rubric import Criterion
from qa.errors import ReviewError
from qa.stages.feedback.wording import Wording, offer_wordings
from qa.stages.reviewing import CriterionView, ReviewView, read_review
from qa.store import tables
from qa.store.tables import ReviewKind, ReviewStatus


@dataclass(frozen=True, slots=True)
class Quote:
    """Words of a message, or a stretch of sound where `message` is None. `key` names the place in a form."""

    message: int | None
    start: int | None
    end: int | None
    text: str
    start_ms: int | None = None
    end_ms: int | None = None

    @property
    def key(self) -> str:
        """Return `message:start:end`, or `ms:start:end` for sound."""
        if self.message is None:
            return f"ms:{self.start_ms}:{self.end_ms}"
        return f"{self.message}:{self.start}:{self.end}"


@dataclass(frozen=True, slots=True)
class Candidate:
    """A criterion that could be the strength or a point. `is_marked` when the reviewer pinned a note for it.

    `is_seen_by_machine` when the machine gave the same verdict; `wordings` are better ones to take.
    """

    criterion: Criterion
    quotes: tuple[Quote, ...]
    comment: str = ""
    suggestion: str = ""
    expected: str = ""
    root_cause: str | None = None
    is_marked: bool = False
    is_seen_by_machine: bool = False
    wordings: tuple[Wording, ...] = ()


@dataclass(frozen=True, slots=True)
class Proposal:
    """A review with what could be published of it. `elsewhere` are fails that are not the agent's to mend."""

    view: ReviewView
    strengths: tuple[Candidate, ...]
    points: tuple[Candidate, ...]
    elsewhere: tuple[Candidate, ...]
    messages: tuple[Quote, ...]

    def strengths_by_dimension(self) -> tuple[tuple[str, tuple[Candidate, ...]], ...]:
        """Return the strengths by dimension; the dimension of the likeliest one comes first."""
        grouped: dict[str, list[Candidate]] = {}
        for one in self.strengths:
            grouped.setdefault(one.criterion.dimension, []).append(one)
        return tuple((name, tuple(several)) for name, several in grouped.items())


def propose_feedback(session: Session, review_id: int) -> Proposal:
    """Gather what could be published. Raises NotFoundError, ReviewError when it is not submitted or has no agent."""
    view = read_review(session, review_id)
    if view.review.status is not ReviewStatus.SUBMITTED:
        raise ReviewError("Feedback is made from a submitted review, once.")
    if view.review.kind is not ReviewKind.QUALITY:
        raise ReviewError("Feedback is made from a first review: repeats and self-reviews tell the agent nothing.")
    if view.conversation.agent_id is None:
        raise ReviewError("The conversation names no agent, so there is nobody to publish to.")
    failed = [_candidate(one, view) for one in view.criteria if _verdict(one) is Verdict.FAIL]
    passed = [_candidate(one, view) for one in view.criteria if _verdict(one) is Verdict.PASS]
    points = sorted((one for one in failed if _is_for_agent(one)), key=_point_order)
    wordings = offer_wordings(session, view.conversation, [one.criterion for one in points])
    return Proposal(
        view=view,
        strengths=tuple(sorted(passed, key=_strength_order)),
        points=tuple(replace(one, wordings=wordings[one.criterion.id]) for one in points),
        elsewhere=tuple(one for one in failed if not _is_for_agent(one)),
        messages=tuple(_agent_messages(view.conversation.messages)),
    )


def _verdict(view: CriterionView) -> Verdict | None:
    return Verdict(view.rating.verdict) if view.rating else None


def _candidate(one: CriterionView, view: ReviewView) -> Candidate:
    assert one.rating is not None
    wanted = one.rating.verdict
    notes = [note for note in view.annotations if note.criterion == one.criterion.id]
    findings = [found for found in one.machine.findings if found.verdict == wanted] if one.machine else []
    times = {message.position: message for message in view.conversation.messages}
    quoted = [found for found in findings if wanted != Verdict.PASS.value or _is_own(found, times)]
    quotes = [_from_note(note) for note in notes] + [_from_finding(found, times) for found in quoted]
    return Candidate(
        criterion=one.criterion,
        quotes=tuple({quote.key: quote for quote in quotes}.values()),
        comment=one.rating.comment
        or _first([note.comment for note in notes] + [found.explanation for found in findings]),
        suggestion=one.rating.suggestion or _first(found.suggestion for found in findings),
        expected=_first(found.expected for found in findings),
        root_cause=one.rating.root_cause,
        is_marked=bool(notes),
        is_seen_by_machine=one.machine is not None and one.machine.verdict.value == wanted,
    )


def _first(texts: Iterable[str | None]) -> str:
    return next((text for text in texts if text), "")


def _is_own(found: tables.Finding, messages: dict[int, tables.Message]) -> bool:
    """Tell whether a finding quotes the agent: the customer's words are nobody's strength."""
    message = messages.get(found.message_position)
    return message is not None and message.role == Role.AGENT.value


def _from_note(note: tables.Annotation) -> Quote:
    return Quote(
        message=note.message_position,
        start=note.start,
        end=note.end,
        text=note.quote,
        start_ms=note.start_ms,
        end_ms=note.end_ms,
    )


def _from_finding(found: tables.Finding, times: dict[int, tables.Message]) -> Quote:
    message = times.get(found.message_position)
    return Quote(
        message=found.message_position,
        start=found.start,
        end=found.end,
        text=found.quote,
        start_ms=message.start_ms if message else None,
        end_ms=message.end_ms if message else None,
    )


def _agent_messages(messages: Iterable[tables.Message]) -> Iterable[Quote]:
    for message in messages:
        if message.role == Role.AGENT.value and message.text and not message.is_internal:
            yield Quote(
                message=message.position,
                start=0,
                end=len(message.text),
                text=message.text,
                start_ms=message.start_ms,
                end_ms=message.end_ms,
            )


def _is_for_agent(candidate: Candidate) -> bool:
    return candidate.root_cause in (None, "agent")


def _strength_order(candidate: Candidate) -> tuple[bool, bool, float]:
    return (not candidate.is_marked, not candidate.quotes, -candidate.criterion.weight)


def _point_order(candidate: Candidate) -> tuple[bool, bool, float]:
    return (not candidate.criterion.is_critical, not candidate.is_marked, -candidate.criterion.weight)
