"""Looks for personal data read out before it is known who asks."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import ClassVar

from checks import slots
from checks.accuracy.scope import orders_of_customer
from checks.sides import customer_messages
from checks.text import history_spans, overlaps, sentence_at, signature_span
from checks.wording import Reporter, is_spoken
from qa.domain.conversation import Conversation
from qa.domain.finding import NOT_APPLICABLE, CheckResult, Finding, Verdict
from qa.domain.placed import times_of
from qa.domain.rubric import CheckSpec
from qa.ports import OptionSpec, Reading, Span

__all__ = ["Identity"]

_ENOUGH = 2
_CUSTOMERS_OWN = re.compile(
    r"(?i)\b(?:pana|pani|pa[ńn]stwa|tw[oó]j|twoim|dostaw\w*|zam[oó]wieni\w*|adres to|mieszka|dor[eę]cz\w*|na adres|"
    r"your|sent (?:it|them|that|this)? ?to|"
    r"delivery|deliver(?:ed|ing)?|shipp\w+|order|address is|seu|sua|teu|tua|entreg\w+|encomenda|pedido|"
    r"morada|endereço|do senhor|da senhora|adres\w*|address|ficha|registo|cadastro|consta|perfil|cá está|"
    r"kont[ao]|kartotek\w*|profil\w*|jedzie|trafi|account|profile|file|going to|goes to|have you down|on record|"
    r"البريد|الجوال|جوال|عنوان|ملف\w*|المسجل|"
    r"عنوان(?:ك|كم)|عنوان (?:حضرتك|التوصيل|الشحن|الطلب)|(?:ل|ال|ب)?توصيل\w*|طلب(?:ك|كم)|شحنت(?:ك|كم)|إليك|سكن\w*)\b|"
    r"อีเมล|เบอร์|ข้อมูล|ระบบ|ที่อยู่|จัดส่ง|ส่งไป|ส่งที่|ของคุณ|คำสั่งซื้อ"
)
_SHOPS_OWN = re.compile(
    r"(?i)\b(?:nasz\w*|sklep\w*|magazyn\w*|salon\w*|punk\w*|paczkomat\w*|automa\w*|najbli[żz]\w*|zwrot\w*|zwr[oó]c\w*|odes[łl]\w*|ode[śs]l\w*|"
    r"serwis\w*|siedzib\w*|biur\w*|firm\w*|reklamacj\w*|our|us|shop|store|nearest|closest|branch|warehouse|return\w*|"
    r"send (?:it|them) (?:back )?to|locker|pick-?up|collect\w*|office|headquarters|noss[ao]s?|mais pr[óo]xim\w*|"
    r"loja|armaz[eé]m|devolu\w*|devolv\w*|ponto de|levant\w+|retirada|escritório|sede|oficina|assistência|"
    r"(?:ال|لل|ب|بال|ل)?(?:فرع|متجر|مستودع|مقر|مكتب|معرض|مرتجعات|إرجاع|استلام|خزانة)\w*|أرسل(?:ه|ها|ي|يه|يها|وا|وه|وها)?|إرسال\w*|عنواننا|أقرب)\b|"
    r"สาขา|คลัง|ออฟฟิศ|สำนักงาน|ส่งคืน|คืนสินค้า|ส่งกลับ|รับที่|รับเอง|ของเรา|ทางร้าน|หน้าร้าน|ที่ร้าน|ล็อกเกอร์|ศูนย์|ใกล้"
)
_ASKED_FOR = re.compile(
    r"(?i)\b(?:adres\w*|gdzie|dok[aą]d|telefon\w*|numer\w*|mail\w*|e-mail\w*|dane|danych|address|where|"
    r"which e-?mail|phone|"
    r"number|mobile|e-?mail|details|morada|endere[çc]o|onde|telefone|telem[oó]vel|celular|n[uú]mero|contacto|dados|"
    r"عنوان\w*|أين|وين|فين|رقم\w*|جوال\w*|هاتف\w*|[إا]يميل\w*|بريد\w*|بيانات\w*)\b|ที่อยู่|ที่ไหน|ส่งไปไหน|ไปไหน|เบอร์|อีเมล|ข้อมูล"
)
_UNNAMED = re.compile(
    r"\b(?i:na|pod|przy|do) (?P<street>[A-ZŁŚŻŹĆÓ][\w-]+(?: [A-ZŁŚŻŹĆÓ][\w-]+)? \d{1,4}[a-zA-Z]?(?:/\d+)?)(?![\d:%])"
)
"""A street without its word, `na Lipową 7`: an address only where somebody asked for one."""
_ADDRESS_WORDS = re.compile(r"[\u0e01-\u0e4e]{4,}|[^\W\d_]{4,}")
_NO_STREETS = ("ulica", "street", "شارع", "طريق", "ถนน", "ซอย")
_CALLED = re.compile(
    r"(?i)(?:telefon\w*|tel\.?|kom[oó]r\w*|numer\w*|phone|mobile|number|down on|telem[oó]vel|telefone|celular|"
    r"n[úu]mero|"
    r"جوال\w*|الجوال|هاتف\w*|رقم\w*|เบอร์\S*|โทร\S*)[^.!?]{0,30}$"
)
_OURS = re.compile(r"(?i)\b(?:nasz\w*|infolini\w*|our|helpline|noss[ao]s?|linha)\b[^.!?]{0,40}$")
_ENDING = 9
_MASK = re.compile(r"[*•x]{2,}")


class Identity:
    """Fails where the agent reads out the customer's street address before the customer proved anything.

    In a call so do a phone number, a mail address and the number of an order that the customer had not named,
    unless the caller proved two things; after one proof and the caller's name a person is needed, and after one for
    the number of an order.

    What answers a caller's question for it counts, whatever words are around it. What the caller said while the agent
    spoke counts from when it was said.

    Proof is a source that says the customer was logged in (`metadata.authenticated`), or two details the customer
    gave before: order number, mail address, phone, postcode, address. With one of them, and for mail
    addresses, a person is needed. What the customer had written, and the shop's own places, count for
    nothing. Does not apply where no such data is given.
    """

    options: ClassVar[Mapping[str, OptionSpec]] = {}
    version: ClassVar[int] = 3

    def __init__(self, spec: CheckSpec) -> None:
        self._spec = spec
        self._report = Reporter(spec)

    def check(self, reading: Reading) -> CheckResult:
        """Judge one conversation."""
        is_known = reading.conversation.metadata.get("authenticated") is True
        findings = tuple(
            self._finding(reading, index, span, is_address=is_address, is_known=is_known)
            for index, _ in self._spec.where.select(reading.conversation)
            for span, is_address in _disclosed(reading, index)
        )
        return CheckResult.judge(findings) if findings else NOT_APPLICABLE

    def _finding(self, reading: Reading, index: int, span: Span, *, is_address: bool, is_known: bool) -> Finding:
        before = _heard(reading.conversation, index, span.start)
        proofs = {name for one in before for name in slots.given(reading, one)}
        if reading.conversation.customer and reading.conversation.customer.email and not reading.conversation.recording:
            proofs.add(slots.MAIL)
        verdict = Verdict.NEEDS_HUMAN
        if is_known or len(proofs) >= _ENOUGH:
            verdict = Verdict.PASS
        elif self._is_plain(reading, index, span, proofs=len(proofs), is_address=is_address):
            verdict = Verdict.FAIL
        return self._report.finding(reading, index, span, verdict=verdict, count=str(len(proofs)))

    def _is_plain(self, reading: Reading, index: int, span: Span, *, proofs: int, is_address: bool) -> bool:
        """Tell whether data were surely given away: on a call what one proof without a name leaves closed, too."""
        if not proofs and (is_address or is_spoken(reading)):
            return True
        before = _heard(reading.conversation, index, span.start)
        return is_spoken(reading) and not _has_name(reading, before) and not _is_order(reading, index, span)


def _disclosed(reading: Reading, index: int) -> Iterator[tuple[Span, bool]]:
    """Yield the customer's data that the customer had not written before, and whether it is a street address."""
    conversation = reading.conversation
    text = conversation.messages[index].text
    streets, boxes = slots.addresses(text), slots.mail_addresses(text)
    if not streets and not boxes and not is_spoken(reading):
        return
    heard = _heard(conversation, index, len(text))
    said = " ".join(conversation.messages[one].text for one in heard)
    is_asked = bool(heard) and _asks_for_data(conversation.messages[heard[-1]].text)
    if is_asked and is_spoken(reading):
        streets = (*streets, *(Span(*one.span("street")) for one in _UNNAMED.finditer(text) if not streets))
    signature = signature_span(text)
    hidden = (*history_spans(text), *((signature,) if signature else ()))
    for span in streets:
        if (
            not overlaps(span, hidden)
            and _is_customers(text, span, is_asked=is_asked)
            and not _was_said(text, span, said)
        ):
            yield span, True
    own = reading.materials.facts.contacts
    for span in boxes:
        quote = text[span.start : span.end]
        is_shops = quote.split("@")[-1].casefold() in {*own.email_domains, *own.domains}
        is_theirs = _is_customers(text, span, is_asked=is_asked) and not _MASK.search(quote)
        if is_theirs and not is_shops and not overlaps(span, hidden) and quote.casefold() not in said.casefold():
            yield span, False
    if is_spoken(reading):
        yield from (
            (span, False) for span in _spoken(reading, text, said, is_asked=is_asked) if not overlaps(span, hidden)
        )


