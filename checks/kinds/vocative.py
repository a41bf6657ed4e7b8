"""Looks at the name a customer is greeted by: is it theirs, and in Polish in the vocative."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Set
from functools import lru_cache
from typing import ClassVar

from checks import arabic_names, english_names, portuguese_greeted, portuguese_names, thai_names
from checks.first_name_terms import asked_for_at
from checks.morphology import Form, forms_of, readings
from checks.names import FULL_POLISH, full_names
from checks.normal import normalise
from checks.recorded_names import person_of
from checks.text import overlaps, quoted_spans, signature_span
from checks.titled import Titled
from checks.wording import Reporter
from qa.domain.conversation import Role
from qa.domain.finding import NOT_APPLICABLE, CheckResult, Finding, Verdict
from qa.domain.rubric import CheckSpec
from qa.ports import OptionSpec, Reading, Span

__all__ = ["Vocative"]

_NAME = r"(?P<name>[A-ZĄĆĘŁŃÓŚŹŻ][a-ząćęłńóśźż]{2,})"
_GREETED = {
    "pl": (
        re.compile(rf"\bPanie {_NAME}"),
        re.compile(
            rf"(?:^|[.!?,]\s+|(?i:dzień dobry|witam|dobry wieczór|szanowna|droga),?\s+)Pani {_NAME}(?=\s*[,!]|\s*$)",
            re.MULTILINE,
        ),
        re.compile(rf"(?:^|[.!?]\s+)(?i:drog[ai]|kochan[ay]|mił[ay]) {_NAME}(?=\s*[,!]|\s*$)", re.MULTILINE),
    ),
}
# After "cześć" many leave the nominative, and it is let be: only whose name it is counts.
_FAMILIAR = re.compile(rf"(?:^|[.!?]\s+)(?i:cześć|hej|hejka|siema|witaj),? {_NAME}(?=\s*[,!]|\s*$)", re.MULTILINE)
_LADY = re.compile(rf"\bPani(?P<accusative>ą)? {_NAME}")
_GENDERS = {"ar": arabic_names.is_womans, "pt": portuguese_names.is_womans}
_SEVERAL = re.compile(r",? (?:i|oraz) ")
_LADIES = re.compile(r"(?i:szanowne|drogie|obie|miłe|nasze) Panie $")
_GREETING = re.compile(r"(?i)(?:dzień dobry|witam|dobry wieczór|szanowna|droga|dziękuję|przepraszam|tak|nie),?$")
_DESCRIBED = re.compile(r",\s+(?:któr\w+|z|ze|od|nasza|Pana|Pani|sąsiadka|koleżanka|kierowni\w+)\b")
_FULL, _SAME = 2, 3
_PET_NAME = re.compile(r"(?:[sczn]ia|[śćź]k?a?|ka|ek|[aeiouy]ś|szka|cio|sio)$|^\w{1,4}$")


class Vocative:
    """Fails where a Polish name of address is not in the vocative ("Panie Marek"), or stands after the other title.

    Familiar greetings ("Cześć Tomek") may leave the nominative. In English a bare surname fails, and a name or a title
    that is not the customer's ("Ms Tanner" to Helen Turner, "Mr Turner"). In Arabic and Portuguese a title of the other
    gender than the name fails ("أستاذ سارة", "Caro Ana"), in Thai the customer's name without คุณ, with two, or with
    นาย; a nickname without it needs a person, unless the customer wanted no titles. Titles and places beside the name
    on record, an agent's own name ("Bom dia, Rui, da Acme") and words run on behind a Thai name are none. A known given
    name that is neither the customer's own, nor short for it, nor anywhere in what the customer wrote fails, though it
    begin alike where the customer gave the very name on record; one nobody knows needs a person, and so does any where
    the customer wrote nothing, where the name stands behind another person ("your neighbour, Mrs Lowe"), goes on as the
    subject, or the customer is called too.
    Does not apply where no name is used in greeting, or the dictionary does not know it and nothing can be compared.
    """

    options: ClassVar[Mapping[str, OptionSpec]] = {}
    version: ClassVar[int] = 5

    def __init__(self, spec: CheckSpec) -> None:
        self._spec = spec
        self._report = Reporter(spec)

    def check(self, reading: Reading) -> CheckResult:
        """Judge one conversation."""
        judged = 0
        findings: list[Finding] = []
        for index, message in self._spec.where.select(reading.conversation):
            language = reading.language_of(index)
            for titled in _titled(reading, message.text, language):
                verdict = _judge_titled(reading, titled, language)
                judged += verdict is not Verdict.NOT_APPLICABLE
                if verdict in (Verdict.FAIL, Verdict.NEEDS_HUMAN):
                    expected = titled.expected or _own_name(reading)
                    findings.append(
                        self._report.finding(reading, index, titled.span, verdict=verdict, expected=expected)
                    )
            for span, expected in _wrong_ladies(message.text) if language == "pl" else ():
                judged += 1
                findings.append(self._report.finding(reading, index, span, expected=expected))
            for span in _greeted(message.text, language):
                name = message.text[span.start : span.end]
                is_familiar = _FAMILIAR.search(message.text[: span.end]) is not None
                verdict, expected = _judge(reading, name, language, is_familiar=is_familiar)
                if verdict is Verdict.FAIL and not vocative_of(name) and _SEVERAL.match(message.text, span.end):
                    verdict = Verdict.NEEDS_HUMAN
                if verdict is Verdict.FAIL and _may_be_told_of(reading, message.text, span):
                    verdict = Verdict.NEEDS_HUMAN
                if _is_a_woman_called_sir(message.text, span):
                    verdict, expected = Verdict.FAIL, f"Pani {name}"
                judged += verdict is not Verdict.NOT_APPLICABLE
                if verdict in (Verdict.FAIL, Verdict.NEEDS_HUMAN):
                    findings.append(self._report.finding(reading, index, span, verdict=verdict, expected=expected))
        return CheckResult.judge(tuple(findings)) if judged else NOT_APPLICABLE


def _titled(reading: Reading, text: str, language: str) -> Iterator[Titled]:
    """Yield names of address in all languages but Polish, without what is quoted or signed."""
    if language == "ar":
        found = arabic_names.titled_names(text, own=_own_name(reading), said=_said(reading))
    elif language == "pt":
        found = portuguese_greeted.titled_names(
            text, own=_own_name(reading), said=_said(reading), ours=_our_names(reading)
        )
    elif language == "en":
        found = english_names.addressed_names(
            text, own=_own_name(reading), said=_said(reading), ours=_our_names(reading)
        )
    elif language == "th":
        found = thai_names.titled_names(
            text,
            full_name=_own_name(reading),
            said=_said(reading),
            ours=_our_names(reading),
            is_informal=asked_for_at(reading) is not None,
        )
    else:
        return
    signature = signature_span(text)
    hidden = (*quoted_spans(text), *((signature,) if signature else ()))
    ours = (one for one in found if one.expected or not _is_ours(one.name, reading))
    yield from (titled for titled in ours if not overlaps(titled.span, hidden))


def _judge_titled(reading: Reading, titled: Titled, language: str) -> Verdict:
    if titled.verdict is not None:
        return titled.verdict
    if titled.expected:
        return Verdict.FAIL
    own = normalise(_own_name(reading), language=language).text
    name = normalise(titled.name, language=language).text
    if not own or (language != "pt" and own[0].isascii()):
        is_known = language in _GENDERS and _GENDERS[language](name) is not None
        return Verdict.PASS if is_known else Verdict.NOT_APPLICABLE
    said = _said(reading)
    is_own = name[:4] in own or name in normalise(said, language=language).text
    if is_own:
        return Verdict.PASS
    is_clear = language == "pt" and _is_clearly_another(titled.name, _own_name(reading), language)
    return Verdict.FAIL if is_clear else Verdict.NEEDS_HUMAN


def _own_name(reading: Reading) -> str:
    customer = reading.conversation.customer
    return person_of(customer.name) if customer else ""


def _our_names(reading: Reading) -> str:
    """Return the names of the agents and the company, which no greeting means the customer by."""
    agent, company = reading.conversation.agent, reading.materials.facts.company
    authors = {one.author for one in reading.conversation.messages if one.role is Role.AGENT}
    names = (agent.name if agent else "", company.name, *company.spoken_as, *sorted(filter(None, authors)))
    return " ".join(one for one in names if one)


def _is_ours(name: str, reading: Reading) -> bool:
    """Tell whether a name is an agent's and not the customer's: "Bom dia, Henrique, da Acme" says who writes."""
    return name in _our_names(reading).split() and name not in _own_name(reading).split()


def _said(reading: Reading) -> str:
    return " ".join(one.text for one in reading.conversation.messages if one.role is Role.CUSTOMER)


def _greeted(text: str, language: str) -> Iterator[Span]:
    patterns = _GREETED.get(language, ())
    quoted = quoted_spans(text) if patterns else ()
    familiar = (_FAMILIAR,) if language == "pl" else ()
    for match in (one for pattern in (*patterns, *familiar) for one in pattern.finditer(text)):
        span = Span(*match.span("name"))
        if not overlaps(span, quoted):
            yield span


def _wrong_ladies(text: str) -> Iterator[tuple[Span, str]]:
    """Yield names after Pani or Panią that are a man's vocative ("Pani Marku") or left uninflected ("Panią Anna")."""
    quoted: tuple[Span, ...] | None = None
    for match in _LADY.finditer(text):
        name, span = match["name"], Span(*match.span("name"))
        given = _given_names(name)
        if not given:
            continue
        if match["accusative"]:
            women = sorted({one.lemma for one in given if one.has("f", "nom")})
            is_wrong = bool(women) and not any(one.has("acc") or one.has("inst") for one in given)
            right = next((one.text for one in forms_of(women[0]) if one.has("sg", "acc")), "") if is_wrong else ""
        else:
            is_wrong = any(one.has("voc") for one in given) and not any(one.has("f") or one.has("nom") for one in given)
            right = f"Panie {name}"
        quoted = quoted_spans(text) if quoted is None else quoted
        if is_wrong and right and not overlaps(span, quoted):
            yield span, right


