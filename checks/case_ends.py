"""Tells what the last turn on a case comes to: a day, a general term, a deed done, a mere gesture, or only waiting."""

from __future__ import annotations

import re
from collections.abc import Mapping

from checks.named_days import named_days, today_of
from checks.text import overlaps, sentence_at
from checks.wording import own_spans
from qa.domain.claim import Claim, Modality
from qa.domain.fact import Duration
from qa.domain.rubric import PhraseChoice
from qa.ports import Reading, Span

TERMS = ("withdrawal.period", "return.period", "guarantee.period", "conformity.period", "opening.hours")
_COURTESY = ("greeting", "farewell", "thanks")

# Waiting for what is known, and where a case stands. What says besides that nobody knows when, or who, is more.
_ONLY_WAITS: Mapping[str, re.Pattern[str]] = {
    "pl": re.compile(
        r"(?i)cierpliw|wyrozumia|(?:cze|oczek)\w*|w toku|w trakcie|procedow|rozpatr|realizac|wyja[śs]ni|analiz|"
        r"weryfik|opracow|sprawdza|bada|monitor|odnotow|zarejestr|zapisan|przyj[ęe]t|obserw|kolej|pracujemy|dzia[łl]amy"
    ),
    "en": re.compile(
        r"(?i)\bwait|patien|bear with|sit tight|hold (?:on|tight)|in progress|in hand|under review|being|process|"
        r"look(?:ed|ing) into|investigat|monitor|eye on|queue|pending|noted|logged|recorded|working on|on it|ongoing"
    ),
    "pt": re.compile(
        r"(?i)aguard|esper[ae]|paci[êe]ncia|em curso|em an[áa]lise|em andamento|em tratamento|a ser|sendo|analis|"
        r"averigu|acompanh|fila|anotad|registad|registrad|verific|tratar|processa"
    ),
    "ar": re.compile(
        r"انتظ|الصبر|صبر|استن|قيد|تحت|جار|يجري|نتابع|متابع|المراجع|الدراس|المعالج|تسجيل|سجل|مسجل|قائمة|ندرس|نراجع|نعمل"
    ),
    "th": re.compile(r"รอ|อดทน|ใจเย็น|ระหว่าง|กำลัง|ดำเนินการ|ตรวจสอบ|พิจารณา|บันทึก|คิว|ติดตาม|ขั้นตอน"),
}
_UNKNOWN: Mapping[str, re.Pattern[str]] = {
    "pl": re.compile(
        r"(?i)\b(?:kto[śs]|kiedy[śs]|jako[śs]|co[śs]|cokolwiek|gdy|kiedy|jak(?: tylko)?|trudno|ci[ęe][żz]ko|zobacz|"
        r"pr[ęe]dzej|stosown|swoim|okaże|nie (?:wie\w+|wiadomo|mam\w*|umie\w*|potrafi\w*)|"
        r"bez terminu|brak terminu|dalej|"
        r"wy[żz]ej|odpowiedni\w*|w[łl]a[śs]ciw\w*|dzia[łl]\w*|rozw[óo]j\w*)\b"
    ),
    "en": re.compile(
        r"(?i)\b(?:someone|somebody|some ?day|some (?:point|stage)|once|when|as soon as|if|hard|difficult|sooner|"
        r"eventually|due course|don't|do not|can't|cannot|no|nothing|should|team|department|colleague|people|"
        r"passed|forwarded|see)\b"
    ),
    "pt": re.compile(
        r"(?i)\b(?:algu[ée]m|um dia|quando|assim que|logo que|se|dif[íi]cil|mais cedo|n[ãa]o (?:sei|sabemos|temos)|"
        r"sem (?:data|prazo|previs[ãa]o)|h[áa] de|h[ãa]o de|acabar\w+|departamento|equipa|equipe|encaminhad\w+|"
        r"reencaminhad\w+|logo se v[êe]|ver)\b"
    ),
    "ar": re.compile(
        r"أحد|حد |يوم(?:ا| من)|لما|متى|إذا|لو |عندما|بمجرد|صعب|عاجلا|لا (?:نعرف|أعرف|نعلم|موعد|يوجد)|"
        r"ما (?:نعرف|أعرف|ندري|أدري)|"
        r"بدون موعد|القسم|الفريق|المختص|الجهة|تحويل|نشوف|سنرى|ولا موعد"
    ),
    "th": re.compile(
        r"มีคน|สักวัน|ถ้า|หาก|เมื่อ(?:ไหร่|ไร)?|ไว้|พอ(?:มี|ทราบ)|ยาก|ไม่(?:ทราบ|รู้|มีกำหนด|ช้าก็เร็ว)|ทีม|แผนก|ฝ่าย|"
        r"เจ้าหน้าที่|คง|ส่งต่อ|สถานการณ์"
    ),
}
_GESTURE: Mapping[str, re.Pattern[str]] = {
    "pl": re.compile(r"(?i)kupon|rabat|bon(?:u|em)?\b|voucher|punkt|zni[żz]k|gratis|upomin"),
    "en": re.compile(r"(?i)coupon|voucher|discount|gift|points|goodwill|% off"),
    "pt": re.compile(r"(?i)cup[ãa]o|cupom|vale\b|voucher|desconto|oferta|brinde|pontos"),
    "ar": re.compile(r"كوبون|قسيم|خصم|هدي|نقاط"),
    "th": re.compile(r"คูปอง|ส่วนลด|ของขวัญ|ของแถม|แต้ม|โค้ด"),
}
_DONE: Mapping[str, re.Pattern[str]] = {
    "pl": re.compile(
        r"(?i)\w(?:[łl]am|[łl]em|li[śs]my|[łl]y[śs]my)\b|\bzosta[łl]\w*|gotow|za[łl]atwion|"
        r"\b(?:jest|s[ąa]) (?:ju[żz] )?\w+(?:an|on|t)[aey]\b"
    ),
    "en": re.compile(
        r"(?i)\b(?:I|we)(?:'ve| have)\b|\b(?:has|have) (?:now |already |just )?been\b|\b(?:was|were)\b|"
        r"\b(?:sent|refunded|cancelled|changed|fixed|solved|done|corrected|shipped|replaced)\b"
    ),
    "pt": re.compile(
        r"(?i)\b(?!sei\b|hei\b|direi\b|ser)\w{2,}(?:[^r\W]ei|ámos)\b|\b(?:abri|fiz|dei|pus|emiti|resolvi|corrigi|devolvi|juntei)\b|"
        r"\b(?:foi|foram|est[áa]|ficou|fica) (?:já )?(?:\w+[ai]d[oa]s?|pag[oa]|feit[oa]|aceite|pronto|pronta)\b"
    ),
    "ar": re.compile(r"(?<!\w)(?:تم|تمت|قمت|قمنا|لقد)(?!\w)|(?<!\w)(?:أ|ا)?\w{2,6}(?:نا|ت)(?: لك)?(?!\w)"),
    "th": re.compile(r"แล้ว|เรียบร้อย"),
}
_OVER: Mapping[str, re.Pattern[str]] = {
    "pl": re.compile(
        r"(?i)\bwczoraj\b|\bby[łl][aoy]?\b|\ba teraz\b|ale ju[żz]|ju[żz] (?:gotow|za[łl]atwi|zako[ńn]cz|nie)|"
        r"pisa[łl]|m[óo]wi[łl]"
    ),
    "en": re.compile(
        r"(?i)\byesterday\b|\b(?:was|were|had been)\b(?! (?:passed|forwarded|logged|noted))|\bbut now\b|no longer|"
        r"\bnow (?:done|closed|finished|complete|over|sorted)|you (?:said|wrote)"
    ),
    "pt": re.compile(
        r"(?i)\bontem\b|\besta(?:va|vam|ria)\b|\bera\b|mas agora|já não|já está (?:feit|conclu|tratad|resolvid)|disse"
    ),
    "ar": re.compile(r"أمس|(?<!\w)كان(?:ت)?(?!\w)|لكن الآن|والآن|انتهى|انتهت|خلص|تم (?:حل|إغلاق|إنهاء)|ليس|قلت|ذكرت"),
    "th": re.compile(r"เมื่อวาน|ก่อนหน้านี้|แต่(?:ตอนนี้|วันนี้)|เสร็จแล้ว|เรียบร้อยแล้ว|ไม่ได้อยู่|ที่แจ้งว่า|ไม่ต้อง"),
}
_THAI_REACH = 40
_ASIDE = re.compile(
    r"(?i)zapisa|przyj[ęeą]|zarejestr|odnotow|zg[łl]osz|sprawdzi|etykiet|"
    r"regist|logged|noted|opened|label|look(?:ed|ing)|check|asked|anot|\babri|etiqueta|verifi|consult|"
    r"سجل|تسجيل|بلاغ|بوليصة|ملصق|راجع|تحقق|บันทึก|เปิดเรื่อง|แจ้งเรื่อง|ฉลาก|ใบปะหน้า|ตรวจ|รับเรื่อง"
)


