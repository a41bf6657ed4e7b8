"""Compares links, mail addresses, phone numbers and bank accounts with the shop's own."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import ClassVar

from rapidfuzz.distance import Levenshtein

from checks.accuracy.accounts import compact, find_accounts
from checks.accuracy.hosts import Kinship, kinship_of
from checks.claims.context import says
from checks.text import history_spans, overlaps, sentence_at
from checks.wording import Reporter
from qa.domain.conversation import Conversation, Message, Role
from qa.domain.fact import Contacts
from qa.domain.finding import CheckResult, Finding, Verdict
from qa.domain.rubric import CheckSpec
from qa.ports import OptionSpec, Reading, Span

__all__ = ["ContactDetails"]

_URL = re.compile(r"(?i)\b(?:https?://|www\.)([^\s/<>\"'„”«»(),;?#]+)[^\s<>\"'„”«»]*")
_BARE = re.compile(
    r"(?<![\w@./-])((?:[a-z0-9][a-z0-9-]*\.)+(?:com?|net|org|eu|info|shop|store|example|biz|online|site|pl|pt|br|uk|de|"
    r"ie|sa|ae|eg|th|cz|sk|fr|es|it|us))(?![\w@-]|\.\w)(?:/[^\s<>\"'„”«»]*)?"
)
_MAIL = re.compile(r"(?i)(?<![\w.+-])[\w.+-]+@((?:[\w-]+\.)+\w{2,})")
_PHONE_LIKE = re.compile(r"\+?\d[\d ().\u00a0-]{6,}\d")
_NOT_A_PHONE = re.compile(
    r"(?i)(zam[oó]wieni\w*|przesy[lł]\w*|paczk\w*|list\w* przewozow\w*|faktur\w*|nip|regon|order|"
    r"parcel|tracking|invoice|reklamacj\w*|rma|encomenda|pedido|rastreio|fatura|الطلب|الشحنة|พัสดุ|คำสั่งซื้อ|konto|rachun\w*|account|iban)\W+(\w+\W+){0,2}$"
)
_NEAR_ACCOUNT = 3
_TRAILING = ".,;:!?)"
_TEXTS = {
    "own": {
        "en": "One of the shop's own.",
        "pl": "To dane sklepu.",
        "pt": "É um contacto da loja.",
        "ar": "من بيانات المتجر نفسه.",
        "th": "เป็นข้อมูลของร้าน",
    },
    "look_alike": {
        "en": "Looks like the shop's own {own}, but is not.",
        "pl": "Przypomina własny adres sklepu {own}, ale nim nie jest.",
        "pt": "Parece o endereço da loja {own}, mas não é.",
        "ar": "يشبه عنوان المتجر {own}، لكنه ليس هو.",
        "th": "คล้ายของร้าน {own} แต่ไม่ใช่",
    },
    "unknown": {
        "en": "Not among the shop's own contacts; is it right?",
        "pl": "Nie ma tego wśród danych sklepu; czy to właściwe?",
        "pt": "Não está entre os contactos da loja; está certo?",
        "ar": "ليس ضمن بيانات المتجر؛ هل هو صحيح؟",
        "th": "ไม่อยู่ในข้อมูลของร้าน ถูกต้องหรือไม่",
    },
    "foreign_account": {
        "en": "Asks for payment to an account that is not the shop's.",
        "pl": "Prośba o wpłatę na konto, które nie należy do sklepu.",
        "pt": "Pede um pagamento para uma conta que não é da loja.",
        "ar": "طلب دفع إلى حساب ليس للمتجر.",
        "th": "ขอให้โอนเข้าบัญชีที่ไม่ใช่ของร้าน",
    },
    "not_own": {
        "en": "Given as the shop's own, but it is none of its contacts.",
        "pl": "Podane jako dane sklepu, a nie ma ich wśród jego danych.",
        "pt": "Indicado como sendo da loja, mas não está entre os seus contactos.",
    },
    "wrong_digits": {
        "en": "Almost the shop's account {own}, with wrong digits.",
        "pl": "Prawie konto sklepu {own}, ale z błędnymi cyframi.",
        "pt": "Quase a conta da loja {own}, com algarismos errados.",
        "ar": "يكاد يكون حساب المتجر {own}، لكن أرقامه خاطئة.",
        "th": "เกือบเป็นบัญชีของร้าน {own} แต่ตัวเลขผิด",
    },
}


@dataclass(frozen=True, slots=True)
class _Contact:
    """A contact at offsets of a message and what it was judged to be."""

    start: int
    end: int
    kind: str
    own: str = ""


_OWN_CLAIM = re.compile(
    r"(?i)\b(?:nasz\w*|sklepu|do nas|our|shop's|store's|(?:call|ring|phone|reach|text|contact|pay|write to) us|"
    r"noss[ao]s?|"
    r"da loja|(?:ligue|contacte|escreva|telefone)-nos|رقمنا|خطنا|حسابنا|صفحتنا|موقعنا|بريدنا|راسلنا|"
    r"(?:اتصل|تواصل) (?:بنا|معنا|علينا)|(?:حساب|رقم|خط|هاتف) المتجر)\b|"
    r"(?:โทรหา|ติดต่อ)(?:ทาง)?(?:ร้าน|เรา)|(?:บัญชี|เบอร์|เว็บ|อีเมล|เพจ)\S{0,12}(?:ของเรา|ของร้าน|ทางร้าน|ร้าน)"
)
_BRANCH = re.compile(
    r"(?i)\b(?:salon\w*|oddzia[łl]\w*|punk\w*|sklep\w* w|kurier\w*|przewo[źz]n\w*|serwis\w*|partner\w*|branch\w*|"
    r"courier\w*|carrier\w*|store in|shop in|service|filial|"
    r"transportadora|assistência|parceir\w*|فرع|شركة|شريك\w*)\b|สาขา|ขนส่ง|ศูนย์ซ่อม"
)


class ContactDetails:
    """Fails where a link or mail address only looks like the shop's, or payment is asked to another account.

    So does a phone, link or account called the shop's own ("our number") that the facts do not know.
    Hosts, addresses and numbers that are simply unknown need a person. The customer's own address, number or
    account said back is fine, and order or parcel numbers are no phones. Does not apply where no contact is
    given, or the facts name none to compare with.
    """

    options: ClassVar[Mapping[str, OptionSpec]] = {}
    version: ClassVar[int] = 1

    def __init__(self, spec: CheckSpec) -> None:
        self._spec = spec

    def check(self, reading: Reading) -> CheckResult:
        """Judge one conversation."""
        findings = tuple(
            self._finding(reading, index, contact)
            for index, message in self._spec.where.select(reading.conversation)
            for contact in _contacts(reading, index, message)
        )
        return CheckResult.judge(findings) if findings else CheckResult(Verdict.NOT_APPLICABLE)

    def _finding(self, reading: Reading, index: int, contact: _Contact) -> Finding:
        verdicts = {"own": Verdict.PASS, "unknown": Verdict.NEEDS_HUMAN}
        verdict = verdicts.get(contact.kind, Verdict.FAIL)
        spec = self._spec
        if verdict is not Verdict.FAIL or not spec.message:
            spec = replace(spec, message=_TEXTS[contact.kind], suggest=spec.suggest if verdict is Verdict.FAIL else {})
        finding = Reporter(spec, tells_passes=True).finding(
            reading, index, Span(contact.start, contact.end), verdict=verdict, own=contact.own
        )
        return replace(finding, expected=contact.own or None, kind=contact.kind)


def _contacts(reading: Reading, index: int, message: Message) -> Iterator[_Contact]:
    """Yield each contact once, in order; what is quoted from earlier mail is left out."""
    text, known = message.text, reading.materials.facts.contacts
    if not any(one in text for one in ("@", "/", ".")) and not any(sign.isdigit() for sign in text):
        return
    history = history_spans(text)
    said_before = _said_by_customer(reading.conversation, index)
    found = [*_addresses(text, known, said_before), *_hosts(text, known, said_before)]
    found += _accounts(reading, index, text, known, said_before)
    found += _phones(reading, text, known, said_before)
    taken: list[Span] = []
    for contact in found:
        span = Span(contact.start, contact.end)
        if not overlaps(span, tuple(taken)) and not overlaps(span, history):
            taken.append(span)
            yield _called_own(text, contact)


def _called_own(text: str, contact: _Contact) -> _Contact:
    """Turn an unknown contact that the agent calls the shop's into a wrong one."""
    span = sentence_at(text, contact.start)
    around = text[span.start : contact.start] + " " + text[contact.end : span.end]
    is_claimed = contact.kind == "unknown" and _OWN_CLAIM.search(around) and not _BRANCH.search(around)
    return replace(contact, kind="not_own") if is_claimed else contact


