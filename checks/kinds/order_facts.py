"""Compares what the agent says of an order with the shop's record of it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import datetime
from typing import ClassVar

from checks.accuracy.answer import Answer
from checks.accuracy.describe import describe_claim
from checks.accuracy.done_now import is_done_now
from checks.accuracy.ordered import (
    is_in_full,
    is_of_offer,
    is_of_part,
    is_status_of_order,
    is_sum_of_order,
    is_told_of_order,
)
from checks.accuracy.records import (
    Recorded,
    compare_amount,
    compare_carrier,
    compare_day,
    compare_status,
    compare_telling,
)
from checks.accuracy.scope import names_unknown_order, orders_named, orders_of_customer
from checks.accuracy.tellings import Telling, carriers_named, is_said_of_parcel, tellings
from checks.accuracy.uncovered import uncovered_claim
from checks.text import overlaps, quoted_spans
from checks.wording import Reporter
from qa.domain.claim import Claim, DateClaim, Modality, StatusClaim
from qa.domain.conversation import Role
from qa.domain.fact import Money, Order
from qa.domain.finding import CheckResult, Finding, UncoveredClaim, Verdict
from qa.domain.rubric import CheckSpec
from qa.ports import OptionSpec, Reading, Span

__all__ = ["OrderFacts"]

_FIELDS = ("status", "date", "amount")
_AMOUNT_TOPICS = ("refund.amount", "order.total")
_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_TEXTS = {
    "contradicted_other": {
        "en": "Said: {found}. The record of order {order} said then: {expected}.",
        "pl": "Powiedziano: {found}. W danych zamówienia {order} było wtedy: {expected}.",
        "pt": "Dito: {found}. O registo da encomenda {order} dizia então: {expected}.",
        "ar": "قيل: {found}. وكان في سجل الطلب {order} حينها: {expected}.",
        "th": "บอกว่า: {found} ขณะนั้นข้อมูลของคำสั่งซื้อ {order} คือ {expected}",
    },
    "condition_open": {
        "en": "Said: {found}. The record of order {order} does not settle it: {expected}.",
        "pl": "Powiedziano: {found}. Dane zamówienia {order} tego nie rozstrzygają: {expected}.",
        "pt": "Dito: {found}. O registo da encomenda {order} não o esclarece: {expected}.",
        "ar": "قيل: {found}. وسجل الطلب {order} لا يحسم ذلك: {expected}.",
        "th": "บอกว่า: {found} ข้อมูลของคำสั่งซื้อ {order} ไม่ชี้ชัด: {expected}",
    },
    "supported": {
        "en": "Agrees with the record of order {order}: {expected}.",
        "pl": "Zgodne z danymi zamówienia {order}: {expected}.",
        "pt": "De acordo com o registo da encomenda {order}: {expected}.",
        "ar": "يوافق سجل الطلب {order}: {expected}.",
        "th": "ตรงกับข้อมูลของคำสั่งซื้อ {order}: {expected}",
    },
    "unknown_order": {
        "en": "Said: {found}. No single order of this conversation is in the records.",
        "pl": "Powiedziano: {found}. W danych nie ma jednego zamówienia, którego dotyczy ta rozmowa.",
        "pt": "Dito: {found}. Nos registos não há uma única encomenda a que esta conversa se refira.",
        "ar": "قيل: {found}. وليس في السجلات طلب واحد تخصه هذه المحادثة.",
        "th": "บอกว่า: {found} ในข้อมูลไม่มีคำสั่งซื้อเดียวที่ตรงกับการสนทนานี้",
    },
    "weekday_mismatch": {
        "en": "The day named does not exist: {found} is a {expected}.",
        "pl": "Taki dzień nie istnieje: {found} to {expected}.",
        "pt": "Esse dia não existe: {found} é {expected}.",
        "ar": "اليوم المذكور غير موجود: {found} هو {expected}.",
        "th": "ไม่มีวันดังกล่าว: {found} คือ {expected}",
    },
}
_WEEKDAYS_PL = ("poniedziałek", "wtorek", "środa", "czwartek", "piątek", "sobota", "niedziela")
_WEEKDAYS_PT = ("segunda-feira", "terça-feira", "quarta-feira", "quinta-feira", "sexta-feira", "sábado", "domingo")


class OrderFacts:
    """Fails where a status, day or sum differs from the order's record as it stood when the message was sent.

    With `status` also: what is said not to have come about, or to come, though it has; on which day the order was
    placed, how many things it holds, who carries it, and its tracking number. The order is the one whose number was
    said so far. Without it, even if the customer has but one, or without the time of the message, a person is needed;
    so is one for a day more or less, for a refund or cancellation that the agent makes in the talk itself, for what
    comes about within a length of time or somebody else says, and for a sum with another beside it or without a word
    of the order. Does not apply where nothing of the kind is stated, or the shop gave no orders at all.
    """

    options: ClassVar[Mapping[str, OptionSpec]] = {
        "fields": OptionSpec("What to compare: status, date, amount; all by default.", (list,), choices=_FIELDS),
    }
    version: ClassVar[int] = 5

    def __init__(self, spec: CheckSpec) -> None:
        self._spec = spec
        chosen = spec.options.get("fields", _FIELDS)
        self._fields = frozenset(str(one) for one in chosen) if isinstance(chosen, tuple | list) else frozenset()

    def check(self, reading: Reading) -> CheckResult:
        """Judge one conversation."""
        findings: list[Finding] = []
        uncovered: list[UncoveredClaim] = []
        claims = 0
        for index, _ in self._spec.where.select(reading.conversation):
            quoted = quoted_spans(reading.conversation.messages[index].text)
            for claim in reading.claims(index):
                if not claim.modality.is_assertion or overlaps(Span(claim.start, claim.end), quoted):
                    continue
                if "date" in self._fields:
                    findings.extend(self._weekday(reading, index, claim))
                if not self._is_about_order(claim) or is_of_offer(reading, index, claim):
                    continue
                claims += 1
                finding = self._compare(reading, index, claim)
                if finding is not None:
                    findings.append(finding)
                if finding is None or finding.kind == "unknown_order":
                    uncovered.append(uncovered_claim(reading, index, claim, topic=claim.topic or "order.status"))
            if "status" in self._fields and reading.materials.orders.orders:
                findings.extend(self._told(reading, index, tuple(findings)))
        result = CheckResult.judge(tuple(findings)) if findings else CheckResult(Verdict.NOT_APPLICABLE)
        return replace(result, claims=claims, covered_claims=claims - len(uncovered), uncovered=tuple(uncovered))

    def _is_about_order(self, claim: Claim) -> bool:
        if isinstance(claim.value, StatusClaim):
            return "status" in self._fields
        if isinstance(claim.value, DateClaim):
            return claim.value.status is not None and bool(self._fields & {"status", "date"})
        return "amount" in self._fields and claim.topic in _AMOUNT_TOPICS

    def _compare(self, reading: Reading, index: int, claim: Claim) -> Finding | None:
        if not reading.materials.orders.orders:
            return None
        conversation = reading.conversation
        at = conversation.messages[index].sent_at or conversation.started_at
        named = orders_named(reading, until=index)
        is_other = not named and names_unknown_order(reading, until=index)
        orders = () if is_other else named or orders_of_customer(reading)
        if not orders or at is None:
            return self._finding(reading, index, claim, Recorded(Answer.OPEN, ""), order=None)
        is_whole = claim.topic == "refund.amount" and is_in_full(reading, index, claim)
        is_varied = claim.topic == "order.total" and is_of_part(reading, index, claim)
        answers = [
            (order, self._answer(reading, claim, order, at, is_whole=is_whole, is_varied=is_varied)) for order in orders
        ]
        known = [(order, answer) for order, answer in answers if answer is not None]
        if not known:
            return None
        for order, answer in known:
            if answer.answer is Answer.SUPPORTED:
                return self._finding(reading, index, claim, answer, order=order)
        order, answer = known[0]
        is_wrong, span = answer.answer is Answer.OTHER, Span(claim.start, claim.end)
        is_now = is_wrong and is_done_now(reading, index, span, claim.value, order=order, at=at)
        if is_wrong and (len(orders) > 1 or is_now or not _is_of_order(reading, index, claim)):
            answer = Recorded(Answer.OPEN, answer.expected)
        return self._finding(reading, index, claim, answer, order=order)

    def _answer(
        self, reading: Reading, claim: Claim, order: Order, at: datetime, *, is_whole: bool, is_varied: bool
    ) -> Recorded | None:  # fmt: skip
        if isinstance(claim.value, StatusClaim):
            return compare_status(claim, order, at=at)
        if isinstance(claim.value, DateClaim):
            day = compare_day(claim, order, at=at, time_zone=reading.materials.time_zone)
            return day or compare_status(claim, order, at=at)
        answer = compare_amount(claim, order, at=at, is_whole=is_whole)
        is_wrong = answer is not None and answer.answer is Answer.OTHER
        return Recorded(Answer.OPEN, answer.expected) if answer and is_wrong and is_varied else answer

    def _told(self, reading: Reading, index: int, before: tuple[Finding, ...]) -> Iterator[Finding]:
        """Compare what is told of the only order beside plain statuses; one finding for each stretch of words."""
        order, at = _only_order(reading, until=index), _moment(reading, index)
        if order is None or at is None:
            return
        taken = [Span(one.evidence.start, one.evidence.end) for one in before if one.evidence.message == index]
        zone = reading.materials.time_zone
        for telling in tellings(reading, index):
            compared = _compare_told(reading, telling, order, at=at, zone=zone)
            is_over = compared is not None and compared.answer is Answer.OTHER and telling.status == "on_way"
            if compared is not None and compared.answer is Answer.OTHER:
                value = StatusClaim(str(telling.status)) if telling.kind == "status" else None
                is_now = is_done_now(reading, index, telling.span, value, order=order, at=at)
                is_open = is_now or not is_told_of_order(reading, index, telling.span.start)
                compared = Recorded(Answer.OPEN, compared.expected) if is_open else compared
            if compared is not None and (is_over or not overlaps(telling.span, taken)):
                taken.append(telling.span)
                yield self._reported(reading, index, telling.span, compared, order)
        for carrier, span in carriers_named(reading.conversation.messages[index].text):
            said = compare_carrier(carrier, order) if is_said_of_parcel(reading, index, span.start) else None
            if said is not None and said.answer is Answer.OTHER and not is_told_of_order(reading, index, span.start):
                said = Recorded(Answer.OPEN, said.expected)
            if said is not None and not overlaps(span, taken):
                yield self._reported(reading, index, span, said, order)

    def _reported(self, reading: Reading, index: int, span: Span, recorded: Recorded, order: Order) -> Finding:
        text = reading.conversation.messages[index].text[span.start : span.end]
        return self._make(reading, index, span, recorded, order=order, found=text)

    def _weekday(self, reading: Reading, index: int, claim: Claim) -> Iterator[Finding]:
        """A weekday that is not the one of its date is wrong, whatever the records say."""
        value = claim.value
        if isinstance(value, DateClaim) and value.weekday_mismatch:
            language = (reading.conversation.language or reading.language_of(index)).split("-")[0]
            names = {"pl": _WEEKDAYS_PL, "pt": _WEEKDAYS_PT}.get(language, _WEEKDAYS)
            texts = replace(self._spec, message=_TEXTS["weekday_mismatch"])
            finding = Reporter(texts, tells_passes=True).finding(
                reading,
                index,
                Span(claim.start, claim.end),
                found=value.date.isoformat(),
                expected=names[value.date.weekday()],
            )
            yield replace(finding, kind=Answer.OTHER.value)

    def _finding(
        self, reading: Reading, index: int, claim: Claim, recorded: Recorded, *, order: Order | None
    ) -> Finding:  # fmt: skip
        span = Span(claim.start, claim.end)
        return self._make(reading, index, span, recorded, order=order, found=describe_claim(claim))

    def _make(
        self, reading: Reading, index: int, span: Span, recorded: Recorded, *, order: Order | None, found: str
    ) -> Finding:  # fmt: skip
        verdicts = {Answer.SUPPORTED: Verdict.PASS, Answer.OPEN: Verdict.NEEDS_HUMAN}
        verdict = verdicts.get(recorded.answer, Verdict.FAIL)
        kind = recorded.answer.value if order is not None else "unknown_order"
        spec = self._spec
        if verdict is not Verdict.FAIL or not spec.message:
            spec = replace(spec, message=_TEXTS[kind], suggest=spec.suggest if verdict is Verdict.FAIL else {})
        finding = Reporter(spec, tells_passes=True).finding(
            reading,
            index,
            span,
            verdict=verdict,
            found=found,
            expected=recorded.expected,
            order=order.id if order else "",
        )
        return replace(finding, expected=recorded.expected or None, kind=kind)


def _only_order(reading: Reading, *, until: int) -> Order | None:
    """Return the one order spoken of so far, else the customer's only one."""
    named = orders_named(reading, until=until)
    if not named and names_unknown_order(reading, until=until):
        return None
    orders = named or orders_of_customer(reading)
    return orders[0] if len(orders) == 1 else None


