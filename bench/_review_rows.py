"""What people rated in the page's bench: 20,000 reviews of drawn samples with notes, and agents' own reviews."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from bench._page_rows import criteria_of_rubric, users_of, verdicts_of
from qa.store import tables
from qa.store.tables import ReviewKind, ReviewStatus, UserRole

REVIEWS, PER_SAMPLE, PLANS = 20_000, 50, 50
OPEN_SAMPLES, OWN = 40, 600
_CAUSES = ("agent", "agent", "agent", "template", "process", "facts", "tool")
_TAGS = ("Refund", "Courier", "Wording", "Promise", "Good ending", "Training", "Template", "Escalation")
Rows = Iterator[dict[str, Any]]


@dataclass(frozen=True, slots=True)
class Drawn:
    """A conversation that is reviewed: its id and agent, who reviews it and when."""

    number: int
    conversation_id: int
    agent_id: int
    reviewer_id: int
    submitted_at: datetime

    @property
    def is_published(self) -> bool:
        """Tell whether its agent reads it."""
        return self.number % 5 != 0


def review_rows(session: Session, *, end: datetime) -> Iterator[tuple[Any, Rows]]:
    """Give the rows of each table, in an order that keeps every reference."""
    drawn = drawn_for_review(session, end=end)
    yield tables.Tag, ({"id": n, "name": name, "is_active": True, "created_at": end} for n, name in enumerate(_TAGS, 1))
    yield tables.Sample, _samples(end)
    yield tables.SamplePick, _picks(drawn)
    yield tables.Assignment, _assignments(drawn, end)
    yield tables.Review, _reviews(drawn)
    yield tables.Rating, _ratings(drawn)
    yield tables.Review, _own_reviews(session, drawn)
    yield tables.Rating, _own_ratings()
    yield tables.Annotation, _annotations(drawn)
    yield tables.AnnotationTag, ({"annotation_id": n, "tag_id": n % len(_TAGS) + 1} for n in range(1, len(drawn), 3))


def drawn_for_review(session: Session, *, end: datetime) -> list[Drawn]:
    """Return what is reviewed, oldest first: more lately, as in a team that began a year ago."""
    row, chance = tables.Conversation, random.Random(4)
    until = end - timedelta(days=6)
    found = session.execute(
        select(row.id, row.agent_id, row.started_at).where(row.score_value.is_not(None), row.started_at < until)
    ).all()
    chosen = sorted(chance.sample([tuple(one) for one in found], REVIEWS), key=lambda one: one[2])
    reviewers = users_of(session, UserRole.REVIEWER)
    return [
        Drawn(number, one[0], one[1], chance.choice(reviewers), one[2] + timedelta(hours=chance.randrange(20, 120)))
        for number, one in enumerate(chosen, 1)
    ]


def _samples(end: datetime) -> Rows:
    count = REVIEWS // PER_SAMPLE
    for number in range(1, count + OPEN_SAMPLES + 1):
        age = max(0, count - number) * 360 / count
        yield {
            "id": number,
            "name": f"Plan {number % PLANS + 1}, period {number // PLANS + 1}",
            "design": "random",
            "size": PER_SAMPLE,
            "seed": number,
            "filters": {},
            "frame_size": 2_000,
            "strata": [],
            "layers": [{"design": "random", "size": PER_SAMPLE, "spread_from": None}],
            "is_blind": True,
            "created_by_id": 1,
            "created_at": end - timedelta(days=age, hours=2),
            "due_at": end + timedelta(days=number % 9 - 3 - age),
        }


def _picks(drawn: list[Drawn]) -> Rows:
    for one in (*drawn, *_still_open(drawn)):
        yield {
            "sample_id": (one.number - 1) // PER_SAMPLE + 1,
            "conversation_id": one.conversation_id,
            "position": (one.number - 1) % PER_SAMPLE,
            "stratum": "",
            "inclusion_probability": PER_SAMPLE / 2_000,
            "drawn_by": ["random"],
            "chances": {"random": PER_SAMPLE / 2_000},
            "is_plain_random": True,
        }


def _still_open(drawn: list[Drawn]) -> list[Drawn]:
    """Return what is assigned and not begun: conversations reviewed before by somebody else."""
    count, step = OPEN_SAMPLES * PER_SAMPLE, 7
    return [
        Drawn(
            REVIEWS + 1 + place,
            one.conversation_id,
            one.agent_id,
            drawn[place * step + 1].reviewer_id,
            one.submitted_at,
        )
        for place, one in enumerate(drawn[: count * step : step])
    ]


def _assignments(drawn: list[Drawn], end: datetime) -> Rows:
    for one in (*drawn, *_still_open(drawn)):
        is_open = one.number > REVIEWS
        yield {
            "id": one.number,
            "sample_id": (one.number - 1) // PER_SAMPLE + 1,
            "conversation_id": one.conversation_id,
            "reviewer_id": one.reviewer_id,
            "created_at": end if is_open else one.submitted_at - timedelta(hours=10),
            "finished_at": None if is_open else one.submitted_at,
        }


def _reviews(drawn: list[Drawn]) -> Rows:
    chance = random.Random(5)
    for one in drawn:
        yield {
            "id": one.number,
            "conversation_id": one.conversation_id,
            "reviewer_id": one.reviewer_id,
            "rubric_id": 1,
            "assignment_id": one.number,
            "status": ReviewStatus.PUBLISHED if one.is_published else ReviewStatus.SUBMITTED,
            "kind": ReviewKind.REPEAT if one.number % 67 == 0 else ReviewKind.QUALITY,
            "score_value": max(0.0, min(100.0, chance.gauss(86, 9))),
            "score_coverage": 0.98,
            "critical": ["policy-durations"] if chance.random() < 0.02 else [],
            "active_seconds": chance.randrange(120, 900),
            "started_at": one.submitted_at - timedelta(hours=1),
            "updated_at": one.submitted_at,
            "submitted_at": one.submitted_at,
        }


def _ratings(drawn: list[Drawn]) -> Rows:
    chance, criteria = random.Random(6), criteria_of_rubric()
    for one in drawn:
        machine = verdicts_of(one.conversation_id)
        for criterion in criteria:
            said = machine.get(criterion, "pass")
            lot = chance.random()
            verdict = said if said in ("pass", "fail") and lot > 0.05 else "fail" if lot < 0.04 else "pass"
            verdict = "not_applicable" if said == "not_applicable" and lot < 0.9 else verdict
            yield {
                "review_id": one.number,
                "criterion": criterion,
                "verdict": verdict,
                "score": {"pass": 1.0, "fail": 0.0}.get(verdict),
                "comment": "Nie podano terminu." if verdict == "fail" else "",
                "root_cause": chance.choice(_CAUSES) if verdict == "fail" else None,
                "updated_at": one.submitted_at,
            }


def _annotations(drawn: list[Drawn]) -> Rows:
    for one in drawn:
        yield {
            "id": one.number,
            "review_id": one.number,
            "criterion": ("closing", "greeting", "spelling")[one.number % 3],
            "message_position": 1,
            "start": 0,
            "end": 5,
            "quote": "dzień",
            "comment": "To jest dobre.",
            "is_strength": one.number % 2 == 0,
            "created_at": one.submitted_at,
        }


def _own_reviews(session: Session, drawn: list[Drawn]) -> Rows:
    """Agents look at conversations of their own, most of them published ones."""
    user = tables.User
    users = dict(session.execute(select(user.agent_id, user.id).where(user.agent_id.is_not(None))).tuples().all())
    for number, one in enumerate(drawn[-OWN:], REVIEWS + 1):
        yield {
            "id": number,
            "conversation_id": one.conversation_id,
            "reviewer_id": users[one.agent_id],
            "rubric_id": 1,
            "status": ReviewStatus.SUBMITTED,
            "kind": ReviewKind.SELF,
            "score_value": 90.0,
            "score_coverage": 1.0,
            "critical": [],
            "started_at": one.submitted_at,
            "updated_at": one.submitted_at,
            "submitted_at": one.submitted_at + timedelta(days=2),
        }


def _own_ratings() -> Rows:
    now, criteria = datetime.now(UTC), criteria_of_rubric()
    for number in range(REVIEWS + 1, REVIEWS + OWN + 1):
        for place, criterion in enumerate(criteria):
            is_pass = (number + place) % 9 != 0
            verdict, score = ("pass", 1.0) if is_pass else ("fail", 0.0)
            yield {"review_id": number, "criterion": criterion, "verdict": verdict, "score": score, "updated_at": now}
