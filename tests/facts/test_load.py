from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from qa.domain.fact import Duration, FactBase, Money, OpeningHours, Percent, Relation, Scope, Source
from qa.errors import FactsError
from qa.facts.dump import dump_facts
from qa.facts.load import load_facts, parse_facts
from tests.facts.texts import FULL, fact

SHIPPED = Path(__file__).resolve().parents[2] / "rubrics" / "facts"


def _value(given: str, *, topic: str = "refund.time") -> object:
    return parse_facts(fact(topic=topic, value=given), "shop.yaml").facts[0].value


def test_a_facts_file_is_read_whole() -> None:
    base = parse_facts(FULL, "shop.yaml")
    window = base.facts[0]
    assert window.value == Duration(unit="day", n=14, relation=Relation.AT_LEAST)
    assert window.start_event == "goods_received"
    assert window.scope == Scope("PL", "consumer", "distance", product_not=("custom_made", "sealed_hygiene"))
    assert (window.valid_from, window.valid_to, window.as_of) == (date(2014, 12, 25), None, "order_date")
    assert window.source == Source("law", "UPK art. 27", reviewed=date(2026, 10, 1), certainty="verified")
    assert base.contacts.bank_accounts == ("PL61109010140000071219812874",)
    assert base.company.address_policy["pl"] == "pan"
    assert base.first_response_minutes == {"chat": 10, "social": 10, "email": 1440}
    assert base.dictionary == ("Acme",)


@pytest.mark.parametrize(
    ("topic", "given", "value"),
    [
        pytest.param(
            "refund.time",
            "{type: duration, n: 2, unit: week, relation: at_most}",
            Duration("day", n=14, relation=Relation.AT_MOST),
            id="weeks are days",
        ),
        pytest.param(
            "refund.time",
            "{type: duration, min: 5, max: 7, unit: day, calendar: working}",
            Duration("day", min=5, max=7, calendar="working", relation=Relation.RANGE),
            id="two ends are a range",
        ),
        pytest.param(
            "shipping.price",
            '{type: money, amount: "12.90", currency: PLN}',
            Money(Decimal("12.90"), "PLN"),
            id="money as written",
        ),
        pytest.param(
            "shipping.price", "{type: money, amount: 0.1, currency: EUR}", Money(Decimal("0.1"), "EUR"), id="bare money"
        ),
        pytest.param("coupon.value", "{type: percent, n: 10}", Percent(Decimal(10)), id="a share"),
        pytest.param("opening.hours", "{type: text, text: 9-17}", "9-17", id="a text"),
    ],
)
def test_values_are_typed(topic: str, given: str, value: object) -> None:
    assert _value(given, topic=topic) == value


@pytest.mark.parametrize(
    ("text", "said"),
    [
        pytest.param(fact(topic="refund.tmie"), "3:12: 'topic' of fact 'one' cannot be 'refund.tmie'", id="topic"),
        pytest.param(fact(value="{type: number, n: 1}"), "4:19: 'type' of 'value' of fact 'one' cannot be", id="type"),
        pytest.param(
            fact(value='{type: money, amount: "1", currency: PLN}'),
            "4:19: topic 'refund.time' has no value of type 'money'. Known: duration.",
            id="a type the topic has not",
        ),
        pytest.param(fact(value="{type: duration, n: 1, unit: fortnight}"), "cannot be 'fortnight'", id="unit"),
        pytest.param(fact(value="{type: duration, unit: day}"), "needs either 'n' or both", id="no number"),
        pytest.param(fact(value="{type: duration, min: 1, unit: day}"), "needs either 'n' or both", id="half a range"),
        pytest.param(
            fact(value="{type: duration, n: 1, min: 1, max: 2, unit: day}"), "needs either 'n'", id="too much"
        ),
        pytest.param(
            fact(value="{type: duration, min: 7, max: 5, unit: day}"), "'min' not above 'max'", id="turned range"
        ),
        pytest.param(fact(value="{type: duration, n: -1, unit: day}"), "must be 0 or more", id="below nothing"),
        pytest.param(
            fact(value="{type: duration, n: 1, unit: day, relation: range}"), "relation 'range'", id="relation"
        ),
        pytest.param(
            fact(topic="shipping.price", value="{type: money, amount: 1, currency: zł}"),
            "expected ISO 4217",
            id="currency",
        ),
        pytest.param(
            fact(topic="shipping.price", value="{type: money, amount: abc, currency: PLN}"),
            "a decimal number",
            id="amount",
        ),
        pytest.param(fact(more="    start: x\n"), "6:5: fact 'one' has no key 'start'. Known: as_of", id="unknown key"),
        pytest.param(
            fact(more="    scope: {land: PL}\n"), "6:13: 'scope' of fact 'one' has no key 'land'", id="scope key"
        ),
        pytest.param(fact(more="    as_of: today\n"), "6:12: 'as_of' of fact 'one' cannot be 'today'", id="as of"),
        pytest.param(fact(more="    direction: up\n"), "'direction' of fact 'one' cannot be 'up'", id="direction"),
        pytest.param(fact(more="    severity: high\n"), "'severity' of fact 'one' cannot be 'high'", id="severity"),
        pytest.param(
            fact(more="    valid: {from: soon}\n"), "6:19: 'from' of 'valid' of fact 'one' cannot be", id="date"
        ),
        pytest.param(
            fact(more="    valid: {from: 2026-01-02, to: 2026-01-01}\n"),
            "ends on 2026-01-01 before it begins",
            id="turned",
        ),
        pytest.param(fact(source="{kind: rumour, ref: x}"), "'kind' of 'source' of fact 'one' cannot be", id="source"),
        pytest.param(fact(source="{kind: law}"), "has no 'ref', which it needs", id="no reference"),
        pytest.param("fact: []\n", "1:1: the facts file has no key 'fact'", id="unknown key of the file"),
        pytest.param("contacts: {phone: x}\n", "1:12: 'contacts' has no key 'phone'", id="contacts key"),
        pytest.param(
            "first_response_minutes: {chat: 0}\n", "1:32: 'chat' of 'first_response_minutes' cannot be", id="minutes"
        ),
        pytest.param("facts:\n  - topic: refund.time\n", "2:5: a fact has no 'id', which it needs", id="no id"),
    ],
)
def test_what_is_wrong_is_said_with_its_place(text: str, said: str) -> None:
    with pytest.raises(FactsError) as caught:
        parse_facts(text, "shop.yaml")
    assert said in str(caught.value)
    assert str(caught.value).startswith("shop.yaml:")


