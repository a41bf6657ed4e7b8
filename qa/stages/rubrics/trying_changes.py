"""Tries what a draft would change: the last reviewed conversations, judged by it and by the version in force."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from qa.domain.conversation import Conversation
from qa.domain.finding import Verdict
from qa.domain.rubric import Rubric
from qa.errors import RubricDraftError
from qa.ports import Materials
from qa.rubric.judge import Judge, Judgement
from qa.rubric.lint import lint_rubric
from qa.rubric.load import parse_rubric
from qa.settings import Settings
from qa.stages.conversations import read_conversations
from qa.stages.dictionary import dictionary_in_force
from qa.stages.materials import facts_in_force, materials_for, templates_in_force
from qa.stages.rubrics.trying_examples import as_dicts, file_of
from qa.stages.rubrics.versions import in_force_id
from qa.stages.standing import standing_hash, standings_of, with_standings
from qa.store import tables
from qa.store.tables import CalibrationState, ReviewKind, ReviewStatus, State

Part = dict[str, Any]
JudgeOf = Callable[[str, Rubric], Judge]

_SLICE = 10
_FAIL, _PASS = Verdict.FAIL.value, Verdict.PASS.value


def plan(session: Session, trial: tables.RubricTrial, settings: Settings, *, now: datetime) -> Part:
    """Choose the conversations; a text that cannot be read ends the trial at once."""
    found = lint_rubric(trial.yaml, file_of(settings))
    if found:
        return {"parts": [], "total": 0, "result": {"problems": as_dicts(found)}}
    in_force = in_force_id(session, now=now)
    if in_force is None:
        raise RubricDraftError("No rubric is in force yet, so there is nothing to compare with.")
    ids = last_reviewed(session, size=trial.size)
    parts = [{"ids": ids[at : at + _SLICE], "rubric": in_force} for at in range(0, len(ids), _SLICE)]
    return {"parts": parts, "total": len(ids)}


def last_reviewed(session: Session, *, size: int) -> list[int]:
    """Return the conversations reviewed last that nobody has still to rate blind, so that nothing is told ahead."""
    review, row = tables.Review, tables.Conversation
    assignment, user = tables.Assignment, tables.User
    chosen, calibration = tables.CalibrationConversation, tables.CalibrationSession
    still_assigned = (
        select(assignment.id)
        .join(user, user.id == assignment.reviewer_id)
        .where(assignment.conversation_id == row.id, assignment.finished_at.is_(None), user.is_active)
    )
    begun = select(review.id).where(review.conversation_id == row.id, review.status == ReviewStatus.DRAFT)
    in_calibration = (
        select(chosen.id)
        .join(calibration, calibration.id == chosen.session_id)
        .where(
            chosen.conversation_id == row.id, calibration.state.in_((CalibrationState.PLAN, CalibrationState.RATING))
        )
    )
    query = (
        select(row.id)
        .where(
            row.reviewed_at.is_not(None),
            row.state.in_((State.CHECKED, State.TO_CHECK)),
            ~still_assigned.exists(),
            ~begun.exists(),
            ~in_calibration.exists(),
        )
        .order_by(row.reviewed_at.desc(), row.id.desc())
    )
    return list(session.scalars(query.limit(size)))


def try_part(
    session: Session, trial: tables.RubricTrial, given: Mapping[str, Any], *, settings: Settings, judge_of: JudgeOf
) -> Part:
    """Judge a few conversations by both rubrics, with the facts, records and words of today for both."""
    stored = session.get_one(tables.Rubric, given["rubric"])
    old = _judge(session, parse_rubric(stored.yaml, f"{stored.name}.yaml"), judge_of)
    new = _judge(session, parse_rubric(trial.yaml, file_of(settings)), judge_of)
    shared = {
        "facts": facts_in_force(session),
        "templates": templates_in_force(session),
        "dictionary": dictionary_in_force(session),
    }
    found: Part = {"size": len(given["ids"]), "scores": {}, "changes": [], "waits": 0, "failed": 0}
    for conversation_id, conversation in read_conversations(session, given["ids"]).items():
        materials = materials_for(session, settings, conversation=conversation, **shared)  # type: ignore[arg-type]
        try:
            _compare(found, conversation_id, conversation, materials, judges=(old, new))
        except Exception:  # a conversation that some check cannot take must not stop the rest; it is counted
            found["failed"] += 1
    return found


def _judge(session: Session, rubric: Rubric, judge_of: JudgeOf) -> Judge:
    """Return the judge of a rubric with the states that people decided for its checks, as conversations meet it."""
    standings = standings_of(session, rubric.name)
    return judge_of(f"{rubric.content_hash} {standing_hash(rubric, standings)}", with_standings(rubric, standings))


def join_parts(session: Session, parts: Sequence[Part]) -> Part:
    """Put the parts together with what people said of the same conversations."""
    changes = [change for part in parts for change in part["changes"]]
    scores = {id: pair for part in parts for id, pair in part["scores"].items()}
    said = _ratings(session, [int(change[0]) for change in changes])
    by_criterion: dict[str, list[list[Any]]] = defaultdict(list)
    for change in changes:
        by_criterion[change[1]].append(change)
    return {
        "conversations": len(scores),
        "changed": len({change[0] for change in changes}),
        "scores": _score_change([pair for pair in scores.values() if None not in pair]),
        "criteria": sorted(
            (_criterion(name, of_it, said) for name, of_it in by_criterion.items()),
            key=lambda one: (-one["gained"] - one["lost"], -one["changed"], one["criterion"]),
        ),
        "waits": sum(part["waits"] for part in parts),
        "failed": sum(part["failed"] for part in parts),
    }


def _compare(
    found: Part,
    conversation_id: int,
    conversation: Conversation,
    materials: Materials,
    *,
    judges: tuple[Judge, Judge],
) -> None:
    old, new = (judge.judge(conversation, materials) for judge in judges)
    before, after = (
        _verdicts(judge.rubric, judgement, channel=conversation.channel.value)
        for judge, judgement in zip(judges, (old, new), strict=True)
    )
    found["scores"][str(conversation_id)] = [old.score.value, new.score.value]
    found["waits"] += 1 if old.waits or new.waits else 0
    for criterion in dict.fromkeys((*before, *after)):
        was, becomes = before.get(criterion, ""), after.get(criterion, "")
        if was != becomes:
            found["changes"].append([conversation_id, criterion, was, becomes])


def _verdicts(rubric: Rubric, judgement: Judgement, *, channel: str) -> dict[str, str]:
    """Return what counts: verdicts on criteria in which the machine has a say in that language and channel."""
    return {
        one.criterion: one.verdict.value
        for one in judgement.outcomes
        if rubric.criterion(one.criterion).is_judged_in(judgement.language, channel)
    }


def _ratings(session: Session, ids: Sequence[int]) -> dict[tuple[int, str], str]:
    """Return what people said of a criterion, not having seen the machine's verdict; nothing where they differ."""
    rating, review = tables.Rating, tables.Review
    rows = session.execute(
        select(review.conversation_id, rating.criterion, func.min(rating.verdict))
        .join(review, review.id == rating.review_id)
        .where(
            review.conversation_id.in_(sorted(set(ids))),
            review.status != ReviewStatus.DRAFT,
            review.kind == ReviewKind.QUALITY,
            rating.is_machine_shown.is_(False),
            rating.verdict.in_((_PASS, _FAIL)),
        )
        .group_by(review.conversation_id, rating.criterion)
        .having(func.min(rating.verdict) == func.max(rating.verdict))
    )
    return {(conversation_id, criterion): verdict for conversation_id, criterion, verdict in rows}


