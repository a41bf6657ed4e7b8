"""A fault stands where it is said to stand, in conversations that fit it."""

from __future__ import annotations

from pathlib import Path

import pytest

from bench.injected.cases import COPIES, Case, make_cases
from bench.injected.words import Fault, Tempting
from qa.domain.conversation import Role
from tests.bench_injected.made import case_with, load


def _marked(case: Case) -> str:
    span = case.made.place.span
    assert span is not None
    return case.made.conversation.messages[span[0]].text[span[1] : span[2]]


def test_every_fault_and_sentence_is_put_into_three_conversations(tmp_path: Path) -> None:
    wording, _ = load(tmp_path)
    cases, errors = make_cases(wording, {"no-blame": ("chat", "email")})
    assert errors == ()
    by_source = [[one.plot.id for one in cases if one.source is source] for source in (None, *wording.faults)]
    assert [len(plots) for plots in by_source] == [3 * COPIES, COPIES, COPIES, COPIES]
    assert set(by_source[1]) == {"late", "back"}
    assert set(by_source[2]) == {"late"}
    assert {one.plot.reason for one in cases if isinstance(one.source, Tempting)} == {"return"}


def test_two_makings_are_the_same(tmp_path: Path) -> None:
    wording, _ = load(tmp_path)
    assert make_cases(wording, {}) == make_cases(wording, {})


def test_copies_differ_in_people_product_and_order(tmp_path: Path) -> None:
    wording, _ = load(tmp_path)
    cases = make_cases(wording, {})[0]
    late = [one.made for one in cases if one.plot.id == "late"]
    assert len({next(iter(one.orders.orders)) for one in late}) > 2
    assert len({one.conversation.agent for one in late}) == 2
    assert len({one.orders.orders[next(iter(one.orders.orders))].items[0].name for one in late}) == 2


@pytest.mark.parametrize(
    ("fault", "marked"),
    [
        pytest.param("{criterion: no-blame, how: add, text: Read it.}", "Read it.", id="whole sentence"),
        pytest.param(
            "{criterion: no-blame, how: add, text: 'Read, {direct}, read.', marked: read}", "read", id="marked words"
        ),
        pytest.param(
            "{criterion: greeting, how: replace, part: greeting, text: Yo you, marked: Yo}", "Yo", id="replaced part"
        ),
        pytest.param(
            "{criterion: no-blame, how: turns, turns: [{agent: A one}, {customer: Hm}, {agent: B two}], "
            "fault_turn: 2, marked: two}",
            "two",
            id="turns",
        ),
    ],
)
def test_the_marked_words_are_found_again(tmp_path: Path, fault: str, marked: str) -> None:
    assert _marked(case_with(tmp_path, fault)) == marked


def test_a_sentence_stands_before_the_courtesies_or_after_its_part(tmp_path: Path) -> None:
    case = case_with(tmp_path, "{criterion: no-blame, how: add, conversations: [back], text: Read it.}")
    text = case.made.conversation.messages[1].text
    assert text.index("nothing.") < text.index("Read it.") < text.index("Thank you")
    case = case_with(tmp_path, "{criterion: no-blame, how: add, in: greeting, channels: [email], text: Read it.}")
    text = case.made.conversation.messages[1].text
    assert text.index("Dear") < text.index("Read it.") < text.index("the label")


def test_turns_come_between_the_only_answer_and_its_courtesies(tmp_path: Path) -> None:
    turns = "turns: [{customer: And how}, {agent: Somehow}], fault_turn: 1, conversations: [back]"
    made = case_with(tmp_path, f"{{criterion: no-blame, how: turns, {turns}}}").made
    texts = [message.text for message in made.conversation.messages]
    assert [text.split()[0] for text in texts] == ["I", "Dear", "And", "Somehow", "Thank"]
    assert made.place.messages == {3}


def test_a_removed_part_is_gone_from_every_message_and_any_agent_message_is_right(tmp_path: Path) -> None:
    case = case_with(tmp_path, "{criterion: greeting, how: remove, part: greeting}")
    assert not any("Hello" in one.text or "Dear" in one.text for one in case.made.conversation.messages)
    assert (case.made.place.messages, case.made.place.span) == (frozenset(), None)


@pytest.mark.parametrize(
    ("marked", "messages"),
    [
        pytest.param("", frozenset(), id="something is missing"),
        pytest.param(", marked: Yo", {1}, id="words are marked"),
    ],
)
def test_a_replaced_part_is_right_anywhere_unless_marked(tmp_path: Path, marked: str, messages: frozenset[int]) -> None:
    fault = f"{{criterion: greeting, how: replace, part: greeting, text: Yo, conversations: [late]{marked}}}"
    assert case_with(tmp_path, fault).made.place.messages == messages


def test_a_late_answer_is_late_and_both_its_sides_are_right(tmp_path: Path) -> None:
    fault = "{criterion: first-response-time, how: delay, before: first, minutes: 45, channels: [chat]}"
    made = case_with(tmp_path, fault).made
    first, second = (message.sent_at for message in made.conversation.messages[:2])
    assert first is not None
    assert second is not None
    assert (second - first).total_seconds() == 45 * 60
    assert made.place.messages == {0, 1}


def test_a_message_left_unanswered_is_the_last_and_the_case_stays_open(tmp_path: Path) -> None:
    fault = "{criterion: no-unanswered-message, how: unanswered, customer: 'And now?', minutes: 600, channels: [chat]}"
    conversation = case_with(tmp_path, fault).made.conversation
    last = conversation.messages[-1]
    assert (last.role, last.text) == (Role.CUSTOMER, "And now?")
    assert conversation.ended_at is not None
    assert last.sent_at is not None
    assert (conversation.ended_at - last.sent_at).total_seconds() == 600 * 60


def test_numbers_of_a_strangers_order_are_in_the_records(tmp_path: Path) -> None:
    case = case_with(tmp_path, "{criterion: right-customer, how: add, text: Your order 998877 has left.}")
    customer = case.made.conversation.customer
    assert customer is not None
    assert case.made.orders.orders["998877"].customer_id != customer.id
    assert len(case.made.orders.orders) == 3


def test_the_order_is_in_the_state_the_conversation_names(tmp_path: Path) -> None:
    wording, _ = load(tmp_path)
    for case in make_cases(wording, {})[0]:
        own = next(iter(case.made.orders.orders.values()))
        began = case.made.conversation.started_at
        assert began is not None
        assert own.status_at(began) == case.plot.status


def test_a_fault_that_fits_nowhere_is_named(tmp_path: Path) -> None:
    wording, _ = load(tmp_path, faults="  - {criterion: no-blame, how: add, text: x, reasons: [invoice]}")
    cases, errors = make_cases(wording, {})
    assert "it fits into no conversation" in str(errors[0])
    assert not any(isinstance(case.source, Fault) for case in cases)


def test_calls_have_times_and_writing_has_none(tmp_path: Path) -> None:
    wording, _ = load(tmp_path)
    for case in make_cases(wording, {})[0]:
        times = [(one.start_ms, one.end_ms) for one in case.made.conversation.messages]
        assert all((None in pair) is (case.plot.channel != "call") for pair in times)


def test_a_saved_reply_is_known_and_sent_as_the_only_answer(tmp_path: Path) -> None:
    fault = "{criterion: personalised, how: translate, text: 'Dear customer, all is said in our terms.'}"
    case = case_with(tmp_path, fault)
    assert [one.text for one in case.templates] == ["Dear customer, all is said in our terms."]
    assert [message.text for _, message in case.made.conversation.agent_messages()] == [case.templates[0].text]
