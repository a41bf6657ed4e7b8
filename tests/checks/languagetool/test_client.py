from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest
from language_tool_python.match import Match

from checks.languagetool.client import LanguageToolClient
from checks.languagetool.rules import Profile
from checks.languagetool.server import ensure_server
from qa.errors import LanguageServerError, UnknownNameError
from qa.ports import LanguageError
from qa.settings import Settings
from tests.checks.languagetool.conftest import Fault, clean_sentences, faults

pytestmark = pytest.mark.languagetool
# Faults the rules of LanguageTool 6.8 do not see; listed so that a newer one that does is noticed.
UNSEEN = {"Your order have been sent.", "Isto é uma excessão."}


@pytest.mark.parametrize(("language", "sentence"), clean_sentences())
def test_a_right_sentence_brings_no_fault(client: LanguageToolClient, language: str, sentence: str) -> None:
    assert client.errors([sentence], language=language) == [()]


@pytest.mark.parametrize("sentence", [text for language, text in clean_sentences() if language.startswith("pt")])
def test_both_sides_of_the_atlantic_are_right_where_none_is_named(client: LanguageToolClient, sentence: str) -> None:
    assert client.errors([sentence], language="pt") == [()]


@pytest.mark.parametrize("fault", [fault for fault in faults() if fault.sentence not in UNSEEN])
def test_a_fault_is_found_where_it_is(client: LanguageToolClient, fault: Fault) -> None:
    (errors,) = client.errors([fault.sentence], language=fault.language)
    start = fault.sentence.index(fault.words)
    touching = {error.issue for error in errors if error.start < start + len(fault.words) and start < error.end}
    assert fault.kind in touching


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("pl", "Cała procedóra jest prosta."),
        ("pl", "Mam nadzieję że to wystarczy."),
        ("pl", "Nie ma pośpiechu,spokojnie czekamy."),
        ("en", "We recieved your parcel."),
        ("en", "She have confirmed it."),
        ("en", "This is an flower."),
        ("en", "You dont have to print it."),
        ("pt", "A transportadora enviará um avizo."),
        ("pt", "Nós vai tratar do assunto."),
        ("pt", "Guarde a caixa , por favor."),
        ("ar", "أرفقت هاذا المستند."),
    ],
)
def test_a_mark_that_leaves_no_other_reading_is_sure(client: LanguageToolClient, language: str, sentence: str) -> None:
    (errors,) = client.errors([sentence], language=language)
    assert any(error.is_sure for error in errors)


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("pl", "Wkładka w rozmiarze 38 ma 24,5 cm."),
        ("pl", "W zestawie jest elektroszczotka."),
        ("pl", "Proszę sprawdzić, czy aby na pewno wszystko gra."),
        ("en", "Four times is three too many."),
        ("en", "Add the descaler first."),
        ("en", "It is a bit of a faff."),
        ("en", "What will be deleted: your account."),
        ("pt", "Lamento as duas horas passadas no chão."),
        ("pt", "Uma mensagem poderá ainda chegar-lhe hoje."),
        ("pt", "Nem uma coisa nem outra."),
        ("ar", "وأرجو مع ذلك قراءة الملصق."),
    ],
)
def test_a_mark_on_what_may_be_right_is_not_sure(client: LanguageToolClient, language: str, sentence: str) -> None:
    (errors,) = client.errors([sentence], language=language)
    assert not any(error.is_sure for error in errors)


@pytest.mark.parametrize("fault", [fault for fault in faults() if fault.sentence in UNSEEN])
def test_what_the_server_cannot_see_is_still_unseen(client: LanguageToolClient, fault: Fault) -> None:
    assert client.errors([fault.sentence], language=fault.language) == [()]


def test_offsets_count_characters_after_pictures(client: LanguageToolClient) -> None:
    text = "😊🎉 Hej 👩‍👩‍👧 Paczka dotrze dzisjaj 𝐨𝐤 rano."
    (errors,) = client.errors([text], language="pl")
    assert [text[error.start : error.end] for error in errors] == ["dzisjaj"]


def test_offsets_hold_in_later_sentences_and_paragraphs(client: LanguageToolClient) -> None:
    text = "Dzień dobry,\n\n  dziękuję za list. Paczka dotrze dzisjaj.\n\nPozdrawiam\nAnna"
    (errors,) = client.errors([text], language="pl")
    assert [text[error.start : error.end] for error in errors] == ["dzisjaj"]


def test_each_text_gets_what_it_gets_alone(client: LanguageToolClient) -> None:
    for language in ("pl", "en", "pt-PT", "pt-BR", "ar"):
        texts = [fault.sentence for fault in faults() if fault.language == language]
        alone = LanguageToolClient(Settings.from_environment())
        assert [alone.errors([text], language=language)[0] for text in texts] == client.errors(texts, language=language)
        alone.close()


def test_known_words_are_right_in_any_form(client: LanguageToolClient) -> None:
    text = "Zapraszamy do plumbexu."
    assert client.errors([text], language="pl") != [()]
    assert client.errors([text], language="pl", known_words=frozenset({"Plumbex"})) == [()]


def test_a_known_word_does_not_hide_other_faults(client: LanguageToolClient) -> None:
    (errors,) = client.errors(["Plumbex dotrze dzisjaj."], language="pl", known_words=frozenset({"Plumbex"}))
    assert [error.issue for error in errors] == ["spelling"]


def test_a_sentence_is_asked_for_once(monkeypatch: pytest.MonkeyPatch) -> None:
    client = LanguageToolClient(Settings.from_environment())
    asked: list[str] = []
    ask = client._ask

    def counting(profile: Profile, text: str) -> list[Match]:
        asked.append(text)
        return ask(profile, text)

    monkeypatch.setattr(client, "_ask", counting)
    first = client.errors(["Dziękuję za wiadomość. Sprawdzam.", "Dziękuję za wiadomość."], language="pl")
    again = client.errors(["Dziękuję za wiadomość. Sprawdzam.", "Sprawdzam."], language="pl")
    client.close()
    assert (asked, first, again) == (["Dziękuję za wiadomość.\n\nSprawdzam."], [(), ()], [(), ()])


def test_threads_get_what_one_gets(client: LanguageToolClient) -> None:
    texts = [fault.sentence for fault in faults() if fault.language == "pl"]
    fresh = LanguageToolClient(Settings.from_environment())

    def ask(text: str) -> tuple[LanguageError, ...]:
        return fresh.errors([text], language="pl")[0]

    with ThreadPoolExecutor(4) as pool:
        found = list(pool.map(ask, texts * 2))
    fresh.close()
    assert found == client.errors(texts * 2, language="pl")


def test_a_server_that_does_not_answer_is_an_error_not_silence() -> None:
    settings = Settings.from_environment({"QA_LANGUAGETOOL_URL": "http://127.0.0.1:9/"})
    client = LanguageToolClient(settings)
    with pytest.raises(LanguageServerError, match="QA_LANGUAGETOOL_URL"):
        client.errors(["Dzisjaj."], language="pl")
    client.close()


def test_a_server_of_yours_is_used_as_given() -> None:
    url = ensure_server(Settings.from_environment()).rstrip("/")
    client = LanguageToolClient(Settings.from_environment({"QA_LANGUAGETOOL_URL": url}))
    assert client.errors(["Dobrze."], language="pl") == [()]
    client.close()


def test_thai_is_not_among_its_languages(client: LanguageToolClient) -> None:
    assert not client.supports("th")
    with pytest.raises(UnknownNameError, match="pt-BR"):
        client.errors(["ขอบคุณค่ะ"], language="th")
