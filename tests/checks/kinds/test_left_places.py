"""Places that a saved reply left open, as programs and people write them, and what only looks like them."""

from __future__ import annotations

import pytest

from qa.domain.finding import Verdict
from tests.build import conversation
from tests.checks.kinds.build import judge

Case = tuple[str, str | None, str, str]

LEFT: tuple[Case, ...] = (
    ("en", "Helen Turner", "Hi, where is my order?", "Dear Sir/Madam, your order is on its way."),
    ("en", "Helen Turner", "Hi, where is my order?", "Hi Helen, thanks for shopping at %store name%."),
    ("en", None, "Hi, where is my order?", "Hi #FIRSTNAME#, we have looked at your order."),
    ("en", None, "Hi, where is my order?", "Your order will arrive on [day of week] with our courier."),
    ("en", None, "Hi, where is my order?", "Hello @customer_name, your refund of £ __ has been sent."),
    ("en", None, "Hi, where is my order?", "Hello, your refund of £[amount to be refunded] has been sent."),
    ("en", None, "Hi, where is my order?", "Hi NAME, your parcel is due on DATE."),
    (
        "en",
        "Helen Turner",
        "Hi, where is my order?",
        "Hi Helen, your item(s) will arrive tomorrow. TEMPLATE 14 - late parcel",
    ),
    ("pl", "Anna Nowak", "Gdzie paczka?", "Dzień dobry, dziękujemy za zakupy w %nazwa sklepu%."),
    ("pl", None, "Gdzie paczka?", "Dzień dobry, paczka dotrze w dniu ........ do godziny 18."),
    ("pl", None, "Gdzie paczka?", "Pani #IMIE#, zwrot w wysokości ### zł został zlecony."),
    ("pl", "Anna Nowak", "Gdzie paczka?", "Szanowny Kliencie/Szanowna Klientko, paczka jest w drodze."),
    ("pl", None, "Gdzie paczka?", "Zwrot zlecono dnia DD.MM.RRRR na Państwa konto."),
    ("pt", None, "Onde está a encomenda?", "Obrigado por comprar na %nome da loja%."),
    ("pt", "Ana Reis", "Onde está a encomenda?", "Caro(a) cliente, a encomenda segue hoje."),
    ("pt", None, "Onde está a encomenda?", "A encomenda chega a DD/MM/AAAA, entre as XXh e as XXh."),
    ("pt", None, "Onde está a encomenda?", "O seu código de seguimento é #CODIGO#, obrigado."),
    ("pt", None, "Onde está a encomenda?", "Olá {{cliente}}, a encomenda segue hoje. (escolher: amanhã / hoje)"),
    ("ar", None, "أين طلبي؟", "شكرا لتسوقك من %اسم المتجر%."),
    ("ar", None, "أين طلبي؟", "مرحبا @اسم_العميل، طلبك في الطريق."),
    ("ar", None, "أين طلبي؟", "سيصل الطلب بتاريخ ....../....../......"),
    ("ar", "سارة", "أين طلبي؟", "عزيزي العميل / عزيزتي العميلة، طلبك في الطريق."),
    ("th", None, "พัสดุอยู่ไหนคะ", "ขอบคุณที่ใช้บริการร้าน %ชื่อร้าน% ค่ะ"),
    ("th", None, "พัสดุอยู่ไหนคะ", "สวัสดีค่ะคุณ [ใส่ชื่อลูกค้า] พัสดุจะถึงวันที่ XX ค่ะ"),
    ("en", None, "Hi", "Hello <<FirstName>>, thank you for waiting."),
    ("en", "Tom Reed", "Hi", "Hello Mr./Mrs. Reed, your parcel left today."),
    ("pl", None, "Hej", "Cześć {imie}, kod rabatowy to KOD_RABATOWY."),
    ("pl", "Jan Lis", "Hej", "Dzień dobry, czy zgodził(a)by się Pan(i) na wymianę?"),
    ("pl", None, "Hej", "Reklamację nr (numer zgłoszenia) rozpatrzymy do [termin]."),
    ("pt", None, "Oi", "Olá, [primeiro nome], o pedido nº XXXX saiu."),
    ("pt", "Rui Dias", "Oi", "Prezado/a, o seu pedido saiu. Fica satisfeito/a?"),
    ("ar", None, "مرحبا", "أهلا {{اسم}}، رقم طلبك هو [رقم الطلب]."),
    ("th", None, "สวัสดีค่ะ", "สวัสดีค่ะคุณ____ พัสดุเลขที่ {tracking} ค่ะ"),
)
FILLED: tuple[Case, ...] = (
    (
        "en",
        None,
        "Dear Sir/Madam, where is my order?",
        "Thank you for your message. The sale is 20% off shoes and 10% off coats.",
    ),
    ("en", None, "Where is my order?", "Your order #10457 is with DPX. Follow @lipowa and #autumnsale for offers."),
    (
        "en",
        None,
        "Where is my order?",
        "Is your first name and last name on the label? Size S/M or M/L? Send name and date.",
    ),
    ("en", None, "Where is my order?", "I checked... and it is there. Price [incl. VAT] is £20; see section [2]."),
    ("en", None, "Where is it?", "Enter the date as DD/MM/YYYY in the form, please."),
    ("pl", "Anna Nowak", "Gdzie paczka?", "Rabat 10% na buty i 20% na kurtki. Paczka #10457 jest w drodze, tel. *22."),
    ("pl", None, "Gdzie paczka?", "Proszę wpisać datę w formacie DD.MM.RRRR i imię na etykiecie."),
    (
        "pt",
        None,
        "Onde está a encomenda?",
        "Desconto de 10% nos sapatos e 20% nos casacos. Preencha a data no formato DD/MM/AAAA.",
    ),
    ("ar", None, "أين طلبي؟", "خصم 10% على الأحذية و20% على المعاطف، راسلنا على @lipowa."),
    ("th", None, "พัสดุอยู่ไหนคะ", "ลด 10% สำหรับรองเท้า และ 20% สำหรับเสื้อ ติดตาม @lipowa ค่ะ"),
    ("en", None, "Hi", "Use code SAVE_20 and the pipe | on your keyboard; 50% | 30% off."),
    ("en", "Tom Reed", "Hi", "Hi Tom, choose pick-up and/or delivery, 24/7, size M/L (s)."),
    ("pl", "Jan Lis", "Hej", "Panie Janie, rozmiar S/M, kolor czarny/biały, tel./fax, 5 szt./op., ul. Długa 5/7."),
    ("pl", None, "Hej", "Proszę podać imię i nazwisko (takie jak na dowodzie) oraz numer zamówienia (5 cyfr)."),
    ("pt", "Rui Dias", "Oi", "Rui, escolha preto/branco, tamanho M/L; segue a fatura/recibo (ver anexo)."),
    ("ar", "أحمد", "مرحبا", "أستاذ أحمد، اللون أسود/أبيض، والمقاس M/L، والدفع نقدا/بطاقة."),
)


