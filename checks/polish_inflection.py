"""Finds Polish words in a form that the word before them does not allow: a preposition, a numeral, a determiner."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from checks.morphology import Form, readings
from qa.ports import Span

_WORD = re.compile(r"[^\W\d_]+")
_GENITIVE = (
    "do od ode bez beze dla u oprócz podczas według zamiast spośród wobec wśród około dzięki#dat wbrew#dat "
    "przez#acc przeze#acc przy#loc"
)
_GOVERNED = {one.partition("#")[0]: one.partition("#")[2] or "gen" for one in _GENITIVE.split()}
_PHRASES_WITH_GENITIVE = frozenset(
    ("na podstawie", "z powodu", "w celu", "w przypadku", "w sprawie", "w trakcie", "w ciągu", "za pomocą")
    + ("w razie", "w wyniku", "na rzecz", "z tytułu", "pod względem", "w imieniu")
)
_SMALL = frozenset(("dwa", "trzy", "cztery"))
_LARGE = frozenset(
    ("pięć", "sześć", "siedem", "osiem", "dziewięć", "dziesięć", "dwanaście", "czternaście", "trzydzieści")
)
_DETERMINERS = frozenset(("ten", "mój", "nasz", "każdy", "żaden"))
_NOMINAL = ("subst", "adj", "ppas", "pact", "ger")
# No verb stands right after a preposition, so a noun that looks like one ("sklep" from "sklepać") is the noun.
_VERBS = ("fin", "impt", "praet")
_SHORTEST = 4
# Negated, these verbs take the genitive; in the first person nothing else beside them can be the subject.
_NEGATED = re.compile(
    r"\b[Nn]ie (?:mam|mamy|posiadam|posiadamy|prowadzimy|sprzedajemy|oferujemy|widzę|widzimy|przyjmujemy|wysyłamy|"
    r"(?:otrzyma|dosta|znalaz)ł(?:am|em)|(?:otrzyma|dosta)liśmy|znaleźliśmy|zwracamy|wymieniamy) "
    r"(?P<wrong>(?:ten|tę|te|mój|moją|moje|nasz|naszą|nasze|żaden|żadną|żadne) (?P<noun>[^\W\d_]+))"
)
_SUBJECT_FIRST = re.compile(
    r"(?:^|[.!?\n]\s*)(?:(?:Pana|Pani|Państwa|Twoj[ea]|Twój|Nasz[ea]?|T[aeo]|Ten) )?"
    r"(?P<noun>[^\W\d_]+) (?P<wrong>zostały|zostali|są|były|byli)\b"
)
_NO_SUBJECTS = frozenset(("pan", "pani", "państwo", "raz", "fakt"))


@dataclass(frozen=True, slots=True)
class WrongForm:
    """A word in a form that does not fit. `rule` says which: preposition, numeral, determiner, negation or subject."""

    span: Span
    rule: str


def wrong_forms(text: str) -> Iterator[WrongForm]:
    """Yield words none of whose readings fits the word before.

    Words with a capital, abbreviations and words that can be another part of speech are let be.
    """
    words = list(_WORD.finditer(text))
    for position, (first, second) in enumerate(pairwise(words)):
        is_abbreviation = len(second.group()) < _SHORTEST and text[second.end() : second.end() + 1] == "."
        if text[first.end() : second.start()] != " " or is_abbreviation or not second.group().islower():
            continue
        before = words[position - 1] if position and text[words[position - 1].end() : first.start()] == " " else None
        rule = _broken_rule(before.group().lower() if before else "", first.group().lower(), second.group())
        if rule:
            yield WrongForm(Span(second.start(), second.end()), rule)
    for match in _NEGATED.finditer(text):
        if _is_object(match["noun"]):
            yield WrongForm(Span(*match.span("wrong")), "negation")
    for match in _SUBJECT_FIRST.finditer(text):
        if _is_one_thing(match["noun"].lower()):
            yield WrongForm(Span(*match.span("wrong")), "subject")


def _is_object(word: str) -> bool:
    """Tell whether a word is a noun that stands in the accusative and cannot be a genitive (`nie mamy ten produkt`)."""
    forms = _nominal(word)
    return any(form.has("acc") for form in forms) and not any(form.has("gen") for form in forms)


def _is_one_thing(word: str) -> bool:
    """Tell whether a word can only be a noun in the singular (`zamówienie zostały`), a subject beside a verb."""
    forms = [form for form in readings(word) if not form.has("voc") or form.has("nom")]
    if not forms or not all(form.tag.startswith(("subst", "ger")) for form in forms):
        return False
    is_subject = any(form.has("sg", "nom") for form in forms) and not any(form.has("pl") for form in forms)
    return is_subject and not any(form.lemma.lower() in _NO_SUBJECTS for form in forms)


@lru_cache(maxsize=50_000)
def _broken_rule(before: str, first: str, second: str) -> str | None:
    if first not in _GOVERNED and f"{before} {first}" not in _PHRASES_WITH_GENITIVE and first not in _SMALL | _LARGE:
        return "determiner" if _is_determiner(first) and _disagree(first, second) else None
    if first in _GOVERNED or first not in _SMALL | _LARGE:
        forms = _nominal(second, beside=_VERBS)
        case = _GOVERNED.get(first, "gen")
        return None if not forms or any(form.has(case) for form in forms) else "preposition"
    forms = _nominal(second)
    if not forms:
        return None
    if first in _SMALL:
        is_right = any(form.has("pl", "nom") or form.has("pl", "acc") for form in forms)
        return None if is_right or before in _GOVERNED else "numeral"
    return None if any(form.has("pl", "gen") for form in forms) or before in _GOVERNED else "numeral"


def _nominal(word: str, *, beside: tuple[str, ...] = ()) -> list[Form]:
    """Return the readings of a word as a noun or adjective; none when it can be anything but these and `beside`."""
    forms = readings(word)
    if not all(form.tag.startswith((*_NOMINAL, *beside)) for form in forms):
        return []
    return [form for form in forms if form.tag.startswith(_NOMINAL)]


def _is_determiner(word: str) -> bool:
    forms = readings(word)
    return bool(forms) and all(form.lemma in _DETERMINERS and form.tag.startswith("adj") for form in forms)


def _disagree(determiner: str, noun: str) -> bool:
    forms = _nominal(noun)
    if not forms or not all(form.tag.startswith("subst") for form in forms):
        return False
    return not any(_agrees(one, other) for one in readings(determiner) for other in forms)


def _agrees(adjective: Form, noun: Form) -> bool:
    """Tell whether number, case and gender of two readings can be the same."""
    fields = zip(adjective.tag.split(":")[1:4], noun.tag.split(":")[1:4], strict=False)
    return all(set(one.split(".")) & set(other.split(".")) for one, other in fields)
