"""Reads questions for how it was paid, colour, size and what is missing, and whether the customer had said it."""

from __future__ import annotations

import re

from checks.text import overlaps, quoted_spans, sentences
from qa.ports import Span

PAYMENT, COLOUR, SIZE, MISSING, ORDER = "payment", "colour", "size", "missing", "order"
_ASKS = {
    PAYMENT: re.compile(
        r"(?i)(?:jak\w*|czym|sposób|metod\w*|form\w*) (?:\w+ ){0,3}(?:p[łl]at\w*|p[łl]ac\w*|zap[łl]ac\w*|op[łl]ac\w*)|"
        r"(?:how|which|what) (?:\w+ ){0,5}(?:pay|paid|payment)|payment method|"
        r"(?:como|qual|que|forma|m[ée]todo) (?:\w+ ){0,4}(?:pag\w+)|"
        r"(?:كيف|وش|شو|ما|أي|بأي) (?:\S+ ){0,3}(?:دفع\w*|الدفع|سدد\w*)|"
        r"(?:ชำระ|จ่าย|โอน)\S*(?:แบบไหน|ทางไหน|ยังไง|อย่างไร|ช่องทางไหน|ช่องทางใด|วิธีไหน|ด้วยอะไร)"
    ),
    COLOUR: re.compile(
        r"(?i)(?:jak\w*|któr\w*) (?:\w+ ){0,2}(?:kolor\w*|barw\w*)|(?:what|which) (?:\w+ ){0,2}(?:colou?r|shade)|"
        r"(?:que|qual|quais) (?:\w+ ){0,3}(?:cor|cores)\b|(?:أي|ما|وش|شو|ايش|إيش) (?:\S+ )?(?:لون|اللون|الألوان)|"
        r"(?:اللون|لون) (?:\S+ )?(?:المطلوب|ايش|إيش|وش)|สี(?:อะไร|ไหน|ใด)"
    ),
    SIZE: re.compile(
        r"(?i)(?:jak\w*|któr\w*) (?:\w+ ){0,2}(?:rozmiar\w*|wielkoś\w*)|(?:what|which) (?:\w+ ){0,2}sizes?\b|"
        r"(?:que|qual) (?:\w+ ){0,3}(?:tamanho|número|medida)\b|"
        r"(?:أي|ما|وش|شو|كم) (?:\S+ )?(?:مقاس\w*|المقاس|قياس\w*|القياس)|"
        r"(?:ไซส์|ไซซ์|ไซ้|ขนาด)(?:อะไร|ไหน|ใด|เท่าไหร่|เท่าไร)"
    ),
    MISSING: re.compile(
        r"(?i)(?:czego|co|jakiego|jakich) (?:\w+ ){0,3}(?:brak\w*|zabrak\w*)|what(?:'s| is| was)? (?:\w+ ){0,3}missing|"
        r"(?:o que|que (?:peça|artigo|item)) (?:\w+ ){0,3}(?:falta\w*|faltou)|"
        r"(?:ما|وش|ايش|شو) (?:\S+ ){0,2}(?:ناقص\w*|الناقص|ينقص)|"
        r"ขาดอะไร|อะไร(?:ที่)?(?:ขาด|หาย)|ขาดชิ้นไหน"
    ),
}
_TELLS = {
    PAYMENT: re.compile(
        r"(?i)(?:p[łl]ac\w+|zap[łl]ac\w+|op[łl]ac\w+|"
        r"paid|pay|paguei|pago|pagámos|pagamos|دفعت|سددت|จ่าย\S*|ชำระ\S*|โอน\S*)"
        r".{0,40}?(?:blik\w*|kart[ąaęy]|przelew\w*|pobrani\w*|gotówk\w*|paypo|paypal|klarna|apple pay|google pay|card|"
        r"transfer\w*|cash|visa|mastercard|voucher|cart[ãa]o|"
        r"multibanco|mb ?way|pix|boleto|transferência|"
        r"dinheiro|بطاق\w*|"
        r"تحويل|كاش|مدى|فيزا|تابي|تمارا|آبل باي|أبل باي|บัตร|พร้อมเพย์|เก็บเงินปลายทาง|ปลายทาง|เงินสด|ทรูมันนี่|โอน)"
    ),
    COLOUR: re.compile(
        r"(?i)\b(?:biał|czarn|czerwon|niebiesk|zielon|żółt|szar|różow|brązow|kremow|beżow|granatow|fioletow|pomarańczow|"
        r"srebrn|złot|bordow|white|black|red|blue|green|yellow|gr[ae]y|pink|brown|cream|beige|navy|purple|orange|silver|gold|"
        r"branc|pret|vermelh|azu|verde|amarel|cinz|rosa|castanh|marrom|creme|bege|rox|laranj|pratead|dourad)\w*|"
        r"(?:ال)?(?:أبيض|بيضاء|أسود|سوداء|أحمر|حمراء|أزرق|زرقاء|أخضر|أصفر|رمادي|وردي|بني|بيج|كحلي|بنفسجي|فضي|ذهبي)|"
        r"สี(?:ขาว|ดำ|แดง|น้ำเงิน|ฟ้า|เขียว|เหลือง|เทา|ชมพู|น้ำตาล|ครีม|เบจ|กรม|ม่วง|ส้ม|เงิน|ทอง)"
    ),
    SIZE: re.compile(
        r"(?i)(?:rozmiar\w*|wielkoś\w*|size|tamanho|número|مقاس\w*|المقاس|قياس\w*|ไซส์|ไซซ์|ขนาด)\W*(?:\w+ ){0,3}?"
        r"(?:x{0,3}[sl]\b|m\b|\d{2,3}\b|one size|único|średni\w*|duż\w*|mał\w*|medium|large|small|médio|grande|pequeno|"
        r"كبير|وسط|صغير)|\b(?:XS|XL|XXL|XXXL)\b|(?<=\s)[SML](?=[\s,.!?]|$)"
    ),
    MISSING: re.compile(
        r"(?i)(?:brak(?:uje|ło|owało|uj[ąa])|zabrakło|nie ma) (?:mi |tam |w \w+ )?\w{3,}|"
        r"missing (?:is|are|the|a|two|one)\b|"
        r"(?:is|are|was|were|'s) missing|"
        r"falta(?:m|va|vam|-me)?\s+\w{2,}|faltou \w+|faltaram \w+|(?:ناقص\w*|ينقص\w*) \S+|"
        r"(?:ขาด|ไม่มี|หาย)(?!อะไร)[ก-๙]{2,}"
    ),
}
_ASKS_ORDER = re.compile(
    r"(?i)(?:prosz\w*|poprosz\w*|prosim\w*|potrzebuj\w*|potrzebn\w*|poda\w*|prosić|przes[łl]a\w*|napisa\w*|jaki) "
    r"(?:\w+ ){0,4}(?:numer\w*|nr) (?:Pan\w* |Państwa )?(?:zam[oó]wienia|zam\.)|"
    r"(?:need|please|could you|can you|may i|can i|could i|what(?:'s| is| was)|quote|provide|send|give|tell|share) "
    r"(?:\w+ ){0,5}order (?:number|no\b|id)|"
    r"(?:preciso|envie|diga|indique|qual|informe|forneça|poderia|pode|mande|falta-me|falta|peço|peço-lhe|solicito) "
    r"(?:\S+ ){0,5}(?:número|n\.?º|nº|código) d[aeo] (?:sua |seu )?(?:encomenda|pedido|compra)|"
    r"(?:أرجو|نرجو|أحتاج|يرجى|ممكن|تزويد\w*|ابعث\w*|أرسل\w*|ارسل\w*|اعطني|أعطني|عطني|كم|ما|وش) "
    r"(?:\S+ ){0,4}(?:ب|ل)?(?:رقم) (?:الطلب|طلبك|طلبكم|الأوردر)|"
    r"(?:ขอ|แจ้ง|บอก|ส่ง|รบกวน|ขอทราบ)(?:\s?\S{0,12}?)(?:หมายเลข|เลข|เลขที่)(?:คำสั่งซื้อ|ออเดอร์|ออร์เดอร์|สั่งซื้อ)"
)
_NOT_ASKED = re.compile(
    r"(?i)nie (?:potrzebuj|trzeba|musi)|no need|don't need|do not need|não (?:preciso|é preciso|precisa)|"
    r"لا (?:أحتاج|داعي|حاجة)|ไม่ต้อง|ไม่จำเป็น|\d{4,}"
)


def questions(text: str) -> list[tuple[Span, str]]:
    """Return the sentences that ask for one of the details, with which; one that names an order's number asks none."""
    found: list[tuple[Span, str]] = []
    quoted = quoted_spans(text)
    for sentence in sentences(text):
        said = text[sentence.start : sentence.end]
        if overlaps(sentence, quoted):
            continue
        is_asked = said.rstrip().endswith(("?", "؟")) or re.search(r"[\u0e00-\u0e7f]", said) is not None
        found.extend((sentence, name) for name, pattern in _ASKS.items() if is_asked and pattern.search(said))
        if _ASKS_ORDER.search(said) and not _NOT_ASKED.search(said):
            found.append((sentence, ORDER))
    return found


def told(text: str) -> dict[str, Span]:
    """Return where a customer says how they paid, the colour, the size or what is missing; no questions."""
    found: dict[str, Span] = {}
    for sentence in sentences(text):
        said = text[sentence.start : sentence.end]
        if said.rstrip().endswith(("?", "؟")):
            continue
        for name, pattern in _TELLS.items():
            match = pattern.search(said)
            if match and name not in found:
                found[name] = Span(sentence.start + match.start(), sentence.start + match.end())
    return found