def _addresses(text: str, known: Contacts, said_before: str) -> Iterator[_Contact]:
    own = (*known.email_domains, *known.domains)
    for found in _MAIL.finditer(text) if own else ():
        if found[0].casefold() not in said_before:
            yield _judged(found.start(), found.end(), kinship_of(found[1], own), own)


def _hosts(text: str, known: Contacts, said_before: str) -> Iterator[_Contact]:
    for found in (*_URL.finditer(text), *_BARE.finditer(text)) if known.domains else ():
        host = found[1].split("@")[-1].rstrip(_TRAILING)
        end = found.end() - (len(found[0]) - len(found[0].rstrip(_TRAILING)))
        kinship = kinship_of(host, known.domains, allowed=(*known.email_domains, *known.tracking_hosts))
        if kinship is not Kinship.STRANGE or host.casefold() not in said_before:
            yield _judged(found.start(), end, kinship, known.domains)


def _accounts(
    reading: Reading, index: int, text: str, known: Contacts, said_before: str
) -> Iterator[_Contact]:  # fmt: skip
    own = tuple(compact(one) for one in known.bank_accounts)
    if not own:
        return
    echoed = compact(said_before)
    for account in find_accounts(text):
        nearest = min(own, key=lambda one: Levenshtein.distance(one, account.number))
        if account.number in own:
            yield _Contact(account.start, account.end, "own")
        elif account.number in echoed or account.number[2:] in echoed:
            continue
        elif not account.is_valid and Levenshtein.distance(nearest, account.number) <= _NEAR_ACCOUNT:
            yield _Contact(account.start, account.end, "wrong_digits", nearest)
        elif account.is_valid or _OWN_CLAIM.search(text[sentence_at(text, account.start).start : account.start]):
            span = sentence_at(text, account.start)
            is_asked = says(text[span.start : span.end], "asks_payment", language=reading.language_of(index))
            yield _Contact(account.start, account.end, "foreign_account" if is_asked else "unknown")