def _may_be_told_of(reading: Reading, text: str, span: Span) -> bool:
    """Tell whether "Pani Halina" may be another lady, in apposition or as the subject: not first, nor the customer."""
    name, before = text[span.start : span.end], text[: span.start].removesuffix("Pani ").rstrip()
    is_lady = text[: span.start].endswith("Pani ")
    own = _own_name(reading)
    is_first = (not before or _GREETING.search(before)) and not _DESCRIBED.match(text, span.end)
    return is_lady and not is_first and not (own and _is_own(name, own, reading))


def _is_a_woman_called_sir(text: str, span: Span) -> bool:
    """Tell whether "Panie" stands before a name only women have ("Panie Anno"), and not before several ladies."""
    if not text[: span.start].endswith("Panie ") or _SEVERAL.match(text, span.end):
        return False
    if _LADIES.search(text[: span.start]):
        return False
    given = _given_names(text[span.start : span.end])
    return bool(given) and all(form.has("f") for form in given)


def _judge(reading: Reading, name: str, language: str, *, is_familiar: bool) -> tuple[Verdict, str]:
    """Return the verdict on one name, and the form it should have."""
    expected = vocative_of(name) if language == "pl" and not is_familiar else None
    if expected:
        return Verdict.FAIL, expected
    own = _own_name(reading)
    if is_familiar and _is_ours(name, reading):
        return Verdict.NOT_APPLICABLE, ""
    if not own:
        is_known = language == "pl" and bool(_given_names(name))
        return (Verdict.PASS if is_known else Verdict.NOT_APPLICABLE), ""
    if _is_another_signed(name, own, reading):
        return Verdict.FAIL, vocative_of(own.split()[0]) or own
    if _is_own(name, own, reading):
        return Verdict.PASS, ""
    is_clear = _is_clearly_another(name, own, language)
    return (Verdict.FAIL if is_clear else Verdict.NEEDS_HUMAN), own


