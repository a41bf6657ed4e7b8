"""The kind `address_form`: one form of address, the company's."""

from __future__ import annotations

from dataclasses import replace

import pytest

from checks.polish_address import formal_spans, informal_spans
from qa.domain.fact import Company, FactBase
from qa.domain.finding import Verdict
from qa.ports import Materials
from tests.build import conversation
from tests.checks.kinds.build import judge, quotes


def policy(**forms: str) -> Materials:
    """Return materials of a company with these forms of address."""
    return Materials(facts=FactBase(company=Company(address_policy=forms)))


@pytest.mark.parametrize(
    ("text", "words"),
    [
        pytest.param("Podaj numer i wyślij zdjęcie.", ["Podaj", "wyślij"], id="imperatives"),
        pytest.param("Jeśli chcesz, możesz czekać.", ["chcesz", "możesz"], id="present"),
        pytest.param("Zrobiłeś to? Mogłabyś?", ["Zrobiłeś", "Mogłabyś"], id="past and conditional"),
        pytest.param("Twoja paczka jest dla Ciebie.", ["Twoja", "Ciebie"], id="pronouns"),
        pytest.param("Zwróć uwagę, to ważne.", ["Zwróć"], id="an imperative that begins like a noun"),
        pytest.param("Ci klienci, gość, wiadomość, część, dziś, już, koszt, coś, ktoś.", [], id="look-alikes"),
        pytest.param("Proszę, sprawdźmy razem. Cieszę się.", [], id="other persons"),
    ],
)
def test_polish_second_person_is_told_from_look_alikes(text: str, words: list[str]) -> None:
    assert [text[span.start : span.end] for span in informal_spans(text)] == words


def test_a_title_of_somebody_else_addresses_nobody() -> None:
    assert formal_spans("Jutro przyjedzie pan kurier.") == ()


def test_a_form_the_company_does_not_use_fails() -> None:
    said = conversation(("agent", "Podaj mi numer."), language="pl")
    result = judge("address_form", said, materials=policy(pl="pan"))
    assert result.verdict is Verdict.FAIL
    assert quotes(result) == ["Podaj"]


def test_a_company_of_first_names_fails_titles() -> None:
    said = conversation(("agent", "Czy ma Pan numer?"), language="pl")
    assert quotes(judge("address_form", said, materials=policy(pl="ty"))) == ["Pan"]


def test_without_a_policy_the_rarer_form_of_a_mix_fails() -> None:
    said = conversation(("agent", "Pani Anno, wyślę Pani etykietę. Podaj adres."), language="pl")
    assert quotes(judge("address_form", said)) == ["Podaj"]


def test_without_a_policy_one_informal_form_throughout_passes() -> None:
    said = conversation(("agent", "Podaj numer, a Twoja paczka wyjedzie."), language="pl")
    assert judge("address_form", said).verdict is Verdict.PASS


def test_two_agents_with_two_forms_do_not_mix() -> None:
    said = conversation(("agent", "Czy ma Pan numer?"), ("agent", "Podaj adres."), language="pl")
    first, second = said.messages
    said = replace(said, messages=(replace(first, author="a-1"), replace(second, author="a-2")))
    assert judge("address_form", said).verdict is Verdict.PASS


def test_quoted_words_address_nobody() -> None:
    said = conversation(("agent", "Pani Anno, proszę kliknąć „Sprawdź status”."), language="pl")
    assert judge("address_form", said, materials=policy(pl="pan")).verdict is Verdict.PASS


def test_without_an_address_there_is_nothing_to_judge() -> None:
    said = conversation(("agent", "Paczka jest w drodze."), language="pl")
    assert judge("address_form", said, materials=policy(pl="pan")).verdict is Verdict.NOT_APPLICABLE


@pytest.mark.parametrize(
    ("turns", "verdict"),
    [
        pytest.param((("agent", "Dear Ms Nowak, no worries, mate."),), Verdict.FAIL, id="in one message"),
        pytest.param((("agent", "Dear Ms Nowak,"), ("agent", "Hi Anna,")), Verdict.PASS, id="growing friendlier"),
    ],
)
def test_english_mixes_only_within_a_message(turns: tuple[tuple[str, str], ...], verdict: Verdict) -> None:
    assert judge("address_form", conversation(*turns)).verdict is verdict


