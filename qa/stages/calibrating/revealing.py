"""The reveal: who answered what, sorted by disagreement, with the machine and the gold rating beside."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any, TypeAlias

import sqlalchemy
from sqlalchemy import func, select
from sqlalchemy.orm import Session, selectinload

from qa.domain.disagreement import Answer, disagreement, distance
from qa.domain.finding import Verdict
from qa.domain.rubric import Criterion
from qa.errors import CalibrationError
from qa.stages.blindness import still_to_calibrate, still_to_review
from qa.stages.calibrating.access import REVEALED, Viewer, rated_criteria, visible_session
from qa.stages.calibrating.answers import Cell, Quote, Rater, Reveal, Row
from qa.stages.reviewing.rating import point_of
from qa.stages.reviewing.rubrics import rubric_of
from qa.store import tables
from qa.store.tables import ReviewStatus

Given: TypeAlias = "sqlalchemy.Row[*tuple[Any, ...]]"
"""What one person answered, as it is stored."""


def read_reveal(session: Session, session_id: int, viewer: Viewer) -> Reveal:
    """Read all answers of a revealed session.

    Raises NotFoundError for those not invited, CalibrationError before the reveal.
    """
    row = visible_session(session, session_id, viewer)
    if row.state not in REVEALED or row.revealed_at is None:
        raise CalibrationError("not_revealed", "The ratings of this session are not revealed yet.")
    whole = read_answers(session, row)
    ids = [one.conversation_id for one in row.conversations]
    blind = still_to_calibrate(session, viewer.user_id, ids) | still_to_review(session, viewer.user_id, ids)
    if not blind:
        return whole
    return Reveal(
        row=row,
        rubric=whole.rubric,
        raters=whole.raters,
        rows=tuple(one for one in whole.rows if one.chosen.conversation_id not in blind),
        hidden=tuple(one for one in row.conversations if one.conversation_id in blind),
    )


def read_answers(session: Session, row: tables.CalibrationSession) -> Reveal:
    """Read all answers of a session, for whoever may see them; the caller has made sure of that."""
    raters = _raters(session, row)
    given = _given(session, row)
    machine = _machine(session, row)
    gold = _gold(session, row)
    appealed = _appealed(session, row)
    rows = [
        replace(
            _row(chosen, criterion, raters, given, machine.get(key), gold.get(key)),
            is_appealed=appealed.get(chosen.id) == criterion.id,
        )
        for chosen in row.conversations
        for criterion in rated_criteria(session, row, chosen.conversation.channel)
        for key in ((chosen.id, criterion.id),)
    ]
    rows.sort(key=lambda one: (-one.disagreement, -(one.from_gold or 0.0), not one.criterion.is_critical))
    return Reveal(row=row, rubric=rubric_of(session, row.rubric_id), raters=raters, rows=tuple(rows))


def _row(
    chosen: tables.CalibrationConversation,
    criterion: Criterion,
    raters: Sequence[Rater],
    given: Mapping[tuple[int, str, int], Given],
    machine: Cell | None,
    gold: tables.CalibrationGold | None,
) -> Row:
    found = {rater.user_id: given.get((chosen.id, criterion.id, rater.user_id)) for rater in raters}
    cells = {user_id: _cell(one, criterion) for user_id, one in found.items() if one is not None}
    answers = [cell.answer for cell in cells.values() if not cell.is_late and cell.answer.is_given]
    gold_cell = _gold_cell(gold, criterion) if gold else None
    distances = [distance(one, gold_cell.answer) for one in answers] if gold_cell else []
    return Row(
        chosen=chosen,
        criterion=criterion,
        cells=cells,
        machine=machine,
        gold=gold_cell,
        disagreement=disagreement(answers),
        from_gold=sum(distances) / len(distances) if distances else None,
    )


def _cell(rating: Given, criterion: Criterion) -> Cell:
    _, _, _, verdict, score, comment, message_position, start, end, quote, is_late = rating
    quotes: tuple[Quote, ...] = ()
    if message_position is not None and start is not None and end is not None:
        quotes = (Quote(message_position, start, end, quote),)
    return Cell(
        answer=Answer(Verdict(verdict), score),
        point=point_of(criterion, score),
        comment=comment,
        quotes=quotes,
        is_late=is_late,
    )


def _gold_cell(gold: tables.CalibrationGold, criterion: Criterion) -> Cell:
    return Cell(
        answer=Answer(Verdict(gold.verdict), gold.score),
        point=point_of(criterion, gold.score),
        comment=gold.reason,
        origin=gold.origin,
    )


def _raters(session: Session, row: tables.CalibrationSession) -> tuple[Rater, ...]:
    """Return those who rate in the order they speak: fewest finished reviews first."""
    review = tables.Review
    people = [one for one in row.participants if not one.is_gold]
    ids = [one.user_id for one in people]
    counted = session.execute(
        select(review.reviewer_id, func.count(review.id).label("number"))
        .where(review.reviewer_id.in_(ids), review.status != ReviewStatus.DRAFT)
        .group_by(review.reviewer_id)
    )
    finished = Counter({one.reviewer_id: one.number for one in counted})
    raters = [Rater(one.user_id, one.user.name, finished[one.user_id], one.finished_at) for one in people]
    return tuple(sorted(raters, key=lambda one: (one.finished_reviews, one.name, one.user_id)))


def _given(session: Session, row: tables.CalibrationSession) -> Mapping[tuple[int, str, int], Given]:
    rating, part = tables.CalibrationRating, tables.CalibrationParticipant
    rows = session.execute(
        select(
            rating.chosen_id,
            rating.criterion,
            part.user_id,
            rating.verdict,
            rating.score,
            rating.comment,
            rating.message_position,
            rating.start,
            rating.end,
            rating.quote,
            rating.is_late,
        )
        .join(part, part.id == rating.participant_id)
        .where(part.session_id == row.id, ~part.is_gold, rating.verdict != Verdict.NEEDS_HUMAN.value)
    )
    return {one[:3]: one for one in rows}


def _gold(session: Session, row: tables.CalibrationSession) -> Mapping[tuple[int, str], tables.CalibrationGold]:
    gold = tables.CalibrationGold
    rows = session.scalars(select(gold).where(gold.chosen_id.in_([one.id for one in row.conversations])))
    return {(one.chosen_id, one.criterion): one for one in rows}


def _appealed(session: Session, row: tables.CalibrationSession) -> Mapping[int, str]:
    """Return the criterion that was appealed of each conversation that was taken in for an appeal."""
    dispute, chosen = tables.Dispute, tables.CalibrationConversation
    rows = session.execute(
        select(chosen.id, dispute.criterion)
        .join(dispute, dispute.id == chosen.appeal_id)
        .where(chosen.session_id == row.id)
    )
    return {one.id: one.criterion for one in rows}


def _machine(session: Session, row: tables.CalibrationSession) -> Mapping[tuple[int, str], Cell]:
    """Read the machine's answers with the words they rest on: by the session's version of the rubric, else the newest.

    A conversation is judged anew by a new version only when somebody asks for it.
    """
    run, outcome, rubric = tables.CheckRun, tables.Outcome, tables.Rubric
    by_conversation = {one.conversation_id: one.id for one in row.conversations}
    runs = session.execute(
        select(run.conversation_id, run.id)
        .join(rubric, rubric.id == run.rubric_id)
        .where(run.conversation_id.in_(list(by_conversation)), rubric.name == row.rubric.name)
        .order_by(run.rubric_id == row.rubric_id, run.id)
    )
    newest = {one.conversation_id: one.id for one in runs}
    rows = session.scalars(
        select(outcome).where(outcome.check_run_id.in_(list(newest.values()))).options(selectinload(outcome.findings))
    )
    return {
        (by_conversation[one.conversation_id], one.criterion): Cell(
            answer=Answer(Verdict(one.verdict), one.score),
            comment=" ".join(dict.fromkeys(found.explanation for found in one.findings if found.explanation)),
            quotes=tuple(Quote(found.message_position, found.start, found.end, found.quote) for found in one.findings),
        )
        for one in rows
    }