def _moment(reading: Reading, index: int) -> datetime | None:
    return reading.conversation.messages[index].sent_at or reading.conversation.started_at


def _compare_told(reading: Reading, telling: Telling, order: Order, *, at: datetime, zone: str) -> Recorded | None:
    """Compare one telling; a number that the customer gave first is theirs."""
    if telling.kind != "status":
        is_given = telling.code is not None and any(
            telling.code in re.sub(r"\s", "", one.text)
            for one in reading.conversation.messages
            if one.role is Role.CUSTOMER
        )
        return None if is_given else compare_telling(telling, order, at=at, time_zone=zone)
    if not telling.is_clear:
        return None
    is_current = telling.status == "on_way"
    status = "shipped" if is_current else str(telling.status)
    value: StatusClaim | DateClaim = StatusClaim(status, is_current)
    if telling.day is not None and not is_current:
        value = DateClaim(telling.day, status=status)
    claim = Claim("order.status", value, Modality.REPORT_PAST, telling.span.start, telling.span.end, "")
    if isinstance(value, DateClaim) and (day := compare_day(claim, order, at=at, time_zone=zone)) is not None:
        return day
    return compare_status(claim, order, at=at)


def _is_of_order(reading: Reading, index: int, claim: Claim) -> bool:
    """Tell whether a claim that differs from the record is surely of that order."""
    if isinstance(claim.value, Money):
        return is_sum_of_order(reading, index, claim)
    return is_status_of_order(reading, index, claim)
