"""What an agent asks for, and whether the customer had just told it: kinds of answers in five languages."""

from __future__ import annotations

import pytest

from checks.asked_values import asked_values, told_values
from qa.domain.finding import Verdict
from tests.build import conversation
from tests.checks.kinds.build import judge, use


def _asks_again(told: str, asked: str, language: str) -> set[str]:
    return {kind for _, kind in asked_values(asked, language)} & set(told_values(told, language))


@pytest.mark.parametrize(
    ("language", "told", "asked"),
    [
        pytest.param(
            "pl",
            "Kupiłam u Was odkurzacz pionowy i po dwóch dniach nie ładuje się wcale.",
            "Dzień dobry, o jaki artykuł chodzi?",
            id="pl 1",
        ),
        pytest.param(
            "pl", "Paczka miała przyjść w środę, a dziś mamy piątek.", "Kiedy paczka miała być dostarczona?", id="pl 4"
        ),
        pytest.param("pl", "Mają to być dwie sztuki, nie jedna.", "Ile sztuk ma być w zamówieniu?", id="pl 5"),
        pytest.param(
            "pl",
            "Proszę to wysłać do paczkomatu WAW123M, nie na adres domowy.",
            "Na jaki adres lub paczkomat mamy wysłać?",
            id="pl 6",
        ),
        pytest.param(
            "pl",
            "Chciałabym zwrot pieniędzy, wymiana mnie nie interesuje.",
            "Czego Pani oczekuje, wymiany czy zwrotu pieniędzy?",
            id="pl 7",
        ),
        pytest.param(
            "pl", "Szklanka w zestawie była pęknięta na pół.", "Proszę opisać, co jest nie tak z produktem.", id="pl 8"
        ),
        pytest.param("pl", "W pudełku nie było pilota.", "A co dokładnie nie dotarło?", id="pl 9"),
        pytest.param("pl", "Kupowałem to trzeciego maja, mam paragon.", "Kiedy dokonał Pan zakupu?", id="pl 10"),
        pytest.param("pl", "Fakturę poproszę na firmę Zielony Dom sp. z o.o.", "Na kogo ma być faktura?", id="pl 11"),
        pytest.param("pl", "Najlepiej jakby kurier był po siedemnastej.", "O której kurier ma przyjechać?", id="pl 12"),
        pytest.param("pl", "Zwracam, bo za małe.", "Jaki jest powód zwrotu?", id="pl 13"),
        pytest.param(
            "pl",
            "Chodzi o tę czerwoną sukienkę z zamówienia, tę drugą zostawiam.",
            "Której rzeczy dotyczy zwrot?",
            id="pl 14",
        ),
        pytest.param(
            "pl", "Pomyliłam się w numerze domu, ma być 18, a nie 81.", "A co się nie zgadza w adresie?", id="pl 15"
        ),
        pytest.param(
            "en",
            "I bought a cordless vacuum from you and it won't hold a charge.",
            "Hi there, which item is this about?",
            id="en 1",
        ),
        pytest.param("en", "It was supposed to come on Wednesday and it's now Friday.", "When was it due?", id="en 4"),
        pytest.param("en", "It should be two of them, not one.", "How many did you need?", id="en 5"),
        pytest.param(
            "en",
            "Please send it to my work, 14 Mill Lane, not to the house.",
            "Where would you like it delivered to?",
            id="en 6",
        ),
        pytest.param(
            "en",
            "I'd like my money back, I don't want a replacement.",
            "What would you like us to do, refund or replace?",
            id="en 7",
        ),
        pytest.param(
            "en", "One of the glasses was snapped in half.", "Could you tell me what's wrong with it?", id="en 8"
        ),
        pytest.param("en", "The remote wasn't in the box.", "And what didn't arrive?", id="en 9"),
        pytest.param("en", "I bought it on the third of May.", "What date did you buy it?", id="en 10"),
        pytest.param(
            "en",
            "The invoice should be made out to Green House Ltd please.",
            "Who should the invoice be made out to?",
            id="en 11",
        ),
        pytest.param("en", "After five suits me best.", "What time works for you?", id="en 12"),
        pytest.param(
            "en", "I'm sending it back because it's too small.", "What's the reason for the return?", id="en 13"
        ),
        pytest.param(
            "en", "It's only the red dress I'm returning, the rest stays.", "Which one are you returning?", id="en 14"
        ),
        pytest.param(
            "en", "The house number is wrong, it should be 18 and not 81.", "What's wrong with the address?", id="en 15"
        ),
        pytest.param(
            "pt", "Comprei-vos um aspirador vertical e não carrega.", "Olá, de que artigo estamos a falar?", id="pt 1"
        ),
        pytest.param("pt", "Devia ter chegado na quarta e já é sexta.", "Quando devia ter chegado?", id="pt 4"),
        pytest.param("pt", "São duas unidades, não uma.", "Quantas unidades pretende?", id="pt 5"),
        pytest.param(
            "pt",
            "Enviem para o meu trabalho, Rua do Ouro 14, e não para casa.",
            "Para onde quer que enviemos?",
            id="pt 6",
        ),
        pytest.param(
            "pt", "Quero o dinheiro de volta, não quero troca.", "O que prefere, a troca ou o reembolso?", id="pt 7"
        ),
        pytest.param("pt", "Um dos copos vinha partido ao meio.", "Pode descrever o que tem o artigo?", id="pt 8"),
        pytest.param("pt", "O comando não vinha na caixa.", "E o que é que não veio?", id="pt 9"),
        pytest.param("pt", "Comprei no dia 3 de maio.", "Em que data fez a compra?", id="pt 10"),
        pytest.param("pt", "A fatura é em nome da Casa Verde, Lda.", "Em nome de quem é a fatura?", id="pt 11"),
        pytest.param("pt", "Depois das cinco dá-me mais jeito.", "A que horas lhe dá jeito?", id="pt 12"),
        pytest.param("pt", "Vou devolver porque me fica pequeno.", "Qual é o motivo da devolução?", id="pt 13"),
        pytest.param("pt", "É só o vestido vermelho que devolvo, o resto fica.", "Que peça quer devolver?", id="pt 14"),
        pytest.param("pt", "O número da porta está mal, é o 18 e não o 81.", "O que está mal na morada?", id="pt 15"),
        pytest.param("ar", "اشتريت منكم مكنسة كهربائية وما تشحن أبدا", "أهلا، عن أي صنف تتكلم؟", id="ar 1"),
        pytest.param("ar", "كان المفروض توصل يوم الأربعاء واليوم الجمعة", "متى كان موعد التوصيل؟", id="ar 4"),
        pytest.param("ar", "أبغى حبتين مو وحدة", "كم حبة تبغى؟", id="ar 5"),
        pytest.param("ar", "أرسلوها لمقر عملي شارع العليا 14 وليس للبيت", "إلى أي عنوان نرسلها؟", id="ar 6"),
        pytest.param("ar", "أريد استرداد المبلغ ولا أريد الاستبدال", "ماذا تفضل، استبدال أم استرداد؟", id="ar 7"),
        pytest.param("ar", "إحدى الكؤوس وصلت مكسورة نصفين", "ممكن توضح لنا ما العيب؟", id="ar 8"),
        pytest.param("ar", "الريموت ما كان في العلبة", "وش الشي اللي ما وصلك؟", id="ar 9"),
        pytest.param("ar", "اشتريته في 3 مايو", "ما تاريخ الشراء؟", id="ar 10"),
        pytest.param("ar", "الفاتورة باسم مؤسسة البيت الأخضر", "باسم من نصدر الفاتورة؟", id="ar 11"),
        pytest.param("ar", "يناسبني بعد الخامسة", "أي ساعة تناسبك؟", id="ar 12"),
        pytest.param("ar", "سأرجعها لأنها صغيرة", "ما سبب الإرجاع؟", id="ar 13"),
        pytest.param("ar", "الفستان الأحمر فقط هو اللي أبغى أرجعه", "أي قطعة تبي ترجع؟", id="ar 14"),
        pytest.param("ar", "رقم البيت خطأ، الصحيح 18 وليس 81", "ما الخطأ في العنوان؟", id="ar 15"),
        pytest.param("th", "ซื้อเครื่องดูดฝุ่นไปแล้วชาร์จไม่เข้าเลยค่ะ", "สวัสดีค่ะ สอบถามเรื่องสินค้าอะไรคะ", id="th 1"),
        pytest.param("th", "ของต้องมาวันพุธ วันนี้ศุกร์แล้ว", "ของต้องถึงวันไหนคะ", id="th 4"),
        pytest.param("th", "เอา 2 ชิ้นนะคะ ไม่ใช่ชิ้นเดียว", "รับกี่ชิ้นคะ", id="th 5"),
        pytest.param("th", "ส่งไปที่ทำงาน 14 ถนนสุขุมวิท ไม่ใช่ที่บ้านนะคะ", "ให้จัดส่งไปที่ไหนคะ", id="th 6"),
        pytest.param("th", "ขอเงินคืนค่ะ ไม่เอาเปลี่ยน", "ต้องการเปลี่ยนสินค้าหรือรับเงินคืนคะ", id="th 7"),
        pytest.param("th", "แก้วแตกมาหนึ่งใบค่ะ", "สินค้าผิดปกติตรงไหนคะ", id="th 8"),
        pytest.param("th", "ในกล่องไม่มีรีโมทค่ะ", "ขาดอะไรไปบ้างคะ", id="th 9"),
        pytest.param("th", "ซื้อวันที่ 3 พฤษภาคมค่ะ", "ซื้อเมื่อไหร่คะ", id="th 10"),
        pytest.param("th", "ออกใบกำกับในนามบริษัท บ้านเขียว จำกัด ค่ะ", "ออกใบกำกับในนามใครคะ", id="th 11"),
        pytest.param("th", "สะดวกหลังห้าโมงเย็นค่ะ", "สะดวกรับกี่โมงคะ", id="th 12"),
        pytest.param("th", "ขอคืนเพราะเล็กไปค่ะ", "คืนเพราะอะไรคะ", id="th 13"),
        pytest.param("th", "คืนแค่เดรสสีแดงนะคะ ตัวอื่นเก็บไว้", "คืนตัวไหนคะ", id="th 14"),
        pytest.param("th", "เลขที่บ้านผิดค่ะ ที่ถูกคือ 18 ไม่ใช่ 81", "ที่อยู่ผิดตรงไหนคะ", id="th 15"),
    ],
)
def test_what_was_just_told_is_known_when_asked(language: str, told: str, asked: str) -> None:
    assert _asks_again(told, asked, language)