def only_waits(text: str, sentence: Span, language: str) -> bool:
    """Tell whether a sentence makes somebody wait and no more: it does not say that nobody knows who or when."""
    said = text[sentence.start : sentence.end]
    return bool(_ONLY_WAITS[language].search(said)) and not _UNKNOWN[language].search(said)


def is_over(text: str, sentence: Span, phrase: Span, language: str) -> bool:
    """Tell whether a sentence tells of waiting that is past or over; in Thai, which ends none, what is near."""
    if language != "th":
        return bool(_OVER[language].search(text, sentence.start, sentence.end))
    return bool(_OVER["th"].search(text, max(0, phrase.start - _THAI_REACH), phrase.end + _THAI_REACH))


def is_gesture(text: str, sentence: Span, language: str) -> bool:
    """Tell whether a sentence is about a coupon or the like, which settles nothing."""
    return bool(_GESTURE[language].search(text, sentence.start, sentence.end))


def is_done(text: str, sentence: Span, phrase: Span, language: str) -> bool:
    """Tell whether a phrase tells of something done, beyond the case being written down or a coupon or label sent."""
    said = text[sentence.start : sentence.end]
    return bool(_DONE[language].search(text, phrase.start, phrase.end)) and not _ASIDE.search(said)


def past_days(reading: Reading, index: int) -> tuple[Span, ...]:
    """Return where a message names days before its own."""
    today = today_of(reading, index)
    return tuple(one.span for one in named_days(reading, index) if one.date and today and one.date < today)


