"""Writes facts in one plain form that reads back the same: for storing, and for naming a version of them."""

from __future__ import annotations

import hashlib
import json

from qa.domain.fact import Duration, Fact, FactBase, Money, Percent, Scope, Source
from qa.facts.checklists import render_checklist
from qa.facts.hours import render_opening_hours


def dump_facts(base: FactBase) -> str:
    """Write a fact base as one YAML document without includes (JSON, which YAML contains)."""
    rendered = {
        "facts": [_fact(fact) for fact in base.facts],
        "contacts": {
            "domains": base.contacts.domains,
            "email_domains": base.contacts.email_domains,
            "phones": base.contacts.phones,
            "bank_accounts": base.contacts.bank_accounts,
            "tracking_hosts": base.contacts.tracking_hosts,
        },
        "company": _given(
            name=base.company.name,
            spoken_as=base.company.spoken_as,
            address_policy=dict(sorted(base.company.address_policy.items())),
        ),
        "first_response_minutes": dict(sorted(base.first_response_minutes.items())),
        "dictionary": base.dictionary,
    }
    if base.opening_hours:
        rendered["opening_hours"] = {
            channel: render_opening_hours(hours) for channel, hours in sorted(base.opening_hours.items())
        }
    if base.checklists:
        rendered["checklists"] = [render_checklist(one) for _, one in sorted(base.checklists.items())]
    return json.dumps(rendered, ensure_ascii=False, indent=1) + "\n"


def hash_facts(base: FactBase) -> str:
    """Return the SHA-256 of what a fact base says, however its files are written."""
    return hashlib.sha256(dump_facts(base).encode(errors="surrogatepass")).hexdigest()


def render_fact(fact: Fact) -> dict[str, object]:
    """Return a fact as the keys and values of the facts language."""
    return _fact(fact)


def _fact(fact: Fact) -> dict[str, object]:
    valid = _given(
        **{
            "from": fact.valid_from.isoformat() if fact.valid_from else None,
            "to": fact.valid_to.isoformat() if fact.valid_to else None,
        }
    )
    return _given(
        id=fact.id,
        topic=fact.topic,
        value=_value(fact.value),
        start_event=fact.start_event,
        scope=_scope(fact.scope),
        valid=valid,
        as_of=fact.as_of,
        direction=fact.direction,
        severity=fact.severity,
        source=_source(fact.source),
    )


def _value(value: Duration | Money | Percent | str) -> dict[str, object]:
    if isinstance(value, Duration):
        return _given(
            type="duration",
            n=value.n,
            min=value.min,
            max=value.max,
            unit=value.unit,
            calendar=value.calendar,
            relation=value.relation.value,
        )
    if isinstance(value, Money):
        return _given(type="money", amount=str(value.amount), currency=value.currency, relation=value.relation.value)
    if isinstance(value, Percent):
        return _given(type="percent", n=str(value.n), relation=value.relation.value)
    return {"type": "text", "text": value}


def _scope(scope: Scope) -> dict[str, object]:
    return _given(
        country=scope.country,
        customer=scope.customer,
        contract=scope.contract,
        product=scope.product,
        product_not=scope.product_not,
    )


def _source(source: Source) -> dict[str, object]:
    return _given(
        kind=source.kind,
        ref=source.ref,
        url=source.url,
        reviewed=source.reviewed.isoformat() if source.reviewed else None,
        certainty=source.certainty,
    )


def _given(**values: object) -> dict[str, object]:
    """Leave out what is absent or empty; 0 stays."""
    return {name: value for name, value in values.items() if value is not None and value not in ((), {}, "")}
