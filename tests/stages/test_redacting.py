"""Secrets never reach the database, and what they were is read with a reason or not at all."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from qa.domain.call import Stretch
from qa.domain.conversation import Conversation
from qa.errors import NotFoundError, SettingError
from qa.settings import Settings
from qa.stages.importing import store_batch
from qa.stages.redacting import read_original, redact, silence_peaks
from qa.store import tables
from tests.build import conversation

NOW = datetime(2026, 11, 2, 7, 0, tzinfo=UTC)
CARD = "4111 1111 1111 1111"


def settings(home: Path, **named: str) -> Settings:
    return Settings.from_environment({"QA_HOME": str(home), **named})


def said(text: str = f"My card is {CARD}.") -> Conversation:
    return conversation(("customer", text), ("agent", "Thank you, you need not send that."))


def store(session: Session, home: Path, *conversations: Conversation, **named: str) -> None:
    store_batch(session, conversations, now=NOW, base=home, settings=settings(home, **named))


def texts(session: Session) -> list[str]:
    return list(session.scalars(select(tables.Message.text).order_by(tables.Message.position)))


def test_a_card_number_is_masked_before_it_is_stored(session: Session, tmp_path: Path) -> None:
    store(session, tmp_path, said())
    assert texts(session)[0] == "My card is [masked: card number]."


def test_the_same_conversation_again_changes_nothing(session: Session, tmp_path: Path) -> None:
    store(session, tmp_path, said())
    count = store_batch(session, [said()], now=NOW.replace(day=3), base=tmp_path, settings=settings(tmp_path))
    assert (count.new, count.updated, count.unchanged) == (0, 0, 1)


def test_the_original_is_read_with_a_reason_that_is_written_down(session: Session, tmp_path: Path) -> None:
    store(session, tmp_path, said())
    session.add(tables.User(id=1, email="m@x.example", name="M", password_hash="x", role=tables.UserRole.MANAGER))
    session.flush()
    original = read_original(session, 1, 0, reader=1, reason="A chargeback", now=NOW)
    assert (original.text, original.kinds) == (f"My card is {CARD}.", ("card number",))
    event = session.scalars(select(tables.AuditEvent).where(tables.AuditEvent.action == "read_original")).one()
    assert (event.user_id, event.details) == (1, {"message": 0, "reason": "A chargeback"})


def test_nothing_is_kept_where_originals_are_to_be_destroyed(session: Session, tmp_path: Path) -> None:
    store(session, tmp_path, said(), QA_KEEP_ORIGINALS="no")
    with pytest.raises(NotFoundError):
        read_original(session, 1, 0, reader=1, reason="A chargeback", now=NOW)


def test_a_message_without_secrets_has_no_original(session: Session, tmp_path: Path) -> None:
    store(session, tmp_path, said())
    with pytest.raises(NotFoundError):
        read_original(session, 1, 1, reader=1, reason="Curious", now=NOW)


def test_masking_can_be_turned_off(session: Session, tmp_path: Path) -> None:
    store(session, tmp_path, said(), QA_REDACT="no")
    assert CARD in texts(session)[0]


def test_a_company_masks_what_it_names(tmp_path: Path) -> None:
    file = tmp_path / "patterns.yaml"
    file.write_text("loyalty number: 'LC-\\d{6}'\n", encoding="utf-8")
    masked = redact(said("It is LC-123456."), settings=settings(tmp_path, QA_REDACT_PATTERNS=str(file)))
    assert masked.conversation.messages[0].text == "It is [masked: loyalty number]."


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        pytest.param("loyalty: '['", "'loyalty': unterminated character set", id="a bad expression"),
        pytest.param("- one", "a YAML file of names", id="a list"),
        pytest.param("loyalty: 'x*'", "would match nothing at all", id="matches nothing"),
        pytest.param("loyalty: 3", "has no expression", id="a number"),
        pytest.param(None, "it cannot be read", id="no file"),
    ],
)
def test_a_bad_pattern_is_refused_with_the_place(tmp_path: Path, content: str | None, problem: str) -> None:
    file = tmp_path / "patterns.yaml"
    if content is not None:
        file.write_text(content, encoding="utf-8")
    with pytest.raises(SettingError, match="QA_REDACT_PATTERNS") as caught:
        redact(said(), settings=settings(tmp_path, QA_REDACT_PATTERNS=str(file)))
    assert problem in str(caught.value)


def test_the_peaks_of_a_silenced_stretch_are_flat() -> None:
    assert silence_peaks([[5] * 60], [Stretch(1_000, 2_000)], per_second=20) == [[5] * 20 + [0] * 21 + [5] * 19]


def test_a_conversation_without_digits_is_not_looked_at(tmp_path: Path) -> None:
    plain = replace(said(), messages=said().messages[1:])
    assert redact(plain, settings=settings(tmp_path)).conversation is plain
