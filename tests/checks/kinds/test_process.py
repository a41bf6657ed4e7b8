"""Handovers, other channels, promises, next steps: judged from what was said and when."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from qa.domain.conversation import Attachment, Conversation
from qa.domain.finding import Verdict
from tests.build import conversation
from tests.checks.kinds.build import judge, quotes, use, words

TUESDAY = datetime(2026, 5, 12, 8, 0, tzinfo=UTC)


def later(said: Conversation, *hours: float) -> Conversation:
    """Move messages to so many hours after the start."""
    messages = zip(said.messages, hours, strict=True)
    moved = tuple(replace(one, sent_at=TUESDAY + timedelta(hours=after)) for one, after in messages)
    return replace(said, messages=moved)


def by(said: Conversation, *authors: str | None) -> Conversation:
    """Name who wrote each message."""
    named = zip(said.messages, authors, strict=True)
    return replace(said, messages=tuple(replace(one, author=author) for one, author in named))


def on_line(*names: str) -> dict[str, Any]:
    """Say which agents were on the line, one after the other, as a phone system does."""
    return {"agents": [{"name": name, "from_ms": 60_000 * place} for place, name in enumerate(names)]}


TWO_HANDOVERS = conversation(
    ("agent", "I'll transfer you to returns."), ("customer", "Hello?"), ("agent", "I'm connecting you with billing.")
)


@pytest.mark.parametrize(
    ("said", "verdict"),
    [
        pytest.param(conversation(("agent", "Hi"), metadata={"transfers": 2}), Verdict.FAIL, id="counted twice"),
        pytest.param(conversation(("agent", "Hi"), metadata={"transfers": "1"}), Verdict.PASS, id="counted once"),
        pytest.param(conversation(("agent", "Hi"), metadata={"transfers": 0}), Verdict.NOT_APPLICABLE, id="none"),
        pytest.param(conversation(("agent", "Hi"), metadata=on_line("Ann", "Jo", "Ann")), Verdict.FAIL, id="and back"),
        pytest.param(conversation(("agent", "Hi"), metadata=on_line("Ann", "Jo")), Verdict.PASS, id="two on the line"),
        pytest.param(
            conversation(("agent", "Hi"), metadata=on_line("Ann")), Verdict.NOT_APPLICABLE, id="one on the line"
        ),
        pytest.param(conversation(("agent", "Hi"), metadata={"transfers": "a"}), Verdict.NOT_APPLICABLE, id="no count"),
        pytest.param(TWO_HANDOVERS, Verdict.NEEDS_HUMAN, id="two of nobody knows whom"),
        pytest.param(by(TWO_HANDOVERS, "a-1", "c-1", "a-2"), Verdict.FAIL, id="two of two agents"),
        pytest.param(by(TWO_HANDOVERS, "a-1", "c-1", "a-1"), Verdict.PASS, id="one agent says it again"),
    ],
)
def test_handovers_are_counted(said: Conversation, verdict: Verdict) -> None:
    assert judge("transfers", said, handover=use("handover")).verdict is verdict


@pytest.mark.parametrize(
    ("told", "verdict"),
    [
        pytest.param("I'll transfer you to returns.", Verdict.FAIL, id="bare"),
        pytest.param("I'll transfer you to returns because they can see the scan.", Verdict.PASS, id="with a reason"),
    ],
)
def test_a_bare_handover_after_which_the_same_agent_goes_on(told: str, verdict: Verdict) -> None:
    said = conversation(("agent", told), ("customer", "Fine."), ("agent", "Have a good day."))
    assert judge("transfers", by(said, "a-1", "c-1", "a-1"), handover=use("handover")).verdict is verdict


def test_a_handover_without_a_summary_earns_half() -> None:
    said = conversation(("agent", "I'll transfer you to returns."))
    assert judge("transfers", said, handover=use("handover"), summary=words("explained")).score == 0.5


@pytest.mark.parametrize(
    ("texts", "hours", "verdict"),
    [
        pytest.param(["I'll write to you tomorrow.", "Found it."], [0, 20], Verdict.PASS, id="kept"),
        pytest.param(["I'll write to you tomorrow.", "Sorry, so late."], [0, 80], Verdict.FAIL, id="late"),
        pytest.param(["I'll write to you tomorrow."], [0], Verdict.NOT_APPLICABLE, id="ends before"),
        pytest.param(
            ["I'll write to you tomorrow.", "The parcel is in Leeds since Monday."],
            [0, 0.1],
            Verdict.NOT_APPLICABLE,
            id="ends in the same sitting",
        ),
        pytest.param(["I'll write to you by 3 pm.", "Found it."], [0, 8], Verdict.FAIL, id="after the hour"),
        pytest.param(["I'll write to you within 2 hours.", "Found it."], [0, 1], Verdict.PASS, id="within the hours"),
        pytest.param(
            ["I'll write to you tomorrow.", "The parcel is in Leeds since Monday.", "Hello."],
            [0, 0.1, 90],
            Verdict.NEEDS_HUMAN,
            id="perhaps kept in one sitting",
        ),
        pytest.param(["I'll write to you soon.", "Hi"], [0, 90], Verdict.NOT_APPLICABLE, id="no time named"),
        pytest.param(["Shall I say I'll write to you tomorrow?", "Hi"], [0, 90], Verdict.NOT_APPLICABLE, id="asked"),
    ],
)
def test_a_promise_to_write_is_followed(texts: list[str], hours: list[float], verdict: Verdict) -> None:
    said = later(conversation(*(("agent", text) for text in texts)), *hours)
    assert judge("promise_kept", said, promise=use("contact-promise")).verdict is verdict


@pytest.mark.parametrize(
    ("role", "text", "hours", "verdict"),
    [
        pytest.param("agent", "Found it.", 6, Verdict.NEEDS_HUMAN, id="an hour late"),
        pytest.param("agent", "Found it.", 30, Verdict.FAIL, id="a day late"),
        pytest.param("customer", "Thank you for your e-mail.", 30, Verdict.NEEDS_HUMAN, id="perhaps kept elsewhere"),
        pytest.param("customer", "Well?", 30, Verdict.FAIL, id="asked again"),
    ],
)
def test_a_promise_a_little_late_or_thanked_for_needs_a_person(
    role: str, text: str, hours: float, verdict: Verdict
) -> None:  # fmt: skip
    said = later(conversation(("agent", "I'll write to you by 3 pm."), (role, text)), 0, hours)
    assert judge("promise_kept", said, promise=use("contact-promise")).verdict is verdict


def test_a_promise_to_telephone_needs_a_person() -> None:
    said = later(conversation(("agent", "I'll call you tomorrow."), ("customer", "Well?")), 0, 90)
    result = judge("promise_kept", said, promise=use("contact-promise"), elsewhere=words("call"))
    assert result.verdict is Verdict.NEEDS_HUMAN


def test_a_promise_to_send_something_needs_a_person() -> None:
    promised = ("agent", "I'll send you the offer by 3 pm."), ("customer", "It was 10% last year.")
    said = later(conversation(*promised), 0, 30)
    assert judge("promise_kept", said, promise=words("I'll send you")).verdict is Verdict.NEEDS_HUMAN


def test_a_promise_that_the_customer_answered_in_time_needs_a_person() -> None:
    promised = ("agent", "I'll write to you by 3 pm."), ("customer", "The series is K7."), ("agent", "It is safe.")
    said = later(conversation(*promised), 0, 3, 30)
    assert judge("promise_kept", said, promise=use("contact-promise")).verdict is Verdict.NEEDS_HUMAN


@pytest.mark.parametrize(
    ("answer", "verdict"),
    [
        pytest.param("Hello, please call our hotline. Kind regards", Verdict.FAIL, id="bare"),
        pytest.param(
            "It left on Monday by courier. Please call our hotline.", Verdict.NEEDS_HUMAN, id="with an answer"
        ),
        pytest.param("It left on Monday. For the rest, please call our hotline.", Verdict.FAIL, id="only there"),
        pytest.param("It left on Monday. There is no need to call our hotline.", Verdict.PASS, id="denied"),
        pytest.param("To protect your data, please call our hotline.", Verdict.PASS, id="for privacy"),
        pytest.param("It left on Monday.", Verdict.PASS, id="stays"),
        pytest.param("Please call the courier.", Verdict.PASS, id="a third party"),
    ],
)
def test_being_sent_to_another_channel(answer: str, verdict: Verdict) -> None:
    said = conversation(("customer", "Where is it?"), ("agent", answer), channel="email")
    result = judge("channel_move", said, forbid=use("channel-move"), unless=use("channel-reason"))
    assert result.verdict is verdict


@pytest.mark.parametrize(
    "answer",
    [
        pytest.param("Nie musi pani dzwonić na infolinię, zajmę się tym tutaj.", id="need not"),
        pytest.param("Nie trzeba w tej sprawie dzwonić do nas.", id="need not, with words between"),
        pytest.param("Przepraszam, że musi pan dzwonić do nas po raz trzeci.", id="regretted"),
        pytest.param("Proszę odpisać, zamiast dzwonić na infolinię.", id="instead of it"),
    ],
)
def test_a_move_denied_or_regretted_is_none(answer: str) -> None:
    said = conversation(("customer", "Gdzie paczka?"), ("agent", answer), channel="chat", language="pl")
    result = judge("channel_move", said, forbid=use("channel-move"), only=use("channel-must"))
    assert result.verdict is Verdict.PASS


@pytest.mark.parametrize(
    ("language", "answer", "verdict"),
    [
        pytest.param("pl", "Resztę proszę załatwić telefonicznie.", Verdict.FAIL, id="pl: sent away for the rest"),
        pytest.param("pl", "Prosimy zadzwonić do nas, tędy tego nie ustalimy.", Verdict.FAIL, id="pl: not this way"),
        pytest.param("pl", "Proszę tylko nie przysyłać kodów na czacie.", Verdict.PASS, id="pl: better not sent"),
        pytest.param("pl", "Paragon wysyłamy mailem tylko do Pani.", Verdict.PASS, id="pl: to the customer's address"),
        pytest.param("en", "The rest you'll have to do by phone.", Verdict.FAIL, id="en: sent away for the rest"),
        pytest.param("en", "I can't see passwords from here.", Verdict.NEEDS_HUMAN, id="en: what cannot be seen"),
        pytest.param("en", "The invoice goes to your e-mail only.", Verdict.PASS, id="en: to the customer's address"),
        pytest.param("pt", "Para continuar tem de telefonar para a linha de apoio.", Verdict.FAIL, id="pt: must call"),
        pytest.param("pt", "Para isso, preciso que responda a este e-mail.", Verdict.PASS, id="pt: an answer here"),
        pytest.param("ar", "للمتابعة يجب الاتصال بمركز الخدمة هاتفيا.", Verdict.FAIL, id="ar: must call"),
        pytest.param("ar", "تصل الفاتورة فقط إلى بريدك عبر البريد.", Verdict.PASS, id="ar: to the customer's address"),
        pytest.param("th", "ทางข้อความเราไม่รับเรื่องนี้ โทรมาค่ะ", Verdict.FAIL, id="th: not this way"),
        pytest.param("th", "ใบเสร็จส่งไปที่อีเมลของคุณทางอีเมลเท่านั้นค่ะ", Verdict.PASS, id="th: to the customer's address"),
    ],
)
def test_being_sent_elsewhere_fails_only_with_two_witnesses(language: str, answer: str, verdict: Verdict) -> None:
    said = conversation(("customer", "Hello?"), ("agent", f"1. OK 12. {answer}"), channel="chat", language=language)
    moves = use("channel-move", "channel-soft")
    assert judge("channel_move", said, forbid=moves, only=use("channel-must")).verdict is verdict


def test_a_customer_who_asks_to_call_may_be_told_to() -> None:
    said = conversation(("customer", "Can I call you?"), ("agent", "Please call our hotline."))
    result = judge("channel_move", said, forbid=use("channel-move"), asked=use("asks-other-channel"))
    assert result.verdict is Verdict.PASS


@pytest.mark.parametrize(
    ("answers", "status", "verdict"),
    [
        pytest.param(["Your case is in progress."], None, Verdict.FAIL, id="put off"),
        pytest.param(["Your case is in progress."], "open", Verdict.NEEDS_HUMAN, id="put off, still open"),
        pytest.param(["Your case is in progress.", "I've refunded it."], None, Verdict.PASS, id="solved later"),
        pytest.param(["We'll be in touch soon, by Friday."], None, Verdict.PASS, id="dated"),
        pytest.param(["I've refunded it.", "That's not my department."], None, Verdict.NEEDS_HUMAN, id="brushed off"),
        pytest.param(["Oh."], None, Verdict.NEEDS_HUMAN, id="a problem and nothing"),
    ],
)
def test_how_a_case_ends(answers: list[str], status: str | None, verdict: Verdict) -> None:
    said = conversation(("customer", "My parcel hasn't arrived."), *(("agent", answer) for answer in answers))
    options: dict[str, Any] = {
        "resolved": use("resolution"),
        "vague": use("vague-status"),
        "time": use("due-time"),
        "forbid": use("pass-the-buck"),
    }
    assert judge("next_step", replace(said, status=status), **options).verdict is verdict


REFUSAL: dict[str, Any] = {
    "when": use("complaint-refused"),
    "reason": use("reason-marker"),
    "settlement": use("dispute-settlement"),
    "settlement_in": ("PL",),
}


@pytest.mark.parametrize(
    ("text", "verdict", "score"),
    [
        pytest.param("We reject your complaint.", Verdict.FAIL, None, id="bare"),
        pytest.param("We reject your complaint. The sole was cut.", Verdict.PASS, 0.5, id="a reason in other words"),
        pytest.param("We reject your claim because it was cut. ADR is open to you.", Verdict.PASS, 1.0, id="whole"),
        pytest.param("We accept your complaint.", Verdict.NOT_APPLICABLE, None, id="accepted"),
        pytest.param("Was your complaint rejected by the bank?", Verdict.NOT_APPLICABLE, None, id="no refusal"),
    ],
)
def test_the_form_of_a_refusal(text: str, verdict: Verdict, score: float | None) -> None:
    result = judge("refusal_form", conversation(("agent", text)), **REFUSAL)
    assert (result.verdict, result.score) == (verdict, score)


@pytest.mark.parametrize(
    ("country", "verdict", "score"),
    [
        pytest.param("PL", Verdict.FAIL, None, id="a country whose law asks for it"),
        pytest.param("GB", Verdict.PASS, 1.0, id="another country"),
    ],
)
def test_settlement_is_asked_for_where_the_law_does(country: str, verdict: Verdict, score: float | None) -> None:
    text = "We reject your complaint. The sole was cut."
    said = conversation(("agent", text), channel="email", metadata={"country": country})
    result = judge("refusal_form", said, **REFUSAL)
    assert (result.verdict, result.score) == (verdict, score)


def test_a_refusal_with_a_letter_attached_needs_a_person() -> None:
    said = conversation(("agent", "We reject your complaint."))
    with_letter = replace(said.messages[0], attachments=(Attachment("decision.pdf"),))
    result = judge("refusal_form", replace(said, messages=(with_letter,)), **REFUSAL)
    assert result.verdict is Verdict.NEEDS_HUMAN
    assert quotes(result) == ["We reject your complaint"]


@pytest.mark.parametrize(
    ("second", "verdict"),
    [
        pytest.param("Hello, Ben here. How can I help?", Verdict.FAIL, id="cold"),
        pytest.param("Hello, Ben here. I see the zip of your jacket is broken.", Verdict.PASS, id="knows the matter"),
        pytest.param("Hello, Ben here. I have read the notes.", Verdict.PASS, id="says so"),
    ],
)
def test_a_handover_is_warm_or_cold(second: str, verdict: Verdict) -> None:
    said = conversation(("customer", "The zip of my jacket broke."), ("agent", "Transferring."), ("agent", second))
    handed = by(said, "c-1", "a-1", "a-2")
    result = judge("transfers", handed, handover=use("handover"), summary=words("read the notes"))
    assert result.verdict is verdict