def _criterion(name: str, changes: list[list[Any]], said: Mapping[tuple[int, str], str]) -> Part:
    pairs = Counter((was, becomes) for _, _, was, becomes in changes)
    gained = [one for one in changes if one[3] == _FAIL]
    lost = [one for one in changes if one[2] == _FAIL]
    return {
        "criterion": name,
        "changed": len(changes),
        "pairs": [[was, becomes, number] for (was, becomes), number in pairs.most_common()],
        "gained": len(gained),
        "gained_agreed": _count(gained, said, _FAIL),
        "gained_refused": _count(gained, said, _PASS),
        "lost": len(lost),
        "lost_agreed": _count(lost, said, _PASS),
        "lost_refused": _count(lost, said, _FAIL),
        "conversations": [[id, was, becomes, said.get((id, name), "")] for id, _, was, becomes in changes],
    }


def _count(changes: list[list[Any]], said: Mapping[tuple[int, str], str], verdict: str) -> int:
    return sum(said.get((one[0], one[1])) == verdict for one in changes)


def _score_change(pairs: Sequence[Sequence[float]]) -> Part:
    """Return the mean score before and after and their mean difference with Student's interval, within -100 and 100."""
    from qa.statistics.estimate.unequal import weighted_mean

    if not pairs:
        return {"n": 0}
    estimate = weighted_mean([new - old for old, new in pairs], [1.0] * len(pairs))
    interval = estimate.interval
    return {
        "n": len(pairs),
        "old": sum(old for old, _ in pairs) / len(pairs),
        "new": sum(new for _, new in pairs) / len(pairs),
        "difference": estimate.value,
        "low": max(-100.0, interval.low) if interval else None,
        "high": min(100.0, interval.high) if interval else None,
    }
