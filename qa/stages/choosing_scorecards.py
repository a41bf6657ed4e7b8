"""Chooses short scorecards: by name for a sample, from those that are offered when a review is begun by hand."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from qa.domain.scorecard import Scorecard, choose_scorecard, pinned_criteria
from qa.errors import NotFoundError, ScorecardError
from qa.stages.reviewing.asking import known_reason
from qa.stages.reviewing.rubrics import active_rubric_id, criteria_for, rubric_of
from qa.stages.reviewing.starting import begins_by_hand
from qa.stages.scorecards import list_scorecards, value_of
from qa.store import tables


@dataclass(frozen=True, slots=True)
class ScorecardOffer:
    """What a review begun by hand may be about: scorecards with how many criteria each asks, of `whole` in all.

    `fitting` is the one a sample would ask of the conversation, None where that is all criteria.
    """

    choices: tuple[tuple[Scorecard, int], ...]
    whole: int
    fitting: int | None


def read_offered(session: Session, scorecard_id: int) -> Scorecard:
    """Return a scorecard that is offered. Raises ScorecardError for one that is not there or off the list."""
    row = session.get(tables.Scorecard, scorecard_id)
    if row is None or not row.is_active:
        raise ScorecardError("This short scorecard is not offered any more; choose another, or all criteria.")
    return value_of(row)


def find_offered(session: Session, names: Sequence[str]) -> tuple[int, ...]:
    """Return the ids of the scorecards of these names, whatever their case. Raises ScorecardError naming the others."""
    row = tables.Scorecard
    offered = session.execute(select(row.name, row.id).where(row.is_active).order_by(row.name)).all()
    known = {name.lower(): scorecard_id for name, scorecard_id in offered}
    for name in names:
        if name.lower() not in known:
            listed = ", ".join(name for name, _id in offered)
            raise ScorecardError("Unknown short scorecard “%(name)s”. Known: %(known)s.", name=name, known=listed)
    return tuple(dict.fromkeys(known[name.lower()] for name in names))


def offer_scorecards(session: Session, conversation_id: int, *, reviewer_id: int) -> ScorecardOffer | None:
    """Return the scorecards somebody may choose from who begins a review by hand.

    None where there is nothing to choose: a sample decides, the review is begun already, or no scorecard is for
    such conversations. Raises NotFoundError for an unknown conversation.
    """
    conversation = session.get(tables.Conversation, conversation_id)
    if conversation is None:
        raise NotFoundError("conversation", conversation_id)
    if not begins_by_hand(session, conversation_id, reviewer_id=reviewer_id):
        return None
    offered = [line.card for line in list_scorecards(session, only_active=True)]
    offered = [card for card in offered if not card.channels or conversation.channel in card.channels]
    if not offered:
        return None
    criteria = criteria_for(rubric_of(session, active_rubric_id(session)), conversation.channel)
    reason = known_reason(session, conversation)
    fitting = choose_scorecard(offered, channel=conversation.channel, reason=reason)
    return ScorecardOffer(
        choices=tuple((card, len(pinned_criteria(card, criteria))) for card in offered),
        whole=len(criteria),
        fitting=fitting.id if fitting else None,
    )
