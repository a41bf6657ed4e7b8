"""Finds the details a customer gives of a case: order number, mail address, phone, postcode, address."""

from __future__ import annotations

import re
from functools import lru_cache

from qa.ports import Reading, Span

ORDER, MAIL, PHONE, POSTCODE, ADDRESS = "order", "email", "phone", "postcode", "address"
_MAY_GIVE, _DIGIT = re.compile(r"[\d@]|(?i:małp|malp|arroba| at |[اآأ]ت |แอ|البريدي)"), re.compile(r"\d")
_MAIL = re.compile(r"(?<![\w.+-])[\w.+-]+@(?:[\w-]+\.)+\w{2,}")
_PHONE = re.compile(
    r"(?<![\w/.,-])(?:\+\d{1,3}[ -]?)?"
    r"(?:0\d{4}[ -]?\d{6}|0\d{3}[ -]\d{3}[ -]\d{4}|05\d{8}|"
    r"\d{3}[ -]?\d{3}[ -]?\d{3,4}|\d{2}[ -]\d{3}[ -]\d{2}[ -]\d{2}|\(?\d{2}\)? ?9?\d{4}-\d{4})(?![\w/-])"
)
_POSTCODE = re.compile(
    r"(?<!\d)\d{2}-\d{3}(?!\d)|\b[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}\b|(?<![\d-])\d{4,5}-\d{3}(?![\d-])"
)
_SPOKEN_MAIL = re.compile(
    r"(?i)(?<!\w)[\w.]+ (?:małpa|malpa|małpka|arroba|at|ات|آت|أت|اتّ|แอท|แอด|แอ็ด) [\w.]+(?: [\w.]+)? "
    r"(?:kropka|ponto|dot|دوت|نقطة|ดอท|จุด) ?\w+"
)
_SPOKEN_POSTCODE = re.compile(
    r"(?i)(?:kod(?:em)? pocztowy|postcode|post code|zip code|código postal|\bcep\b|الرمز البريدي|รหัสไปรษณีย์)"
    r"(?: to| is| é|:)? (?:[\d-]{3,}|(?:واحد|اثنين|ثلاثة|أربعة|خمسة|ستة|سبعة|ثمانية|تسعة|صفر)\b)"
)
_CODE = re.compile(r"#?(?<![\w/.,-])(?=[\w/-]*\d{4})[A-Z]{0,5}[-/]?\d{4,12}(?:[-/]\d{1,6})?(?![\w/-])")
_ORDER_WORD = re.compile(
    r"(?i)(?:zam[oó]wieni\w*|zam\.|\border\b|encomenda|pedido|طلب\w*|[أا]وردر|สั่งซื้อ|ออ(?:ร์)?เดอร์|"
    r"สินค้าเลขที่)[^.!?\n]{0,25}$"
)
_ORDER_ASKED = re.compile(r"(?i)zam[oó]wieni|\border\b|encomenda|pedido|طلب|[أا]وردر|สั่งซื้อ|ออ(?:ร์)?เดอร์")
_YEAR_OR_SUM = re.compile(r"(?:(?:19|20)\d\d(?:\s|$)|.*\s(?i:zł|pln|eur|usd|gbp|[€$£])$)")
_OTHER_NUMBER = re.compile(
    r"(?i)(?:paczk\w*|przesy[lł]\w*|list\w*|śledz\w*|parcel|tracking|shipment|telefon\w*|tel\.|phone|faktur\w*|invoice|"
    r"reklamacj\w*|complaint|zwrot\w*|return|kont[oa]|account|kod\w*|code|sku|model\w*|telem[oó]vel|celular|whatsapp|"
    r"rastreio|rastreamento|fatura|nota|reclama\w+|devolu\w+|conta|c[oó]digo|cep|cpf|nif|protocolo)\W+(?:\w+\W+){0,2}$"
)
_ADDRESS = re.compile(
    r"(?:\b(?i:ul\.|ulic[aęy]|al\.|alej[aie]|os\.|osiedl[eau]|pl\.|plac)\s+"
    r"[^\W\d_][\w .'-]{1,40}?\s\d+[a-zA-Z]?(?:/\d+)?"
    r"|\b\d{1,4}[A-Za-z]?,? (?:[A-Z][\w'-]+ ){1,3}"
    r"(?:Street|St|Road|Rd|Avenue|Ave|Lane|Drive|Close|Way|Court|Crescent|Hill|Gardens?|Terrace|Place|Square|Grove|Mews|"
    r"Row|Walk|Green|Boulevard)\b"
    r"|(?:(?<=[Aa]dres to )|(?<=[Aa]dres: )|(?<=dostawy: )|(?<=dostawy to ))"
    r"[A-ZŁŚŻŹĆÓ][\w .-]{2,40}? \d+[a-zA-Z]?(?:/\d+)?"
    r"|\b(?:Rua|R\.|Avenida|Av\.|Travessa|Praça|Praceta|Largo|Alameda|Estrada|Rodovia|Calçada|Beco) "
    r"(?:d[aeo]s? )?[A-ZÀ-Þ][\w. ]{1,40}?,? (?:n\.?º ?)?\d+"
    r"|(?<!\w)(?:شارع|طريق|جادة|ش\.)\s+[\u0621-\u064a ]{2,40}[،,]?\s*(?:رقم|مبنى|بناية|عمارة|فيلا|منزل|بيت|شقة)?\s*\d+"
    r"|\d{1,4}(?:/\d{1,4})?\s*(?:หมู่(?:ที่)?\s*\d+\s*)?(?:ซอย|ซ\.|ถนน|ถ\.|หมู่บ้าน)\s*[\u0e01-\u0e4e]{2,30}(?:\s*\d+)?)"
)


