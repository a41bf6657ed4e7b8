"""What the company and the law say, and what the shop's records say of an order."""

from __future__ import annotations

import enum
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal

from qa.domain.checklist import Checklist

TOPICS = (
    "withdrawal.period",
    "return.period",
    "refund.time",
    "complaint.reply",
    "dispatch.time",
    "delivery.time",
    "delivery.date",
    "shipping.price",
    "shipping.free_from",
    "return.cost",
    "guarantee.period",
    "conformity.period",
    "product.price",
    "order.total",
    "order.status",
    "coupon.value",
    "opening.hours",
)
# What the law says beside them: kept, dated and shown, but no sentence is compared with it.
NOTES = (
    "withdrawal.extension",
    "withdrawal.form",
    "withdrawal.function",
    "return.sending",
    "complaint.silence",
    "complaint.form",
    "conformity.presumption",
    "conformity.remedies",
    "conformity.notice",
    "dispute.settlement",
    "dispute.platform",
)


class Relation(enum.Enum):
    """How a stated value bounds the true one."""

    EXACT = "exact"
    AT_MOST = "at_most"
    AT_LEAST = "at_least"
    RANGE = "range"


@dataclass(frozen=True, slots=True)
class Duration:
    """A length of time: `n` for one value, `min` and `max` for a range; weeks are given as 7 days."""

    unit: str
    n: float | None = None
    min: float | None = None
    max: float | None = None
    calendar: str = "calendar"
    relation: Relation = Relation.EXACT


@dataclass(frozen=True, slots=True)
class Money:
    """A sum: `currency` is ISO 4217, None where the text names none."""

    amount: Decimal
    currency: str | None
    relation: Relation = Relation.EXACT


@dataclass(frozen=True, slots=True)
class Percent:
    """A share in per cent."""

    n: Decimal
    relation: Relation = Relation.EXACT


@dataclass(frozen=True, slots=True)
class Scope:
    """Whom and what a fact is for. An absent value means any; more named values are more specific."""

    country: str | None = None
    customer: str | None = None
    contract: str | None = None
    product: tuple[str, ...] = ()
    product_not: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Source:
    """Where a fact stands: `kind` law or policy; `certainty` verified, from_memory or unsettled."""

    kind: str
    ref: str
    url: str | None = None
    reviewed: date | None = None
    certainty: str | None = None


@dataclass(frozen=True, slots=True)
class Fact:
    """One typed value with its scope, validity and source (formats.md section 2).

    Valid from `valid_from` to `valid_to`, both included; None is open.
    """

    id: str
    topic: str
    value: Duration | Money | Percent | str
    source: Source
    start_event: str | None = None
    scope: Scope = Scope()
    valid_from: date | None = None
    valid_to: date | None = None
    as_of: str = "conversation"
    direction: str = "neutral"
    severity: str | None = None


@dataclass(frozen=True, slots=True)
class Contacts:
    """The addresses, numbers and accounts that are the company's own."""

    domains: tuple[str, ...] = ()
    email_domains: tuple[str, ...] = ()
    phones: tuple[str, ...] = ()
    bank_accounts: tuple[str, ...] = ()
    tracking_hosts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Company:
    """What the company is called and how it addresses customers, by language."""

    name: str | None = None
    spoken_as: tuple[str, ...] = ()
    address_policy: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class OpeningHours:
    """When a channel is answered, in the team's time zone.

    A stretch is (first, last) minute of the day, 0 to 1440, the last one excluded. `weekdays` has them by weekday,
    0 for Monday; a day that is not in it is closed. `on_holidays` are those of public holidays, whatever weekday.
    """

    weekdays: Mapping[int, tuple[tuple[int, int], ...]] = field(default_factory=dict)
    on_holidays: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class FactBase:
    """All facts of a shop. `content_hash` names this version in outcomes.

    `opening_hours` are by channel; `checklists`, by name, take the place of those that ship with the project.
    """

    facts: tuple[Fact, ...] = ()
    contacts: Contacts = Contacts()
    company: Company = Company()
    first_response_minutes: Mapping[str, int] = field(default_factory=dict)
    opening_hours: Mapping[str, OpeningHours] = field(default_factory=dict)
    checklists: Mapping[str, Checklist] = field(default_factory=dict)
    dictionary: tuple[str, ...] = ()
    content_hash: str = ""


@dataclass(frozen=True, slots=True)
class OrderItem:
    """One line of an order."""

    sku: str
    name: str
    quantity: int = 1
    price: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Shipping:
    """How an order travels."""

    method: str | None = None
    price: Decimal | None = None
    carrier: str | None = None
    tracking: str | None = None


@dataclass(frozen=True, slots=True)
class Order:
    """The shop's record of an order, with its history so that any past state can be told."""

    id: str
    customer_id: str | None = None
    created_at: datetime | None = None
    country: str | None = None
    items: tuple[OrderItem, ...] = ()
    total: Decimal | None = None
    currency: str | None = None
    shipping: Shipping = Shipping()
    status_history: tuple[tuple[str, datetime], ...] = ()
    refunds: tuple[tuple[Decimal, datetime], ...] = ()

    def status_at(self, moment: datetime) -> str | None:
        """Return the status as it stood at `moment` (aware), None before the first."""
        status = None
        for name, at in sorted(self.status_history, key=lambda pair: pair[1]):
            if at <= moment:
                status = name
        return status


@dataclass(frozen=True, slots=True)
class OrderBase:
    """The orders at hand, by id."""

    orders: Mapping[str, Order] = field(default_factory=dict)
    content_hash: str = ""


@dataclass(frozen=True, slots=True)
class Template:
    """A saved reply. `text` may hold placeholders."""

    id: str
    text: str
    language: str | None = None
    title: str = ""
