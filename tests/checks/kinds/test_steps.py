"""The steps a reason of contact asks for: found, missing, out of order, or left to a person."""

from __future__ import annotations

from dataclasses import replace

import pytest

from qa.domain.checklist import Checklist, Signs, Step
from qa.domain.conversation import Conversation, Message, Role
from qa.domain.fact import FactBase
from qa.domain.finding import CheckResult, Verdict
from qa.domain.rubric import PhraseChoice
from qa.ports import Materials
from tests.build import conversation
from tests.checks.kinds.build import judge, quotes, use

ASKED = ("customer", "You sent me the wrong size.")
RIGHT = "The right size leaves today"
LABEL = "Use the return label we attached"


def said(text: str) -> Signs:
    """Make signs of one English phrase."""
    return Signs(phrases=PhraseChoice(add={"en": (text,)}))


VERIFY = Step("verify", {"en": "Checks who it is"}, said("postcode"))
PAY = Step("pay", {"en": "Pays"}, said("refunded"), after=("verify",))
ORDERED = Checklist("gift-card", {"en": "Gift card"}, ("gift-card",), steps=(VERIFY, PAY))


def about(reason: str | None, *turns: tuple[str, str], status: str | None = "closed") -> Conversation:
    """Build a conversation on a reason."""
    return replace(conversation(*turns), reason=reason, status=status)


def judge_steps(
    conversation: Conversation, *, own: Checklist | None = None, message: str = "{step}: {state}"
) -> CheckResult:
    """Judge by the shipped checklists, or by them and one of the shop's."""
    materials = Materials(facts=FactBase(checklists={own.id: own} if own else {}, content_hash=own.id if own else ""))
    return judge(
        "steps",
        conversation,
        materials=materials,
        message={"en": message},
        leave=("proactive-status",),
        handover=use("handover"),
    )


@pytest.mark.parametrize(
    ("reason", "answers", "status", "verdict"),
    [
        pytest.param("wrong-item", [f"{RIGHT}. {LABEL}."], "closed", Verdict.PASS, id="all steps"),
        pytest.param("Wrong Order", [f"{RIGHT}. {LABEL}."], "closed", Verdict.PASS, id="another name of the reason"),
        pytest.param("wrong-item", ["Please send it back."], "closed", Verdict.FAIL, id="one missing"),
        pytest.param("wrong-item", ["Hello."], "closed", Verdict.FAIL, id="all missing"),
        pytest.param("wrong-item", ["Please send it back."], "open", Verdict.NEEDS_HUMAN, id="the case is open"),
        pytest.param(None, ["Please send it back."], "closed", Verdict.NEEDS_HUMAN, id="the reason is read"),
        pytest.param(None, [f"{RIGHT}. {LABEL}."], "closed", Verdict.PASS, id="read, and nothing is missing"),
        pytest.param("wrong-item", ["What is your order number?"], None, Verdict.NEEDS_HUMAN, id="waits for an answer"),
        pytest.param("wrong-item", ["I'll transfer you to returns."], "closed", Verdict.NEEDS_HUMAN, id="handed over"),
        pytest.param("loyalty-card", ["Hello."], "closed", Verdict.NOT_APPLICABLE, id="no checklist"),
        pytest.param("wrong-item", [], "closed", Verdict.NOT_APPLICABLE, id="nobody answered"),
    ],
)
def test_the_steps_of_a_reason(reason: str | None, answers: list[str], status: str | None, verdict: Verdict) -> None:
    asked = about(reason, ASKED, *(("agent", one) for one in answers), status=status)
    assert judge_steps(asked).verdict is verdict


def test_the_findings_are_a_table_of_steps_and_messages() -> None:
    result = judge_steps(about("wrong-item", ASKED, ("agent", "Hello."), ("agent", f"{RIGHT}. {LABEL}.")))
    table = [(finding.found, finding.evidence.message) for finding in result.findings]
    assert table == [("put-right", 2), ("way-back", 2)]


def test_a_missing_step_is_shown_where_it_was_looked_for() -> None:
    told = "I have written down the size you chose."
    result = judge_steps(about("wrong-item", ASKED, ("agent", told), ("agent", "Bye!")))
    missing = next(one for one in result.findings if one.verdict is Verdict.FAIL)
    assert missing.evidence.message == 1
    assert "Sends the right item" in missing.explanation
    assert result.score == 0