def given(reading: Reading, message: int) -> dict[str, Span]:
    """Return the first place of each detail that a message gives, by its name."""
    text = reading.conversation.messages[message].text
    if not _MAY_GIVE.search(text):
        return {}
    found = dict(_written(text))
    order = _order_number(reading, message)
    if order is not None:
        found[ORDER] = order
    return found


@lru_cache(maxsize=512)
def _written(text: str) -> tuple[tuple[str, Span], ...]:
    """Return the details whose form alone tells what they are."""
    found: list[tuple[str, Span]] = []
    for name, pattern in (
        (MAIL, _SPOKEN_MAIL),
        (POSTCODE, _SPOKEN_POSTCODE),
        (MAIL, _MAIL),
        (PHONE, _PHONE),
        (POSTCODE, _POSTCODE),
        (ADDRESS, _ADDRESS),
    ):
        match = pattern.search(text)
        if match:
            found.append((name, Span(*match.span())))
    return tuple(found)


def addresses(text: str) -> tuple[Span, ...]:
    """Return the street addresses of a text."""
    if not _DIGIT.search(text):
        return ()
    return tuple(Span(*match.span()) for match in _ADDRESS.finditer(text))


def phones(text: str) -> tuple[Span, ...]:
    """Return the phone numbers of a text."""
    return tuple(Span(*match.span()) for match in _PHONE.finditer(text)) if _DIGIT.search(text) else ()


def mail_addresses(text: str) -> tuple[Span, ...]:
    """Return the mail addresses of a text."""
    return tuple(Span(*match.span()) for match in _MAIL.finditer(text)) if "@" in text else ()


def _order_number(reading: Reading, message: int) -> Span | None:
    """Return a number that the records know as an order, that is called an order's, or that answers the question."""
    text = reading.conversation.messages[message].text
    known = reading.materials.orders.orders
    is_answer = len(text.split()) <= 3 and message > 0
    is_answer = is_answer and bool(_ORDER_ASKED.search(reading.conversation.messages[message - 1].text))
    for match in _CODE.finditer(text):
        before, after = text[: match.start()], text[match.end() : match.end() + 5].split(maxsplit=1)
        if _YEAR_OR_SUM.match(match.group() + (f" {after[0].rstrip('.,!?')}" if after else "")):
            continue
        is_named = _ORDER_WORD.search(before) and not _OTHER_NUMBER.search(before)
        if match.group().lstrip("#") in known or is_named or is_answer or match.group().startswith("#"):
            return Span(*match.span())
    return None
