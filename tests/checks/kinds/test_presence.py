"""The kind `presence`: words that should be said."""

from __future__ import annotations

import pytest

from qa.domain.conversation import Where
from qa.domain.finding import Verdict
from tests.build import conversation
from tests.checks.kinds.build import judge, quotes, use, words

FIRST_TWO = Where(position="first", within=2)


def test_a_missing_phrase_fails_at_the_message_looked_at() -> None:
    result = judge("presence", conversation(("agent", "Number?")), where=FIRST_TWO, require=use("greeting"))
    assert result.verdict is Verdict.FAIL
    assert quotes(result) == ["Number?"]


def test_a_phrase_beyond_the_window_does_not_count() -> None:
    said = conversation(("agent", "Number?"), ("agent", "One moment."), ("agent", "Hello"))
    assert judge("presence", said, where=FIRST_TWO, require=use("greeting")).verdict is Verdict.FAIL


def test_without_the_customer_phrase_it_does_not_apply() -> None:
    said = conversation(("customer", "Can I pay by card?"), ("agent", "Yes."))
    result = judge("presence", said, after=use("problem-statement"), require=use("apology"))
    assert result.verdict is Verdict.NOT_APPLICABLE


@pytest.mark.parametrize(
    ("answer", "score"),
    [
        pytest.param("I understand how annoying a broken lamp is.", 1.0, id="the customer's own word"),
        pytest.param("I understand your frustration.", 0.5, id="a formula only"),
        pytest.param("I apologise.", 0.5, id="another phrase instead"),
    ],
)
def test_a_formula_earns_half_of_what_a_fitting_answer_does(answer: str, score: float) -> None:
    said = conversation(("customer", "My lamp is broken."), ("agent", answer))
    result = judge(
        "presence",
        said,
        where=Where(within=2),
        after=use("problem-statement"),
        require=use("empathy"),
        instead=use("apology"),
        echo=True,
    )
    assert (result.verdict, result.score) == (Verdict.PASS, score)


def test_the_window_begins_after_the_trigger() -> None:
    said = conversation(("agent", "I am sorry."), ("customer", "My lamp is broken."), ("agent", "Number?"))
    result = judge("presence", said, after=use("problem-statement"), require=use("apology"))
    assert result.verdict is Verdict.FAIL
    assert quotes(result) == ["Number?"]


def test_an_also_phrase_is_needed_for_the_full_score() -> None:
    said = conversation(("agent", "Hello"))
    result = judge("presence", said, require=use("greeting"), also=words("Anna"))
    assert (result.verdict, result.score) == (Verdict.PASS, 0.5)


def test_a_customer_who_has_the_last_word_left_first() -> None:
    said = conversation(("agent", "It is in Łódź."), ("customer", "And when will it come?"))
    result = judge("presence", said, where=Where(position="last"), require=use("farewell"), last_word=True)
    assert result.verdict is Verdict.NOT_APPLICABLE


@pytest.mark.parametrize(("role", "verdict"), [("bot", Verdict.PASS), ("customer", Verdict.FAIL)])
def test_a_machine_may_announce_the_recording(role: str, verdict: Verdict) -> None:
    said = conversation((role, "This call is recorded."), ("agent", "Hello."), channel="call")
    assert judge("presence", said, require=use("recording-notice"), consent=True).verdict is verdict


@pytest.mark.parametrize(
    ("last", "verdict"),
    [
        pytest.param("Right, that's that.", Verdict.FAIL, id="curt"),
        pytest.param("I'm going to close the chat now.", Verdict.FAIL, id="hangs up"),
        pytest.param("You're welcome!", Verdict.PASS, id="polite"),
        pytest.param("Thank you, Norm.", Verdict.PASS, id="thanks"),
        pytest.param("Then I will send you the label by e-mail on Monday.", Verdict.PASS, id="goes on"),
    ],
)
def test_a_curt_last_word_takes_the_farewell_back(last: str, verdict: Verdict) -> None:
    said = conversation(("agent", "Anything else I can help with?"), ("customer", "No."), ("agent", last))
    result = judge(
        "presence", said, where=Where(position="last", within=2), require=use("more-help", "thanks"), last_word=True
    )
    assert result.verdict is verdict


def test_the_agents_own_name_introduces() -> None:
    said = conversation(("agent", "Nowak speaking."))
    assert judge("presence", said, require=words("this is"), own_name=True).verdict is Verdict.PASS


