"""Tells how a value was meant: vouched for, promised, reported, asked, quoted or only on a condition."""

from __future__ import annotations

import re

from checks.claims.lexicon import Lexicon
from checks.morphology import Form, endings, readings
from qa.domain.claim import Modality

_ASKS = re.compile(r"[?؟]\s*$")
_LETTERS = re.compile(r"[^\W\d_]{2,}")
_FINITE = ("fin:", "bedzie:", "praet:", "imps:", "pred")
_QUOTE_LINE = re.compile(r"^\s*>")


def modality_of(
    lexicon: Lexicon, sentence: str, *, start: int, clause: tuple[int, int], is_length: bool, said: tuple[str, str]
) -> Modality:  # fmt: skip
    """Judge the value at `start` of a sentence (offsets in it, text as compared); `clause` holds the value.

    `said` is that clause and its sentence as they were written, with the marks of their letters.

    A length of time that the customer has lived through (`czeka Pani 10 dni`) counts as theirs.
    """
    within, whole = sentence[clause[0] : clause[1]], sentence
    for _, pattern in lexicon.patterns("start_events") if is_length else ():
        within, whole = pattern.sub(" ", within), pattern.sub(" ", whole)
    if _QUOTE_LINE.match(sentence) or _is_quoted(lexicon, sentence[:start]):
        return Modality.QUOTED
    if is_length and lexicon.has("experience", within):
        return Modality.QUOTED
    if _ASKS.search(sentence) or lexicon.has("question", sentence):
        return Modality.QUESTION
    if _is_conditional(lexicon, whole, within):
        return Modality.CONDITIONAL
    if lexicon.has("past", within) or (lexicon.language == "pl" and _reports(said[0])):
        return Modality.REPORT_PAST
    if lexicon.has("promise", within) or (lexicon.language == "pl" and _names_future(lexicon, *said)):
        return Modality.PROMISE
    return Modality.POLICY


def as_rule(lexicon: Lexicon, clause: str, modality: Modality) -> Modality:
    """A condition says for which orders a rule holds, and `already` (`it is free from 150 already`) tells no past."""
    if modality is Modality.CONDITIONAL:
        return Modality.POLICY
    for _, already in lexicon.patterns("already"):
        clause = already.sub(" ", clause)
    is_past = modality is Modality.REPORT_PAST
    return Modality.POLICY if is_past and not lexicon.has("past", clause) else modality


def is_hedged(lexicon: Lexicon, clause: str) -> bool:
    """Tell whether the clause softens its value (`zwykle`, `about`)."""
    return lexicon.has("hedge", clause)


def _reports(clause: str) -> bool:
    """Tell whether a Polish clause has a verb of the past in the first person, or the impersonal (`wysłano`)."""
    for word in _LETTERS.findall(clause.lower()):
        read, ends = readings(word), endings(word)
        if read and all(one.tag.startswith("imps:") for one in read):
            return True
        is_past = any(one.tag.startswith("praet:") for one in read)
        if is_past and ends and all(one.tag.startswith("aglt:") and one.has("pri") for one in ends):
            return True
    return False


def _names_future(lexicon: Lexicon, clause: str, sentence: str) -> bool:
    """Tell whether a Polish clause has a verb of the perfective present, which speaks of what will come about.

    A clause without a verb takes that of its sentence.
    """
    rules = lexicon.data.get("rules_of_time", ())
    verbs = _finite(clause) or _finite(sentence)
    return any(is_future and lemma not in rules for lemma, is_future in verbs)


def _finite(text: str) -> list[tuple[str, bool]]:
    """Return the finite verbs of a text: (lemma, is it perfective and of the present tense)."""
    found = []
    for word in _LETTERS.findall(text.lower()):
        read = readings(word)
        if any(one.tag.startswith(_FINITE) for one in read):
            found.append((read[0].lemma, all(_is_future(one) for one in read)))
    return found


def _is_future(form: Form) -> bool:
    """Tell whether a form is of the perfective present; verbs of both aspects (`pasuje`) are not."""
    return form.tag.startswith("fin:") and form.has("perf") and not form.has("imperf")


def _is_quoted(lexicon: Lexicon, before: str) -> bool:
    """Reported words reach to the end of the sentence unless a contrast ends them."""
    ends = [found.end() for _, pattern in lexicon.patterns("quoted") for found in pattern.finditer(before)]
    if not ends:
        return False
    return not lexicon.has("contrast", before[max(ends) :])


def _is_conditional(lexicon: Lexicon, sentence: str, within: str) -> bool:
    """A condition that is only the customer's choice (`jeśli chce Pani`) changes nothing outside its own clause."""
    if lexicon.has("scope", sentence) or lexicon.has("conditional", within):
        return not lexicon.has("choice", within)
    return lexicon.has("conditional", sentence) and not lexicon.has("choice", sentence)
