"""What is missing fails only where nothing in the words could stand for it."""

from __future__ import annotations

import pytest

from qa.domain.conversation import Conversation, Where
from qa.domain.finding import Verdict
from tests.build import conversation
from tests.checks.kinds.build import judge, use, words

FIRST = Where(position="first", within=2)
LAST = Where(position="last", within=2)
FAIL, HUMAN, PASS = Verdict.FAIL, Verdict.NEEDS_HUMAN, Verdict.PASS


@pytest.mark.parametrize(
    ("opening", "verdict"),
    [
        pytest.param("Order number?", FAIL, id="bare"),
        pytest.param("Re order 10457\n\nThe parcel left.\n\nThank you,\nAnna", FAIL, id="a subject and thanks below"),
        pytest.param("Jan, good that you wrote. It is on its way.", HUMAN, id="the customer's name"),
        pytest.param("Anna here. Let me look.", HUMAN, id="the agent's name"),
        pytest.param("What a lovely question!", HUMAN, id="an exclamation"),
        pytest.param("Thanks for writing. Let me look.", HUMAN, id="thanks"),
        pytest.param("Valued reader,\nit left today.", HUMAN, id="a salutation"),
        pytest.param("Jasne, Panie Janie, już patrzę.", HUMAN, id="a form of address"),
    ],
)
def test_an_opening_fails_where_nothing_in_it_could_greet(opening: str, verdict: Verdict) -> None:
    said = conversation(("customer", "Hello, where is my parcel?"), ("agent", opening))
    assert judge("presence", said, where=FIRST, require=words("good morning"), sure="opening").verdict is verdict


@pytest.mark.parametrize(("channel", "verdict"), [("chat", HUMAN), ("email", FAIL)])
def test_in_a_chat_whoever_was_not_greeted_need_not_greet(channel: str, verdict: Verdict) -> None:
    said = conversation(("customer", "can i pay on delivery"), ("agent", "Not any more, no."), channel=channel)
    assert judge("presence", said, where=FIRST, require=words("good morning"), sure="opening").verdict is verdict


def test_in_a_thread_of_mail_the_greeting_may_be_below() -> None:
    asked = "Hello, and the blade?\n\nOn Mon, 4 May 2026 at 10:11, Anna Nowak wrote:\n> Good morning, two are left."
    said = conversation(("customer", asked), ("agent", "The blade comes with it."), channel="email")
    assert judge("presence", said, where=FIRST, require=words("good morning"), sure="opening").verdict is HUMAN


def test_who_was_greeted_by_a_machine_may_not_be_greeted_again() -> None:
    said = conversation(("bot", "Hi!"), ("customer", "Hello, where is my parcel?"), ("agent", "Order number?"))
    assert judge("presence", said, where=FIRST, require=words("good morning"), sure="opening").verdict is HUMAN


@pytest.mark.parametrize(
    ("language", "opening", "verdict"),
    [
        pytest.param("en", "Good morning, how can I help?", FAIL, id="nobody"),
        pytest.param("en", "Good morning, Kate at Acme.", HUMAN, id="another name"),
        pytest.param("th", "สวัสดีค่ะ", FAIL, id="a greeting in Thai"),
        pytest.param("th", "สวัสดีค่ะ แอนรับสายค่ะ มีอะไรให้ช่วยดูแลไหมคะ", HUMAN, id="what may be a name in Thai"),
    ],
)
def test_an_introduction_fails_where_no_word_could_be_a_name(language: str, opening: str, verdict: Verdict) -> None:
    said = conversation(("agent", opening), language=language, channel="call")
    assert judge("presence", said, where=FIRST, require=words("this is"), sure="name").verdict is verdict


@pytest.mark.parametrize(
    ("language", "last", "verdict"),
    [
        pytest.param("en", "k", FAIL, id="a grunt"),
        pytest.param("en", "Anytime", HUMAN, id="a word of its own"),
        pytest.param("en", "Mm-hm. Hanging up.", FAIL, id="hangs up"),
        pytest.param("en", "The label comes on Monday. I will close this chat.", FAIL, id="closes the chat"),
        pytest.param("en", "Happy brewing, Jan!", PASS, id="a wish in other words"),
        pytest.param("en", "A fine choice for your kitchen.", HUMAN, id="kind words"),
        pytest.param("en", "The label comes on Monday.", HUMAN, id="goes on"),
        pytest.param("en", "I'll close this chat now, Jan, and thanks.", HUMAN, id="closes it kindly"),
        pytest.param("pl", "No to tyle.", FAIL, id="that is all in Polish"),
        pytest.param("pl", "Super, zamykam zgłoszenie 🙂", PASS, id="a case is closed"),
        pytest.param("pt", "Vou fechar a conversa.", FAIL, id="closes the chat in Portuguese"),
        pytest.param("ar", "أقفلنا.", FAIL, id="hangs up in Arabic"),
        pytest.param("ar", "بالتوفيق في بيتك الجديد", HUMAN, id="a wish in Arabic"),
        pytest.param("th", "วางสายได้เลย", FAIL, id="hangs up in Thai"),
        pytest.param("th", "ดีเลยค่ะ ขอให้คราวนี้ใส่แล้วสบายหูนะคะ", HUMAN, id="a wish in Thai"),
    ],
)
def test_a_last_word_fails_where_it_drops_the_customer(language: str, last: str, verdict: Verdict) -> None:
    said = conversation(("customer", "OK, I will wait for it."), ("agent", last), language=language)
    result = judge("presence", said, where=LAST, require=words("goodbye"), last_word=True, sure="ending")
    assert result.verdict is verdict


