"""Facts texts for tests."""

from __future__ import annotations

FULL = """\
facts:
  - id: return-window
    topic: withdrawal.period
    value: {type: duration, n: 14, unit: day, calendar: calendar, relation: at_least}
    start_event: goods_received
    scope: {country: PL, customer: consumer, contract: distance, product_not: [sealed_hygiene, custom_made]}
    valid: {from: 2014-12-25, to: null}
    as_of: order_date
    direction: customer_right
    severity: critical_if_understated
    source: {kind: law, ref: "UPK art. 27", reviewed: 2026-10-01, certainty: verified}
  - id: refund-time
    topic: refund.time
    value: {type: duration, min: 5, max: 7, unit: day, calendar: working, relation: range}
    source: {kind: policy, ref: "Refund policy, timing"}
  - id: shipping-price
    topic: shipping.price
    value: {type: money, amount: "12.99", currency: PLN, relation: exact}
    source: {kind: policy, ref: "Delivery"}
contacts:
  domains: [acme.example]
  email_domains: [acme.example]
  phones: ["+48225550100"]
  bank_accounts: ["PL61 1090 1014 0000 0712 1981 2874"]
  tracking_hosts: [track.carrier.example]
company: {name: Acme, spoken_as: [Acme, "sklep Acme"], address_policy: {pl: pan, pt: o_senhor, ar: hadretak, th: khun}}
first_response_minutes: {chat: 10, social: 10, email: 1440}
dictionary: [Acme]
"""

DAYS = "{type: duration, n: 7, unit: day}"


def fact(
    *,
    id: str = "one",
    topic: str = "refund.time",
    value: str = DAYS,
    source: str = "{kind: policy, ref: x}",
    more: str = "",
) -> str:
    """Write a facts file of one fact; `more` are whole lines of further keys."""
    return f"facts:\n  - id: {id}\n    topic: {topic}\n    value: {value}\n    source: {source}\n{more}"