def _two(first: str, second: str) -> str:
    return fact(more=first) + fact(id="two", more=second).removeprefix("facts:\n")


@pytest.mark.parametrize(
    ("first", "second"),
    [
        pytest.param("", "", id="always"),
        pytest.param("    valid: {to: 2022-12-31}\n", "    valid: {from: 2022-12-31}\n", id="one day in common"),
        pytest.param("    scope: {country: PL}\n", "    scope: {country: pl}\n", id="one country in two cases"),
        pytest.param("    scope: {product: [a, b]}\n", "    scope: {product: [b, a]}\n", id="the same products"),
    ],
)
def test_two_facts_of_one_scope_and_time_conflict(first: str, second: str) -> None:
    with pytest.raises(FactsError, match=r"fact 'two' conflicts with 'one' in line 2: both say 'refund\.time'"):
        parse_facts(_two(first, second), "shop.yaml")


@pytest.mark.parametrize(
    ("first", "second"),
    [
        pytest.param("    valid: {to: 2022-12-31}\n", "    valid: {from: 2023-01-01}\n", id="one after the other"),
        pytest.param("    scope: {country: PL}\n", "    scope: {country: PT}\n", id="other countries"),
        pytest.param("    scope: {country: PL}\n", "", id="one more specific"),
    ],
)
def test_facts_of_other_scope_or_time_stand_together(first: str, second: str) -> None:
    assert len(parse_facts(_two(first, second), "shop.yaml").facts) == 2


def test_an_id_given_twice_is_refused() -> None:
    text = fact() + fact(more="    scope: {country: PL}\n").removeprefix("facts:\n")
    with pytest.raises(FactsError, match="fact 'one' is given twice; the first is in line 2"):
        parse_facts(text, "shop.yaml")


def _write(folder: Path, **texts: str) -> None:
    for name, text in texts.items():
        (folder / f"{name}.yaml").write_text(text, encoding="utf-8")


def test_an_included_file_comes_first_and_may_be_added_to(tmp_path: Path) -> None:
    _write(
        tmp_path,
        law=fact() + "dictionary: [Lex]\n",
        shop="include: [law.yaml]\ndictionary: [Acme]\n" + fact(id="two", topic="dispatch.time"),
    )
    base = load_facts(tmp_path / "shop.yaml")
    assert [one.id for one in base.facts] == ["one", "two"]
    assert base.dictionary == ("Lex", "Acme")


def test_a_conflict_with_an_included_fact_names_its_file(tmp_path: Path) -> None:
    _write(tmp_path, law=fact(), shop="include: law.yaml\n" + fact(id="two"))
    with pytest.raises(FactsError, match=r"shop\.yaml:3: fact 'two' conflicts with 'one' in .*law\.yaml:2"):
        load_facts(tmp_path / "shop.yaml")


def test_a_fault_in_an_included_file_names_that_file(tmp_path: Path) -> None:
    _write(tmp_path, law="fact: []\n", shop="include: [law.yaml]\n")
    with pytest.raises(FactsError, match=r"law\.yaml:1:1"):
        load_facts(tmp_path / "shop.yaml")


@pytest.mark.parametrize(
    ("shop", "said"),
    [
        pytest.param("include: [none.yaml]\n", "cannot be read: No such file", id="missing"),
        pytest.param("include: [shop.yaml]\n", "'shop.yaml' includes itself", id="itself"),
    ],
)
def test_a_bad_include_is_refused_where_it_stands(shop: str, said: str, tmp_path: Path) -> None:
    _write(tmp_path, shop=shop)
    with pytest.raises(FactsError, match=said) as caught:
        load_facts(tmp_path / "shop.yaml")
    assert caught.value.line == 1


