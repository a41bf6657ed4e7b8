"""The kind `vouched`: pledges of what others hold in their hands."""

from __future__ import annotations

import pytest

from qa.domain.finding import Verdict
from tests.build import conversation
from tests.checks.kinds.build import judge


@pytest.mark.parametrize(
    ("language", "text"),
    [
        pytest.param("en", "The box will be with you on Friday by 5 pm. I'd stake my job on it.", id="English, beside"),
        pytest.param("en", "I swear your money will be in your account tomorrow.", id="English, money"),
        pytest.param("en", "It arrives on Saturday, even if the courier has to walk.", id="English, come what may"),
        pytest.param("en", "They'll approve your claim, you have my word.", id="English, others decide"),
        pytest.param("pl", "Kurier zapuka w piątek przed południem. Biorę to na siebie.", id="Polish, beside"),
        pytest.param("pl", "Pieniądze będą na koncie jutro, ręczę głową.", id="Polish, money"),
        pytest.param("pl", "Paczka dotrze w sobotę, choćby spadł śnieg.", id="Polish, come what may"),
        pytest.param("pl", "Uznają Pani reklamację, daję słowo.", id="Polish, others decide"),
        pytest.param("pt", "A caixa chega na sexta. Tem a minha palavra.", id="Portuguese, beside"),
        pytest.param("pt", "Amanhã o dinheiro está na sua conta, juro-lhe.", id="Portuguese, money"),
        pytest.param("pt", "Chega no sábado, mesmo que haja greve.", id="Portuguese, come what may"),
        pytest.param("pt", "Vão aceitar a reclamação, garanto-lhe eu.", id="Portuguese, others decide"),
        pytest.param("ar", "الكرتون عند بابك يوم الجمعة. هذا على مسؤوليتي.", id="Arabic, beside"),
        pytest.param("ar", "المبلغ في حسابك بكرة، أعدك.", id="Arabic, money"),
        pytest.param("ar", "يصلك يوم السبت حتى لو نزل المطر.", id="Arabic, come what may"),
        pytest.param("pl", "W środę pieniądze są na koncie, a jak nie, to sam wyłożę.", id="Polish, or I pay"),
        pytest.param("ar", "يوم الأربعاء المبلغ في حسابك، وإلا من جيبي.", id="Arabic, or I pay"),
        pytest.param("en", "The driver will be with you tomorrow, a million percent.", id="English, percent"),
        pytest.param("th", "กล่องอยู่หน้าบ้านวันศุกร์ค่ะ เอาหัวเป็นประกันเลยค่ะ", id="Thai, beside"),
        pytest.param("th", "พรุ่งนี้เงินเข้าบัญชี ผมรับปากเลยครับ", id="Thai, money"),
        pytest.param("th", "ของถึงบ้านวันเสาร์ ต่อให้ฝนตกค่ะ", id="Thai, come what may"),
        pytest.param("en", "The rash is gone in a week for everybody who uses it.", id="English, a cure"),
        pytest.param("pl", "Ból minie po trzech nocach. Podpisuję się pod tym.", id="Polish, a cure"),
        pytest.param("pt", "As borbulhas desaparecem a todos em três dias.", id="Portuguese, a cure"),
        pytest.param("ar", "مستحيل يحسس أحد والاحمرار يختفي بعد يومين.", id="Arabic, a cure"),
        pytest.param("th", "ปวดหลังหายขาดทุกรายค่ะ", id="Thai, a cure"),
    ],
)
def test_a_pledge_of_what_others_do_fails(language: str, text: str) -> None:
    assert judge("vouched", conversation(("agent", text), language=language)).verdict is Verdict.FAIL


