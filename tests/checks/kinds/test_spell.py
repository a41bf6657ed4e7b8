"""Values spelled out for people."""

from __future__ import annotations

import pytest

from checks.accuracy.spell import spell_fact
from qa.domain.fact import Duration, Fact, Relation, Source


@pytest.mark.parametrize(
    ("value", "start_event", "language", "expected"),
    [
        pytest.param(
            Duration("day", n=14, relation=Relation.AT_LEAST),
            "goods_received",
            "pl",
            "co najmniej 14 dni od otrzymania towaru",
            id="Polish, with its start",
        ),
        pytest.param(Duration("day", n=1, calendar="working"), None, "pl", "1 dzień roboczy", id="one"),
        pytest.param(Duration("year", n=3), None, "pl", "3 lata", id="a few"),
        pytest.param(Duration("hour", n=24), None, "pl", "24 godziny", id="twenty-four"),
        pytest.param(Duration("month", n=12), None, "pl", "12 miesięcy", id="twelve"),
        pytest.param(
            Duration("day", min=5, max=7, calendar="working", relation=Relation.RANGE),
            None,
            "en",
            "5–7 working days",
            id="a range",
        ),
        pytest.param(
            Duration("day", n=14, calendar="working", relation=Relation.AT_MOST),
            "complaint_received",
            "pt-BR",
            "no máximo 14 dias úteis a contar da receção da reclamação",
            id="Portuguese, with its start",
        ),
        pytest.param(Duration("hour", n=1), None, "pt", "1 hora", id="one hour in Portuguese"),
        pytest.param(
            Duration("day", n=14, relation=Relation.AT_MOST),
            "goods_received",
            "ar",
            "14 يومًا على الأكثر من استلام البضاعة",
            id="Arabic, eleven and more",
        ),
        pytest.param(Duration("day", n=2, calendar="working"), None, "ar", "يوما عمل", id="Arabic, two"),
        pytest.param(Duration("month", n=3), None, "ar", "3 أشهر", id="Arabic, a few"),
        pytest.param(
            Duration("day", min=1, max=2, relation=Relation.RANGE), None, "ar", "1–2 يوم", id="Arabic, a range to two"
        ),
        pytest.param(
            Duration("day", n=7, calendar="working", relation=Relation.AT_LEAST),
            "goods_returned",
            "th",
            "อย่างน้อย 7 วันทำการ นับจากคืนสินค้า",
            id="Thai, working days",
        ),
        pytest.param(Duration("day", n=1.5), None, "pl", "1.5 dnia", id="Polish, a fraction"),
        pytest.param(Duration("year", n=1), None, "de", "1 year", id="English where there are no words"),
    ],
)
def test_a_length_is_spelled_out(value: Duration, start_event: str | None, language: str, expected: str) -> None:
    fact = Fact("f", "refund.time", value, Source("policy", "x"), start_event=start_event)
    assert spell_fact(fact, language=language) == expected
