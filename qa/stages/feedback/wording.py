"""Better wordings to offer with a point: the agent's own, those of exemplars, those of the rubric."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from qa.domain.conversation import Role
from qa.domain.finding import Verdict
from qa.domain.rubric import Criterion
from qa.store import tables
from qa.store.tables import ReviewKind, ReviewStatus

LONGEST = 240
_MOST_OF_A_KIND = 2
_MOST_ROWS = 200


@dataclass(frozen=True, slots=True)
class Wording:
    """Words that do better. `source` is `own` (of this agent), `exemplar` or `rubric`."""

    text: str
    source: str


def offer_wordings(
    session: Session, conversation: tables.Conversation, criteria: Collection[Criterion]
) -> Mapping[str, tuple[Wording, ...]]:
    """Return by criterion what could be said instead, in the conversation's language: the agent's own words first."""
    wanted = [criterion.id for criterion in criteria]
    offered: dict[str, dict[str, Wording]] = {name: {} for name in wanted}
    for criterion, text in _own(session, conversation, wanted):
        _offer(offered[criterion], Wording(text, "own"))
    for criterion, text in _exemplars(session, conversation, wanted):
        _offer(offered[criterion], Wording(text, "exemplar"))
    for one in criteria:
        for text in _examples(one, conversation.language or ""):
            _offer(offered[one.id], Wording(text, "rubric"))
    return {name: tuple(wordings.values()) for name, wordings in offered.items()}


def _offer(wordings: dict[str, Wording], new: Wording) -> None:
    of_a_kind = sum(one.source == new.source for one in wordings.values())
    if new.text and len(new.text) <= LONGEST and of_a_kind < _MOST_OF_A_KIND:
        wordings.setdefault(new.text, new)


def _own(session: Session, here: tables.Conversation, criteria: Collection[str]) -> list[tuple[str, str]]:
    """Return what reviewers marked as a strength of this agent in reviews that were published to them."""
    note, review, conversation = tables.Annotation, tables.Review, tables.Conversation
    rows = session.execute(
        select(note.criterion, note.quote)
        .join(review, review.id == note.review_id)
        .join(conversation, conversation.id == review.conversation_id)
        .where(
            note.is_strength,
            note.criterion.in_(criteria),
            review.status == ReviewStatus.PUBLISHED,
            review.kind == ReviewKind.QUALITY,
            conversation.agent_id == here.agent_id,
            conversation.language == here.language,
            conversation.id != here.id,
        )
        .order_by(note.id.desc())
        .limit(_MOST_ROWS)
    )
    return [(criterion or "", quote.strip()) for criterion, quote in rows]


def _exemplars(session: Session, here: tables.Conversation, criteria: Collection[str]) -> list[tuple[str, str]]:
    """Return accepted exemplars of anybody's; whose they are is not said."""
    exemplar, conversation = tables.Exemplar, tables.Conversation
    rows = session.execute(
        select(exemplar.criterion, exemplar.quote)
        .join(conversation, conversation.id == exemplar.conversation_id)
        .where(
            exemplar.criterion.in_(criteria),
            exemplar.accepted_at.is_not(None),
            conversation.language == here.language,
            conversation.id != here.id,
        )
        .order_by(exemplar.id.desc())
        .limit(_MOST_ROWS)
    )
    return [(criterion, quote.strip()) for criterion, quote in rows]


def _examples(criterion: Criterion, language: str) -> list[str]:
    """Return what agents say in the rubric's examples that pass, in that language."""
    code = language.split("-")[0]
    return [
        message.text.strip()
        for example in criterion.examples
        if example.verdict is Verdict.PASS and not example.is_todo
        if (example.conversation.language or "en").split("-")[0] == code
        for message in example.conversation.messages[-1:]
        if message.role is Role.AGENT
    ]
