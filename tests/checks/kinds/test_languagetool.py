"""The kind `languagetool`, with a stand-in for the server: the real one is tried in tests/checks/languagetool."""

from __future__ import annotations

import re

import pytest

from checks.kinds.languagetool import LanguageTool
from checks.reading import ConversationReading
from qa.domain.conversation import Conversation
from qa.domain.dictionary import DictionaryWord
from qa.domain.fact import Company, FactBase, Template
from qa.domain.finding import CheckResult, Verdict
from qa.domain.rubric import CheckSpec
from qa.ports import LanguageError, Materials
from tests.build import conversation


class MarkingServer:
    """Marks every `recieved` and, never sure, `rooibos` as spelling faults and remembers what it was shown."""

    def __init__(self, *, is_sure: bool = True) -> None:
        self._is_sure = is_sure
        self.seen: list[tuple[list[str], str, frozenset[str]]] = []

    def errors_in(self, texts: list[str], *, language: str, known: frozenset[str]) -> list[tuple[LanguageError, ...]]:
        """Return the faults of each text."""
        self.seen.append((texts, language, known))
        return [
            tuple(
                LanguageError(
                    match.start(),
                    match.end(),
                    "TYPO",
                    "spelling",
                    "",
                    ("received",),
                    is_sure=self._is_sure and match.group() == "recieved",
                )
                for match in re.finditer("recieved|[Rr]ooibos", text)
            )
            for text in texts
        ]


def judge(said: Conversation, server: MarkingServer, materials: Materials | None = None) -> CheckResult:
    """Judge the spelling of a conversation."""
    check = LanguageTool(CheckSpec(id="it", kind="languagetool", options={"issue": "spelling"}))
    return check.check(ConversationReading(said, materials or Materials(), server=server))


def test_a_marked_word_fails_with_its_correction() -> None:
    result = judge(conversation(("agent", "We recieved it.")), MarkingServer())
    assert (result.verdict, result.score) == (Verdict.FAIL, 0.0)
    assert result.findings[0].evidence.quote == "recieved"
    assert result.findings[0].expected == "received"


def test_a_mark_that_is_not_sure_needs_a_person_who_sees_the_word() -> None:
    result = judge(conversation(("agent", "We recieved it.")), MarkingServer(is_sure=False))
    assert (result.verdict, result.score) == (Verdict.NEEDS_HUMAN, None)
    assert result.findings[0].evidence.quote == "recieved"


@pytest.mark.parametrize(
    "said",
    [
        pytest.param(
            conversation(("customer", "It says recieved."), ("agent", "Yes, recieved it is.")), id="the customer's word"
        ),
        pytest.param(conversation(("agent", "The oil (Prunus recieved) is in it.")), id="in brackets"),
        pytest.param(conversation(("agent", "It says recieved rooibos.")), id="beside an unknown word"),
        pytest.param(conversation(("agent", "Rooibos it is, recieved or not, rooibos.")), id="among unknown words"),
    ],
)
def test_what_stands_like_a_foreign_word_needs_a_person(said: Conversation) -> None:
    assert judge(said, MarkingServer()).verdict is Verdict.NEEDS_HUMAN


def test_several_slips_in_a_sentence_fail() -> None:
    result = judge(conversation(("agent", "We recieved it and recieved that, recieved all.")), MarkingServer())
    assert result.verdict is Verdict.FAIL


def test_one_mistake_in_a_hundred_words_earns_half() -> None:
    result = judge(conversation(("agent", "We recieved it." + " And so on." * 40)), MarkingServer())
    assert (result.verdict, result.score) == (Verdict.FAIL, 0.5)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("Fine.\n> we recieved it", id="a quoted line"),
        pytest.param("You wrote „we recieved it”.", id="quotation marks"),
        pytest.param("It came.\nKind regards\nrecieved Ltd", id="a signature"),
        pytest.param("See acme.example/recieved for it.", id="a link"),
    ],
)
def test_what_the_agent_did_not_write_is_not_charged(text: str) -> None:
    assert judge(conversation(("agent", text)), MarkingServer()).verdict is Verdict.PASS


def test_a_sentence_of_a_saved_reply_is_not_charged() -> None:
    saved = Materials(templates=(Template("t", "Hello {name}, we recieved your parcel. Bye."),))
    said = conversation(("agent", "Hello Anna, we recieved your parcel. I checked it."))
    assert judge(said, MarkingServer(), saved).verdict is Verdict.PASS


def test_offsets_hold_when_something_before_was_cut() -> None:
    result = judge(conversation(("agent", "> old line\nWe recieved it.")), MarkingServer())
    assert result.findings[0].evidence.quote == "recieved"


def test_one_request_serves_all_messages_of_a_language() -> None:
    server = MarkingServer()
    judge(conversation(("agent", "Hello."), ("customer", "recieved"), ("agent", "Bye.")), server)
    assert [texts for texts, _, _ in server.seen] == [["Hello.", "Bye."]]


def test_words_of_the_dictionary_and_the_customers_names_are_known_words() -> None:
    server = MarkingServer()
    own = (DictionaryWord("Zielona Mila"), DictionaryWord("plumbex", "pl"))
    said = conversation(("customer", "Mieszkam przy Wrzosowej w Gnojniku."), ("agent", "Hello."), language="en")
    judge(said, server, Materials(dictionary=own))
    assert {"zielona", "mila", "wrzosowej", "gnojniku"} <= server.seen[0][2]
    assert not server.seen[0][2] & {"plumbex", "mieszkam"}


def test_names_of_people_and_the_company_are_known_words() -> None:
    server = MarkingServer()
    facts = FactBase(company=Company(name="Zielony Dom"), dictionary=("Vita",))
    judge(conversation(("agent", "Hello.")), server, Materials(facts=facts))
    assert {"anna", "kowalski", "zielony", "vita"} <= server.seen[0][2]


@pytest.mark.parametrize(
    "said",
    [
        pytest.param(conversation(("agent", "recieved"), channel="call"), id="a call"),
        pytest.param(conversation(("agent", "สวัสดีค่ะ recieved"), language="th"), id="Thai"),
        pytest.param(conversation(("customer", "recieved")), id="only the customer wrote"),
    ],
)
def test_it_does_not_apply(said: Conversation) -> None:
    assert judge(said, MarkingServer()).verdict is Verdict.NOT_APPLICABLE
