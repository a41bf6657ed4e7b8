"""Words of the trade that customers do not know, and where they may stand."""

from __future__ import annotations

import pytest

from qa.domain.finding import Verdict
from tests.build import conversation
from tests.checks.kinds.build import judge

Case = tuple[str, str | None, str, str]

INSIDE: tuple[Case, ...] = (
    ("th", None, "พัสดุอยู่ไหนคะ", "เคสนี้ติด SLA ของ 3PL อยู่ ต้องรอ WMS sync ก่อนค่ะ"),
    ("ar", None, "أين طلبي؟", "الطلب معلق على الـ WMS وننتظر الـ AWB من الـ 3PL."),
    ("pt", None, "Onde está?", "O RMA ficou em standby, aguardamos o AWB do carrier e o update do WMS."),
    ("pl", None, "Gdzie paczka?", "Case poszedł do L2, czekamy na update z WMS od 3PL."),
    ("en", None, "Where is it?", "The RMA is stuck in WMS, awaiting AWB from the 3PL."),
)
ALONE: tuple[Case, ...] = (
    ("th", None, "พัสดุอยู่ไหนคะ", "เปิดเคสให้แล้ว รอทีม QC confirm AWB กับ carrier ค่ะ"),
    ("pl", None, "Jak odesłać?", "Na etykiecie proszę dopisać numer RMA z wiadomości. RMA jest też na koncie."),
    ("en", None, "Which one?", "Please send me the SKU from the label."),
)
EXPLAINED: tuple[Case, ...] = (
    ("th", None, "พัสดุอยู่ไหนคะ", "รุ่น QC-35 สี SKY และรุ่น AWB200 มีส่งฟรีค่ะ ใช้แอป LINE แจ้งได้เลยนะคะ"),
    ("th", None, "เลข RMA คืออะไรคะ", "เลข RMA คือเลขที่รับคืนค่ะ ดูได้ในอีเมลเลยนะคะ"),
    ("ar", None, "أين طلبي؟", "جهاز QC35 متوفر، ويمكنك المتابعة عبر تطبيق DHL أو رسالة SMS."),
    ("ar", None, "ما هو RMA؟", "رقم RMA هو رقم الإرجاع، وتجده في رسالة البريد."),
    ("pt", None, "O que é o RMA?", "O RMA é o número da devolução; está no e-mail."),
    (
        "pt",
        None,
        "Onde está?",
        "Como referi acima, a encomenda foi enviada hoje. O ecrã QC35 e o cabo USB seguem juntos.",
    ),
    ("pl", None, "Co to RMA?", "RMA to numer zwrotu, jest w mailu."),
    (
        "pl",
        None,
        "Gdzie paczka?",
        "Model L2 i L3 są w drodze, tak jak pisałam powyżej. Zgłoszenie złożone w piątek jest zamknięte.",
    ),
    ("en", None, "What is an RMA?", "The RMA is your return number; it is in the email."),
    ("en", None, "Where is it?", "The label shows our return number (RMA), and the RMA is on the slip."),
    ("en", None, "Where is it?", "It is on backorder until May."),
)


def verdict_of(case: Case) -> Verdict:
    language, _, customer, agent = case
    said = conversation(("customer", customer), ("agent", agent), language=language)
    return judge("jargon", said).verdict


@pytest.mark.parametrize("case", INSIDE, ids=lambda case: case[3])
def test_several_inside_words_fail(case: Case) -> None:
    assert verdict_of(case) is Verdict.FAIL


@pytest.mark.parametrize("case", ALONE, ids=lambda case: case[3])
def test_one_inside_word_alone_needs_a_person(case: Case) -> None:
    assert verdict_of(case) is Verdict.NEEDS_HUMAN


@pytest.mark.parametrize("case", EXPLAINED, ids=lambda case: case[3])
def test_a_word_explained_or_the_customers_own_is_let_be(case: Case) -> None:
    assert verdict_of(case) is not Verdict.FAIL