def _heard(conversation: Conversation, index: int, place: int) -> tuple[int, ...]:
    """Return what the customer had said before a place of a message; what was said into a line of a call, too."""
    before = customer_messages(conversation, before=index)
    message = conversation.messages[index]
    times = times_of(message, max(0, place - 1), place + 1) if message.words else None
    if times is None:
        return before
    later = customer_messages(conversation)[len(before) :]
    ends = ((one, conversation.messages[one].end_ms) for one in later)
    return (*before, *(one for one, end_ms in ends if end_ms is not None and end_ms <= times[0]))


def _asks_for_data(text: str) -> bool:
    """Tell whether a customer asks for data of their own: an address, a number, a place; not a place of the shop's."""
    return _ASKED_FOR.search(text) is not None and not _SHOPS_OWN.search(text)


def _spoken(reading: Reading, text: str, said: str, *, is_asked: bool) -> Iterator[Span]:
    """Yield phones that are not the shop's, and numbers of orders, that the caller had not said."""
    shops, heard = reading.materials.facts.contacts.phones, _digits(said)
    for span in slots.phones(text):
        number = _digits(text[span.start : span.end])
        is_shops = any(number[-_ENDING:] in one for one in shops) or _OURS.search(text[: span.start])
        is_theirs = _CALLED.search(text[: span.start]) or (is_asked and _is_customers(text, span, is_asked=True))
        if not is_shops and number not in heard and is_theirs:
            yield span
    for order in orders_of_customer(reading):
        at = text.find(order.id)
        if at >= 0 and order.id not in heard:
            yield Span(at, at + len(order.id))


