"""A label greets nobody, and turning to the next in line drops the customer."""

from __future__ import annotations

import pytest

from qa.domain.conversation import Where
from qa.domain.finding import Verdict
from tests.build import conversation
from tests.checks.kinds.build import judge, use, words

FIRST = Where(position="first", within=2)
LAST = Where(position="last", within=2)
FAIL, HUMAN, PASS = Verdict.FAIL, Verdict.NEEDS_HUMAN, Verdict.PASS


@pytest.mark.parametrize(
    ("opening", "verdict"),
    [
        pytest.param("Anna Nowak. The blue one is in stock.", FAIL, id="a label"),
        pytest.param("Anna, customer service. The blue one is in stock.", FAIL, id="a label with the office"),
        pytest.param("This is Anna. The blue one is in stock.", HUMAN, id="somebody speaks"),
        pytest.param("Anna Nowak! The blue one is in stock.", HUMAN, id="an exclamation"),
    ],
)
def test_a_name_and_a_shop_like_a_label_greet_nobody(opening: str, verdict: Verdict) -> None:
    said = conversation(("customer", "Hello, is the blue one in stock?"), ("agent", opening))
    assert judge("presence", said, where=FIRST, require=words("good morning"), sure="opening").verdict is verdict
    said = conversation(("customer", "Hello?"), ("agent", "Anna Nowak. Yes?"), channel="call")
    assert judge("presence", said, where=FIRST, require=words("good morning"), sure="opening").verdict is HUMAN


@pytest.mark.parametrize(
    ("language", "last", "verdict"),
    [
        pytest.param("en", "It clips on. Others are waiting.", FAIL, id="en others"),
        pytest.param("en", "It clips on. Next, please.", HUMAN, id="en please"),
        pytest.param("en", "It is popular. People are waiting for it.", HUMAN, id="en for a thing"),
        pytest.param("en", "It clips on. Got another chat waiting.", FAIL, id="en chat"),
        pytest.param("en", "Press it. Got another chat waiting, thank you!", PASS, id="en thanks"),
        pytest.param("pl", "Zatrzaskuje się. Mam tu kolejny czat.", FAIL, id="pl chat"),
        pytest.param("pt", "Encaixa-se. Tenho outra chamada.", FAIL, id="pt call"),
        pytest.param("th", "กดลงไป เลิกงานแล้ว", FAIL, id="th end of work"),
        pytest.param("pl", "Zatrzaskuje się. Następny.", FAIL, id="pl next"),
        pytest.param("pl", "Tak. To koniec promocji.", HUMAN, id="pl end of a sale"),
        pytest.param("pt", "Encaixa-se. Há gente à espera.", FAIL, id="pt people"),
        pytest.param("ar", "تركب لحالها. فيه ناس تنتظر.", FAIL, id="ar people"),
        pytest.param("ar", "تركب لحالها. في ناس بتفضل الأزرق.", HUMAN, id="ar taste"),
        pytest.param("th", "กดลงไป มีคนรออยู่", FAIL, id="th people"),
    ],
)
def test_turning_to_the_next_in_line_drops_the_customer(language: str, last: str, verdict: Verdict) -> None:
    said = conversation(("customer", "?"), ("agent", "..."), ("customer", "?"), ("agent", last), language=language)
    required = use("farewell")
    assert judge("presence", said, where=LAST, require=required, sure="ending", last_word=True).verdict is verdict


def test_turning_away_takes_thanks_before_it_back() -> None:
    said = conversation(
        ("customer", "?"), ("agent", "Thanks, I see it."), ("customer", "?"), ("agent", "Bin it. Next.")
    )
    required = use("thanks", "farewell")
    result = judge("presence", said, where=LAST, require=required, sure="ending", last_word=True)
    assert result.verdict is FAIL
    said = conversation(
        ("customer", "?"), ("agent", "Thanks for asking.\n\nIt folds.\n\nI'm off now."), channel="email"
    )
    result = judge("presence", said, where=LAST, require=required, sure="ending", last_word=True)
    assert result.verdict is FAIL