@pytest.mark.parametrize(
    ("email", "verdict"),
    [
        pytest.param("Your parcel left today.\n\nIt will reach you by 15 May.", FAIL, id="just stops"),
        pytest.param("Your parcel left today.\n\nAnna Nowak\nAcme", HUMAN, id="signed"),
        pytest.param("Your parcel left today.\n\nThe Acme team", HUMAN, id="signed by the shop"),
        pytest.param("Your parcel left today.\n\nJust reply and I move the day.", HUMAN, id="leaves the door open"),
        pytest.param("Your parcel left today.\n\nMay it reach you in one piece!", PASS, id="a wish"),
    ],
)
def test_an_email_fails_where_it_just_stops(email: str, verdict: Verdict) -> None:
    said = conversation(("customer", "Where is my parcel?"), ("agent", email), channel="email")
    result = judge("presence", said, where=LAST, require=words("regards"), last_word=True, sure="ending")
    assert result.verdict is verdict


@pytest.mark.parametrize(
    ("said", "verdict"),
    [
        pytest.param(conversation(("agent", "Good morning, Acme."), channel="call"), FAIL, id="nothing of it"),
        pytest.param(
            conversation(("agent", "Good morning, we are recording."), channel="call"), HUMAN, id="touched on"
        ),
        pytest.param(
            conversation(("customer", "Hello?"), ("agent", "Good morning, Acme."), channel="call"),
            HUMAN,
            id="the beginning may be missing",
        ),
    ],
)
def test_a_notice_fails_where_the_call_is_known_from_its_beginning(said: Conversation, verdict: Verdict) -> None:
    wanted, near = words("is recorded"), words("recording")
    result = judge("presence", said, where=FIRST, require=wanted, touches=near, sure="beginning")
    assert result.verdict is verdict


@pytest.mark.parametrize(
    ("told", "answer", "verdict"),
    [
        pytest.param("The lamp is broken.", "Hello. Moving on. Which lamp was it?", FAIL, id="only takes note"),
        pytest.param("The lamp is broken.", "Order number?", FAIL, id="a word or two"),
        pytest.param(
            "The lamp is broken. I am furious.", "The e-mail address and postcode on file.", FAIL, id="bare after anger"
        ),
        pytest.param("The lamp is broken.", "The e-mail address and postcode on file.", HUMAN, id="bare after none"),
        pytest.param("The lamp is broken. I am furious.", "A new lamp leaves today.", HUMAN, id="takes it up"),
        pytest.param("The lamp is broken.", "Hello. Moving on: does the ring light up?", HUMAN, id="asks about it"),
        pytest.param("The lamp is broken.", "Thanks, Jan, moving on to your lamp then.", HUMAN, id="not cold"),
    ],
)
def test_sympathy_fails_where_the_answer_is_cold(told: str, answer: str, verdict: Verdict) -> None:
    result = judge(
        "presence",
        conversation(("customer", told), ("agent", answer)),
        where=Where(within=2),
        after=words("broken"),
        upset=words("furious"),
        cold=words("moving on"),
        require=use("empathy"),
        sure="sympathy",
    )
    assert result.verdict is verdict


@pytest.mark.parametrize(
    ("answer", "verdict"),
    [
        pytest.param("No, we can't do that.", FAIL, id="alone"),
        pytest.param("Unfortunately we can't do that.", HUMAN, id="softened"),
        pytest.param("No, you pay nothing.", HUMAN, id="good news"),
        pytest.param("We can't do that here, the depot packs the boxes and keeps them till noon.", HUMAN, id="longer"),
    ],
)
def test_a_refusal_fails_where_it_stands_alone(answer: str, verdict: Verdict) -> None:
    said = conversation(("customer", "Will you gift-wrap it?"), ("agent", answer), ("agent", "Thank you, goodbye!"))
    result = judge("accompanied", said, when=words("can't", "no (you|we)"), require=words("because"), alone=True)
    assert result.verdict is verdict


