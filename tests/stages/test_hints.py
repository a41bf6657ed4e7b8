"""Hints for those who write feedback: always and never, the person, irony, in five languages."""

from __future__ import annotations

import pytest

from qa.stages.feedback import Hint, HintKind, find_hints

ABSOLUTE, TRAIT, IRONY = HintKind.ABSOLUTE, HintKind.TRAIT, HintKind.IRONY


@pytest.mark.parametrize(
    ("text", "hints"),
    [
        pytest.param("You always forget it.", [Hint(ABSOLUTE, "always")], id="English"),
        pytest.param("NEVER say that. You are careless.", [Hint(ABSOLUTE, "NEVER"), Hint(TRAIT, "careless")], id="two"),
        pytest.param("Zawsze odpowiadasz niedbale.", [Hint(ABSOLUTE, "Zawsze"), Hint(TRAIT, "niedbale")], id="Polish"),
        pytest.param("No pięknie, znowu 30 dni.", [Hint(IRONY, "No pięknie")], id="Polish irony"),
        pytest.param("Nunca cumprimenta.", [Hint(ABSOLUTE, "Nunca")], id="Portuguese"),
        pytest.param("أنت دائمًا متأخر", [Hint(ABSOLUTE, "دائما")], id="Arabic, with its marks"),
        pytest.param("كلام وقح", [Hint(TRAIT, "وقح")], id="Arabic trait"),
        pytest.param("คุณไม่เคยทักทายลูกค้า", [Hint(ABSOLUTE, "ไม่เคย")], id="Thai, without spaces"),
        pytest.param("always, Always, ALWAYS", [Hint(ABSOLUTE, "always")], id="each word once"),
        pytest.param("The refund takes 14 days, not 30.", [], id="English without"),
        pytest.param("Klient nie dostał odpowiedzi na drugie pytanie.", [], id="Polish without"),
        pytest.param("O cliente não recebeu resposta.", [], id="Portuguese without"),
        pytest.param("لم يحصل العميل على جواب.", [], id="Arabic without"),
        pytest.param("ลูกค้ายังไม่ได้คำตอบ", [], id="Thai without"),
        pytest.param("The hallways are nevertheless crude.", [], id="words inside words"),
        pytest.param("", [], id="nothing"),
    ],
)
def test_hints(text: str, hints: list[Hint]) -> None:
    assert list(find_hints(text)) == hints
