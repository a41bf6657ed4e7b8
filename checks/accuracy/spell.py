"""Spells values out for people: `co najmniej 14 dni od otrzymania towaru`, `5–7 working days`, `3 أيام عمل`."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

from babel import Locale
from ruamel.yaml import YAML

from qa.domain.claim import Claim
from qa.domain.fact import Duration, Fact, Money, Percent, Relation

_BOUNDS = {Relation.AT_MOST: "at_most", Relation.AT_LEAST: "at_least"}


def spell_claim(claim: Claim, *, language: str) -> str:
    """Spell out what was said; in English for languages without words here."""
    said = _spell(claim.value, claim.start_event, _code_of(language))
    return f"{claim.last_day.date.isoformat()} ({said})" if claim.last_day else said


def spell_fact(fact: Fact, *, language: str) -> str:
    """Spell out what the fact says; in English for languages without words here."""
    return _spell(fact.value, fact.start_event, _code_of(language))


def _code_of(language: str) -> str:
    code = language.split("-")[0]
    return code if code in _words() else "en"


def _spell(value: object, start_event: str | None, code: str) -> str:
    words = _words()[code]
    if isinstance(value, Duration):
        bounded = _bounded(_length(value, code), value.relation, words)
        return f"{bounded} {words['starts'][start_event]}" if start_event in words["starts"] else bounded
    if isinstance(value, Money):
        return _bounded(f"{value.amount} {value.currency or ''}".rstrip(), value.relation, words)
    if isinstance(value, Percent):
        return _bounded(f"{value.n}%", value.relation, words)
    return str(value)


def _bounded(said: str, relation: Relation, words: dict[str, Any]) -> str:
    return str(words["bounds"][_BOUNDS[relation]]).format(said) if relation in _BOUNDS else said


def _length(value: Duration, code: str) -> str:
    is_range = value.relation is Relation.RANGE
    last = (value.max if is_range else value.n) or 0
    number = f"{value.min:g}–{last:g}" if is_range else f"{last:g}"
    words = _words()[code]
    forms = words["units"][value.unit]
    if value.calendar == "working":
        forms = words["working"].get(value.unit, forms)
    form = forms.get(Locale(code).plural_form(last), forms["other"])
    if is_range and "{n}" not in form:
        form = forms["other"]
    return str(form).format(n=number)


@cache
def _words() -> dict[str, Any]:
    words: dict[str, Any] = YAML(typ="safe").load(Path(__file__).with_suffix(".yaml"))
    return words
