"""What makes doubtful words certain: a second sign in the message, trouble told before, a protest after."""

from __future__ import annotations

import pytest

from qa.domain.finding import Verdict
from tests.build import conversation
from tests.checks.kinds.build import judge, use

FAULTS = {"blame": "blame", "dismissal": "dismissal", "rude": "rude", "pass-the-buck": "pass-the-buck"}


def _verdict(fault: str, language: str, *said: tuple[str, str]) -> Verdict:
    mild = use("promise", "apology", "empathy", "resolution", "condition")
    talk = conversation(*said, language=language)
    return judge("phrase", talk, forbid=use(fault), combine=fault, mild=mild).verdict


@pytest.mark.parametrize(
    ("fault", "language", "asked", "text"),
    [
        pytest.param(
            "blame", "en", "The rug is too wide.", "All it takes is a ruler before you order.", id="hindsight, English"
        ),
        pytest.param(
            "blame", "pl", "Dywan za szeroki.", "Wystarczyło zmierzyć pokój przed zakupem.", id="hindsight, Polish"
        ),
        pytest.param(
            "blame", "pt", "O tapete é largo.", "Bastava medir a sala antes de encomendar.", id="hindsight, Portuguese"
        ),
        pytest.param(
            "dismissal",
            "en",
            "The shelf came scratched.",
            "It's only a hairline, put a plant on it and nobody will notice.",
            id="cover it, English",
        ),
        pytest.param(
            "dismissal",
            "pl",
            "Półka przyszła porysowana.",
            "To tylko kreseczka, postawi Pan doniczkę i nikt nie zauważy.",
            id="cover it, Polish",
        ),
        pytest.param(
            "rude",
            "en",
            "I can't find the size chart.",
            "My nephew in kindergarten could find it.",
            id="child, English",
        ),
        pytest.param(
            "rude", "pl", "Nie widzę tabeli rozmiarów.", "Przedszkolak by ją znalazł, każdy wie.", id="child, Polish"
        ),
        pytest.param(
            "pass-the-buck",
            "en",
            "Where is my parcel?",
            "Once it leaves us it's between you and them. Open a claim with the carrier.",
            id="sent off, English",
        ),
        pytest.param(
            "pass-the-buck",
            "pl",
            "Gdzie paczka?",
            "To już nie nasza sprawa. Proszę dzwonić do przewoźnika.",
            id="sent off, Polish",
        ),
    ],
)
def test_two_signs_fail(fault: str, language: str, asked: str, text: str) -> None:
    assert _verdict(fault, language, ("customer", asked), ("agent", text)) is Verdict.FAIL


@pytest.mark.parametrize(
    ("fault", "language", "asked", "text"),
    [
        pytest.param(
            "blame", "en", "Which size?", "If you measure the room before you order, it fits.", id="advice, English"
        ),
        pytest.param("blame", "pl", "Jaki rozmiar?", "Proszę zmierzyć pokój, zanim Pani zamówi.", id="advice, Polish"),
        pytest.param(
            "dismissal",
            "en",
            "How visible is the seam?",
            "It's only thin, and under a rug nobody will notice.",
            id="before buying, English",
        ),
        pytest.param("rude", "en", "Is it hard to build?", "Any child could manage it.", id="before buying"),
        pytest.param(
            "pass-the-buck",
            "en",
            "Where is my parcel?",
            "It has left our warehouse. I'll ask the carrier today.",
            id="helps, English",
        ),
        pytest.param(
            "pass-the-buck",
            "pl",
            "Kiedy pieniądze?",
            "Nic tu nie zrobimy szybciej, proszę zapytać w banku.",
            id="the bank's say, Polish",
        ),
    ],
)
def test_one_sign_or_none_does_not_fail(fault: str, language: str, asked: str, text: str) -> None:
    assert _verdict(fault, language, ("customer", asked), ("agent", text)) is not Verdict.FAIL


@pytest.mark.parametrize(
    ("reply", "expected"),
    [
        pytest.param("I did measure it.", Verdict.FAIL, id="charge taken back"),
        pytest.param("But when will the new one come?", Verdict.NEEDS_HUMAN, id="any but"),
        pytest.param("Oh, thank you.", Verdict.NEEDS_HUMAN, id="no protest"),
    ],
)
def test_a_protest_makes_doubtful_words_certain(reply: str, expected: Verdict) -> None:
    said = (("customer", "It broke."), ("agent", "Zips don't snap on their own."), ("customer", reply))

    result = judge("phrase", conversation(*said), forbid=use("blame"), combine="blame", answered=use("denies-charge"))

    assert result.verdict is expected


def test_many_doubtful_words_in_one_message_are_no_chance() -> None:
    text = "Every new sofa smells a bit. You'll soon get used to it. No need to get upset. Some people get far worse."
    talk = conversation(("customer", "The sofa stinks."), ("agent", text))
    mild = use("promise", "apology", "empathy", "resolution", "condition")
    result = judge("phrase", talk, forbid=use("dismissal"), combine="dismissal", mild=mild)

    assert result.verdict is Verdict.FAIL


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("ผมอยู่ฝั่งแชต หาอีเมลแผนกเองนะครับ ทางผมส่งเรื่องให้ไม่ได้ครับ", Verdict.FAIL, id="no help"),
        pytest.param("ผมอยู่ฝั่งแชต แต่จะติดต่อแผนกบัญชีให้วันนี้ครับ", Verdict.PASS, id="help in the sentence"),
    ],
)
def test_help_excuses_in_its_own_thai_sentence(text: str, expected: Verdict) -> None:
    talk = conversation(("customer", "ใบกำกับผิดค่ะ"), ("agent", text), language="th")
    help_said, fault = use("promise"), "pass-the-buck"
    result = judge("phrase", talk, forbid=use(fault), combine=fault, unless=help_said, unless_within="sentence")

    assert result.verdict is expected


def test_who_asks_whether_help_is_certain_protests_at_nothing() -> None:
    text = "Invoices are made by accounts; I only see orders here. I've asked them, and you'll have it by 3 pm."
    talk = conversation(("customer", "My invoice?"), ("agent", text), ("customer", "But are you sure?"))
    fault = "pass-the-buck"
    result = judge("phrase", talk, forbid=use(fault), combine=fault, answered=use("asks-back"))

    assert result.verdict is not Verdict.FAIL