def times_named(reading: Reading, index: int, time: PhraseChoice) -> tuple[Span, ...]:
    """Return where a message says by when, of this case: a phrase, a promised length of time, or a day not past.

    Days of a wish or greeting are none, nor are lengths of time that hold for every order.
    """
    claims = [claim for claim in reading.claims(index) if isinstance(claim.value, Duration)]
    promised = tuple(Span(one.start, one.end) for one in claims if _is_promised(one))
    general = [Span(one.start, one.end) for one in claims if not _is_promised(one)]
    wishes = [span for name in _COURTESY for span in reading.phrases(index, name)]
    beside = (*past_days(reading, index), *_done_today(reading, index), *general, *wishes)
    places = (*own_spans(reading, index, time), *(one.span for one in named_days(reading, index)))
    return (*promised, *(one for one in places if not overlaps(one, beside)))


def _done_today(reading: Reading, index: int) -> tuple[Span, ...]:
    """Return where a message says `today` of what is done already."""
    text, done = reading.conversation.messages[index].text, _DONE[reading.language_of(index)]
    today = today_of(reading, index)
    spans = (one.span for one in named_days(reading, index) if one.date is not None and one.date == today)
    placed = ((one, sentence_at(text, one.start)) for one in spans)
    return tuple(one for one, sentence in placed if done.search(text, sentence.start, sentence.end))


def names_term(reading: Reading, index: int) -> bool:
    """Tell whether a message names a length of time that holds for every order."""
    return any(isinstance(claim.value, Duration) and claim.topic not in TERMS for claim in reading.claims(index))


def _is_promised(claim: Claim) -> bool:
    """Tell whether a length of time is promised in this case, and longer than a hold."""
    if not isinstance(claim.value, Duration) or claim.topic in TERMS or claim.value.unit == "minute":
        return False
    return claim.modality is Modality.PROMISE