def test_trouble_told_again_was_reacted_to_before() -> None:
    said = conversation(
        ("customer", "The lamp came in pieces!"),
        ("agent", "I am sorry, that is our fault."),
        ("customer", "It is broken, maybe I did it."),
        ("agent", "A new one leaves today."),
    )
    result = judge("presence", said, after=words("broken"), require=use("apology"))
    assert result.verdict is Verdict.PASS


def test_a_phrase_that_is_there_is_not_told_as_missing() -> None:
    missing = {"en": "No greeting."}
    there = judge("presence", conversation(("agent", "Hello!")), message=missing, require=use("greeting"))
    assert [(one.evidence.quote, one.explanation) for one in there.findings] == [("Hello", "")]
    none = judge("presence", conversation(("agent", "Number?")), message=missing, require=use("greeting"))
    assert [one.explanation for one in none.findings] == ["No greeting."]


@pytest.mark.parametrize(
    ("answer", "verdict"),
    [
        pytest.param("I understand. A new one leaves today.", Verdict.FAIL, id="sympathy alone"),
        pytest.param("I understand, but we cannot accept the claim.", Verdict.PASS, id="not our fault"),
        pytest.param("I am sorry. A new one leaves today.", Verdict.PASS, id="what is needed"),
    ],
)
def test_after_a_firm_phrase_a_stand_in_is_not_enough(answer: str, verdict: Verdict) -> None:
    result = judge(
        "presence",
        conversation(("customer", "The lamp came broken."), ("agent", answer)),
        after=words("broken"),
        firm=words("broken"),
        not_firm=words("cannot accept"),
        require=use("apology"),
        instead=words("understand"),
    )
    assert result.verdict is verdict


@pytest.mark.parametrize(
    ("answer", "verdict"),
    [
        pytest.param("Noted. Moving on.", Verdict.FAIL, id="takes note"),
        pytest.param("Order number?", Verdict.NEEDS_HUMAN, id="curt"),
        pytest.param("I am sorry this keeps you awake.", Verdict.PASS, id="heard"),
        pytest.param("I have rung the depot and the driver brings it to you this evening.", Verdict.PASS, id="acts"),
    ],
)
def test_an_again_phrase_asks_for_it_anew(answer: str, verdict: Verdict) -> None:
    said = conversation(
        ("customer", "It is late!"), ("agent", "I am sorry."), ("customer", "I cannot sleep."), ("agent", answer)
    )
    result = judge(
        "presence",
        said,
        after=words("late"),
        again=words("cannot sleep"),
        cold=words("noted", "moving on"),
        require=use("apology"),
    )
    assert result.verdict is verdict


@pytest.mark.parametrize(("answer", "verdict"), [("Noted.", Verdict.FAIL), ("It comes today.", Verdict.NEEDS_HUMAN)])
def test_a_cold_answer_to_a_mild_phrase_fails(answer: str, verdict: Verdict) -> None:
    said = conversation(("customer", "I worry a bit."), ("agent", answer))
    result = judge(
        "presence", said, after=words("late"), mild=words("worry"), cold=words("noted"), require=use("apology")
    )
    assert result.verdict is verdict


@pytest.mark.parametrize(
    ("told", "answer", "verdict"),
    [
        pytest.param(
            "Kosiarka nie działa.",
            "Proszę sprawdzić, czy w baku jest paliwo i czy świeca jest sucha.",
            "needs_human",
            id="a defect, helped with at once",
        ),
        pytest.param("Kosiarka nie działa.", "Numer zamówienia?", "fail", id="curt"),
        pytest.param(
            "Kosiarka nie działa!!",
            "Proszę sprawdzić, czy w baku jest paliwo i czy świeca jest sucha.",
            "fail",
            id="with heat",
        ),
        pytest.param(
            "Kosiarka nie działa. To skandal.",
            "Proszę sprawdzić, czy w baku jest paliwo i czy świeca jest sucha.",
            "fail",
            id="upset",
        ),
        pytest.param(
            "Paczka nie dotarła.",
            "Proszę podać numer zamówienia, a sprawdzę, gdzie jest teraz paczka.",
            "fail",
            id="the shop's fault",
        ),
    ],
)
def test_a_defect_told_calmly_and_helped_with_is_left_to_a_person(told: str, answer: str, verdict: str) -> None:
    said = conversation(("customer", told), ("agent", answer), language="pl")
    result = judge(
        "presence",
        said,
        after=use("problem-statement"),
        slight=use("slight-trouble"),
        upset=use("anger"),
        require=use("empathy"),
    )
    assert result.verdict.value == verdict