@pytest.mark.parametrize(
    ("language", "told", "asked"),
    [
        pytest.param(
            "pl",
            "Kupiłam u Was dwa odkurzacze i jeden się nie ładuje.",
            "Dzień dobry, o który odkurzacz chodzi?",
            id="pl 1",
        ),
        pytest.param(
            "pl", "Zamówiłam rozmiar 40, a jest za mały, chcę wymienić.", "Na jaki rozmiar wymieniamy?", id="pl 3"
        ),
        pytest.param(
            "pl", "Chcę wymienić na inny kolor, ten czarny mi nie pasuje.", "Na jaki kolor mam wymienić?", id="pl 5"
        ),
        pytest.param(
            "pl", "W pudełku nie było pilota.", "Rozumiem, brakuje pilota. Czy instrukcja była w środku?", id="pl 7"
        ),
        pytest.param("pl", "Proszę o fakturę na firmę.", "Na jaką firmę mam wystawić fakturę?", id="pl 9"),
        pytest.param("pl", "Chcę zwrócić.", "Jaki jest powód zwrotu?", id="pl 11"),
        pytest.param("pl", "Zmieńcie adres.", "Jaki ma być nowy adres?", id="pl 13"),
        pytest.param("pl", "Ekran miga.", "Dobrze rozumiem, że ekran miga od pierwszego uruchomienia?", id="pl 15"),
        pytest.param("en", "I bought two vacuums and one won't charge.", "Which one of them is it?", id="en 1"),
        pytest.param(
            "en", "I ordered a size 8 and it's too tight, can I swap?", "What size would you like instead?", id="en 3"
        ),
        pytest.param(
            "en", "I don't like the black, can I have another colour?", "Which colour would you like?", id="en 5"
        ),
        pytest.param("en", "The remote wasn't in the box.", "Understood, no remote. Was the manual there?", id="en 7"),
        pytest.param("en", "I need an invoice for my company.", "What is the company's name?", id="en 9"),
        pytest.param("en", "I want to return it.", "What's the reason for the return?", id="en 11"),
        pytest.param("en", "Please change the address.", "What should the new address be?", id="en 13"),
        pytest.param(
            "en",
            "The screen flickers.",
            "So the screen flickers from the moment you turn it on, is that right?",
            id="en 15",
        ),
        pytest.param("pt", "Comprei dois aspiradores e um não carrega.", "Qual dos dois é?", id="pt 1"),
        pytest.param("pt", "Pedi o 40 e fica-me apertado, posso trocar?", "Que tamanho quer em vez desse?", id="pt 3"),
        pytest.param("pt", "Não gosto do preto, quero outra cor.", "Que cor prefere?", id="pt 5"),
        pytest.param("pt", "O comando não vinha na caixa.", "Certo, falta o comando. O manual estava lá?", id="pt 7"),
        pytest.param("pt", "Preciso da fatura em nome da empresa.", "Qual é o nome da empresa?", id="pt 9"),
        pytest.param("pt", "Quero devolver.", "Qual é o motivo da devolução?", id="pt 11"),
        pytest.param("pt", "Mudem a morada.", "Qual é a nova morada?", id="pt 13"),
        pytest.param("pt", "O ecrã pisca.", "Então o ecrã pisca desde que o liga, é isso?", id="pt 15"),
        pytest.param("ar", "اشتريت مكنستين ووحدة ما تشحن", "أي وحدة منهم؟", id="ar 1"),
        pytest.param("ar", "طلبت مقاس 40 وطلع ضيق، أبغى أبدله", "أي مقاس تبغى بداله؟", id="ar 3"),
        pytest.param("ar", "ما عجبني الأسود، أبغى لون ثاني", "أي لون تفضل؟", id="ar 5"),
        pytest.param("ar", "الريموت ما كان في العلبة", "تمام، الريموت ناقص. هل كان الدليل موجودا؟", id="ar 7"),
        pytest.param("ar", "أحتاج فاتورة باسم الشركة", "ما اسم الشركة؟", id="ar 9"),
        pytest.param("ar", "أبغى أرجعها", "ما سبب الإرجاع؟", id="ar 11"),
        pytest.param("ar", "غيروا العنوان", "ما العنوان الجديد؟", id="ar 13"),
        pytest.param("ar", "دفعت بالبطاقة", "شكرا. ما رقم الطلب؟", id="ar 15"),
        pytest.param("th", "สั่งไซส์ 40 มาแต่คับ ขอเปลี่ยนค่ะ", "ต้องการเปลี่ยนเป็นไซส์ไหนคะ", id="th 3"),
        pytest.param("th", "ไม่ชอบสีดำ ขอสีอื่นค่ะ", "ต้องการสีไหนคะ", id="th 5"),
        pytest.param("th", "ในกล่องไม่มีรีโมทค่ะ", "รับทราบค่ะ ไม่มีรีโมท คู่มือมีไหมคะ", id="th 7"),
        pytest.param("th", "ขอใบกำกับในนามบริษัทค่ะ", "บริษัทชื่ออะไรคะ", id="th 9"),
        pytest.param("th", "อยากคืนของค่ะ", "คืนเพราะอะไรคะ", id="th 11"),
        pytest.param("th", "ขอเปลี่ยนที่อยู่ค่ะ", "ที่อยู่ใหม่คืออะไรคะ", id="th 13"),
        pytest.param("th", "จ่ายบัตรเครดิตไปค่ะ", "ขอบคุณค่ะ ขอเลขคำสั่งซื้อด้วยค่ะ", id="th 15"),
    ],
)
def test_what_is_not_told_or_another_may_be_asked(language: str, told: str, asked: str) -> None:
    assert not _asks_again(told, asked, language)


@pytest.mark.parametrize(
    ("answer", "verdict"),
    [
        pytest.param("You will have another by Friday.", Verdict.NEEDS_HUMAN, id="no word of it"),
        pytest.param("A broken kettle, oh no. Another comes on Friday.", Verdict.NEEDS_HUMAN, id="a word of it"),
        pytest.param("So the kettle is broken, is that right? It comes on Friday.", Verdict.PASS, id="said back"),
        pytest.param("One moment, please.", Verdict.NOT_APPLICABLE, id="nothing solved"),
    ],
)
def test_a_problem_is_said_back_on_a_call(answer: str, verdict: Verdict) -> None:
    said = conversation(("customer", "Hello, my kettle is broken."), ("agent", answer), channel="call")
    assert judge("said_back", said, listens=use("paraphrase")).verdict is verdict


def test_in_writing_nothing_need_be_said_back() -> None:
    said = conversation(("customer", "My kettle is broken."), ("agent", "Another comes on Friday."))
    assert judge("said_back", said, listens=use("paraphrase")).verdict is Verdict.NOT_APPLICABLE
