"""Spells values out for people: `co najmniej 14 dni od otrzymania towaru`, `5 to 7 working days`."""

from __future__ import annotations

from qa.domain.claim import Claim
from qa.domain.fact import Duration, Fact, Money, Percent, Relation

_UNITS_EN = {"hour": "hour", "day": "day", "month": "month", "year": "year"}
_UNITS_PL = {
    "hour": ("godzina", "godziny", "godzin"),
    "day": ("dzień", "dni", "dni"),
    "month": ("miesiąc", "miesiące", "miesięcy"),
    "year": ("rok", "lata", "lat"),
}
_UNITS_PT = {
    "hour": ("hora", "horas"),
    "day": ("dia", "dias"),
    "month": ("mês", "meses"),
    "year": ("ano", "anos"),
}
_BOUNDS = {
    "en": {Relation.AT_MOST: "at most ", Relation.AT_LEAST: "at least "},
    "pl": {Relation.AT_MOST: "najwyżej ", Relation.AT_LEAST: "co najmniej "},
    "pt": {Relation.AT_MOST: "no máximo ", Relation.AT_LEAST: "pelo menos "},
}
_STARTS = {
    "en": {
        "goods_received": " from receiving the goods",
        "order_placed": " from ordering",
        "notice_received": " from receiving the notice",
        "complaint_received": " from receiving the complaint",
        "goods_returned": " from getting the goods back",
    },
    "pl": {
        "goods_received": " od otrzymania towaru",
        "order_placed": " od zamówienia",
        "notice_received": " od otrzymania oświadczenia",
        "complaint_received": " od otrzymania reklamacji",
        "goods_returned": " od zwrotu towaru",
    },
    "pt": {
        "goods_received": " a contar da receção dos bens",
        "order_placed": " a contar da encomenda",
        "notice_received": " a contar da receção da declaração",
        "complaint_received": " a contar da receção da reclamação",
        "goods_returned": " a contar da devolução dos bens",
    },
}


def spell_claim(claim: Claim, *, language: str) -> str:
    """Spell out what was said; in English for languages without words here."""
    said = _spell(claim.value, claim.start_event, _words_of(language))
    return f"{claim.last_day.date.isoformat()} ({said})" if claim.last_day else said


def spell_fact(fact: Fact, *, language: str) -> str:
    """Spell out what the fact says; in English for languages without words here."""
    return _spell(fact.value, fact.start_event, _words_of(language))


def _words_of(language: str) -> str:
    code = language.split("-")[0]
    return code if code in _STARTS else "en"


def _spell(value: object, start_event: str | None, language: str) -> str:
    start = _STARTS[language].get(start_event or "", "")
    if isinstance(value, Duration):
        return f"{_BOUNDS[language].get(value.relation, '')}{_length(value, language)}{start}"
    if isinstance(value, Money):
        return f"{_BOUNDS[language].get(value.relation, '')}{value.amount} {value.currency or ''}".rstrip()
    if isinstance(value, Percent):
        return f"{_BOUNDS[language].get(value.relation, '')}{value.n}%"
    return str(value)


def _length(value: Duration, language: str) -> str:
    is_range = value.relation is Relation.RANGE
    last = (value.max if is_range else value.n) or 0
    number = f"{value.min:g}–{last:g}" if is_range else f"{last:g}"
    is_working = value.calendar == "working"
    if language == "pl":
        form = _form(last)
        working = ("robocza" if value.unit == "hour" else "roboczy", "robocze", "roboczych")[form]
        return f"{number} {_UNITS_PL[value.unit][form]}{f' {working}' if is_working else ''}"
    if language == "pt":
        is_one = last == 1
        working = (" útil" if is_one else " úteis") if is_working else ""
        return f"{number} {_UNITS_PT[value.unit][not is_one]}{working}"
    unit = _UNITS_EN[value.unit] + ("" if last == 1 else "s")
    return f"{number} {'working ' if is_working else ''}{unit}"


def _form(n: float) -> int:
    """Return which form of a Polish noun goes with a number: 0 for 1, 1 for 2 to 4 and fractions, else 2."""
    if n == 1:
        return 0
    if n != int(n):
        return 1
    return 1 if n % 10 in (2, 3, 4) and n % 100 not in (12, 13, 14) else 2
