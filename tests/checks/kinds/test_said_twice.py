"""The kind `contradiction`: days, numbers and steps that an agent tells twice in different ways."""

from __future__ import annotations

import pytest

from tests.build import conversation
from tests.checks.kinds.build import judge


@pytest.mark.parametrize(
    ("language", "first", "second", "verdict"),
    [
        pytest.param(
            "pl", "Paczka wyszła wczoraj z magazynu.", "Paczka nie została jeszcze wysłana.", "fail", id="a step"
        ),
        pytest.param("pl", "Technik przyjedzie w czwartek.", "Technik będzie u Pana w piątek.", "fail", id="a visit"),
        pytest.param("pl", "Wystarczy jedno zdjęcie.", "Proszę o pięć zdjęć.", "fail", id="photos"),
        pytest.param(
            "en", "The technician comes on Thursday.", "The technician comes on Friday.", "fail", id="English"
        ),
        pytest.param("pt", "A encomenda saiu ontem do armazém.", "A encomenda ainda não foi enviada.", "fail", id="pt"),
        pytest.param("th", "ของออกจากคลังเมื่อวานแล้วค่ะ", "ของยังไม่ออกจากคลังค่ะ", "fail", id="Thai"),
        pytest.param(
            "pl", "Paczka wyszła z magazynu.", "Paczka nie została jeszcze doręczona.", None, id="a later step"
        ),
        pytest.param(
            "pl", "Technik będzie w czwartek.", "Pomyliłem się, technik będzie w piątek.", None, id="put right"
        ),
        pytest.param("en", "Please send three photos.", "Thanks, three photos will do.", None, id="the same number"),
        pytest.param("ar", "الشحنة خرجت أمس من المستودع.", "الشحنة لم تصل بعد.", None, id="Arabic"),
    ],
)
def test_what_can_be_true_only_once(language: str, first: str, second: str, verdict: str | None) -> None:
    spoken = conversation(("agent", first), ("customer", "OK"), ("agent", second), language=language)
    assert (judge("contradiction", spoken).verdict.value == "fail") is (verdict == "fail")
