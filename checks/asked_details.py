"""Reads questions for how it was paid, colour, size and what is missing, and whether the customer had said it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from types import MappingProxyType

from checks.text import overlaps, quoted_spans, sentences
from qa.ports import Span

PAYMENT, COLOUR, SIZE, MISSING, ORDER = "payment", "colour", "size", "missing", "order"
MAIL, PHONE, ADDRESS, NAME, COMPANY, TAX = "email", "phone", "address", "name", "company", "tax"
PROBLEM = "problem"
_ASKS = {
    PAYMENT: re.compile(
        r"(?i)(?:jak\w*|czym|sposób|metod\w*|form\w*) (?:\w+ ){0,3}(?:p[łl]at\w*|p[łl]ac\w*|zap[łl]ac\w*|"
        r"op[łl]ac\w*)|"
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
        r"(?i)(?:czego|co|jakiego|jakich) (?:\w+ ){0,3}(?:brak\w*|zabrak\w*)|what(?:'s| is|"
        r" was)? (?:\w+ ){0,3}missing|"
        r"(?:o que|que (?:peça|artigo|item)) (?:\w+ ){0,3}(?:falta\w*|faltou)|"
        r"(?:ما|وش|ايش|شو) (?:\S+ ){0,2}(?:ناقص\w*|الناقص|ينقص)|"
        r"ขาดอะไร|อะไร(?:ที่)?(?:ขาด|หาย)|ขาดชิ้นไหน"
    ),
}
_TELLS = {
    PAYMENT: re.compile(
        r"(?i)(?:p[łl]ac\w+|zap[łl]ac\w+|op[łl]ac\w+|used|via|"
        r"paid|pay|paguei|pago|pagámos|pagamos|دفعت|سددت|จ่าย\S*|ชำระ\S*|โอน\S*)"
        r".{0,40}?(?:blik\w*|kart[ąaęy]|przelew\w*|pobrani\w*|gotówk\w*|paypo|paypal|klarna|apple pay|google pay|"
        r"card|"
        r"transfer\w*|cash|visa|mastercard|voucher|cart[ãa]o|"
        r"multibanco|mb ?way|pix|boleto|transferência|"
        r"dinheiro|بطاق\w*|"
        r"تحويل|كاش|مدى|فيزا|تابي|تمارا|آبل باي|أبل باي|บัตร|พร้อมเพย์|เก็บเงินปลายทาง|ปลายทาง|เงินสด|ทรูมันนี่|โอน)"
    ),
    COLOUR: re.compile(
        r"(?i)\b(?:biał|czarn|czerwon|niebiesk|zielon|żółt|szar|różow|brązow|kremow|beżow|granatow|fioletow|"
        r"pomarańczow|"
        r"srebrn|złot|bordow|white|black|red|blue|green|yellow|gr[ae]y|pink|brown|cream|beige|navy|purple|orange|"
        r"silver|gold|"
        r"branc|pret|vermelh|azu|verde|amarel|cinz|rosa|castanh|marrom|creme|bege|rox|laranj|pratead|dourad)\w*|"
        r"(?<!\w)(?:ال)?(?:أبيض|بيضاء|أسود|سوداء|أحمر|حمراء|أزرق|زرقاء|أخضر|أصفر|رمادي|وردي|بني|بيج|كحلي|بنفسجي|فضي|ذهبي)(?!\w)|"
        r"สี(?:ขาว|ดำ|แดง|น้ำเงิน|ฟ้า|เขียว|เหลือง|เทา|ชมพู|น้ำตาล|ครีม|เบจ|กรม|ม่วง|ส้ม|เงิน|ทอง)"
    ),
    SIZE: re.compile(
        r"(?i)(?:rozmiar\w*|wielkoś\w*|size|tamanho|número|مقاس\w*|المقاس|قياس\w*|ไซส์|ไซซ์|ขนาด)\W*(?:\w+ ){0,3}?"
        r"(?:x{0,3}[sl]\b|m\b|\d{1,3}\b|one size|único|średni\w*|duż\w*|mał\w*|medium|large|small|médio|grande|"
        r"pequeno|"
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
_WH = (
    r"(?:\b(?:jak\w*|kt[óo]r\w*|na kogo|pod jak\w+|gdzie|what|which|who|where|how|whose|qual|quais|que|como|onde|"
    r"quem)\b|"
    r"(?<![\w])(?:ما|كم|أي|اي|وش|ايش|إيش|شو|كيف|أين|وين|فين|من|مين|إيه|ايه)(?!\w))"
)
_REQUEST = (
    r"(?:\b(?:prosz\w*|poprosz\w*|prosim\w*|prosi[ćł]\w*|potrzebuj\w*|potrzebn\w*|poda\w+|przes[łl]a\w+|napisa\w+|"
    r"pode[śs]le\w*|"
    r"pode[śs]lij|zostawi\w*|brakuje mi|need|please|could you|can you|may i|can i|could i|quote|provide|send|give|"
    r"tell|share|"
    r"leave|grab|preciso|envie|envie-me|diga|diga-me|indique|indique-me|informe|forneça|poderia|pode|mande|"
    r"falta-me|falta|"
    r"deixe|deixe-me|peço|peço-lhe|solicito|agradeço)\b|"
    r"(?<!\w)(?:أرجو|نرجو|أحتاج|احتاج|يرجى|ممكن|تزويد\w*|زودن\w*|ابعث\w*|ابعت\w*|أرسل\w*|ارسل\w*|اعطني|أعطني|عطني|"
    r"أعطيني|"
    r"نحتاج|فضلك|لو سمحت|هات\w*)(?!\w))"
)
_THAI_REQUEST = r"(?:(?<!คำ)ขอ(?!บคุณ|โทษ|อภัย)|(?<!จะ)(?:(?<!ใบ)แจ้ง|บอก|ส่ง)|รบกวน)(?:ทราบ|ให้)?(?:\s?\S{0,8}?)"
_THAI_WH = r"\S{0,8}?(?:อะไร|ไหน|ใด|ใคร|เท่าไหร่|เท่าไร|ยังไง|อย่างไร)"
_NOUNS = {
    ORDER: (
        r"(?:(?:numer\w*|nr) (?:Pan\w* |Państwa )?(?:zam[oó]wieni\w*|zam\b)|order (?:number|no\b|id|reference)|"
        r"(?:n[úu]mero|n\.?º|nº|código) (?:\w+ ){0,2}(?:encomenda|pedido|compra)|(?:رقم) (?:\w+ )?(?:ال|"
        r"لل)?(?:طلب|أوردر|اوردر)\w*|"
        r"(?<=jakiego )zam[oó]wieni\w*|(?<=które )zam[oó]wieni\w*|(?<=qual a )encomenda|"
        r"(?<=kt[óo]rego )zam[oó]wieni\w*|(?<=which )order\b|(?<=what )order\b|"
        r"(?<=que )encomenda|(?<=qual )encomenda|(?<=أي )طلب)",
        r"(?:หมายเลข|เลขที่|เลข)?(?:คำสั่งซื้อ|ออเดอร์|ออร์เดอร์|สั่งซื้อ)(?:เลข|หมายเลข)?",
    ),
    MAIL: (
        r"(?:e-?mail\w*|mail\w{0,3}\b|ال[إا]يميل|[إا]يميل\w*|بريد\w*|البريد)",
        r"(?:อีเมล|เมล)",
    ),
    PHONE: (
        r"(?:telefon\w*|tel\.|kom[óo]rk\w*|phone(?: number)?|mobile|contact number|telem[oó]vel|celular|"
        r"contacto telef[óo]nico|"
        r"telefone|جوال\w*|الجوال|هاتف\w*|موبايل\w*|تلفون\w*)",
        r"(?:เบอร์|โทรศัพท์|หมายเลขโทร)",
    ),
    ADDRESS: (
        r"(?:(?<!e-mail )(?<!email )adres(?:em|u|ie)?\b(?! e-?mail| mail\w*| poczty)|"
        r"(?<!email )(?<!e-mail )(?<!mail )address\b|"
        r"morada|endereço(?! de e-?mail)|عنوان\w*|العنوان)",
        r"ที่อยู่(?!อีเมล)",
    ),
    NAME: (
        r"(?:imi[ęea]\w* i nazwisk\w*|full name|your name\b|(?:first|last) name|nome completo|o seu nome|seu nome|"
        r"الاسم الكامل|اسمك|اسم حضرتك|الاسم الثلاثي)",
        r"(?:ชื่อ(?:และ)?(?:นามสกุล|-นามสกุล| นามสกุล|-สกุล)?)",
    ),
    COMPANY: (
        r"(?:dan\w+ (?:firmy|do faktury)|nazw\w+ firmy|firm[ęya] (?:ma|mam)|wystawion\w+ faktur\w+|"
        r"wystawi[ćęe]\w* faktur\w+|"
        r"faktur\w+ (?:ma być )?wystaw\w+|company (?:name|details)|name of the company|invoice be (?:made|issued)|"
        r"made out to|dados da (?:empresa|firma)|nome da (?:empresa|firma)|firma quer|em nome de|"
        r"اسم (?:الشركة|المؤسسة|المنشأة)|مؤسسة تكتب|باسم (?:من|أي|مين)|بيانات (?:الشركة|المؤسسة))",
        r"(?:(?:ใน)?(?:นาม|ชื่อ)(?:บริษัท)?|ข้อมูลบริษัท)",
    ),
    TAX: (
        r"(?:\bNIP\w*|VAT (?:number|no|id)|tax (?:number|id)|\bNIF\b|contribuinte|CNPJ|الرقم الضريبي|بالرقم الضريبي)",
        r"(?:เลข(?:ประจำตัว)?ผู้เสียภาษี|เลขภาษี)",
    ),
}
_ASKS_PROBLEM = re.compile(
    r"(?i)(?:na czym (?:\w+ )?polega\b|co (?:dok[łl]adnie )?(?:si[ęe] )?(?:sta[łl]o|dzieje|jest nie tak|dolega)|"
    r"czego dotyczy (?:zg[łl]osz|spraw|reklam|problem|wiadomo)|"
    r"w czym (?:jest |le[żz]y )?problem|jaki (?:jest |to |ma \w+ )?(?:problem|k[łl]opot)|"
    r"opis\w+ (?:prosz[ęe] )?(?:\w+ )?(?:problem|spraw|sytuac|usterk|wad)\w*|"
    r"co (?:jest|by[łl]o) (?:nie tak|z\w* )|"
    r"what(?:'s| is| was| seems to be| exactly is)? (?:\w+ ){0,3}(?:wrong|problem|issue|matter|happened|trouble)|"
    r"what happened|"
    r"what(?:'s| is) (?:your|the|this) (?:\w+ )?(?:enquiry|inquiry|query|about|contact)|"
    r"(?:describe|explain|outline|tell (?:me|us)) (?:\w+ ){0,3}(?:problem|issue|fault|wrong|matter|enquiry)|"
    r"(?:o que|que) (?:\w+ ){0,2}(?:se passa|passou|aconteceu|houve|tem de errado|est[áa] errado)|qual (?:é |"
    r"foi )?(?:\w+ )?(?:problema|assunto|quest[ãa]o|avaria|motivo)|"
    r"(?:descrev\w+|expliqu\w+|explicar|diga-me qual) (?:\w+ ){0,3}(?:problema|situaç\w+|assunto|quest[ãa]o|avaria)|"
    r"(?!ما (?:صار|حصل|حدث) (?:\S+ )?شي)"
    r"(?:ما|وش|ايش|إيش|شو|إيه|ماذا|ماهي|ما هي|ما هو) (?:\S+ ){0,2}(?:مشكل\S*|المشكلة|العطل|الخلل|حدث|حصل|صار|"
    r"موضوع\S*|الموضوع|سبب التواصل)|"
    r"(?:صف|اشرح|وضح|اوصف|اشرحي|صفي)\S* (?:\S+ ){0,3}(?:مشكل\S*|المشكلة|العطل|الموضوع)|"
    r"(?:มี)?ปัญหา(?:อะไร|ยังไง|อย่างไร|ตรงไหน)|เกิดอะไรขึ้น|(?:เล่า|อธิบาย|แจ้ง|บอก)(?:รายละเอียด)?ปัญหา|"
    r"ติดต่อ(?:มา)?เรื่องอะไร|เรื่องอะไร(?:คะ|ครับ)|"
    r"เสียยังไง|ชำรุดอย่างไร|เป็นอะไร(?:มา)?(?:คะ|ครับ))"
)
_NOT_ASKED = re.compile(
    r"(?i)nie (?:potrzebuj|trzeba|musi)|no need|don't need|do not need|não (?:preciso|é preciso|precisa)|"
    r"لا (?:أحتاج|داعي|حاجة)|ไม่ต้อง|ไม่จำเป็น|\d{4,}|\b(?:nowy|nowego|inny|innego|drugi|drugiego|new|another|"
    r"different|other|nova|novo|outra|outro)\b|"
    r"جديد|آخر|اخر|ใหม่|อื่น|\bwidz[ęe]\b|\bI (?:can )?see\b|\bvejo\b|أرى|เห็น|"
    r"(?:na|pod) (?:podan|wskazan)|(?:the )?(?:one )?you gave|indicado|(?:^|\s)(?:wy[śs]l[ęe]|wys[łl]a[łl]\w+|"
    r"I'll send|I've sent|I sent|enviei|سأرسل|أرسلت)|"
    r"dok[łl]adniej|bli[żz]ej|szczeg[óo][łl]|more detail|in more|mais detalh|بالتفصيل|เพิ่มเติม|zdj[ęe]ci|photo|"
    r"foto|صور|รูป"
)
_WAY = re.compile(
    r"(?i)\b(?:by|via|over|through) (?:the )?(?:e-?mail|mail|phone)\b|\bin (?:the|this|that|my|our) (?:e-?mail|mail)\b|"
    r"\bto (?:the|this|that|our|my) (?:same |very |e-?mail |mail )*(?:address|e-?mail|mail)\b|"
    r"(?<!jakim )(?<!którym )(?<!z )(?<!pod )\b(?:(?:e-?)?mailem|mailowo|telefonicznie)\b|"
    r"\bw (?:tym |moim |naszym |kolejnym |poprzednim )?(?:e-?)?mailu\b|\bna adres (?:z|w) \w+|"
    r"\b(?:na|pod|z) (?:ten(?: sam)?|tego(?: samego)?|nasz(?:ego)?|mój|mojego) "
    r"(?:adres\w*|(?:e-?)?mail\w*)(?: (?:e-?)?mail\w*)?|"
    r"\bpor (?:e-?mail|telefone)\b|\b(?:neste|nesse|no meu|no nosso) (?:e-?)?mail\b|"
    r"\bpara (?:[oa]|est[ea]|ess[ea]|[oa] mesm[oa]|[oa] noss[oa]) (?:e-?mail|endereço|morada)\b|"
    r"(?:عبر|بواسطة|من خلال) (?:ال)?(?:بريد|[إا]يميل|هاتف)\S*|(?<!\w)بال(?:بريد|[إا]يميل|هاتف)\S*|"
    r"(?:على|إلى|الى) (?:نفس|هذا) (?:ال)?(?:بريد|[إا]يميل|عنوان)\S*|"
    r"(?:ทาง|ผ่าน|ใน|ตอบ(?:กลับ)?)\s?(?:อีเมล|เมล)(?!\s?(?:ไหน|อะไร|ใด|ที่|ใคร))|"
    r"(?:อีเมล|เมล|ที่อยู่|เบอร์)(?:นี้|นั้น|เดิม|เดียวกัน)"
)
"""A detail that is only the way by which something goes: `send it by e-mail`, `to the address in this mail`."""
_TELLS_MORE = {
    NAME: re.compile(
        r"(?:(?i:nazywam si[ęe]|z tej strony|m[óo]wi|my name is|my name's|this is|chamo-me|o meu nome é|"
        r"meu nome é|fala [ao])|(?:^|\s)(?:I'm|I am))"
        r" [A-ZŁŚŻĆŹ]\w+ [A-ZŁŚŻĆŹ]\w+|(?:اسمي|أنا) \S{2,} \S{2,}|ชื่อ\s?[ก-๙]{2,} [ก-๙]{2,}"
    ),
    COMPANY: re.compile(
        r"sp\. ?z ?o\. ?o|spó[łl]k\w+|\bS\.?A\b|\bLtd\b|\bLimited\b|\bLLC\b|\bPLC\b|\bLda\b|\bLtda\b|\bGmbH\b|"
        r"(?i:na firm[ęe] \w|for my company \w)|(?:شركة|مؤسسة) \S{3,}|บริษัท\s?[ก-๙]{2,}"
    ),
    TAX: re.compile(
        r"(?i)\bNIP\W{0,3}(?:to )?\d[\d -]{7,}|(?:VAT|tax)[\w ]{0,12}\W{0,3}[A-Z]{0,2}\d{6,}|\b(?:NIF|"
        r"CNPJ)\W{0,3}\d{6,}|"
        r"الرقم الضريبي\W{0,3}(?:هو )?\d{6,}|ผู้เสียภาษี\W{0,3}\d{6,}"
    ),
}


def _compiled() -> dict[str, re.Pattern[str]]:
    """Join how one asks with what for: a question word or a request, then the noun of the detail."""
    return {
        name: re.compile(
            rf"(?i)^\W*(?:\w+ )?{_WH}[^.!?؟\n]{{0,40}}?{noun}|{_WH}[^.!?؟\n]{{0,40}}?{noun}[^.!?؟\n]*[?؟]|"
            rf"{_REQUEST}[^.!?؟\n]{{0,40}}?{noun}|{noun}[^.!?؟\n]{{0,20}}?"
            rf"(?:prosz[ęe]|poprosz[ęe]|please|por favor|فضلك|سمحت)|{_THAI_REQUEST}{thai}|{thai}{_THAI_WH}"
        )
        for name, (noun, thai) in _NOUNS.items()
    }


_ASKS_FOR = _compiled()
NAMED = {name: re.compile("(?i)" + "|".join(words)) for name, words in _NOUNS.items()}
_OTHER_SCRIPT = re.compile(r"[\u0600-\u06ff\u0e00-\u0e7f]")
# Of every noun and every question about a problem, in Latin script: a sentence with none of these asks neither.
_ROOTS = (
    *("numer", "nr ", "zam", "order", "encomenda", "pedido", "compra", "código", "nº", "mail", "tel", "kom", "phone"),
    *("mobile", "contact", "celular", "adres", "address", "morada", "endere", "imi", "name", "nome", "firm", "faktur"),
    *("compan", "invoice", "made out", "empresa", "nip", "vat", "tax", "nif", "contrib", "cnpj", "kogo"),
    *("polega", "sta", "dziej", "nie tak", "doleg", "dotyczy", "problem", "kłopot", "klopot", "opis", "co jest z"),
    *("co był", "co byl", "wrong", "issue", "matter", "happen", "trouble", "quir", "query", "about", "explain"),
    *("describe", "outline", "passa", "passou", "aconte", "houve", "errado", "assunto", "quest", "avaria", "motivo"),
    *("expli", "descrev", "fault", "nazw"),
)
_ASKS_MEANS = re.compile(
    r"(?i)(?:poda\w+|napisa\w+|tell|give|confirm|provide|indique|diga|informe|زودني|أرجو).{0,25}"
    r"(?:form[ęay]|spos[óo]b|metod\w+|payment method|(?:forma|método) de pagamento|طريقة الدفع)"
)
_IN_WHOSE_NAME = re.compile(
    r"(?i)em nome de (?:quem|que)|باسم (?:من|أي|مين)|whose name|na kogo|ในนาม(?:ใคร|อะไร|บริษัทอะไร)"
)
_DENIED = re.compile(
    r"(?i)nie (?:potrzebuj|trzeba|musi)|no need|don't need|do not need|não (?:preciso|é preciso|precisa)|"
    r"لا (?:أحتاج|داعي|حاجة)|ไม่ต้อง|ไม่จำเป็น"
)


def is_denied(said: str) -> bool:
    """Tell whether a sentence says that something is not needed."""
    return _DENIED.search(said) is not None


@lru_cache(maxsize=256)
def questions(text: str) -> tuple[tuple[Span, str], ...]:
    """Return the sentences that ask for one of the details, with which; one that names an order's number asks none."""
    found: list[tuple[Span, str]] = []
    quoted = quoted_spans(text)
    for sentence in sentences(text):
        said = text[sentence.start : sentence.end]
        if overlaps(sentence, quoted):
            continue
        is_asked = said.rstrip().endswith(("?", "؟")) or re.search(r"[\u0e00-\u0e7f]", said) is not None
        found.extend((sentence, name) for name, pattern in _ASKS.items() if is_asked and pattern.search(said))
        if not is_asked and _ASKS_MEANS.search(said):
            found.append((sentence, PAYMENT))
        if _OTHER_SCRIPT.search(said) is None and not any(map(said.casefold().__contains__, _ROOTS)):
            continue
        wants = _WAY.sub(" ", said)
        names = [name for name, noun in NAMED.items() if noun.search(wants) and _ASKS_FOR[name].search(wants)]
        names += [COMPANY] if _IN_WHOSE_NAME.search(said) else []
        names += [PROBLEM] if _ASKS_PROBLEM.search(said) else []
        if names and not _NOT_ASKED.search(said):
            found.extend((sentence, name) for name in names)
    return tuple(found)


@lru_cache(maxsize=256)
def told(text: str) -> Mapping[str, Span]:
    """Return where a customer says how they paid, the colour, the size or what is missing; no questions."""
    found: dict[str, Span] = {}
    for sentence in sentences(text):
        said = text[sentence.start : sentence.end]
        if said.rstrip().endswith(("?", "؟")):
            continue
        for name, pattern in (*_TELLS.items(), *_TELLS_MORE.items()):
            match = pattern.search(said)
            if match and name not in found:
                found[name] = Span(sentence.start + match.start(), sentence.start + match.end())
    return MappingProxyType(found)
