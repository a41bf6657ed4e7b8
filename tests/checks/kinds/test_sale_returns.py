"""The kind `combined`: sale goods that may not go back fail; a box, a fee or a courier that does not is none."""

from __future__ import annotations

import pytest

from tests.build import conversation
from tests.checks.kinds.build import judge


def _verdict(language: str, asked: str, told: str) -> str:
    said = conversation(("customer", asked), ("agent", told), language=language)
    return judge("combined", said, of="rights").verdict.value


@pytest.mark.parametrize(
    ("language", "asked", "sure", "other"),
    [
        pytest.param(
            "en",
            "I want to return the rug.",
            "Clearance goods cannot be returned, whatever the box looks like.",
            "It is from clearance, so the carton is not returned to us as new.",
            id="en box",
        ),
        pytest.param(
            "en", "I want to return it.", "Sale items are final.", "The sale rug has not come back yet.", id="en yet"
        ),
        pytest.param(
            "pl",
            "Chcę zwrócić dywan.",
            "Dywanów z wyprzedaży nie przyjmujemy.",
            "W czasie wyprzedaży kurier nie przyjmie paczki w niedzielę.",
            id="pl courier",
        ),
        pytest.param(
            "pt",
            "Quero devolver o tapete.",
            "Artigos em saldos não se devolvem.",
            "Os portes expresso não se devolvem, o tapete em saldos sim.",
            id="pt postage",
        ),
        pytest.param(
            "ar",
            "أريد أن أرجع السجادة.",
            "قطع التخفيضات لا ترجع.",
            "السجادة من التخفيضات، والعلبة لا ترجع جديدة.",
            id="ar box",
        ),
        pytest.param(
            "th", "อยากคืนพรม", "ของลดราคาไม่รับคืนค่ะ", "พรมลดราคา ส่วนกล่องไม่รับคืนค่ะ ส่งแค่พรมมาค่ะ", id="th box"
        ),
    ],
)  # fmt: skip
def test_what_may_not_go_back_must_be_the_goods(language: str, asked: str, sure: str, other: str) -> None:
    assert _verdict(language, asked, sure) == "fail"
    assert _verdict(language, asked, other) != "fail"
