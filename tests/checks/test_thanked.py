"""What an agent gives thanks for, and what a customer did as it is to be done, is held against nobody."""

from __future__ import annotations

import pytest

from qa.domain.finding import Verdict
from tests.build import conversation
from tests.checks.kinds.build import judge, use


def verdict(language: str, said: str, fault: str) -> Verdict:
    """Return what a check of the phrases and combinations of a fault says of one sentence of an agent."""
    heard = conversation(("customer", "?"), ("agent", said), language=language)
    return judge("phrase", heard, forbid=use(fault), combine=fault).verdict


@pytest.mark.parametrize(
    ("language", "said", "fault"),
    [
        pytest.param("th", "ขอบคุณที่อดทนรอนะคะ", "dismissal", id="th: waiting patiently"),
        pytest.param("en", "Thank you for bearing with us and calming down.", "dismissal", id="en: bearing with us"),
        pytest.param("pt", "Obrigado por ter calma.", "dismissal", id="pt: calm"),
        pytest.param("pl", "Dziękuję, że zechciał się Pan uspokoić.", "dismissal", id="pl: calming down"),
        pytest.param("pt", "A senhora lavou-o como diz a etiqueta.", "blame", id="pt: as the label says"),
        pytest.param("ar", "غسلته حضرتك كما تقول البطاقة.", "blame", id="ar: as the label says"),
        pytest.param("pl", "Prała ją Pani zgodnie z metką, więc to wada.", "blame", id="pl: as the label says"),
        pytest.param("en", "You washed it as the label says, so this is a fault.", "blame", id="en: as the label says"),
    ],
)
def test_what_is_thanked_for_or_was_done_rightly_is_no_fault(language: str, said: str, fault: str) -> None:
    assert verdict(language, said, fault) is Verdict.PASS


@pytest.mark.parametrize(
    ("language", "said", "fault"),
    [
        pytest.param("th", "ขอบคุณค่ะ ต้องอดทนนะคะ", "dismissal", id="th: thanks for something else"),
        pytest.param("en", "Thanks for the photo, but you broke it yourself.", "blame", id="en: after the thanks"),
        pytest.param("pl", "Trzeba było prać zgodnie z metką, zniszczyła ją Pani sama.", "blame", id="pl: ought to"),
        pytest.param("pt", "A senhora devia ter lido, lavou mal e estragou o vestido.", "blame", id="pt: badly"),
    ],
)
def test_thanks_elsewhere_excuse_nothing(language: str, said: str, fault: str) -> None:
    assert verdict(language, said, fault) in (Verdict.FAIL, Verdict.NEEDS_HUMAN)