def verdict_of(case: Case) -> Verdict:
    language, name, customer, agent = case
    said = conversation(("customer", customer), ("agent", agent), language=language, customer=name)
    return judge("placeholders", said).verdict


@pytest.mark.parametrize("case", LEFT, ids=lambda case: case[3])
def test_a_place_left_open_fails(case: Case) -> None:
    assert verdict_of(case) is Verdict.FAIL


@pytest.mark.parametrize("case", FILLED, ids=lambda case: case[3])
def test_what_looks_like_one_is_let_be(case: Case) -> None:
    assert verdict_of(case) is not Verdict.FAIL


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        pytest.param('Show the barcode (choose "Return", then "Show code").', Verdict.NEEDS_HUMAN, id="what to press"),
        pytest.param("Wybierz zwrot (wybierz drugą opcję).", Verdict.NEEDS_HUMAN, id="what to press in Polish"),
        pytest.param("We paid it back (choose: today / tomorrow).", Verdict.FAIL, id="a note to the sender"),
        pytest.param("Type track <order number> and send it.", Verdict.NEEDS_HUMAN, id="the customer's to fill in"),
        pytest.param("Print this:\nName: ______\nOrder: ______", Verdict.NEEDS_HUMAN, id="a form"),
        pytest.param("It comes on ______ with our courier.", Verdict.FAIL, id="a blank in a sentence"),
        pytest.param("It is paid back.\n____________\nAcme, 1 Mill Lane", Verdict.PASS, id="a line under the text"),
        pytest.param("The new opening hours [HOLIDAYS] apply.", Verdict.NEEDS_HUMAN, id="in brackets and no field"),
        pytest.param("The courier will ring when he/she is near.", Verdict.NEEDS_HUMAN, id="somebody else"),
        pytest.param("Pode deixar com um vizinho(a).", Verdict.NEEDS_HUMAN, id="somebody else in Portuguese"),
    ],
)
def test_what_may_be_meant_so_needs_a_person(text: str, verdict: Verdict) -> None:
    said = conversation(("customer", "Hi"), ("agent", text), customer="Helen Turner")
    assert judge("placeholders", said).verdict is verdict
