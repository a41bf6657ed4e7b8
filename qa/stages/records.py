"""Compares every check with the people who reviewed blind, and says which state its record has earned."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from sqlalchemy import Row, select
from sqlalchemy.orm import Session

from qa.domain.finding import Verdict
from qa.domain.rubric import CheckSpec, CheckState, Rubric
from qa.rubric.load import parse_rubric
from qa.statistics.record import CheckRecord, Judged, measure_record
from qa.store import tables

CUTS = ("language", "channel")
_ALL = "*"
_ASSIST_FIRINGS, _ASSIST_PRECISION = 10, 0.6
_TRUST_FIRINGS, _TRUST_PRECISION = 30, 0.8
_SEED = 1


@dataclass(frozen=True, slots=True)
class RecordLine:
    """The record of one check, for all conversations or those of one language or channel (`group`).

    `record` is None where nobody has reviewed what it judged. `earned` is the state the record speaks for: another
    than `state` is a proposal for a person to put into the rubric.
    """

    criterion: str
    check: str
    group: str
    state: CheckState
    record: CheckRecord | None
    earned: CheckState


def records(session: Session, rubric: Rubric, *, by: str | None = None, resamples: int = 2000) -> list[RecordLine]:
    """Measure the checks of a rubric on submitted reviews of drawn conversations, rated before the machine was shown.

    `by` is one of CUTS or None for everything together. All versions of the rubric count, each review with the
    machine's verdicts under its own version.
    """
    judged = _judged(session, rubric.name, by=by)
    groups = sorted({group for _, _, group in judged}) if by else [_ALL]
    return [
        _line(criterion.id, check, group, judged.get((criterion.id, check.id, group), ()), by=by, resamples=resamples)
        for criterion in rubric.criteria
        for check in criterion.checks
        for group in groups
    ]


def earned_state(state: CheckState, record: CheckRecord | None) -> CheckState:
    """Return the state a record speaks for.

    A shadow may assist from ten firings on, when the lower end of its precision reaches 0.6, and be trusted from
    thirty on at 0.8. A check goes down one state when even the upper end of its precision is below its state's bar.
    A draft stays one until its author takes it out.
    """
    interval = record.precision.interval if record else None
    if state is CheckState.DRAFT or record is None or interval is None:
        return state
    if record.firings >= _TRUST_FIRINGS and interval.low >= _TRUST_PRECISION:
        return CheckState.TRUSTED
    if state is CheckState.SHADOW:
        may_assist = record.firings >= _ASSIST_FIRINGS and interval.low >= _ASSIST_PRECISION
        return CheckState.ASSIST if may_assist else state
    if interval.high < _ASSIST_PRECISION:
        return CheckState.SHADOW
    return CheckState.ASSIST if interval.high < _TRUST_PRECISION else state


def _line(
    criterion: str, check: CheckSpec, group: str, judged: Sequence[Judged], *, by: str | None, resamples: int
) -> RecordLine:  # fmt: skip
    state = check.state_in(group if by == "language" else _ALL)
    record = None
    if judged:
        record = measure_record(judged, generator=np.random.default_rng(_SEED), resamples=resamples)
    return RecordLine(criterion, check.id, group, state, record, earned_state(state, record))


def _judged(session: Session, name: str, *, by: str | None) -> Mapping[tuple[str, str, str], list[Judged]]:
    """Return the pairs of verdicts by criterion, check and group."""
    rubrics: dict[int, Rubric] = {}
    found: dict[tuple[str, str, str], list[Judged]] = defaultdict(list)
    rows = session.execute(_ratings(name)).all()
    failed = set(_failed(session, sorted({row.check_run_id for row in rows})))
    for row in rows:
        if row.rubric_id not in rubrics:
            text = session.scalars(select(tables.Rubric.yaml).where(tables.Rubric.id == row.rubric_id)).one()
            rubrics[row.rubric_id] = parse_rubric(text, f"{name}.yaml")
        group = str(getattr(row, by)) if by else _ALL
        for check in _checks(rubrics[row.rubric_id], row):
            is_flagged = (row.check_run_id, row.criterion, check.id) in failed
            is_failed = row.verdict == Verdict.FAIL.value
            found[row.criterion, check.id, group].append(Judged(is_flagged, is_failed, row.inclusion_probability))
    return found


def _ratings(name: str) -> Any:
    """Ask for what people rated without having seen the machine's verdict, of conversations that were drawn."""
    rating, review, pick, run = tables.Rating, tables.Review, tables.SamplePick, tables.CheckRun
    conversation, assignment = tables.Conversation, tables.Assignment
    return (
        select(
            rating.criterion,
            rating.verdict,
            review.rubric_id,
            run.id.label("check_run_id"),
            conversation.language,
            conversation.channel,
            pick.inclusion_probability,
        )
        .join(review, review.id == rating.review_id)
        .join(tables.Rubric, tables.Rubric.id == review.rubric_id)
        .join(assignment, assignment.id == review.assignment_id)
        .join(pick, (pick.sample_id == assignment.sample_id) & (pick.conversation_id == review.conversation_id))
        .join(run, (run.conversation_id == review.conversation_id) & (run.rubric_id == review.rubric_id))
        .join(conversation, conversation.id == review.conversation_id)
        .where(
            tables.Rubric.name == name,
            review.status != tables.ReviewStatus.DRAFT,
            rating.is_machine_shown.is_(False),
            rating.verdict.in_((Verdict.PASS.value, Verdict.FAIL.value)),
        )
        .order_by(rating.id)
    )


def _failed(session: Session, runs: Sequence[int]) -> Iterator[tuple[int, str, str]]:
    """Yield (check run, criterion, check) for every fail, counted or only watched."""
    finding, outcome, shadow = tables.Finding, tables.Outcome, tables.ShadowResult
    fail = Verdict.FAIL.value
    for start in range(0, len(runs), 500):
        some = runs[start : start + 500]
        counted = (
            select(outcome.check_run_id, outcome.criterion, finding.check)
            .join(outcome, outcome.id == finding.outcome_id)
            .where(outcome.check_run_id.in_(some), finding.verdict == fail)
        )
        watched = select(shadow.check_run_id, shadow.criterion, shadow.check).where(
            shadow.check_run_id.in_(some), shadow.verdict == fail
        )
        for query in (counted, watched):
            yield from ((row[0], row[1], row[2]) for row in session.execute(query))


def _checks(rubric: Rubric, row: Row[Any]) -> tuple[CheckSpec, ...]:
    """Return the checks of the rated criterion that ran: drafts do not."""
    language = (row.language or "").split("-")[0]
    own = next((one.checks for one in rubric.criteria if one.id == row.criterion), ())
    return tuple(check for check in own if check.state_in(language) is not CheckState.DRAFT)