@pytest.mark.parametrize(
    ("answer", "words"),
    [
        pytest.param("Hi Ms Hill, it left today.", [], id="a title after Hi is one form"),
        pytest.param("It left today, mate.", ["mate"], id="a familiar word beside a title of another message"),
        pytest.param("Yeah, it left today.", [], id="merely friendlier"),
        pytest.param("The range is called Darling.", [], id="a name"),
    ],
)
def test_english_familiar_words_do_not_go_with_a_title(answer: str, words: list[str]) -> None:
    made = conversation(
        ("agent", "Dear Ms Hill, I am looking."), ("customer", "Where is my parcel?"), ("agent", answer)
    )
    assert quotes(judge("address_form", made)) == words


@pytest.mark.parametrize(
    ("language", "text"),
    [
        pytest.param("pl", "Panie Marku, przycisk Zapisz zmiany jest na dole.", id="the name of a button"),
        pytest.param("pl", "Program Poleć znajomego daje Panu 20 zł.", id="the name of a programme"),
        pytest.param("pl", "Panie Marku, patrz punkt 4.", id="a reference"),
        pytest.param("pl", "Panie Marku, na kartonie jest napis nie rzucaj.", id="what is written there"),
        pytest.param("en", "Dear Ms Turner, yep, it has left.", id="a word of chatting"),
        pytest.param("ar", "أهلا بك يا أخ إدريس، طلب حضرتك جاهز.", id="a title before a name"),
        pytest.param("pt", "O senhor espera? Diz-me, por favor, o número?", id="a third person that is asked"),
        pytest.param("pl", "Panie Marku, w okienku DODAJ jest miejsce na kod.", id="a word in capitals"),
        pytest.param("ar", "لا ترمها يا عم، طلب حضرتك جاهز.", id="respect to the old"),
        pytest.param("th", "สวัสดีครับคุณลูกค้า เธอคนนั้นคือพนักงานส่งครับ", id="somebody else"),
    ],
)
def test_what_may_be_no_address_needs_a_person(language: str, text: str) -> None:
    assert judge("address_form", conversation(("agent", text), language=language)).verdict is Verdict.NEEDS_HUMAN


@pytest.mark.parametrize(
    ("language", "text"),
    [
        pytest.param("pl", "Panie Marku, podaj mi numer.", id="an imperative"),
        pytest.param("pl", "Panie Marku, wybierz Boże Narodzenie z listy.", id="an imperative before a feast"),
        pytest.param("pl", "Panie Marku, już sprawdzam. Daj mi chwilę.", id="an imperative that opens a sentence"),
        pytest.param("en", "Dear Ms Turner, it has left, mate.", id="a companion set off"),
        pytest.param("en", "Dear Ms Turner, all good buddy, it has left.", id="a companion after all good"),
        pytest.param("ar", "حاضر يا أخي، طلب حضرتك جاهز.", id="a word of kinship without a name"),
        pytest.param("pt", "O senhor espera? Diz-me o número.", id="an order"),
        pytest.param("pt", "O senhor espera? Diz-me o teu número?", id="a question with a familiar word"),
    ],
)
def test_a_familiar_address_beside_a_formal_one_fails(language: str, text: str) -> None:
    assert judge("address_form", conversation(("agent", text), language=language)).verdict is Verdict.FAIL


@pytest.mark.parametrize(
    ("language", "text"),
    [
        pytest.param("pl", "Bóg zapłać i pani, pani Genowefo.", id="thanks to God"),
        pytest.param("pl", "Szczęść Boże, pani Genowefo, co mogę dla pani zrobić?", id="a greeting"),
        pytest.param("pl", "Daj Boże zdrowie Pana mamie, dziękuję Panu.", id="a wish"),
        pytest.param("pl", "Nie chwal dnia przed zachodem, panie Marku, ale wygląda to dobrze.", id="a proverb"),
        pytest.param("pl", "Panie Marku, kod WITAJ daje Panu 5 zł.", id="a code"),
        pytest.param("th", "คำของคุณก้องทำให้เรื่องถูกอ่านก่อนเพื่อน", id="before all others"),
    ],
)
def test_set_phrases_and_codes_address_nobody(language: str, text: str) -> None:
    assert quotes(judge("address_form", conversation(("agent", text), language=language))) == []