def test_a_refusal_explained_in_the_next_message_does_not_stand_alone() -> None:
    said = conversation(
        ("customer", "Will you gift-wrap it?"), ("agent", "No, we can't."), ("agent", "The paper ran out this morning.")
    )
    result = judge("accompanied", said, when=words("can't"), require=words("because"), alone=True)
    assert result.verdict is HUMAN


@pytest.mark.parametrize(
    ("answer", "verdict"),
    [
        pytest.param("Noted.", FAIL, id="a word"),
        pytest.param("Are you all right?", HUMAN, id="asks"),
        pytest.param("Oh dear. " + "I look after you, and I write down all you tell me. " * 5, HUMAN, id="much said"),
        pytest.param("Switch it off and on again.", FAIL, id="never said"),
        pytest.param("Switch it off and never on again, but our safety team rings you.", HUMAN, id="never, but"),
        pytest.param("Ask the maker yourself.", FAIL, id="brushed off"),
        pytest.param("Ask the maker yourself. Our safety team rings you.", HUMAN, id="brushed off and helped"),
    ],
)
def test_an_answer_fails_where_it_is_short_and_helps_nobody(answer: str, verdict: Verdict) -> None:
    result = judge(
        "reaction",
        conversation(("customer", "It caught fire."), ("agent", answer)),
        after=words("fire"),
        grave=words("fire"),
        require=words("passed on"),
        forbid=words("yourself"),
        never=words("off and (never)? on again"),
        signs=words("safety team"),
    )
    assert result.verdict is verdict


def test_yes_or_no_to_a_question_is_an_answer() -> None:
    said = conversation(("customer", "Is mine the one that caught fire?"), ("agent", "No, that was the older one."))
    result = judge(
        "reaction",
        said,
        after=words("fire"),
        require=words("passed on"),
        forbid=words("yourself"),
        signs=words("safety team"),
    )
    assert result.verdict is HUMAN


def test_thanks_are_no_complaint() -> None:
    said = conversation(("customer", "My complaint went well, thank you!"), ("agent", "Good to know."))
    result = judge(
        "reaction",
        said,
        after=words("complaint"),
        require=words("registered"),
        forbid=words("yourself"),
        signs=words("look"),
    )
    assert result.verdict is HUMAN


@pytest.mark.parametrize(
    ("answer", "verdict"),
    [
        pytest.param("Your complaint is registered. The courier comes on Friday.", FAIL, id="only another's day"),
        pytest.param("Your complaint is registered. You hear from me before the month is out.", HUMAN, id="a month"),
        pytest.param("Your complaint is registered today.", FAIL, id="the day it was taken"),
        pytest.param("Your complaint is registered, and you hear by Tuesday.", HUMAN, id="a day in its sentence"),
        pytest.param("Your complaint is registered. Have a nice day!", FAIL, id="a wish"),
    ],
)
def test_a_complaint_taken_fails_where_no_word_of_time_may_be_its_answer(answer: str, verdict: Verdict) -> None:
    result = judge(
        "answer_date",
        conversation(("customer", "I want to complain."), ("agent", answer)),
        after=words("complain"),
        taken=words("is registered"),
        answer=words("we answer"),
        settled=words("we refund"),
        others=words("courier"),
    )
    assert result.verdict is verdict


@pytest.mark.parametrize(
    ("last", "verdict"),
    [
        pytest.param("It will reach you at some point.", FAIL, id="nobody knows when"),
        pytest.param("It will reach you at some point. I look again before the month is out.", HUMAN, id="a month"),
        pytest.param("It will reach you at some point, but not after the 20th.", HUMAN, id="but"),
    ],
)
def test_waiting_fails_where_no_word_of_time_is_near(last: str, verdict: Verdict) -> None:
    result = judge(
        "next_step",
        conversation(("customer", "My parcel has not arrived."), ("agent", last)),
        resolved=words("refunded"),
        vague=words("in progress"),
        stalls=words("at some point"),
        time=words("tomorrow"),
    )
    assert result.verdict is verdict


@pytest.mark.parametrize(
    ("beside", "verdict"),
    [
        pytest.param("Miłego dnia.", FAIL, id="not a word on it"),
        pytest.param("Może Pan pójść z tym do rzecznika.", HUMAN, id="an office that may settle it"),
    ],
)
def test_a_refusal_by_email_fails_where_nothing_may_be_on_settling_it(beside: str, verdict: Verdict) -> None:
    text = f"Nie uznajemy reklamacji, ponieważ but rozcięto nożem. {beside}"
    result = judge(
        "refusal_form",
        conversation(("agent", text), channel="email", language="pl", metadata={"country": "PL"}),
        when=words("nie uznajemy reklamacji"),
        reason=words("ponieważ"),
        settlement=words("pozasądowe"),
        settlement_in=("PL",),
    )
    assert result.verdict is verdict