def _phones(reading: Reading, text: str, known: Contacts, said_before: str) -> Iterator[_Contact]:
    if not known.phones:
        return
    echoed, orders = compact(said_before), reading.materials.orders.orders
    region = str(reading.conversation.metadata.get("country") or reading.materials.country)
    for found in _PHONE_LIKE.finditer(text):
        number = _phone(found[0], region)
        digits = compact(found[0])
        is_other = digits in orders or digits[-9:] in echoed or _NOT_A_PHONE.search(text[: found.start()])
        is_tracking = any(order.shipping.tracking == digits for order in orders.values())
        if number is not None and not is_other and not is_tracking:
            yield _Contact(found.start(), found.end(), "own" if number in known.phones else "unknown")


@lru_cache(maxsize=2_000)
def _phone(text: str, region: str) -> str | None:
    """Return a valid phone number in E.164; None for anything else."""
    import phonenumbers

    try:
        number = phonenumbers.parse(text, region)
    except phonenumbers.NumberParseException:
        return None
    if not phonenumbers.is_valid_number(number):
        return None
    return str(phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164))


def _judged(start: int, end: int, kinship: Kinship, own: tuple[str, ...]) -> _Contact:
    kinds = {Kinship.OWN: "own", Kinship.LOOK_ALIKE: "look_alike", Kinship.STRANGE: "unknown"}
    return _Contact(start, end, kinds[kinship], own[0] if kinship is Kinship.LOOK_ALIKE else "")


def _said_by_customer(conversation: Conversation, until: int) -> str:
    """Join what the customer said so far, with the customer's own address, in lower case."""
    said = [one.text for one in conversation.messages[:until] if one.role is Role.CUSTOMER]
    address = conversation.customer.email if conversation.customer else None
    return "\n".join([*said, address or ""]).casefold()
