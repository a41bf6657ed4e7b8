from __future__ import annotations

from decimal import Decimal

import pytest

from qa.domain.fact import Duration, Money, Percent, Relation, Scope
from qa.facts.words import describe_scope, describe_value

LEAST, MOST, RANGE = Relation.AT_LEAST, Relation.AT_MOST, Relation.RANGE


@pytest.mark.parametrize(
    ("value", "start_event", "words"),
    [
        pytest.param(
            Duration("day", n=14, relation=LEAST),
            "goods_received",
            "at least 14 day calendar from goods_received",
            id="at least",
        ),
        pytest.param(
            Duration("day", min=5, max=7, calendar="working", relation=RANGE), None, "5 to 7 day working", id="range"
        ),
        pytest.param(Money(Decimal("12.90"), "PLN", MOST), None, "at most 12.90 PLN", id="money"),
        pytest.param(Percent(Decimal(10)), None, "10 %", id="share"),
        pytest.param("9-17", None, "9-17", id="text"),
    ],
)
def test_values_are_said_in_words(value: Duration | Money | Percent | str, start_event: str | None, words: str) -> None:
    assert describe_value(value, start_event=start_event) == words


def test_a_scope_is_said_in_words() -> None:
    assert describe_scope(Scope("PL", "consumer", product_not=("hat", "coat"))) == "PL; consumer; not hat, coat"
    assert describe_scope(Scope()) == "everything"
