"""The company's dictionary: kept once, in any capitals, and what it excuses is judged again."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from qa.domain.dictionary import DictionaryWord
from qa.errors import DictionaryError
from qa.stages import dictionary
from qa.store import tables
from qa.store.tables import State
from tests.build import START as STORED_AT

NOW = datetime(2026, 11, 1, tzinfo=UTC)


def words_of(session: Session) -> list[tuple[str, str | None]]:
    return [(one.word.text, one.word.language) for one in dictionary.list_words(session)]


def test_a_word_is_kept_once_whatever_its_capitals(session: Session) -> None:
    dictionary.add_words(session, [DictionaryWord("Plumbex"), DictionaryWord("plumbex")], now=NOW)
    added = dictionary.add_words(session, [DictionaryWord("PLUMBEX"), DictionaryWord("Żurawia", "pl")], now=NOW)
    assert [word.text for word in added] == ["Żurawia"]
    assert words_of(session) == [("Plumbex", None), ("Żurawia", "pl")]


def test_a_word_can_be_taken_out_of_one_language(session: Session) -> None:
    dictionary.add_words(session, [DictionaryWord("Mima"), DictionaryWord("Mima", "pl")], now=NOW)
    assert dictionary.remove_words(session, ["mima"], language="pl") == 1
    assert words_of(session) == [("Mima", None)]
    assert dictionary.remove_words(session, ["MIMA", "nothing"]) == 1


@pytest.mark.parametrize(
    ("text", "language"),
    [
        pytest.param("123", None, id="no letter"),
        pytest.param("a" * 101, None, id="too long"),
        pytest.param("Anna\nNowak", None, id="two lines"),
        pytest.param("Anna", "xx", id="an unknown language"),
    ],
)
def test_what_is_no_word_is_refused(session: Session, text: str, language: str | None) -> None:
    with pytest.raises(DictionaryError):
        dictionary.add_words(session, [DictionaryWord(text, language)], now=NOW)


def test_conversations_charged_for_the_word_are_judged_again(session: Session) -> None:
    charged, other = _charged(session, "Plumbexu"), _charged(session, "recieved")
    assert dictionary.check_marked_again(session, [DictionaryWord("Plumbex")]) == 1
    rows = session.execute(select(tables.Conversation.id, tables.Conversation.state))
    states = {row.id: row.state for row in rows}
    assert (states[charged], states[other]) == (State.TO_CHECK, State.CHECKED)


def _charged(session: Session, quote: str) -> int:
    """Store a checked conversation whose spelling was charged for one word."""
    conversation = tables.Conversation(
        source="s",
        external_id=quote,
        content_hash="c",
        channel="chat",
        state=State.CHECKED,
        imported_at=STORED_AT,
        updated_at=STORED_AT,
    )
    rubric = session.scalar(select(tables.Rubric)) or tables.Rubric(
        name="r", version=1, content_hash="h", yaml="", created_at=STORED_AT, is_active=True
    )
    session.add_all([conversation, rubric])
    session.flush()
    run = tables.CheckRun(
        conversation_id=conversation.id, rubric_id=rubric.id, message_hash="m", versions={}, checked_at=STORED_AT
    )
    session.add(run)
    session.flush()
    outcome = tables.Outcome(
        check_run_id=run.id, conversation_id=conversation.id, criterion="spelling", verdict="fail", score=0.0
    )
    session.add(outcome)
    session.flush()
    session.add(
        tables.Finding(
            outcome_id=outcome.id,
            check="spelling-marks",
            verdict="fail",
            message_position=0,
            start=0,
            end=3,
            quote=quote,
        )
    )
    session.flush()
    return conversation.id