def _is_order(reading: Reading, index: int, span: Span) -> bool:
    """Tell whether a span is the number of an order of the customer's: after one proof an agent may name it."""
    said = reading.conversation.messages[index].text[span.start : span.end]
    return any(order.id == said for order in orders_of_customer(reading))


def _has_name(reading: Reading, before: tuple[int, ...]) -> bool:
    """Tell whether a caller said their full name, which beside one proof leaves the matter to a person."""
    customer = reading.conversation.customer
    words = (customer.name or "").casefold().split() if customer else []
    said = " ".join(reading.conversation.messages[one].text for one in before).casefold()
    return len(words) > 1 and all(word in said for word in words)


def _digits(text: str) -> str:
    return re.sub(r"\D", "", text)


def _is_customers(text: str, span: Span, *, is_asked: bool) -> bool:
    """Tell whether the sentence speaks of the customer's own, or answers who asked, and not of the shop's place."""
    sentence = sentence_at(text, span.start)
    around = text[sentence.start : span.start] + " " + text[span.end : sentence.end]
    return (is_asked or bool(_CUSTOMERS_OWN.search(around))) and not _SHOPS_OWN.search(around)


def _was_said(text: str, span: Span, said: str) -> bool:
    words = _ADDRESS_WORDS.findall(text[span.start : span.end].casefold())
    return any(word[: max(4, len(word) - 2)] in said.casefold() for word in words if word not in _NO_STREETS)
