"""The kind `inflection`: words in a form that does not fit those around them."""

from __future__ import annotations

import pytest

from qa.domain.finding import Verdict
from tests.build import conversation
from tests.checks.kinds.build import judge, quotes


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        pytest.param("Działamy na podstawie opinie klientów.", "opinie", id="a phrase with the genitive"),
        pytest.param("Paczka od kurier jest u nas.", "kurier", id="a preposition"),
        pytest.param("Wróciła do sklep.", "sklep", id="a noun that looks like a verb"),
        pytest.param("Wysłaliśmy ją dwa dnia temu.", "dnia", id="a numeral"),
        pytest.param("Niestety ten paczka zaginęła.", "ten paczka", id="a determiner"),
        pytest.param("Nie mamy ten model na stanie.", "ten model", id="a negated verb"),
        pytest.param("Dzień dobry. Pani przesyłka zostały nadana.", "zostały", id="a verb in the plural"),
    ],
)
def test_a_form_that_nothing_allows_fails(text: str, wrong: str) -> None:
    result = judge("inflection", conversation(("agent", text), language="pl"))
    assert result.verdict is Verdict.FAIL
    assert quotes(result) == [wrong]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("Od jutra do piątku, dla Pana, przez internet.", id="right cases"),
        pytest.param("Od dziś do 5 maja, do godz. 15, przy ul. Długiej.", id="adverbs, numbers, abbreviations"),
        pytest.param("Przesyłka od DPX trafi do Anna Home.", id="names left as they are"),
        pytest.param("Za trzy dni, w ciągu dwóch dni, po trzech dniach.", id="numerals"),
        pytest.param("Napisał Pan „od kurier”, czyli od kuriera.", id="a quotation"),
        pytest.param("Nie mamy tego modelu ani te buty nie wrócą.", id="a genitive after a negated verb"),
        pytest.param("Drzwi są całe. Pani zostały 2 dni. Rano są kolejki. Dane i paczka są u nas.", id="plural verbs"),
        pytest.param("Dla wszystkich, bez żadnego problemu, od razu.", id="pronouns and fixed phrases"),
    ],
)
def test_what_is_right_passes(text: str) -> None:
    assert judge("inflection", conversation(("agent", text), language="pl")).verdict is Verdict.PASS


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("Szczotka jest w obu ta sama.", id="the counted things are left out"),
        pytest.param("Po pierwsze rabat, po drugie darmowa dostawa.", id="an ordinal stands alone"),
        pytest.param("Prosi Pani o naprawę, dobrze rozumiem?", id="a title may be who acts"),
        pytest.param("Trzy czwarte zamówienia jest gotowe.", id="a part is the subject"),
    ],
)
def test_where_a_word_may_be_left_out_a_person_is_needed(text: str) -> None:
    assert judge("inflection", conversation(("agent", text), language="pl")).verdict is Verdict.NEEDS_HUMAN


def test_portuguese_hours_stand_without_their_noun() -> None:
    said = conversation(("agent", "Tentativa de entrega às onze e um quarto."), language="pt")
    assert judge("inflection", said).verdict is Verdict.PASS


@pytest.mark.parametrize(
    ("text", "language", "wrong"),
    [
        pytest.param("A encomenda foram entregue.", "pt", "foram", id="a Portuguese verb"),
        pytest.param("Houveram atrasos na entrega.", "pt-BR", "Houveram", id="an impersonal verb"),
        pytest.param("Your order have been sent.", "en", "have", id="an English verb"),
    ],
)
def test_other_languages_are_judged_too(text: str, language: str, wrong: str) -> None:
    assert quotes(judge("inflection", conversation(("agent", text), language=language))) == [wrong]


@pytest.mark.parametrize(
    ("text", "language", "channel"),
    [
        pytest.param("Die Paket sind da.", "de", "chat", id="another language"),
        pytest.param("Paczka od kurier", "pl", "call", id="a call"),
    ],
)
def test_it_does_not_apply(text: str, language: str, channel: str) -> None:
    said = conversation(("agent", text), language=language, channel=channel)
    assert judge("inflection", said).verdict is Verdict.NOT_APPLICABLE


@pytest.mark.parametrize(
    "text",
    ["O tym, która zaszła, napiszę jutro.", "Z dwóch dróg, która jest wygodniejsza, wybierzemy razem."],
)
def test_an_indirect_question_whose_noun_is_elsewhere_is_let_be(text: str) -> None:
    assert judge("inflection", conversation(("agent", text), language="pl")).verdict is Verdict.PASS