@pytest.mark.parametrize(
    ("language", "text"),
    [
        pytest.param("en", "The courier plans Friday. I promise to write if anything changes.", id="own act"),
        pytest.param("en", "I can't promise that it'll be there on Friday, even if it leaves today.", id="a denial"),
        pytest.param("en", "It should arrive on Friday, and I'll keep an eye on it.", id="an estimate"),
        pytest.param("en", "Even if it arrives on Friday, you still have 30 days to return it.", id="a condition"),
        pytest.param("en", "I promise we'll sort this out. Your box arrives on Friday, says the courier.", id="help"),
        pytest.param("en", "I guarantee you'll have a reply from me by Friday.", id="a reply"),
        pytest.param("en", "If it doesn't arrive on Friday, I'll send a new one, even if we have to pay.", id="if not"),
        pytest.param("en", "You'll have 100% of the price in your account by Friday.", id="all of a price"),
        pytest.param("pl", "Paczka dotrze jutro i koniec z czekaniem.", id="Polish, the end of waiting"),
        pytest.param("pl", "Paczka dotrze jutro. Obiecuję napisać, gdyby coś się zmieniło.", id="Polish, own act"),
        pytest.param("pl", "Nie mogę obiecać, że dotrze jutro, choćby wyszła dziś.", id="Polish, a denial"),
        pytest.param("pl", "Przewoźnik podaje piątek, dopilnuję tego, daję słowo.", id="Polish, an estimate"),
        pytest.param("pl", "Nawet jeśli dotrze jutro, ma Pani 30 dni na zwrot.", id="Polish, a condition"),
        pytest.param("pl", "Obiecuję, że jutro zadzwonię. Paczka dotrze w piątek.", id="Polish, help"),
        pytest.param("pt", "Chega na sexta. Prometo avisar se houver atraso.", id="Portuguese, own act"),
        pytest.param("pt", "Não lhe posso garantir que chega amanhã.", id="Portuguese, a denial"),
        pytest.param("pt", "Mesmo que chegue amanhã, tem 30 dias para devolver.", id="Portuguese, a condition"),
        pytest.param("pt", "O estafeta toca à campainha na sexta, mesmo que não tenha a caixa.", id="Portuguese, help"),
        pytest.param("pt", "Em princípio chega na sexta, faça chuva ou sol.", id="Portuguese, an estimate"),
        pytest.param("ar", "يصل يوم الجمعة. أعدك أن أتابع الموضوع.", id="Arabic, own act"),
        pytest.param("ar", "لا أستطيع أن أعدك أنه يصل غدا.", id="Arabic, a denial"),
        pytest.param("ar", "من المتوقع أن يصل يوم الجمعة حتى لو تأخر المندوب.", id="Arabic, an estimate"),
        pytest.param("th", "ของถึงวันศุกร์ค่ะ สัญญาว่าจะติดตามให้ค่ะ", id="Thai, own act"),
        pytest.param("th", "ไม่สามารถรับรองว่าถึงวันศุกร์ค่ะ", id="Thai, a denial"),
        pytest.param("th", "คาดว่าถึงบ้านวันเสาร์ ต่อให้ฝนตกก็น่าจะทันค่ะ", id="Thai, an estimate"),
        pytest.param("en", "I hope the pain is gone soon; the cream may help.", id="a wish"),
        pytest.param("en", "If the redness doesn't disappear, please see a doctor.", id="advice"),
        pytest.param("pl", "Żaden krem nie sprawi, że zmiany znikną u każdego.", id="Polish, no cure"),
        pytest.param("pt", "Nenhuma almofada faz desaparecer as dores de todos.", id="Portuguese, no cure"),
        pytest.param("ar", "أتمنى أن يختفي الألم قريبا.", id="Arabic, a wish"),
        pytest.param("th", "หมอนช่วยบรรเทาอาการปวดได้ แต่ไม่ใช่ยาค่ะ", id="Thai, no cure"),
        pytest.param("en", "My word, what a mess! It arrives on Friday.", id="English, a cry"),
        pytest.param(
            "en", "It'll be there by Friday. My word is worth little against the plan, though.", id="worth little"
        ),
        pytest.param("th", "เขาให้สัญญาว่าของถึงบ้านวันศุกร์ค่ะ", id="Thai, others promise"),
        pytest.param("th", "ผมยังรับปากวันแทนขนส่งไม่ได้ แต่ของควรถึงท่านวันศุกร์ครับ", id="Thai, refused around its object"),
    ],
)
def test_what_the_agent_does_or_doubts_is_fine(language: str, text: str) -> None:
    assert judge("vouched", conversation(("agent", text), language=language)).verdict is Verdict.NOT_APPLICABLE


@pytest.mark.parametrize(
    ("language", "text"),
    [
        pytest.param("en", "With this pillow your stiff neck is gone within a week.", id="English"),
        pytest.param("pl", "Po tygodniu swędzenie zniknie.", id="Polish"),
    ],
)
def test_a_cure_of_the_customer_alone_needs_a_person(language: str, text: str) -> None:
    assert judge("vouched", conversation(("agent", text), language=language)).verdict is Verdict.NEEDS_HUMAN
