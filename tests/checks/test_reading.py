"""What the reader prepares for the checks: languages, phrases, claims, confidence."""

from __future__ import annotations

from dataclasses import replace

import pytest

from checks.detect import detect_language
from checks.reading import ConversationReader
from qa.domain.transcript import Word
from qa.ports import Materials
from qa.settings import Settings
from tests.build import conversation

READER = ConversationReader(Settings.from_environment({}))


@pytest.mark.parametrize(
    ("text", "language"),
    [
        pytest.param("Dzień dobry, paczka jest w drodze", "pl", id="Polish"),
        pytest.param("gdzie jest moja paczka z zamowieniem", "pl", id="Polish without marks"),
        pytest.param("Where is my parcel, please?", "en", id="English"),
        pytest.param("Bom dia, a sua encomenda seguiu hoje", "pt", id="Portuguese"),
        pytest.param("هل يمكنني إرجاع الطلب من فضلك", "ar", id="Arabic"),
        pytest.param("สวัสดีค่ะ วันนี้มีอะไรให้ช่วยคะ", "th", id="Thai"),
        pytest.param("Wo ist mein Paket bitte, ich warte schon lange", "de", id="a language without a pack"),
        pytest.param("ok 10457", None, id="too short"),
        pytest.param("6201000123 10457 4111 1111 1111 1111", None, id="numbers only"),
    ],
)
def test_the_language_of_a_text_is_told(text: str, language: str | None) -> None:
    assert detect_language(text) == language


def test_a_short_message_has_the_language_of_the_conversation() -> None:
    said = conversation(("agent", "OK"), ("agent", "Thank you for your message, it is on its way."), language="pl")
    reading = READER.read(said, Materials())
    assert [reading.language_of(0), reading.language_of(1)] == ["pl", "en"]


def test_a_conversation_without_a_language_is_told_by_all_its_text() -> None:
    said = conversation(("agent", "Tak."), ("customer", "Dzień dobry, gdzie jest paczka?"), language=None)
    assert READER.read(said, Materials()).language_of(0) == "pl"


def test_a_variant_of_a_language_has_its_pack() -> None:
    reading = READER.read(conversation(("agent", "Hi"), language="en-GB"), Materials())
    assert reading.language_of(0) == "en"
    assert reading.has_phrases(0, "greeting")


def test_a_language_without_a_pack_has_no_phrases() -> None:
    reading = READER.read(conversation(("agent", "Hallo"), language="de"), Materials())
    assert not reading.has_phrases(0, "greeting")
    assert reading.phrases(0, "greeting") == ()


def test_claims_leave_out_mail_history() -> None:
    said = conversation(("agent", "You can return it within 14 days.\n> You can return it within 7 days."))
    assert [claim.quote for claim in READER.read(said, Materials()).claims(0)] == ["within 14 days"]


def test_the_confidence_of_a_span_is_that_of_its_worst_word() -> None:
    words = tuple(
        Word(text, 0, 0, sure) for text, sure in (("you", 0.9), ("should", 0.4), ("have", 0.8), ("read", 0.95))
    )
    said = conversation(("agent", "you should have read"), channel="call")
    said = replace(said, messages=(replace(said.messages[0], words=words),))
    reading = READER.read(said, Materials())
    assert reading.confidence(0, 4, 15) == 0.4
    assert reading.confidence(0, 16, 20) == 0.95


def test_written_text_has_no_confidence() -> None:
    assert READER.read(conversation(("agent", "Hello")), Materials()).confidence(0, 0, 5) is None


def test_versions_name_the_pack_by_its_content() -> None:
    versions = dict(READER.versions("pl-PL"))
    assert versions["pack-pl"].startswith("1-")
    assert "languagetool" in versions