def test_one_step_missing_beside_others_needs_a_person() -> None:
    told = "Please send it back to us by courier."
    result = judge_steps(about("wrong-item", ASKED, ("agent", told), ("agent", "Bye!")))
    assert [one.kind for one in result.findings] == ["missing", "done"]
    assert result.verdict is Verdict.NEEDS_HUMAN


@pytest.mark.parametrize(
    ("answer", "verdict"),
    [
        pytest.param("The day is not known. Please send it back by courier.", Verdict.FAIL, id="no day at all"),
        pytest.param("Box 12 is yours. Please send it back by courier.", Verdict.NEEDS_HUMAN, id="a number"),
    ],
)
def test_a_day_is_missing_where_no_number_is_named(answer: str, verdict: Verdict) -> None:
    day = Step("day", {"en": "Names a day"}, Signs(values=("due",)))
    own = Checklist("swap", {"en": "Swap"}, ("swap",), steps=(Step("back", {"en": "Back"}, said("send it back")), day))
    assert judge_steps(about("swap", ASKED, ("agent", answer)), own=own).verdict is verdict


def test_sending_it_back_without_a_way_is_no_step() -> None:
    result = judge_steps(about("wrong-item", ASKED, ("agent", f"{RIGHT}. Please send it back."), ("agent", "Bye!")))
    assert [one.kind for one in result.findings] == ["done", "missing"]


def test_the_customers_matter_said_back_is_no_step() -> None:
    told = f"To sum up, you want the right one sent. {LABEL}."
    result = judge_steps(about("wrong-item", ASKED, ("agent", told), ("agent", "Bye!")))
    assert result.verdict is Verdict.NEEDS_HUMAN


def test_words_that_touch_on_a_step_need_a_person() -> None:
    result = judge_steps(about("wrong-item", ASKED, ("agent", f"We will see about a new pair. {LABEL}.")))
    assert result.verdict is Verdict.NEEDS_HUMAN


def test_a_step_that_comes_too_early_is_named() -> None:
    early = about("gift-card", ("customer", "Hi"), ("agent", "I refunded it."), ("agent", "Which postcode?"))
    result = judge_steps(replace(early, messages=(*early.messages, Message(Role.CUSTOMER, "AB1 2CD"))), own=ORDERED)
    (finding,) = [one for one in result.findings if one.verdict is Verdict.FAIL]
    assert (result.verdict, finding.evidence.quote) == (Verdict.FAIL, "refunded")
    assert "before “Checks who it is”" in finding.explanation


def test_steps_in_order_pass() -> None:
    turns = (("customer", "Hi"), ("agent", "Which postcode?"), ("customer", "AB1 2CD"), ("agent", "I refunded it."))
    assert judge_steps(about("gift-card", *turns), own=ORDERED).verdict is Verdict.PASS


def test_a_step_in_a_note_counts() -> None:
    known = about("gift-card", ("customer", "Hi"), ("agent", "I refunded it."))
    note = Message(Role.AGENT, "postcode checked", is_internal=True)
    result = judge_steps(replace(known, messages=(known.messages[0], note, known.messages[1])), own=ORDERED)
    assert result.verdict is Verdict.PASS
    assert quotes(result) == ["postcode", "refunded"]


def test_the_shops_own_checklist_takes_the_place_of_the_shipped_one() -> None:
    own = Checklist("wrong-item", {"en": "Wrong item"}, ("wrong-item",), steps=(VERIFY,))
    result = judge_steps(about("wrong-item", ASKED, ("agent", "Which postcode? Thanks.")), own=own)
    assert result.verdict is Verdict.PASS


def test_an_empty_checklist_asks_for_nothing() -> None:
    own = Checklist("wrong-item", {"en": "Wrong item"}, ("wrong-item",))
    assert judge_steps(about("wrong-item", ASKED, ("agent", "Hi.")), own=own).verdict is Verdict.NOT_APPLICABLE


def test_a_delivered_parcel_needs_no_tracking() -> None:
    asked = about("order-status", ("customer", "Where is my parcel?"), ("agent", "Your parcel was delivered today."))
    assert judge("steps", asked, only=("proactive-status",)).verdict is Verdict.PASS
