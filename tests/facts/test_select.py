from __future__ import annotations

from datetime import date

import pytest

from qa.domain.fact import Duration, Fact, FactBase, Scope, Source
from qa.facts.select import find_facts, holds

TODAY = date(2026, 5, 12)


def _fact(id: str, scope: Scope = Scope(), *, first: date | None = None, last: date | None = None) -> Fact:  # noqa: B008
    source = Source("policy", "x")
    return Fact(id, "refund.time", Duration("day", n=5), source, scope=scope, valid_from=first, valid_to=last)


PL = _fact("pl", Scope(country="PL"))
ANY = _fact("any")
EU = _fact("eu", Scope(country="EU"))
LAW = _fact("law", Scope(country="PL", customer="consumer"))
HAT = _fact("hat", Scope(product=("hat",)))
NOT_HAT = _fact("not-hat", Scope(product_not=("hat",)))


@pytest.mark.parametrize(
    ("facts", "scope", "ids"),
    [
        pytest.param((ANY, PL), Scope(country="PL"), ["pl"], id="the more specific wins"),
        pytest.param((ANY, PL), Scope(country="pl"), ["pl"], id="case does not matter"),
        pytest.param((ANY, PL), Scope(country="PT"), ["any"], id="another country"),
        pytest.param((ANY, EU), Scope(country="DE"), ["eu"], id="a member of a group"),
        pytest.param((ANY, EU), Scope(country="CH"), ["any"], id="no member of the group"),
        pytest.param((EU, PL), Scope(country="PL"), ["pl"], id="a country is more specific than its group"),
        pytest.param((ANY, PL), Scope(), ["pl", "any"], id="it depends on the country"),
        pytest.param((PL, LAW), Scope(country="PL"), ["law", "pl"], id="it depends on the customer"),
        pytest.param((PL, LAW), Scope(country="PL", customer="business"), ["pl"], id="not a consumer"),
        pytest.param((ANY, HAT), Scope(product=("hat",)), ["hat"], id="of the product"),
        pytest.param((ANY, HAT), Scope(product=("coat",)), ["any"], id="of another product"),
        pytest.param((NOT_HAT,), Scope(product=("hat",)), [], id="an excluded product"),
        pytest.param((NOT_HAT,), Scope(product=("hat", "coat")), ["not-hat"], id="one excluded product of two"),
        pytest.param((ANY, NOT_HAT), Scope(), ["not-hat"], id="exclusions hold until a product is known"),
    ],
)
def test_the_most_specific_scope_wins(facts: tuple[Fact, ...], scope: Scope, ids: list[str]) -> None:
    found = find_facts(FactBase(facts=facts), "refund.time", on=TODAY, scope=scope)
    assert [fact.id for fact in found] == ids


@pytest.mark.parametrize(
    ("on", "ids"),
    [
        pytest.param(date(2022, 12, 31), ["old"], id="last day"),
        pytest.param(date(2023, 1, 1), ["new"], id="first day"),
        pytest.param(date(2016, 12, 31), [], id="before all"),
    ],
)
def test_the_day_selects_the_version(on: date, ids: list[str]) -> None:
    old = _fact("old", first=date(2017, 1, 1), last=date(2022, 12, 31))
    base = FactBase(facts=(old, _fact("new", first=date(2023, 1, 1))))
    assert [fact.id for fact in find_facts(base, "refund.time", on=on, scope=Scope())] == ids


def test_another_topic_has_no_answer() -> None:
    assert find_facts(FactBase(facts=(ANY,)), "dispatch.time", on=TODAY, scope=Scope()) == ()


def test_a_scope_holds_when_all_it_names_is_known() -> None:
    assert holds(LAW.scope, Scope(country="PL", customer="consumer", contract="distance"))
    assert not holds(LAW.scope, Scope(country="PL"))


def test_a_scope_of_a_group_holds_for_its_members() -> None:
    assert holds(EU.scope, Scope(country="pt"))
    assert not holds(EU.scope, Scope())