@pytest.mark.parametrize("name", sorted(path.name for path in SHIPPED.glob("*.yaml")))
def test_shipped_facts_read_back_the_same_when_dumped(name: str) -> None:
    base = load_facts(SHIPPED / name)
    assert base.facts
    assert parse_facts(dump_facts(base), "dumped") == base


def test_a_version_of_facts_is_named_by_what_they_say() -> None:
    spaced = FULL.replace("topic: refund.time", "topic:   refund.time  # money back")
    assert parse_facts(spaced, "a").content_hash == parse_facts(FULL, "b").content_hash
    assert parse_facts(FULL.replace("n: 14", "n: 15"), "a").content_hash != parse_facts(FULL, "a").content_hash


def test_an_empty_base_has_nothing() -> None:
    assert parse_facts("{}", "a") == FactBase(content_hash=parse_facts("{}", "b").content_hash)


def test_a_copy_elsewhere_still_finds_the_shipped_law(tmp_path: Path) -> None:
    copy = tmp_path / "facts.yaml"
    copy.write_text("include: [poland.yaml]\n", encoding="utf-8")
    assert "withdrawal.period" in {fact.topic for fact in load_facts(copy).facts}


HOURS = """
opening_hours:
  chat: {mon-fri: "08:00-20:00", sat: "10:00-14:00", sun: closed}
  email: {sun-thu: ["8:00-12:00", "13:00-24:00"], holidays: "10:00-12:00"}
"""


def test_opening_hours_are_read_by_channel_and_day() -> None:
    hours = parse_facts(FULL + HOURS, "shop.yaml").opening_hours
    weekday = ((480, 1200),)
    assert hours["chat"].weekdays == {**dict.fromkeys(range(5), weekday), 5: ((600, 840),), 6: ()}
    assert hours["email"] == OpeningHours(dict.fromkeys((6, 0, 1, 2, 3), ((480, 720), (780, 1440))), ((600, 720),))


def test_opening_hours_read_back_the_same() -> None:
    base = parse_facts(FULL + HOURS, "shop.yaml")
    assert parse_facts(dump_facts(base), "stored").content_hash == base.content_hash


@pytest.mark.parametrize(
    ("given", "said"),
    [
        pytest.param('{chat: {mond: "8:00-9:00"}}', "cannot have 'mond': expected a day", id="day"),
        pytest.param('{chat: {mon: "8-16"}}', "'mon' of 'chat' of 'opening_hours' cannot be '8-16'", id="no minutes"),
        pytest.param('{chat: {mon: "20:00-02:00"}}', "hours after midnight belong to the next day", id="over midnight"),
        pytest.param('{chat: {mon: "08:70-09:00"}}', "cannot be '08:70-09:00'", id="minute 70"),
        pytest.param('{chat: {mon: ["08:00-12:00", "11:00-13:00"]}}', "overlap", id="overlap"),
        pytest.param('{chat: {mon-fri: "08:00-12:00", tue: "8:00-9:00"}}', "has tue twice", id="twice"),
        pytest.param("{chat: {mon: closed}}", "is never open", id="never open"),
        pytest.param('{letter: {mon: "8:00-9:00"}}', "has no key 'letter'", id="channel"),
        pytest.param('{chat: "8:00-9:00"}', "must be a mapping", id="no days"),
    ],
)
def test_opening_hours_that_cannot_be_are_refused(given: str, said: str) -> None:
    with pytest.raises(FactsError, match=re.escape(said)):
        parse_facts(f"{FULL}opening_hours: {given}\n", "shop.yaml")


def test_several_files_are_one_base_and_what_they_share_is_read_once(tmp_path: Path) -> None:
    _write(
        tmp_path,
        law=fact(),
        shop="include: [law.yaml]\n" + fact(id="two", topic="dispatch.time"),
        more="include: [law.yaml]\n" + fact(id="three", topic="delivery.time"),
    )
    base = load_facts(tmp_path / "shop.yaml", tmp_path / "more.yaml", tmp_path / "law.yaml")
    assert [one.id for one in base.facts] == ["one", "two", "three"]
    assert parse_facts(dump_facts(base), "dumped") == base


def test_a_conflict_between_two_files_names_both(tmp_path: Path) -> None:
    _write(tmp_path, first=fact(), second="dictionary: [x]\n" + fact(id="two"))
    with pytest.raises(FactsError, match=r"second\.yaml:3: fact 'two' conflicts with 'one' in .*first\.yaml:2"):
        load_facts(tmp_path / "first.yaml", tmp_path / "second.yaml")


def test_all_shipped_law_stands_together() -> None:
    law = [path for path in sorted(SHIPPED.glob("*.yaml")) if path.name != "example-shop.yaml"]
    base = load_facts(*law)
    assert {fact.source.kind for fact in base.facts} == {"law"}
    assert all(fact.source.certainty and fact.scope.country for fact in base.facts)
