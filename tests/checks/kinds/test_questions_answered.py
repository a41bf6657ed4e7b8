"""The kind `questions_answered`: questions and what answers them."""

from __future__ import annotations

from dataclasses import replace

import pytest

from qa.domain.conversation import Attachment
from tests.build import conversation
from tests.checks.kinds.build import judge, quotes


@pytest.mark.parametrize(
    ("asked", "said", "verdict", "quoted"),
    [
        pytest.param(
            "Kiedy wysyłka i czy mogę zmienić adres?",
            "Wysyłka jutro.",
            "needs_human",
            ["Kiedy wysyłka", "czy mogę zmienić adres?"],
            id="one of two",
        ),
        pytest.param(
            "Kiedy wysyłka i czy mogę zmienić adres?", "Wysyłka jutro, adres zmieniony.", "pass", None, id="both"
        ),
        pytest.param("Gdzie jest moja paczka?", "Kurier podaje dostawę we wtorek.", "pass", None, id="where"),
        pytest.param("Ile kosztuje dostawa?", "12,99 zł.", "pass", None, id="a sum"),
        pytest.param(
            "Czy buty są ze skóry?", "Dziękuję za wiadomość, życzę miłego dnia.", "needs_human", None, id="no word"
        ),
        pytest.param("Czy buty są ze skóry?", "Tak, w całości.", "pass", None, id="yes"),
        pytest.param("Czy buty są ze skóry?", "Sprawdzę i odpiszę jutro.", "pass", None, id="put off to a day"),
        pytest.param("Dziękuję za pomoc.", "Miłego dnia.", "not_applicable", [], id="nothing asked"),
        pytest.param("Poważnie?", "Miłego dnia.", "not_applicable", [], id="too short to be a question"),
    ],
)
def test_questions_are_linked_with_answers(asked: str, said: str, verdict: str, quoted: list[str] | None) -> None:
    result = judge("questions_answered", conversation(("customer", asked), ("agent", said), language="pl"))
    assert result.verdict.value == verdict
    assert quoted is None or quotes(result) == quoted


@pytest.mark.parametrize(
    ("asked", "said", "verdict"),
    [
        pytest.param(
            "When does it ship and can I change the address?", "It ships tomorrow.", "needs_human", id="one of two"
        ),
        pytest.param(
            "When does it ship and can I change the address?",
            "It ships tomorrow, and I changed the address to Leeds.",
            "pass",
            id="both",
        ),
        pytest.param("Why was my card charged twice?", "Have a nice day.", "needs_human", id="no reason"),
        pytest.param("Why was my card charged twice?", "That happened because of an outage.", "pass", id="a reason"),
        pytest.param("Do you ship to Malta?", "Unfortunately we don't.", "pass", id="no"),
        pytest.param("Do you ship to Malta?", "Thank you for your message.", "needs_human", id="a formula"),
    ],
)
def test_english_questions_are_linked(asked: str, said: str, verdict: str) -> None:
    assert judge("questions_answered", conversation(("customer", asked), ("agent", said))).verdict.value == verdict


def test_a_withdrawn_question_is_closed() -> None:
    turns = (("customer", "Do you ship to Malta?"), ("agent", "Good morning."), ("customer", "Never mind."))
    assert judge("questions_answered", conversation(*turns)).verdict.value == "not_applicable"


def test_an_attachment_answers() -> None:
    talk = conversation(("customer", "Where is the manual?"), ("agent", "Good morning."))
    sent = replace(talk.messages[1], attachments=(Attachment(name="manual.pdf"),))
    assert judge("questions_answered", replace(talk, messages=(talk.messages[0], sent))).verdict.value == "pass"


def test_a_question_of_an_open_case_may_wait() -> None:
    talk = conversation(("agent", "Good morning."), ("customer", "Do you ship to Malta?"))
    assert judge("questions_answered", replace(talk, status="open")).verdict.value == "not_applicable"
    assert judge("questions_answered", talk).verdict.value == "needs_human"


def test_the_finding_quotes_the_open_question() -> None:
    talk = conversation(("customer", "Hello. Do you ship to Malta? Thanks"), ("agent", "Good morning."))
    result = judge("questions_answered", talk)
    assert [one.evidence.quote for one in result.findings] == ["Do you ship to Malta?"]
    assert all(one.evidence.holds_in(talk) for one in result.findings)
