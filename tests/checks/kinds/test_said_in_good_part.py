"""Tests which words of a good agent are left to a person, and which of the same words stay a fault."""

from dataclasses import replace

import pytest

from qa.domain.finding import Verdict
from qa.domain.rubric import PhraseChoice
from tests.build import conversation
from tests.checks.kinds.build import judge

HELP = PhraseChoice(use=("promise", "apology", "empathy", "resolution", "condition"))


@pytest.mark.parametrize(
    ("language", "said", "verdict"),
    [
        pytest.param("en", "There's nothing I can do.", Verdict.FAIL, id="nothing done"),
        pytest.param("en", "There's nothing I can do tonight, but at eight I'll ring.", Verdict.NEEDS_HUMAN, id="but"),
        pytest.param("pl", "Nic tu nie poradzę.", Verdict.FAIL, id="nic"),
        pytest.param("pl", "Nic tu nie poradzę, ale przesunę dostawę.", Verdict.NEEDS_HUMAN, id="ale"),
        pytest.param("ar", "لا أستطيع عمل شيء.", Verdict.FAIL, id="la"),
        pytest.param("ar", "لا أستطيع عمل شيء الليلة لكن غدًا أرسل البديل.", Verdict.NEEDS_HUMAN, id="lakin"),
        pytest.param("th", "ช่วยไม่ได้ค่ะ", Verdict.FAIL, id="chuai mai dai"),
        pytest.param("th", "ช่วยไม่ได้ค่ะ สิ่งที่ดิฉันทำให้ได้คือคืนค่าส่ง", Verdict.NEEDS_HUMAN, id="sing thi tham hai dai"),
    ],
)
def test_what_the_agent_can_do_instead_softens(language: str, said: str, verdict: Verdict) -> None:
    told = conversation(("customer", "?"), ("agent", said), language=language)
    assert judge("phrase", told, forbid=PhraseChoice(use=("dismissal",)), mild=HELP).verdict is verdict


@pytest.mark.parametrize(
    ("language", "said", "verdict"),
    [
        pytest.param("pt", "Prometo que a reclamação vai ser aceite.", Verdict.FAIL, id="vouched for"),
        pytest.param("pt", "A reclamação vai ser aceite, com certeza.", Verdict.NEEDS_HUMAN, id="not vouched for"),
        pytest.param("en", "I'm sure the driver will be with you by noon.", Verdict.NEEDS_HUMAN, id="a belief"),
        pytest.param("ar", "أقسم لك أن المبلغ سيكون في حسابك غدًا.", Verdict.FAIL, id="sworn"),
    ],
)
def test_a_promise_is_certain_where_the_agent_vouches_for_it(language: str, said: str, verdict: Verdict) -> None:
    told = conversation(("customer", "?"), ("agent", said), language=language)
    assert judge("combined", told, of="promise").verdict is verdict


@pytest.mark.parametrize(
    ("language", "said", "verdict"),
    [
        pytest.param("en", "Please send me your card number.", Verdict.FAIL, id="en"),
        pytest.param("en", "Please send me the page with your card number covered.", Verdict.NEEDS_HUMAN, id="covered"),
        pytest.param("pl", "Proszę przesłać numer karty.", Verdict.FAIL, id="pl"),
        pytest.param("pl", "Proszę przesłać wyciąg z zasłoniętym numerem karty.", Verdict.NEEDS_HUMAN, id="zasłonięty"),
        pytest.param("pt", "Envie-me o número do cartão.", Verdict.FAIL, id="pt"),
        pytest.param("pt", "Envie-me o extrato com o número do cartão tapado.", Verdict.NEEDS_HUMAN, id="tapado"),
    ],
)
def test_a_secret_to_be_covered_is_hardly_asked_for(language: str, said: str, verdict: Verdict) -> None:
    told = conversation(("customer", "?"), ("agent", said), language=language)
    asked, named = PhraseChoice(use=("secret-request",)), PhraseChoice(use=("secret-noun",))
    assert judge("secret_data", told, forbid=asked, secret=named).verdict is verdict


@pytest.mark.parametrize(
    ("start_ms", "verdict"),
    [
        pytest.param(None, Verdict.FAIL, id="no times"),
        pytest.param(800, Verdict.FAIL, id="at once"),
        pytest.param(9000, Verdict.NEEDS_HUMAN, id="nine seconds in"),
    ],
)
def test_a_call_that_begins_late_may_have_been_announced(start_ms: int | None, verdict: Verdict) -> None:
    told = conversation(("agent", "Acme, Anna speaking."), ("customer", "Where is it?"), channel="call")
    first = replace(told.messages[0], start_ms=start_ms)
    late = replace(told, messages=(first, *told.messages[1:]))
    required = PhraseChoice(use=("recording-notice",))
    assert judge("presence", late, require=required, consent=True).verdict is verdict


@pytest.mark.parametrize(
    ("language", "asked", "said", "verdict"),
    [
        pytest.param("ar", "هل سؤالي غبي؟", "لا يوجد سؤال غبي.", Verdict.NEEDS_HUMAN, id="Arabic, taken up"),
        pytest.param("ar", "أين الزر؟", "هل أنت غبي؟", Verdict.FAIL, id="Arabic, the agent's own"),
        pytest.param("th", "ถามโง่ ๆ ได้ไหม", "ไม่มีคำถามไหนโง่หรอกค่ะ", Verdict.NEEDS_HUMAN, id="Thai, taken up"),
        pytest.param("th", "ปุ่มอยู่ไหน", "โง่หรือเปล่าคะ", Verdict.FAIL, id="Thai, the agent's own"),
        pytest.param("en", "where are you with it?", "Are you stupid?", Verdict.FAIL, id="a small word is no echo"),
    ],
)
def test_a_word_the_customer_said_first_is_taken_up(language: str, asked: str, said: str, verdict: Verdict) -> None:
    told = conversation(("customer", asked), ("agent", said), language=language)
    assert judge("phrase", told, forbid=PhraseChoice(use=("rude",)), combine="rude", echoed=True).verdict is verdict
