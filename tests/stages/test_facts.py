"""What the facts in force leave open, as managers are told."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import func, select, update
from sqlalchemy.orm import Session

from qa.domain.conversation import Conversation
from qa.domain.finding import Evidence, Outcome, UncoveredClaim, Verdict
from qa.domain.score import Score
from qa.errors import EvidenceError
from qa.stages import facts
from qa.stages.checking import CheckedConversation, store_outcomes
from qa.store import tables
from qa.store.tables import State
from tests.build import START, conversation
from tests.facts.texts import fact

NOW = datetime(2026, 5, 20, tzinfo=UTC)
SAID = "Dzień dobry. Wysyłamy w 24 godziny, a dostawa trwa 2 dni."


def _store(session: Session, number: int, *topics: str, text: str = SAID) -> None:
    """Store a conversation in which each topic has one uncovered claim, told by `24 godziny`."""
    value = conversation(("agent", text), id=f"z-{number}", language="pl", started_at=START + timedelta(days=number))
    if session.get(tables.Conversation, number) is None:
        session.add(_row(value, number))
        session.flush()
    start = text.index("24 godziny")
    evidence = Evidence.of(value, 0, start=start, end=start + len("24 godziny"))
    claims = tuple(UncoveredClaim(topic, evidence, (13, len(text))) for topic in topics)
    outcome = Outcome("delivery-promises", Verdict.NOT_APPLICABLE, None, claims=3, covered_claims=3 - len(claims))
    checked = CheckedConversation(value, (replace(outcome, uncovered=claims),), Score(None, 0.0), {}, "pl")
    store_outcomes(session, number, checked, rubric_id=_rubric(session), now=NOW)


def _row(value: Conversation, number: int) -> tables.Conversation:
    said = value.messages[0]
    return tables.Conversation(
        id=number,
        source="t",
        external_id=value.id,
        channel="chat",
        started_at=value.started_at,
        content_hash=str(number),
        state=State.TO_CHECK,
        imported_at=NOW,
        updated_at=NOW,
        messages=[tables.Message(position=0, role="agent", text=said.text, sent_at=said.sent_at)],
    )


def _rubric(session: Session) -> int:
    row = session.scalar(select(tables.Rubric))
    if row is None:
        row = tables.Rubric(name="r", version=1, content_hash="r", yaml="", created_at=NOW)
        session.add(row)
        session.flush()
    return row.id


def test_the_topic_asked_for_most_comes_first_with_its_newest_sentences(session: Session) -> None:
    _store(session, 1, "dispatch.time")
    _store(session, 2, "dispatch.time", "coupon.value")
    first, second = facts.missing_facts(session, examples=1)
    assert (first.topic, first.claims, first.conversations) == ("dispatch.time", 2, 2)
    assert [one.external_id for one in first.sentences] == ["z-2"]
    assert (second.topic, second.claims) == ("coupon.value", 1)


def test_a_sentence_is_shown_whole_with_the_words_in_it(session: Session) -> None:
    _store(session, 1, "dispatch.time")
    ((sentence,),) = (one.sentences for one in facts.missing_facts(session))
    assert sentence.text == "Wysyłamy w 24 godziny, a dostawa trwa 2 dni."
    assert sentence.quote == "24 godziny"


def test_a_very_long_sentence_is_cut_around_the_words(session: Session) -> None:
    _store(session, 1, "dispatch.time", text="Dzień dobry. " + "i " * 900 + "w 24 godziny " + "i " * 900)
    ((sentence,),) = (one.sentences for one in facts.missing_facts(session))
    assert sentence.quote == "24 godziny"
    assert len(sentence.text) <= 400


def test_a_second_check_rewrites_what_the_first_found(session: Session) -> None:
    _store(session, 1, "dispatch.time", "coupon.value")
    _store(session, 1, "delivery.time")
    assert [one.topic for one in facts.missing_facts(session)] == ["delivery.time"]
    assert session.scalar(select(func.count(tables.UncoveredClaim.id))) == 1


def test_one_claim_read_by_two_checks_is_stored_once(session: Session) -> None:
    _store(session, 1, "dispatch.time", "dispatch.time")
    assert session.scalar(select(func.count(tables.UncoveredClaim.id))) == 1


def test_a_retired_rubric_asks_for_nothing(session: Session) -> None:
    _store(session, 1, "dispatch.time")
    session.execute(update(tables.Rubric).values(is_active=False))
    assert facts.missing_facts(session) == ()
    assert facts.read_coverage(session).share is None


def test_coverage_is_the_share_of_claims_facts_speak_to(session: Session) -> None:
    _store(session, 1, "dispatch.time")
    _store(session, 2)
    coverage = facts.read_coverage(session)
    assert (coverage.claims, coverage.covered) == (6, 5)
    assert coverage.share == pytest.approx(5 / 6)


@pytest.mark.parametrize(
    ("topic", "needs_records"),
    [pytest.param("order.status", True, id="a status"), pytest.param("dispatch.time", False, id="a period")],
)
def test_what_only_orders_can_answer_is_told_apart(session: Session, topic: str, needs_records: bool) -> None:
    _store(session, 1, topic)
    assert [one.needs_records for one in facts.missing_facts(session)] == [needs_records]


def test_words_that_were_not_said_are_refused(session: Session) -> None:
    value = conversation(("agent", SAID))
    session.add(_row(value, 1))
    claim = UncoveredClaim("dispatch.time", Evidence(0, 0, 3, "xyz"), (0, 3))
    outcome = Outcome("a", Verdict.NOT_APPLICABLE, None, uncovered=(claim,))
    checked = CheckedConversation(value, (outcome,), Score(None, 0.0), {}, "pl")
    with pytest.raises(EvidenceError):
        store_outcomes(session, 1, checked, rubric_id=_rubric(session), now=NOW)


def _load(session: Session, text: str) -> None:
    session.add(tables.FactSet(content_hash="f", yaml=text, name="shop.yaml", is_active=True, loaded_at=NOW))
    session.flush()


@pytest.mark.parametrize(
    ("source", "more", "ids"),
    [
        pytest.param("{kind: law, ref: x, reviewed: 2026-01-01}", "", ["one"], id="old"),
        pytest.param("{kind: law, ref: x, reviewed: 2026-06-01}", "", [], id="fresh"),
        pytest.param("{kind: law, ref: x}", "", [], id="without a day"),
        pytest.param(
            "{kind: law, ref: x, reviewed: 2026-01-01}", "    valid: {to: 2026-02-01}\n", [], id="no longer in force"
        ),
    ],
)
def test_facts_are_to_be_reviewed_after_six_months(session: Session, source: str, more: str, ids: list[str]) -> None:
    _load(session, fact(source=source, more=more))
    assert [one.id for one in facts.facts_to_review(session, today=date(2026, 8, 1))] == ids


def test_the_facts_in_force_are_named(session: Session) -> None:
    assert facts.loaded_facts(session) is None
    _load(session, fact())
    assert facts.loaded_facts(session) == facts.LoadedFacts("shop.yaml", NOW, 1)