def _is_clearly_another(name: str, full_name: str, language: str) -> bool:
    """Tell whether a name is a given name of somebody else: no short form, and not begun like one of the customer's."""
    own = full_name.split()
    if len(own) < _FULL or any(one[:1].casefold() == name[:1].casefold() for one in own) or full_names(name):
        return False
    if language == "pl":
        return bool(_given_names(name)) and bool(_given_names(own[0]))
    return portuguese_names.is_womans(name) is not None and portuguese_names.is_womans(own[0]) is not None


def _is_another_signed(name: str, full_name: str, reading: Reading) -> bool:
    """Tell whether a name is another full given name, though the customer gave the very one on record.

    Full names that begin by the same three letters may be forms of one; what is short or ends as pet names do is none.
    """
    own, said = full_name.split()[0], _said(reading)
    lemmas = {form.lemma.partition(":")[0] for form in _given_names(name)}
    if not lemmas or own not in said or not _given_names(own) or _is_said(name, lemmas, said):
        return False
    if own.casefold() in FULL_POLISH and all(one.casefold() in FULL_POLISH - {own.casefold()} for one in lemmas):
        return True
    is_short = any(full_names(one) or _PET_NAME.search(one) for one in (name, *lemmas))
    return not is_short and all(one[:_SAME] != part[:_SAME] for one in (*lemmas, name) for part in full_name.split())


def _is_said(name: str, lemmas: Set[str], said: str) -> bool:
    """Tell whether the customer wrote a name, in any form: by all but two of its letters."""
    return any(re.search(rf"\b{re.escape(one[: max(_SAME, len(one) - 2)])}", said) for one in (name, *lemmas))


def _is_own(name: str, full_name: str, reading: Reading) -> bool:
    """Tell whether a name is one of the customer's, inflected or short, or the customer wrote it."""
    own = [one.casefold() for one in full_name.split()]
    if any(name[:2].casefold() == one[:2] for one in own):
        return True
    if any(not full_names(short).isdisjoint(own) for short in (name, *(form.lemma for form in _given_names(name)))):
        return True
    said, lemmas = _said(reading), {form.lemma.partition(":")[0] for form in _given_names(name)}
    return name[:3].casefold() in said.casefold() or _is_said(name, lemmas, said)


@lru_cache(maxsize=5_000)
def vocative_of(name: str) -> str | None:
    """Return the vocative of a given name that is in another form; None where it is right or not known."""
    given = _given_names(name)
    if not given:
        return None
    vocatives = [
        form.text
        for lemma in sorted({form.lemma for form in given})
        for form in forms_of(lemma)
        if form.has("sg", "voc") and "imię" in form.labels
    ]
    is_right = any(form.has("voc") for form in given) or name in vocatives
    return None if is_right or not vocatives else vocatives[0]


def _given_names(name: str) -> list[Form]:
    return [form for form in readings(name) if "imię" in form.labels and form.has("sg")]
