from __future__ import annotations

from datetime import timedelta

import pytest

from qa.domain.conversation import Channel, Role
from qa.rubric.dialogue import read_dialogue
from qa.rubric.headers import DEFAULT_START, DialogueError


def test_marks_are_taken_out_and_kept() -> None:
    dialogue = read_dialogue("agent: Well, [[you should have]] asked [[sooner]].", id="x")
    assert dialogue.conversation.messages[0].text == "Well, you should have asked sooner."
    assert dialogue.marks == ((0, 6, 21), (0, 28, 34))


def test_a_mark_may_end_in_a_bracket() -> None:
    dialogue = read_dialogue("agent: Dear [[[NAME]]],", id="x")
    assert dialogue.conversation.messages[0].text == "Dear [NAME],"
    assert dialogue.marks == ((0, 5, 11),)


def test_headers_set_the_conversation() -> None:
    text = "language: pl\nchannel: email\nstarted_at: 2026-01-05T09:00:00+01:00\n"
    text += "country: PL\nauthenticated: true\ncustomer: Cześć!"
    conversation = read_dialogue(text, id="x").conversation
    assert (conversation.language, conversation.channel) == ("pl", Channel.EMAIL)
    assert conversation.metadata == {"country": "PL", "authenticated": True}
    assert conversation.messages[0].sent_at == conversation.started_at


def test_an_order_is_metadata() -> None:
    assert read_dialogue("order: 10457\nagent: Yes.", id="x").conversation.metadata == {"order": "10457"}


@pytest.mark.parametrize(
    ("line", "name"),
    [
        pytest.param("customer: Jan Kowalski", "Jan Kowalski", id="a name"),
        pytest.param("customer: Łucja Żak-Nowak", "Łucja Żak-Nowak", id="Polish letters"),
        pytest.param("customer name: สมชาย ใจดี", "สมชาย ใจดี", id="said to be a name"),
        pytest.param("customer: Thanks a lot", None, id="words"),
        pytest.param("customer: شكرا جزيلا لك", None, id="words without capitals"),
        pytest.param("customer: Hello", None, id="one word"),
    ],
)
def test_people_are_named_before_the_first_turn(line: str, name: str | None) -> None:
    conversation = read_dialogue(f"{line}\nagent: Good morning.", id="x").conversation
    assert conversation.customer is not None
    assert conversation.customer.name == name
    assert len(conversation.messages) == (1 if name else 2)


def test_turns_are_a_minute_apart_unless_they_say() -> None:
    text = "customer: Hi.\nagent +10m: Hello.\nagent: More.\ncustomer 12:30: Later.\nagent 09:00: Next day."
    messages = read_dialogue(text, id="x").conversation.messages
    waited = [message.sent_at - DEFAULT_START for message in messages if message.sent_at]
    minutes = [0, 10, 11, 150, 23 * 60]
    assert waited == [timedelta(minutes=minute) for minute in minutes]


def test_a_first_turn_can_be_late() -> None:
    messages = read_dialogue("agent +2h: Hello.", id="x").conversation.messages
    assert messages[0].sent_at == DEFAULT_START + timedelta(hours=2)


def test_other_lines_belong_to_the_turn_above() -> None:
    text = "agent: Good morning,\n\nnote: it is sent.\nAnna\ncustomer: Thanks"
    messages = read_dialogue(text, id="x").conversation.messages
    assert [message.text for message in messages] == ["Good morning,\n\nnote: it is sent.\nAnna", "Thanks"]


def test_a_note_is_internal() -> None:
    messages = read_dialogue("customer: Hi.\ninternal agent: He is angry.", id="x").conversation.messages
    assert [(message.role, message.is_internal) for message in messages] == [(Role.CUSTOMER, False), (Role.AGENT, True)]


def test_a_turn_names_its_saved_reply() -> None:
    assert read_dialogue("agent template=t-1: Hello.", id="x").conversation.messages[0].template == "t-1"


def test_a_call_has_times_and_words_of_the_confidence_given() -> None:
    text = "channel: call\nconfidence: 0.4\nconsent: notice-v3\nagent: Good morning.\ncustomer: Hi."
    conversation = read_dialogue(text, id="x").conversation
    first, second = conversation.messages
    assert (first.start_ms, first.end_ms, second.start_ms) == (0, 800, 60_000)
    assert [word.confidence for word in first.words] == [0.4, 0.4]
    assert conversation.recording is not None
    assert conversation.recording.consent == "notice-v3"


@pytest.mark.parametrize(
    ("text", "line", "said"),
    [
        pytest.param("language: pl", 0, "has no turn", id="no turn"),
        pytest.param("Good morning", 0, "neither a header", id="no role"),
        pytest.param("channel: fax\nagent: x", 0, "Known: call, chat", id="channel"),
        pytest.param("language: pl\nstarted_at: noon\nagent: x", 1, "no time such as", id="time"),
        pytest.param("agent: x\nagent soon: y", 1, "cannot stand before the colon", id="turn note"),
        pytest.param("agent: x\ncustmer: y", 1, "nobody is called 'custmer'", id="misspelt role"),
        pytest.param("agent: x ]] y", 0, "without its other half", id="closing mark"),
        pytest.param("agent: [[a [[b]] c]]", 0, "without its other half", id="nested marks"),
        pytest.param("channel: call\nconfidence: high\nagent: x", 1, "no number from 0 to 1", id="confidence"),
    ],
)
def test_a_bad_line_is_named(text: str, line: int, said: str) -> None:
    with pytest.raises(DialogueError, match=said) as caught:
        read_dialogue(text, id="x")
    assert caught.value.line == line
