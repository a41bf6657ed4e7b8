"""Knows what was true once: terms and values of law with the day they ended, and the shop's own earlier facts."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from ruamel.yaml import YAML

from checks.accuracy.phrase_table import PhraseTable
from checks.accuracy.scope import day_of, only_order
from qa.domain.fact import Duration, Fact, FactBase, Order, Scope, Source
from qa.facts.countries import is_within
from qa.ports import Reading, Span

_DATA = Path(__file__).with_suffix(".yaml")
_ANY = "any"
_LINGERS = timedelta(days=3 * 365)


@dataclass(frozen=True, slots=True)
class DeadTerm:
    """Words that are right only for sales or days up to `ended`, for a country and kind of customer.

    `phrases` and `unless` (innocent words in the same sentence) are patterns by language; `instead` is what holds now.
    """

    id: str
    ended: date
    as_of: str
    source: str
    is_verified: bool
    country: str | None = None
    customer: str | None = None
    phrases: dict[str, tuple[str, ...]] = field(default_factory=dict)
    unless: dict[str, tuple[str, ...]] = field(default_factory=dict)
    instead: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Standing:
    """Whether something that ended is known to be over here. `is_over`: its day is past; `is_sure`: nothing is open."""

    is_over: bool
    is_sure: bool


@cache
def dead_terms() -> tuple[DeadTerm, ...]:
    """Return the terms of `terms.yaml`."""
    return tuple(_read_term(one) for one in _table()["terms"])


def names_terms(reading: Reading, message: int) -> bool:
    """Tell quickly whether a message may have words of any term."""
    return bool(_phrases().spans(reading, message, _ANY))


def term_spans(reading: Reading, message: int, term: DeadTerm) -> tuple[Span, ...]:
    """Return where a message has the words of a term."""
    return _phrases().spans(reading, message, term.id)


def is_excused(reading: Reading, message: int, term: DeadTerm, *, within: Span) -> bool:
    """Tell whether a sentence has words with which it is right to use the term."""
    return bool(_phrases().spans_within(reading, message, f"{term.id} unless", within=within))


@cache
def dead_facts() -> tuple[Fact, ...]:
    """Return the values of law of `terms.yaml` as facts that have ended."""
    return tuple(_read_claim(one) for one in _table()["claims"])


def ended_facts(base: FactBase) -> tuple[Fact, ...]:
    """Return the facts that have an end: those of the shop and its laws, and the values of `terms.yaml`."""
    if not base.content_hash or base.content_hash not in _ENDED:
        own = tuple(fact for fact in base.facts if fact.valid_to is not None)
        _ENDED.clear()
        _ENDED[base.content_hash] = own + dead_facts()
    return _ENDED[base.content_hash]


_ENDED: dict[str, tuple[Fact, ...]] = {}


def standing_of(
    reading: Reading, message: int, *, ended: date, as_of: str, country: str | None, customer: str | None
) -> Standing:
    """Tell whether what ended that day is over for this customer, as of the sale or the message.

    Without the order's date it is over for sure three years later: nobody complains of an older sale.
    """
    day, is_day_sure = _day(reading, message, as_of=as_of)
    is_known = {
        "country": _is_there(country, _country(reading, message)),
        "customer": _matches(customer, _text(reading.conversation.metadata.get("customer_type"))),
    }
    if day is None or day <= ended or False in is_known.values():
        return Standing(is_over=day is None and False not in is_known.values(), is_sure=False)
    is_day_sure = is_day_sure or day > ended + _LINGERS
    return Standing(is_over=True, is_sure=is_day_sure and None not in is_known.values())


def order_of(reading: Reading) -> Order | None:
    """Return the one order the conversation is about, by its numbers, its customer or the source's own note."""
    noted = _text(reading.conversation.metadata.get("order"))
    return only_order(reading) or reading.materials.orders.orders.get(noted or "")


def _day(reading: Reading, message: int, *, as_of: str) -> tuple[date | None, bool]:
    spoken = day_of(reading, message)
    if as_of not in ("order_date", "delivery_date"):
        return spoken, True
    order = order_of(reading)
    at = order.created_at if order else None
    if order is not None and as_of == "delivery_date":
        at = next((when for status, when in order.status_history if status == "delivered"), None)
    return (at.astimezone(ZoneInfo(reading.materials.time_zone)).date(), True) if at else (spoken, False)


def _country(reading: Reading, message: int) -> str | None:
    """Return the country where it is known: as told, else the shop's own where its language is spoken."""
    order = order_of(reading)
    told = _text(reading.conversation.metadata.get("country")) or (order.country if order else None)
    home = reading.materials.country
    return told or (home if reading.language_of(message) == home.casefold() else None)


def _is_there(wanted: str | None, have: str | None) -> bool | None:
    """Return None where the country is not known."""
    if wanted is None:
        return True
    return None if have is None else is_within(have, wanted)


def _matches(wanted: str | None, have: str | None) -> bool | None:
    """Return None where it is not known."""
    if wanted is None:
        return True
    return None if have is None else wanted.casefold() == have.casefold()


def _text(value: object) -> str | None:
    return str(value) if value else None


def _read_term(entry: dict[str, Any]) -> DeadTerm:
    return DeadTerm(
        id=entry["id"],
        ended=entry["ended"],
        as_of=entry["as_of"],
        source=entry["source"],
        is_verified=entry["certainty"] == "verified",
        country=entry.get("country"),
        customer=entry.get("customer"),
        phrases={language: tuple(map(str, listed)) for language, listed in entry["phrases"].items()},
        unless={language: tuple(map(str, listed)) for language, listed in entry.get("unless", {}).items()},
        instead=dict(entry["instead"]),
    )


def _read_claim(entry: dict[str, Any]) -> Fact:
    return Fact(
        id=entry["id"],
        topic=entry["topic"],
        value=Duration(unit=entry["unit"], n=float(entry["n"])),
        source=Source(kind="law", ref=entry["source"], certainty=entry["certainty"]),
        scope=Scope(country=entry["country"], customer=entry["customer"]),
        valid_to=entry["ended"],
        as_of=entry["as_of"],
    )


@cache
def _phrases() -> PhraseTable:
    terms = dead_terms()
    languages = {language for one in terms for language in one.phrases}
    all_of = {language: [name for one in terms for name in one.phrases.get(language, ())] for language in languages}
    sets = {one.id: one.phrases for one in terms} | {f"{one.id} unless": one.unless for one in terms}
    return PhraseTable(sets | {_ANY: all_of})


@cache
def _table() -> dict[str, list[dict[str, Any]]]:
    loaded = YAML(typ="safe", pure=True).load(_DATA.read_text("utf-8"))
    assert isinstance(loaded, dict)
    return loaded
