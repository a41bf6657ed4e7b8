"""A customer who asks to be on first names is addressed so: that is no fault from then on."""

from __future__ import annotations

import pytest

from qa.domain.fact import Company, FactBase
from qa.domain.finding import Verdict
from qa.ports import Materials
from tests.build import conversation
from tests.checks.kinds.build import judge, quotes

_FORMAL = Materials(
    facts=FactBase(company=Company(address_policy={"pl": "pan", "pt": "o_senhor", "th": "khun", "ar": "hadretak"}))
)
_ANSWERS = {
    "pl": "Jasne, podaj mi numer.",
    "pt": "Claro, podes dizer-me o teu código?",
    "th": "ได้เลยเธอ ส่งรูปมานะแก",
    "ar": "طيب يا حبيبي، إنت ابعت الصورة",
}


@pytest.mark.parametrize(
    ("language", "asked"),
    [
        pytest.param("pl", "Mówmy sobie po imieniu, Kamil jestem.", id="pl let us"),
        pytest.param("pl", "Możemy przejść na ty?", id="pl may we"),
        pytest.param("pl", "Proszę mówić do mnie po imieniu.", id="pl please do"),
        pytest.param("pl", "Bez tego pana, Krzysiek wystarczy.", id="pl drop the title"),
        pytest.param("pl", "Nie mów mi pani, mam 20 lat.", id="pl do not call me"),
        pytest.param("pt", "Podemos tratar-nos por tu?", id="pt may we"),
        pytest.param("pt", "Trate-me por tu, por favor.", id="pt please do"),
        pytest.param("pt", "Deixe lá o senhor, sou o Rui.", id="pt drop the title"),
        pytest.param("th", "คุยกันแบบเพื่อนได้ไหม", id="th as friends"),
        pytest.param("th", "ไม่ต้องเรียกคุณหรอก", id="th drop the title"),
        pytest.param("ar", "ممكن نحكي بلا حضرتك؟", id="ar without the title"),
        pytest.param("ar", "ناديني باسمي بس", id="ar by my name"),
    ],
)
def test_familiar_words_are_right_once_asked_for(language: str, asked: str) -> None:
    said = conversation(("customer", asked), ("agent", _ANSWERS[language]), language=language)
    assert quotes(judge("address_form", said, materials=_FORMAL)) == []


@pytest.mark.parametrize(
    ("language", "asked"),
    [
        pytest.param("pl", "Na ty etykiecie nie ma numeru.", id="pl a slip of the hand"),
        pytest.param("pl", "Bez pana pomocy sobie nie poradzę.", id="pl without your help"),
        pytest.param("pl", "Po imieniu dziecka jest haft.", id="pl the name of a child"),
        pytest.param("pl", "Czy pani mówi po angielsku?", id="pl another language"),
        pytest.param("pl", "Przejdźmy do zwrotu.", id="pl let us go on"),
        pytest.param("pt", "O senhor deixou a encomenda?", id="pt a question"),
        pytest.param("pt", "Podemos tratar da troca por escrito?", id="pt deal with"),
        pytest.param("pt", "Trate-me disso por favor.", id="pt see to it"),
        pytest.param("th", "คุยกันเรื่องส่งของได้ไหม", id="th let us talk of"),
        pytest.param("ar", "الطلب وصل بدون فاتورة", id="ar without an invoice"),
    ],
)
def test_other_words_of_the_customer_change_nothing(language: str, asked: str) -> None:
    said = conversation(("customer", asked), ("agent", _ANSWERS[language]), language=language)
    assert judge("address_form", said, materials=_FORMAL).verdict is Verdict.FAIL


def test_what_was_said_before_it_was_asked_for_still_counts() -> None:
    said = conversation(
        ("agent", "Podaj mi numer."), ("customer", "Wie pan co, mówmy sobie na ty."), ("agent", "To wyślij zdjęcie."),
        language="pl",
    )  # fmt: skip
    assert quotes(judge("address_form", said, materials=_FORMAL)) == ["Podaj"]
