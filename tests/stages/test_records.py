"""The record of a check is made of blind reviews of drawn conversations, and earns its state."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from qa.domain.rubric import CheckState, Rubric
from qa.rubric.load import parse_rubric
from qa.stages.judged import count_judged, count_reviews
from qa.stages.records import RecordLine, earned_state, records, track_records
from qa.statistics.record import count_record
from qa.store import tables
from tests.rubric.rubrics import SMALL

NOW = datetime(2026, 5, 20, 9, 0, tzinfo=UTC)
RUBRIC_TEXT = SMALL.replace("kind: words", "kind: phrase")


@pytest.fixture
def rubric() -> Rubric:
    return parse_rubric(RUBRIC_TEXT, "small.yaml")


@pytest.fixture
def drawn(session: Session) -> Drawn:
    return Drawn(session)


class Drawn:
    """Drawn conversations with the machine's verdicts and people's."""

    def __init__(self, session: Session) -> None:
        self.session = session
        self.reviewer = tables.User(email="r@acme.example", name="R", role=tables.UserRole.REVIEWER, password_hash="x")
        self.rubric = tables.Rubric(name="small", version=2, content_hash="h", yaml=RUBRIC_TEXT, created_at=NOW)
        self.sample = tables.Sample(
            name="May", design="simple", size=9, seed=1, frame_size=90, strata=[], created_at=NOW
        )
        session.add_all([self.reviewer, self.rubric, self.sample])
        session.flush()
        self.count = 0

    def add(
        self,
        machine: str,
        person: str,
        *,
        language: str = "pl",
        is_shadow: bool = False,
        is_shown: bool = False,
        is_submitted: bool = True,
        is_drawn: bool = True,
        chance: float | None = 0.1,
    ) -> None:
        """Add one conversation that both judged by `no-blame`."""
        session, self.count = self.session, self.count + 1
        conversation = tables.Conversation(
            source="s",
            external_id=f"c-{self.count}",
            channel="chat",
            language=language,
            content_hash="h",
            state=tables.State.CHECKED,
            imported_at=NOW,
            updated_at=NOW,
        )
        session.add(conversation)
        session.flush()
        run = tables.CheckRun(
            conversation_id=conversation.id, rubric_id=self.rubric.id, message_hash="m", versions={}, checked_at=NOW
        )
        session.add(run)
        session.flush()
        if is_shadow:
            session.add(
                tables.ShadowResult(check_run_id=run.id, criterion="no-blame", check="blaming-words", verdict=machine)
            )
        else:
            self._outcome(run, conversation, machine)
        assignment = None
        if is_drawn:
            place = {"sample_id": self.sample.id, "conversation_id": conversation.id}
            session.add(tables.SamplePick(**place, position=self.count, inclusion_probability=chance))
            assignment = tables.Assignment(**place, reviewer_id=self.reviewer.id, created_at=NOW, finished_at=NOW)
            session.add(assignment)
            session.flush()
        status = tables.ReviewStatus.SUBMITTED if is_submitted else tables.ReviewStatus.DRAFT
        review = tables.Review(
            conversation_id=conversation.id,
            reviewer_id=self.reviewer.id,
            rubric_id=self.rubric.id,
            assignment_id=assignment.id if assignment else None,
            status=status,
            started_at=NOW,
            updated_at=NOW,
        )
        session.add(review)
        session.flush()
        session.add(
            tables.Rating(
                review_id=review.id, criterion="no-blame", verdict=person, is_machine_shown=is_shown, updated_at=NOW
            )
        )
        session.flush()

    def _outcome(self, run: tables.CheckRun, conversation: tables.Conversation, verdict: str) -> None:
        outcome = tables.Outcome(
            check_run_id=run.id, conversation_id=conversation.id, criterion="no-blame", verdict=verdict
        )
        self.session.add(outcome)
        self.session.flush()
        if verdict == "fail":
            self.session.add(
                tables.Finding(
                    outcome_id=outcome.id,
                    check="blaming-words",
                    verdict="fail",
                    message_position=0,
                    start=0,
                    end=3,
                    quote="You",
                )
            )


def _counts(lines: list[RecordLine]) -> dict[str, tuple[int, int, int, int]]:
    return {
        line.group: (
            line.record.true_positives,
            line.record.false_positives,
            line.record.false_negatives,
            line.record.true_negatives,
        )
        for line in lines
        if line.record
    }


def test_a_check_is_compared_with_people_who_had_not_seen_it(session: Session, drawn: Drawn, rubric: Rubric) -> None:
    for machine, person in (("fail", "fail"), ("fail", "pass"), ("pass", "fail"), ("needs_human", "pass")):
        drawn.add(machine, person)
    drawn.add("fail", "fail", is_shown=True)
    drawn.add("fail", "fail", is_submitted=False)
    drawn.add("fail", "fail", is_drawn=False)
    drawn.add("fail", "not_applicable")
    (line,) = records(session, rubric, resamples=100)
    assert (line.criterion, line.check, line.state) == ("no-blame", "blaming-words", CheckState.ASSIST)
    assert _counts([line]) == {"*": (1, 1, 1, 1)}


def test_a_watched_check_has_a_record_too(session: Session, drawn: Drawn, rubric: Rubric) -> None:
    drawn.add("fail", "fail", is_shadow=True)
    drawn.add("pass", "pass", is_shadow=True)
    assert _counts(records(session, rubric, resamples=100)) == {"*": (1, 0, 0, 1)}


def test_a_record_can_be_cut_by_language(session: Session, drawn: Drawn, rubric: Rubric) -> None:
    drawn.add("fail", "fail", language="pl")
    drawn.add("fail", "pass", language="th")
    assert _counts(records(session, rubric, by="language", resamples=100)) == {"pl": (1, 0, 0, 0), "th": (0, 1, 0, 0)}


def test_a_conversation_drawn_with_less_chance_weighs_more(session: Session, drawn: Drawn, rubric: Rubric) -> None:
    drawn.add("fail", "fail", chance=0.1)
    drawn.add("fail", "pass", chance=0.9)
    (line,) = records(session, rubric, resamples=100)
    assert line.record is not None
    assert line.record.precision.value == pytest.approx(0.9)


def test_a_conversation_somebody_has_still_to_rate_blind_is_not_counted_yet(
    session: Session, drawn: Drawn, rubric: Rubric
) -> None:
    drawn.add("fail", "fail")
    drawn.add("fail", "pass")
    other = tables.User(email="o@acme.example", name="O", role=tables.UserRole.REVIEWER, password_hash="x")
    session.add(other)
    session.flush()
    second = session.scalars(select(tables.Assignment).order_by(tables.Assignment.id.desc())).first()
    assert second is not None
    to_do = tables.Assignment(
        sample_id=second.sample_id, conversation_id=second.conversation_id, reviewer_id=other.id, created_at=NOW
    )
    session.add(to_do)
    session.flush()
    assert _counts(records(session, rubric, resamples=100)) == {"*": (1, 0, 0, 0)}
    to_do.finished_at = NOW
    session.flush()
    assert _counts(records(session, rubric, resamples=100)) == {"*": (1, 1, 0, 0)}


def test_a_regional_language_is_counted_with_its_language(session: Session, drawn: Drawn, rubric: Rubric) -> None:
    drawn.add("fail", "fail", language="pt-BR")
    drawn.add("fail", "pass", language="pt")
    assert _counts(records(session, rubric, by="language", resamples=100)) == {"pt": (1, 1, 0, 0)}


def test_two_findings_of_one_check_are_one_fail(session: Session, drawn: Drawn, rubric: Rubric) -> None:
    drawn.add("fail", "fail")
    (first,) = session.scalars(select(tables.Finding))
    again = {"check": "blaming-words", "verdict": "fail", "message_position": 0, "start": 4, "end": 6, "quote": "do"}
    session.add(tables.Finding(outcome_id=first.outcome_id, **again))
    session.flush()
    assert _counts(records(session, rubric, resamples=100)) == {"*": (1, 0, 0, 0)}


_PLACE = ("no-blame", "blaming-words", "pl")


@pytest.mark.parametrize(
    ("right", "known"), [(4, {}), (5, {(*_PLACE, "chat"): (5, 5), (*_PLACE, ""): (5, 5)})]
)  # fmt: skip
def test_a_track_record_begins_with_five_fails(
    session: Session, drawn: Drawn, right: int, known: dict[tuple[str, str, str, str], tuple[int, int]]
) -> None:
    for _ in range(right):
        drawn.add("fail", "fail")
    drawn.add("pass", "fail")
    found = track_records(count_judged(session, "small"))
    assert {key: (one.right, one.fired) for key, one in found.items()} == known


def test_a_check_nobody_reviewed_has_no_record(session: Session, rubric: Rubric) -> None:
    (line,) = records(session, rubric)
    assert (line.record, line.earned) == (None, CheckState.ASSIST)


@pytest.mark.parametrize(
    ("state", "right", "wrong", "earned"),
    [
        pytest.param("shadow", 9, 0, "shadow", id="too few firings to assist"),
        pytest.param("shadow", 10, 0, "assist", id="enough to assist"),
        pytest.param("shadow", 6, 6, "shadow", id="right half the time"),
        pytest.param("assist", 29, 0, "assist", id="too few to be trusted"),
        pytest.param("assist", 30, 0, "trusted", id="enough to be trusted"),
        pytest.param("shadow", 40, 1, "trusted", id="from watched to trusted"),
        pytest.param("trusted", 20, 18, "assist", id="drifted"),
        pytest.param("assist", 3, 17, "shadow", id="mostly wrong"),
        pytest.param("trusted", 3, 17, "shadow", id="trusted and mostly wrong"),
        pytest.param("assist", 1, 1, "assist", id="nothing can be told"),
        pytest.param("assist", 0, 9, "assist", id="wrong, and too few firings to tell"),
        pytest.param("draft", 40, 0, "draft", id="a draft stays one"),
    ],
)
def test_a_record_speaks_for_a_state(state: str, right: int, wrong: int, earned: str) -> None:
    record = count_record(true_positives=right, false_positives=wrong, false_negatives=2, true_negatives=20)
    assert earned_state(CheckState(state), record) is CheckState(earned)


def test_a_conversation_that_somebody_chose_is_not_counted(drawn: Drawn, session: Session) -> None:
    drawn.add("fail", "fail")
    before = count_judged(session, "small")
    drawn.add("fail", "pass", chance=None)
    drawn.add("pass", "fail", chance=None, is_shadow=True)
    assert count_judged(session, "small") == before and sum(before.values()) > 0
    assert count_reviews(session, "small").drawn == 1
