"""Looks for a form of address that the company does not use, or for two mixed."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import ClassVar

from checks.address_doubts import may_be_no_address
from checks.first_name_terms import asked_for_at
from checks.polish_address import formal_spans, informal_spans
from checks.text import overlaps, quoted_spans, signature_span
from checks.wording import Reporter
from qa.domain.finding import NOT_APPLICABLE, CheckResult, Finding, Verdict
from qa.domain.rubric import CheckSpec
from qa.ports import OptionSpec, Reading, Span

__all__ = ["AddressForm"]

FORMAL, INFORMAL, PRONOUN = "address-formal", "address-informal", "address-pronoun"
FAMILIAR = "address-familiar"
# What stands in brackets is written on a page: "the button [kliknij]".
_BUTTON = re.compile(r"\[[^\[\]\n]{1,40}\]")
# A code by its name ("kod WITAJ"), and set phrases that speak to God or to nobody.
_POLISH_SET = re.compile(
    r"(?:\b(?i:kod\w*|hasł\w+|kupon\w*|bon\w*|słow\w+|napis\w*|przycisk\w*)(?: \w+)? )[A-ZĄĆĘŁŃÓŚŹŻ\d]{3,}\b|"
    r"\bB(?:óg|oże) [^\W\d_]+|[^\W\d_]+ (?:Panie )?(?:Boże(?! Narodz| Ciał)|Bóg)\b|"
    r"(?i:\b(?:masz (?:ci los|babo placek)|nie mów hop|nie chwal dnia|chcesz czy nie)\b)"
)
_VOCE = re.compile(r"\b[Vv]ocê\b")
_EUROPEAN = ("PT", "AO", "MZ")
_TWO_FORMS_OF_YOU = ("pl", "pt", "ar", "th")
_INFORMAL_POLICIES = ("ty", "tu", "anta", "informal", "first_name")


class AddressForm:
    """Fails where the agent addresses the customer otherwise than the company does, or mixes formal and informal.

    The company's way comes from the facts (`company.address_policy`). Without one only mixing by one agent
    fails: the less used of the two is the finding. In English that is judged within one message, and "Hi Ms Hill" is
    one form; only familiar words ("mate") fail beside a title in any message. Polish verbs are told
    by their forms, other languages by the pack's word lists. The Portuguese "te" goes with "você" in Brazil: it
    is informal only where the same agent says "o senhor" too; in Portugal "você" itself is, where the shop
    says "o senhor".
    What may be no address needs a person: a button or programme by its name ("przycisk Zapisz zmiany"), "patrz punkt
    4", English words of chatting ("yep", "thx") that are no "mate" set off by commas, the Brazilian "te", an Arabic
    title before a name ("يا أخ إدريس") or for the old ("يا عم"), standard أنت, nouns that nobody is called by ("من
    قلبي", "a sua gata"), Portuguese verbs that may be of a third person ("fica já registado"), Thai words for
    somebody told of, proverbs and reported words ("como se diz: …", "syn napisał: …"). Where the customer asked to be
    on first names ("mówmy sobie na ty"), familiar words are right from then on. Does not apply where nothing
    addresses the customer, or the language has no such lists.
    """

    options: ClassVar[Mapping[str, OptionSpec]] = {}
    version: ClassVar[int] = 6

    def __init__(self, spec: CheckSpec) -> None:
        self._spec = spec
        self._report = Reporter(spec)

    def check(self, reading: Reading) -> CheckResult:
        """Judge one conversation."""
        found: dict[str, list[tuple[int, Span, str]]] = {FORMAL: [], INFORMAL: []}
        asked_for = asked_for_at(reading)
        for index, _ in self._spec.where.select(reading.conversation):
            for name in found:
                found[name].extend((index, span, name) for span in _addresses(reading, index, name))
            formal = [span for one, span, _ in found[FORMAL] if one == index]
            found[INFORMAL] = [one for one in found[INFORMAL] if one[0] != index or not overlaps(one[1], formal)]
            found[INFORMAL].extend((index, span, INFORMAL) for span in _spoken_voce(reading, index))
            for name in (PRONOUN, FAMILIAR):
                found[INFORMAL].extend((index, span, name) for span in _addresses(reading, index, name))
        if not any(found.values()):
            return NOT_APPLICABLE
        if asked_for is not None:
            found[INFORMAL] = [one for one in found[INFORMAL] if one[0] < asked_for]
            found[FORMAL] = [one for one in found[FORMAL] if one[0] < asked_for]
        return CheckResult.judge(tuple(self._faults(reading, found)))

    def _faults(self, reading: Reading, found: Mapping[str, list[tuple[int, Span, str]]]) -> list[Finding]:
        policies = reading.materials.facts.company.address_policy
        faults: list[tuple[int, Span, str]] = []
        for language in sorted({reading.language_of(index) for each in found.values() for index, _, _ in each}):
            own = {
                name: [one for one in each if reading.language_of(one[0]) == language] for name, each in found.items()
            }
            faults.extend(_wrong(reading, own, policies.get(language)))
        return [
            self._report.finding(reading, *fault[:2], verdict=_verdict(reading, *fault))
            for fault in sorted(faults, key=_place)
        ]


def _verdict(reading: Reading, index: int, span: Span, name: str) -> Verdict:
    """Leave to a person what may be no address."""
    is_open = name != FORMAL and may_be_no_address(
        reading.conversation.messages[index].text,
        span,
        language=reading.language_of(index),
        is_clitic=name == PRONOUN,
    )
    return Verdict.NEEDS_HUMAN if is_open else Verdict.FAIL


def _wrong(
    reading: Reading, found: Mapping[str, list[tuple[int, Span, str]]], policy: str | None
) -> list[tuple[int, Span, str]]:
    if policy in _INFORMAL_POLICIES:
        return found[FORMAL]
    if policy is not None:
        formal = {_group(reading, index) for index, _, _ in found[FORMAL]}
        return [one for one in found[INFORMAL] if one[2] != PRONOUN or _group(reading, one[0]) in formal]
    titled = {_author(reading, index) for index, _, _ in found[FORMAL]}
    faults = [one for one in found[INFORMAL] if one[2] == FAMILIAR and _author(reading, one[0]) in titled]
    found = {name: [one for one in each if one[2] != FAMILIAR] for name, each in found.items()}
    for group in sorted({_group(reading, index) for each in found.values() for index, _, _ in each}):
        own = {name: [one for one in each if _group(reading, one[0]) == group] for name, each in found.items()}
        if own[FORMAL] and own[INFORMAL]:
            sure = [one for one in own[INFORMAL] if _verdict(reading, *one) is Verdict.FAIL]
            faults.extend(own[FORMAL] if len(own[FORMAL]) < len(sure) else own[INFORMAL])
    return faults


def _spoken_voce(reading: Reading, index: int) -> Iterator[Span]:
    """Yield "você" where the shop says "o senhor" in Portugal, whose ears take the word itself for familiar."""
    materials = reading.materials
    is_formal = materials.facts.company.address_policy.get("pt") == "o_senhor"
    if is_formal and materials.country in _EUROPEAN and reading.language_of(index) == "pt":
        text = reading.conversation.messages[index].text
        hidden = quoted_spans(text)
        for match in _VOCE.finditer(text):
            if not overlaps(Span(*match.span()), hidden):
                yield Span(*match.span())


def _group(reading: Reading, index: int) -> str:
    """Name what must keep to one form: an agent, but a single message in a language without a formal "you"."""
    if reading.language_of(index) not in _TWO_FORMS_OF_YOU:
        return f"message {index}"
    return _author(reading, index)


def _author(reading: Reading, index: int) -> str:
    return reading.conversation.messages[index].author or ""


def _addresses(reading: Reading, index: int, name: str) -> list[Span]:
    text = reading.conversation.messages[index].text
    if reading.language_of(index) == "pl":
        spans = () if name in (PRONOUN, FAMILIAR) else formal_spans(text) if name == FORMAL else informal_spans(text)
    else:
        spans = reading.phrases(index, name)
    if not spans:
        return []
    signature = signature_span(text)
    buttons = tuple(Span(*match.span()) for match in _BUTTON.finditer(text))
    hidden = quoted_spans(text) + buttons + ((signature,) if signature else ())
    if reading.language_of(index) == "pl" and name == INFORMAL:
        hidden += tuple(Span(*match.span()) for match in _POLISH_SET.finditer(text))
    return [span for span in spans if not overlaps(span, hidden)]


def _place(fault: tuple[int, Span, str]) -> tuple[int, int]:
    return fault[0], fault[1].start
