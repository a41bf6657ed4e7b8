"""Looks for secrets asked for or repeated: card numbers, security codes, passwords, identity numbers."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import ClassVar

from checks import asked_secret
from checks.asked_to_tell import is_denied, is_last_digits, is_wanted
from checks.text import overlaps, quoted_spans, sentence_at
from checks.wording import Reporter, is_spoken, own_spans, phrase_choice
from qa.domain.fact import OrderBase
from qa.domain.finding import NOT_APPLICABLE, CheckResult, Finding, Verdict
from qa.domain.rubric import CheckSpec
from qa.ports import OptionSpec, Reading, Span
from qa.redaction.checksums import is_pesel, passes_luhn

__all__ = ["SecretData"]

_CARD = re.compile(r"(?<![\d/.,+-])(?:\d[ -]?){12,18}\d(?![\d/-])")
_PESEL = re.compile(r"(?<![\d/+-])\d{11}(?![\d/-])")
_SECURITY_CODE = re.compile(
    r"(?i:\b(?:cvv2?|cvc2?|kod(?:em|u)? cvv|security code|código de segurança)\b)\D{0,15}\b(\d{3,4})\b"
)
_NOT_A_CARD = re.compile(
    r"(?i:zam[oó]wieni\w*|przesy[lł]\w*|paczk\w*|list\w* przewozow\w*|śledz\w*|track\w*|order|parcel|shipment|"
    r"waybill|"
    r"consignment|faktur\w*|invoice|iban|rachun\w*|kont[oaue]\b|account|nip|regon|ean|imei|reklamacj\w*|"
    r"encomenda|pedido|rastreio|rastreamento|envio|guia|objeto|fatura|nota|boleto|código de barras|conta|protocolo|"
    r"الطلب|الشحنة|التتبع|พัสดุ|คำสั่งซื้อ|บัญชี)[^.!?\n]{0,40}$"
)
_ASKS = re.compile(
    r"(?i)\b(?:prosz[ęe]|poprosz\w+|poda\w+|potrzeb\w+|przedykt\w+|dyktuj\w*|pode[śs]l\w+|przesła\w+|przeslij|"
    r"napisz\w*|wpisz\w*|wpisa\w+|"
    r"i lecimy|konieczn\w+|please|need|pop your|type|read|send|give|pass me|tell me|dictate|preciso|precisamos|"
    r"envie\w*|mande\w*|"
    r"dite\w*|diga\w*|escreva|indique|passar-me|passe-me)\b|"
    r"(?<!\w)(?:املي|اكتب|ابعت|أرسل|ارسل|أحتاج|نحتاج|زودني|عطني|أعطني|لو سمحت|من فضلك|هات)|ขอ|บอก|พิมพ์|ส่ง|แจ้ง|"
    r"คืออะไร|อะไร(?:คะ|ครับ)|ถ่ายรูป"
)
_NEVER = re.compile(
    r"(?i)\b(?:nie|nigdy|nikomu|zmieni\w*|zresetow\w*|zmian\w+|podarunkow\w+|never|not|don't|n't|change|reset|"
    r"forgot\w*|gift|same card|"
    r"removed|deleted|não|nunca|mudar|alterar|redefinir|presente|mesmo cartão)\b|n['’]t\b|"
    r"(?<!\w)(?:لا|لن|أبدا|تغيير|نفس|حذفت)(?!\w)|อย่า|ไม่เคย|ไม่ต้อง|ห้าม|เปลี่ยนรหัส|บัตรเดิม|ของขวัญ"
)
_AROUND = 40
_MORE = re.compile(
    r"(?i)\bto jeszcze\b|\bniech (?:pan|pani) (?:da|poda)|i lecimy|\bwh(?:at|ich) code\b|\bjust the\b|"
    r"good to go|go ahead|\bent[ãa]o [oa]s\b|e tratamos|"
    r"عطني|ونعدل\w*|เลยค่ะ|เลยครับ"
)
_CARD_DIGITS = re.compile(
    r"(?i)\b(?:16|szesna[śs]\w+|sixteen|dezasseis|dezesseis|ستة عشر|الستة عشر|١٦)\b[ -]?(?:cyfr\w*|"
    r"digit\w*|algarismos|d[íi]gitos|"
    r"n[úu]meros|رقم\w*|خانة)|(?:เลข|ตัวเลข)\s?(?:หน้าบัตร\s?)?16\s?หลัก|16 หลัก|"
    r"(?:data|dat[ęe]|termin) wa[żz]no[śs]ci (?:karty|i)|expiry(?: date)? (?:then|and|of)|"
    r"(?:kod|kodu|code|c[óo]digo|رمز|الرمز)\b[^.!?]{0,25}\b(?:sms\w*|by text|text message|برسالة|وصلك)[^.!?]{0,3}\?|"
    r"(?:nowy|nowego|kolejny) kod blik|รหัส(?:ที่ได้)?ทาง ?sms|OTP"
)
_OWN_DOCUMENT = re.compile(
    r"(?i)\b(?:skan\w*|zdj[ęe]ci\w*|fot\w+|scan|photo|picture|foto\w*|c[óo]pia|صورة|نسخة)\b[^.!?]{0,20}"
    r"\b(?:dow[óo]d\w*|paszport\w*|passport|driving licence|id card|cart[ãa]o de cidad[ãa]o|"
    r"bilhete de identidade|identidade|rg|"
    r"هوية|الهوية|الجواز|جواز)\b|(?:รูป|ถ่าย|สำเนา)บัตรประชาชน"
)
_TOLD_ELSEWHERE = re.compile(
    r"(?i)bank\w* (?:poprosi|wy[śs]le|zapyta)|(?:odbior\w*|paczkoma[tc]\w*|rabatow\w*|nadania|kurierow\w*)|"
    r"przyjdzie|dostanie Pan|"
    r"your bank (?:will|may|asks)|pick-?up|locker|discount|you'll (?:get|receive)|o banco (?:pede|"
    r"vai pedir|pedir)|levantamento|desconto|البنك (?:يطلب|سيطلب)|"
    r"الاستلام|ธนาคาร(?:จะ)?ขอ|รับพัสดุ"
)
"""What somebody else asks for, or a code that is for the customer to use."""
_COVERED = re.compile(
    r"(?i)\b(?:cover\w*|hid(?:e|den|ing)|black\w* out|blank\w* out|cross\w* out|mask\w*|redact\w*|crop\w* out|"
    r"without (?:showing|the)|except|leav\w+ out|zas[łl]\w+|zakry\w*|zamaz\w*|zaczerni\w*|ukry\w*|bez|opr[óo]cz|"
    r"tap[ae]\w*|ocult\w*|escond\w*|rasur\w*|risc\w*|sem|exceto|menos)\b|"
    r"إخفاء|أخف|اخف|تخفي|مخفي|تغطي|غط[يّ]|مغط|طمس|بدون|دون|ما عدا|ปิด|บัง|เบลอ|ขีดฆ่า|คาด|ไม่ให้เห็น|โดยไม่|ยกเว้น"
)
"""Words by which what is named is not to be seen: `with the card number covered`."""
_PROMOTES = (
    r"(?:promoc\w*|promo\w*|rabatow\w*|zniżkow\w*|konkurs\w*|reklamow\w*|ulotk\w*|gazetk\w*|newsletter\w*|kupon\w*|"
    r"discount|vouchers?|coupons?|competition|campaign|flyer|leaflet|"
    r"desconto|passatempo|campanha|folheto|cup(?:ão|om)|(?:ال)?(?:خصم|عرض|ترويج\w*|مسابقة|كوبون|قسيمة)|"
    r"โปร\S*|ส่วนลด|คูปอง|กิจกรรม|ใบปลิว)"
)
_PROMOTED = re.compile(
    rf"(?i)^\W*(?:(?:to|z|ze|na|from|of|on|de|d[ao]s?|para|for|in)\s)?(?:(?:the|a|our|your|this|nasz\w+|tego|tej|o)\s)?{_PROMOTES}"
)
_PROMOTES_BEFORE = re.compile(rf"(?i)(?<!\w){_PROMOTES}\s(?:\S+$|$)")
"""Words beside a password that is printed for everybody: `the promo password`."""
_SHOWN = re.compile(
    r"(?i)\b(?:mostrar|exibir|poka[zż]\w*|wy[śs]wietl\w*|ods[łl]on\w*|show\w*|reveal\w*|display\w*|unhid\w+)\b|"
    r"[إا]ظهار|تظهر|يظهر|แสดง|โชว์"
)
_TO_US = re.compile(
    r"(?i)\b(?:me|us|mi|mnie|nam|here|tu|tutaj|nos|aqui|chat\w*|czat\w*)\b|(?<!\w)(?:لي|لنا|هنا)(?!\w)|"
    r"ให้(?:ผม|ดิฉัน|เรา|แอดมิน)|ที่นี่|แชต|แชท"
)
_MAY = re.compile(r"(?i)\b(?:mo[żz](?:e|na|ecie)|can|may|could|pode|podem|d[áa] para)\b|يمكن|ممكن|تقدر|สามารถ|ได้")
_OFFERS = re.compile(
    r"(?i)zapomnia|czy (?:zmieni|pami[ęe]ta|dosta[łl]|otrzyma[łl])|did you|have you|forgot|esqueceu|recebeu o|หรือยัง|"
    r"هل وصلك"
)
_DIGITS_ENOUGH = re.compile(r"\d[\d -]{9,}\d|(?i:cv[vc]|security code|kod|código de seg)")
_MASKED = re.compile(r"\[masked: (?:card number|security code|PESEL)\]")
_CARD_FIRST_DIGITS = ("34", "37", "4", "5", "2", "36", "38", "60", "62", "65")


class SecretData:
    """Fails where the agent asks for a secret, or repeats a card number, security code or PESEL.

    To ask is also to name a secret (`secret`) in a question or beside a word of asking, or to describe one: all that
    is on a card, digits of a card or of what the bank sends, or what stands where the customer spoke of a password
    before. Where nothing says that it is to be told to the agent, the customer is only to type it in or to cover it,
    or nothing but that earlier word makes it a secret, a person is needed; not where the customer would rather not
    tell it. A warning not to send such data is fine, and so are a promotion's password, one the customer may have
    shown, the last four digits of a card, numbers of known orders and parcels. A number that is a valid card number
    only by its check digit, without the length of one, needs a person. So does, on a call, one that was masked before
    it was stored; in writing it fails. Does not apply where the agent said nothing.
    """

    options: ClassVar[Mapping[str, OptionSpec]] = {
        "forbid": OptionSpec("Phrases that ask for a secret.", is_phrases=True),
        "secret": OptionSpec("Phrases that name a secret.", is_phrases=True),
        "unless": OptionSpec("Phrases that warn not to send it.", is_phrases=True),
    }
    version: ClassVar[int] = 6

    def __init__(self, spec: CheckSpec) -> None:
        self._spec = spec
        self._report = Reporter(spec)
        self._forbid, self._unless = phrase_choice(spec, "forbid"), phrase_choice(spec, "unless")
        self._secret = phrase_choice(spec, "secret")

    def check(self, reading: Reading) -> CheckResult:
        """Judge one conversation."""
        chosen = self._spec.where.select(reading.conversation)
        if not chosen:
            return NOT_APPLICABLE
        findings: list[Finding] = []
        for index, message in chosen:
            findings.extend(self._requests(reading, index))
            findings.extend(self._numbers(reading, index, message.text))
            findings.extend(self._masked(reading, index, message.text))
        return CheckResult.judge(tuple(findings))

    def _masked(self, reading: Reading, index: int, text: str) -> Iterator[Finding]:
        for match in _MASKED.finditer(text):
            verdict = Verdict.NEEDS_HUMAN if is_spoken(reading) else Verdict.FAIL
            yield self._report.finding(reading, index, Span(match.start(), match.end()), verdict=verdict)

    def _requests(self, reading: Reading, index: int) -> Iterator[Finding]:
        text = reading.conversation.messages[index].text
        described = tuple(asked_secret.described(reading, index))
        places = [sentence_at(text, span.start) for span, is_sure in described if is_sure]
        asked = tuple(
            span for span in own_spans(reading, index, self._forbid) if not _is_elsewhere(text, span)
        ) or tuple(span for span in self._named(reading, index) if _is_asked(text, span))
        warned = [sentence_at(text, span.start) for span in own_spans(reading, index, self._unless)]
        is_refused = asked_secret.is_refused(reading, index)
        found: list[tuple[Span, bool]] = []
        for span in asked:
            if overlaps(span, warned) or _is_none(text, span):
                continue
            is_told = is_refused or overlaps(span, places) or is_wanted(text, span, language=reading.language_of(index))
            found.append((span, is_told and not _is_covered(text, span) and not _is_shown(text, span)))
        taken = [*warned, *(sentence_at(text, span.start) for span, _ in found)]
        found.extend(
            (span, is_sure and not _is_covered(text, span)) for span, is_sure in described if not overlaps(span, taken)
        )
        for span, is_sure in found:
            verdict = Verdict.FAIL if is_sure else Verdict.NEEDS_HUMAN
            yield self._report.finding(reading, index, span, verdict=verdict)

    def _named(self, reading: Reading, index: int) -> Iterator[Span]:
        """Yield where a secret is named, or told by the form of its digits."""
        yield from own_spans(reading, index, self._secret)
        text = reading.conversation.messages[index].text
        quoted = quoted_spans(text)
        for pattern in (_CARD_DIGITS, _OWN_DOCUMENT):
            yield from (span for match in pattern.finditer(text) if not overlaps(span := Span(*match.span()), quoted))

    def _numbers(self, reading: Reading, index: int, text: str) -> Iterator[Finding]:
        if not _DIGITS_ENOUGH.search(text):
            return
        for span, verdict in _secret_numbers(text, known=_record_numbers(reading.materials.orders)):
            yield self._report.finding(reading, index, span, verdict=verdict)


def _is_elsewhere(text: str, span: Span) -> bool:
    """Tell whether a sentence speaks of what a bank asks for, or of a code the customer is to use."""
    sentence = sentence_at(text, span.start)
    said = text[max(sentence.start, span.start - _AROUND) : min(sentence.end, span.end + _AROUND)]
    return _TOLD_ELSEWHERE.search(said) is not None and not said.endswith(("?", "؟"))


def _is_none(text: str, span: Span) -> bool:
    """Tell whether words are no request for a secret: denied, about the last digits,
    whether something works, printed for everybody, or for the customer to have shown."""
    if is_denied(text, span) or is_last_digits(text, span) or asked_secret.is_of_whether(text, span):
        return True
    is_public = _PROMOTED.match(text[span.end :]) or any(
        _PROMOTES_BEFORE.search(one) for one in (text[: span.start], text[span.start : span.end])
    )
    return bool(is_public) or (_is_shown(text, span) and _MAY.search(_before(text, span)) is not None)


def _is_shown(text: str, span: Span) -> bool:
    """Tell whether a secret is only to be shown on a screen, to nobody here (`you can show the password`)."""
    sentence = sentence_at(text, span.start)
    return _SHOWN.search(_before(text, span)) is not None and not _TO_US.search(text[sentence.start : sentence.end])


def _before(text: str, span: Span) -> str:
    """Return a sentence up to the end of a span."""
    return text[sentence_at(text, span.start).start : span.end]


def _is_covered(text: str, span: Span) -> bool:
    """Tell whether a word of covering stands near what is named, in its sentence."""
    sentence = sentence_at(text, span.start)
    near = text[max(sentence.start, span.start - _AROUND) : min(sentence.end, span.end + _AROUND)]
    return _COVERED.search(near) is not None


def _is_asked(text: str, span: Span) -> bool:
    """Tell whether a sentence asks for what it names: by its mark, or by a word of asking, and without a denial."""
    sentence = sentence_at(text, span.start)
    said = text[sentence.start : sentence.end]
    is_question = said.endswith(("?", "؟")) and not _OFFERS.search(said)
    is_wanted = is_question or _ASKS.search(said) is not None or _MORE.search(said) is not None
    return is_wanted and not _NEVER.search(said) and not _is_elsewhere(text, span)


def _secret_numbers(text: str, *, known: frozenset[str]) -> Iterator[tuple[Span, Verdict]]:
    for match in _CARD.finditer(text):
        digits = re.sub(r"\D", "", match.group())
        if digits in known or not passes_luhn(digits) or _NOT_A_CARD.search(text[: match.start()]):
            continue
        is_sure = len(digits) in (15, 16) and digits.startswith(_CARD_FIRST_DIGITS)
        yield Span(match.start(), match.end()), Verdict.FAIL if is_sure else Verdict.NEEDS_HUMAN
    for match in _PESEL.finditer(text):
        if match.group() in known or not is_pesel(match.group()) or _NOT_A_CARD.search(text[: match.start()]):
            continue
        is_named = "pesel" in text.casefold()
        yield Span(match.start(), match.end()), Verdict.FAIL if is_named else Verdict.NEEDS_HUMAN
    for match in _SECURITY_CODE.finditer(text):
        yield Span(match.start(1), match.end(1)), Verdict.FAIL


def _record_numbers(orders: OrderBase) -> frozenset[str]:
    """Return the numbers of orders and parcels, which may pass a card's check digit by chance; once per version."""
    key = orders.content_hash
    if not key or key not in _RECORD_NUMBERS:
        known = orders.orders.values()
        named = [order.id for order in known] + [order.shipping.tracking or "" for order in known]
        _RECORD_NUMBERS.clear()
        _RECORD_NUMBERS[key] = frozenset(re.sub(r"\D", "", one) for one in named)
    return _RECORD_NUMBERS[key]


_RECORD_NUMBERS: dict[str, frozenset[str]] = {}
