"""Looks for numbers of orders and parcels that belong to another customer."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import ClassVar

from checks.accuracy.owners import Named, is_of_one_kind, numbers_named
from checks.accuracy.scope import orders_of_customer
from checks.text import sentence_at
from checks.wording import Reporter
from qa.domain.claim import DateClaim, StatusClaim
from qa.domain.conversation import Role
from qa.domain.finding import CheckResult, Finding, Verdict
from qa.domain.rubric import CheckSpec
from qa.ports import OptionSpec, Reading, Span

__all__ = ["RightCustomer"]

_NOT_THEIRS = (
    "nie (należy|figuruje|widnieje|widzę|mogę|możemy|udzielę|udzielamy|znajduję|zgadza|znalazłam|znalazłem)",
    "nie jest (przypisane|powiązane|Pana|Pani|Państwa|na)",
    "(inny|innego|innej|innym|inna|inne) (klient*|osob*|kont*|nazwisk*|dane|danymi)",
    "(not|isn't|doesn't|can't|cannot|don't|couldn't) (_)? (belong|see|find|yours|match|share|discuss|disclose)",
    "(another|different|other) (customer*|person|account|name|e-mail|email)",
    "não (pertence|está|encontro|consta|posso|vejo|corresponde)",
    "(outro cliente|outra pessoa|outra conta)",
    "(لا يخص|لا تخص|ليس|لا أستطيع|عميل آخر|حساب آخر)",
    "(ไม่ใช่|ไม่ตรง|ไม่พบ|ลูกค้าท่านอื่น|บัญชีอื่น)",
)  # fmt: skip
_TEXTS = {
    Verdict.PASS: {
        "en": "Order {order} is this customer's.",
        "pl": "Zamówienie {order} należy do tego klienta.",
        "pt": "A encomenda {order} é deste cliente.",
        "ar": "الطلب {order} لهذا العميل.",
        "th": "คำสั่งซื้อ {order} เป็นของลูกค้าคนนี้",
    },
    Verdict.NEEDS_HUMAN: {
        "en": "Order {order} is another customer's by the records; a gift, a family's account or somebody else's data?",
        "pl": "Według danych zamówienie {order} ma innego klienta; prezent, konto rodziny czy cudze dane?",
        "pt": "Segundo os registos, a encomenda {order} é de outro cliente; presente, família ou dados alheios?",
        "ar": "الطلب {order} لعميل آخر حسب السجلات؛ هدية أم حساب عائلة أم بيانات غيره؟",
        "th": "ตามข้อมูล คำสั่งซื้อ {order} เป็นของลูกค้าคนอื่น เป็นของขวัญ บัญชีครอบครัว หรือข้อมูลของคนอื่น",
    },
    "unknown": {
        "en": "Order {order} is somebody's, but who writes here is not known and they did not give that number.",
        "pl": "Zamówienie {order} ma właściciela, a nie wiadomo, kto tu pisze; klient tego numeru nie podał.",
        "pt": "A encomenda {order} é de alguém, mas não se sabe quem escreve aqui e o cliente não deu esse número.",
        "ar": "للطلب {order} صاحب، ولا يُعرف من يكتب هنا، والعميل لم يذكر هذا الرقم.",
        "th": "คำสั่งซื้อ {order} มีเจ้าของ แต่ไม่ทราบว่าใครเขียน และลูกค้าไม่ได้แจ้งเลขนี้",
    },
}  # fmt: skip


class RightCustomer:
    """Fails where the agent names an order or parcel of another customer.

    A number the customer gave first needs a person (a gift, a family), and so does one where the customer
    is not known or the customer's id is of another system. An agent who says that the order is not the
    customer's is right. Does not apply where no number is said that the records know.
    """

    options: ClassVar[Mapping[str, OptionSpec]] = {}
    version: ClassVar[int] = 1

    def __init__(self, spec: CheckSpec) -> None:
        self._spec = spec

    def check(self, reading: Reading) -> CheckResult:
        """Judge one conversation."""
        if not reading.materials.orders.orders:
            return CheckResult(Verdict.NOT_APPLICABLE)
        findings = tuple(
            finding
            for index, _ in self._spec.where.select(reading.conversation)
            for finding in self._findings(reading, index)
        )
        findings += tuple(self._told_without_number(reading)) if not findings else ()
        return CheckResult.judge(findings) if findings else CheckResult(Verdict.NOT_APPLICABLE)

    def _findings(self, reading: Reading, index: int) -> Iterator[Finding]:
        text = reading.conversation.messages[index].text
        for named in numbers_named(text, reading.materials.orders):
            if not (named.is_sure or named.is_telling):
                continue
            is_given = any(at < index and one.order.id == named.order.id for at, one in _given(reading))
            verdict = _verdict(reading, named, is_given=is_given)
            if verdict is None or (verdict is not Verdict.PASS and _says_not_theirs(reading, index, named.start)):
                continue
            yield self._finding(reading, index, Span(named.start, named.end), named, verdict=verdict)

    def _told_without_number(self, reading: Reading) -> Iterator[Finding]:
        """The customer gives another's number, and the agent tells where that parcel is."""
        others = [
            (at, named)
            for at, named in _given(reading)
            if _verdict(reading, named, is_given=True) is Verdict.NEEDS_HUMAN
        ]
        chosen = self._spec.where.select(reading.conversation) if others else ()
        for index, _ in chosen:
            before = [named for at, named in others if at < index]
            for claim in reading.claims(index) if before else ():
                is_told = isinstance(claim.value, StatusClaim | DateClaim) and claim.modality.is_assertion
                if is_told and not _says_not_theirs(reading, index, claim.start):
                    span = Span(claim.start, claim.end)
                    yield self._finding(reading, index, span, before[-1], verdict=Verdict.NEEDS_HUMAN)
                    return

    def _finding(
        self, reading: Reading, index: int, span: Span, named: Named, *, verdict: Verdict
    ) -> Finding:  # fmt: skip
        spec, customer = self._spec, reading.conversation.customer
        if verdict is not Verdict.FAIL or not spec.message:
            is_unknown = verdict is Verdict.NEEDS_HUMAN and (customer is None or customer.id is None)
            key = "unknown" if is_unknown else Verdict.PASS if verdict is Verdict.PASS else Verdict.NEEDS_HUMAN
            spec = replace(spec, message=_TEXTS[key], suggest={})
        return Reporter(spec, tells_passes=True).finding(reading, index, span, verdict=verdict, order=named.order.id)


def _verdict(reading: Reading, named: Named, *, is_given: bool) -> Verdict | None:
    customer, owner = reading.conversation.customer, named.order.customer_id
    if owner is None:
        return None
    if customer is None or customer.id is None:
        return None if is_given else Verdict.NEEDS_HUMAN
    if customer.id == owner:
        return Verdict.PASS
    is_comparable = bool(orders_of_customer(reading)) or is_of_one_kind(customer.id, owner)
    return Verdict.FAIL if named.is_sure and not is_given and is_comparable else Verdict.NEEDS_HUMAN


def _given(reading: Reading) -> Iterator[tuple[int, Named]]:
    """Yield (message, number) of what the customer named."""
    for index, message in enumerate(reading.conversation.messages):
        if message.role is Role.CUSTOMER:
            for named in numbers_named(f"{message.subject or ''} {message.text}", reading.materials.orders):
                yield index, named


def _says_not_theirs(reading: Reading, index: int, position: int) -> bool:
    sentence = sentence_at(reading.conversation.messages[index].text, position)
    return any(sentence.start <= one.start < sentence.end for one in reading.match(index, _NOT_THEIRS))
