"""Finds a customer's questions, and tells which of the agent's messages answer them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

from checks.accuracy.phrase_table import PhraseTable
from checks.claims.clauses import Stretch
from checks.claims.lexicon import languages, lexicon
from checks.claims.topics import find_triggers, section_of
from checks.echo import echoes
from checks.normal import normalise
from checks.text import history_spans, overlaps, sentences
from qa.domain.claim import DateClaim
from qa.domain.conversation import Role
from qa.domain.fact import Duration, Money, Percent
from qa.ports import Reading, Span

_DATA = Path(__file__).with_suffix(".yaml")
_JOINT = re.compile(r"(?:[,;:–-]|(?<!\d)\d[.)]|\b(?:i|oraz|a|and|or|also|e|ou|plus)|و|และ|กับ)\s*$", re.IGNORECASE)
_STARTS_JOINT = re.compile(r"(?:i|a|and|or|but|also|e)\s", re.IGNORECASE)
_MARKS = ("?", "؟")
_SHORT = 3
_RHETORICAL = ("anger", "rude", "blame")
_CLOSING = ("thanks", "customer-closing")
_CODE = re.compile(r"\S*\d\S*")
_TIMES: tuple[type, ...] = (Duration, DateClaim)
_SUMS: tuple[type, ...] = (Money, Percent)
_BY_WORDS_ALONE = ("when", "price", "why")


@dataclass(frozen=True, slots=True)
class Question:
    """A question at offsets of a customer's message. `has_company`: the same message asks other things too."""

    message: int
    start: int
    end: int
    kind: str
    has_company: bool = False


def questions_of(reading: Reading, message: int) -> tuple[Question, ...]:
    """Return what a customer's message asks; a sentence may hold several questions joined by `and`."""
    text = reading.conversation.messages[message].text
    if not any(sign in text for sign in _MARKS) and not _may_ask(reading, message):
        return ()
    history = history_spans(text)
    found = [
        part
        for sentence in sentences(text)
        if not overlaps(sentence, history)
        for part in _parts(reading, message, sentence)
    ]
    return tuple(
        Question(one.message, one.start, one.end, one.kind, has_company=len(found) > 1) for one in found
    )  # fmt: skip


def answer_to(reading: Reading, question: Question) -> int | None:
    """Return the agent's message that answers, by shared words, by the kind of its values or by putting it off."""
    messages = reading.conversation.messages
    later = [
        index for index in range(question.message + 1, len(messages)) if _is_agent(reading, index)
    ]  # fmt: skip
    near = frozenset(_next_turns(reading, question.message))
    for index in later:
        if reading.phrases(index, "hold-request") and not reading.claims(index) and not puts_off(reading, index):
            continue
        if _answers_kind(reading, question, index, is_near=index in near) or puts_off(reading, index):
            return index
        if _shares_words(reading, question, index) or _shares_topic(reading, question, index):
            return index
        if not question.has_company and (messages[index].attachments or reading.phrases(index, "refusal")):
            return index
    return None


def is_withdrawn(reading: Reading, question: Question) -> bool:
    """Tell whether the customer no longer wants to know, or is content with what came."""
    was_answered = False
    for index in range(question.message + 1, len(reading.conversation.messages)):
        was_answered = was_answered or _is_agent(reading, index)
        if reading.conversation.messages[index].role is not Role.CUSTOMER:
            continue
        if _phrases().spans(reading, index, "withdrawn"):
            return True
        is_content = any(reading.phrases(index, name) for name in _CLOSING)
        if was_answered and is_content and not question.has_company:
            return not any(sign in reading.conversation.messages[index].text for sign in _MARKS)
    return False


def puts_off(reading: Reading, index: int) -> bool:
    """Tell whether the answer is put off to a named time."""
    if not _has(reading, index, "defers"):
        return False
    is_timed = any(isinstance(claim.value, _TIMES) for claim in reading.claims(index))
    return is_timed or _has(reading, index, "answers when")


def _parts(reading: Reading, message: int, sentence: Span) -> Iterator[Question]:
    text = reading.conversation.messages[message].text
    within = [
        (span.start, -span.end, kind)
        for kind in _tables()["asks"]
        for span in _phrases().spans_within(reading, message, f"asks {kind}", within=sentence)
    ]
    is_asked = text[sentence.start : sentence.end].rstrip(" \"')»”").endswith(_MARKS)
    if not is_asked and not (within and _begins_question(reading, message, sentence)):
        return
    if any(
        sentence.start <= one.start < sentence.end for name in _RHETORICAL for one in reading.phrases(message, name)
    ):
        return
    cuts = [sentence.start, *_joints(text, sentence, sorted(within))]
    for start, end in zip(cuts, [*cuts[1:], sentence.end], strict=True):
        kind = next((kind for at, _, kind in sorted(within) if start <= at < end), "other")
        words = text[start:end].split()
        if kind != "other" or (len(words) > _SHORT and len(cuts) == 1):
            asked = _JOINT.sub("", text[start:end].rstrip()) if end < sentence.end else text[start:end]
            yield Question(message, start, start + len(asked.rstrip(" ,;")), kind)


def _may_ask(reading: Reading, message: int) -> bool:
    is_asked = reading.phrases(message, "asks-question") or _phrases().spans(reading, message, "indirect")
    return bool(is_asked) or reading.language_of(message) == "th"


def _begins_question(reading: Reading, message: int, sentence: Span) -> bool:
    if reading.language_of(message) == "th":
        return True
    is_indirect = bool(_phrases().spans_within(reading, message, "indirect", within=sentence))
    return is_indirect or _has_phrase(reading, message, "asks-question", sentence)


def _has_phrase(reading: Reading, message: int, name: str, sentence: Span) -> bool:
    return any(sentence.start <= one.start < sentence.end for one in reading.phrases(message, name))


def _joints(text: str, sentence: Span, asked: Sequence[tuple[int, int, str]]) -> list[int]:
    """Return where another question begins after a comma or `and`."""
    cuts: list[int] = []
    floor = asked[0][1] * -1 if asked else sentence.start
    for at, end, _ in asked[1:]:
        is_joined = _JOINT.search(text, sentence.start, at) or _STARTS_JOINT.match(text, at)
        if at >= floor and is_joined and text[sentence.start : at].strip():
            cuts.append(at)
            floor = -end
    return cuts


def _shares_words(reading: Reading, question: Question, index: int) -> bool:
    language = reading.language_of(question.message)
    asked = reading.conversation.messages[question.message].text[question.start : question.end]
    common = _common(language)
    telling = _CODE.sub(" ", common.sub(" ", asked) if common else asked)
    said = reading.conversation.messages[index].text
    return echoes(said, telling, language=language)


def _shares_topic(reading: Reading, question: Question, index: int) -> bool:
    stated = {(section_of(claim.value), claim.topic) for claim in reading.claims(index) if claim.topic}
    if not stated:
        return False
    text = reading.conversation.messages[question.message].text[question.start : question.end]
    language = reading.language_of(question.message)
    return any(topic in _topics_asked(text, language, section) for section, topic in stated)


@lru_cache(maxsize=256)
def _topics_asked(text: str, language: str, section: str) -> frozenset[str]:
    if language not in languages():
        return frozenset()
    words = lexicon(language)
    compared = words.signs(normalise(text, language=language).text)
    whole = Stretch(0, 0, 0, len(compared))
    return frozenset(one.topic for one in find_triggers(words, compared, whole, section=section))


def _answers_kind(reading: Reading, question: Question, index: int, *, is_near: bool) -> bool:
    """Tell whether a message has what such a question asks for; among several questions only times and sums tell."""
    values = {type(claim.value) for claim in reading.claims(index)}
    if (question.kind == "when" and values & set(_TIMES)) or (question.kind == "price" and values & set(_SUMS)):
        return True
    if question.has_company and question.kind not in _BY_WORDS_ALONE:
        return False
    if question.kind in ("whether", "other"):
        return is_near and (bool(values) or _has(reading, index, "answers whether"))
    return _has(reading, index, f"answers {question.kind}")


def _next_turns(reading: Reading, message: int) -> Iterator[int]:
    """Yield the agent's next messages, and those after as long as the agent only asked back or began to look."""
    is_open = True
    for index in range(message + 1, len(reading.conversation.messages)):
        if _is_agent(reading, index):
            yield index
            said = reading.conversation.messages[index].text
            is_open = any(sign in said for sign in _MARKS) or bool(reading.phrases(index, "hold-request"))
        elif reading.conversation.messages[index].role is Role.CUSTOMER and index > message + 1 and not is_open:
            return


def _is_agent(reading: Reading, index: int) -> bool:
    message = reading.conversation.messages[index]
    return message.role is Role.AGENT and not message.is_internal


def _has(reading: Reading, index: int, name: str) -> bool:
    return bool(_phrases().spans(reading, index, name))


@cache
def _phrases() -> PhraseTable:
    tables = _tables()
    sets = {f"{section} {kind}": tables[section][kind] for section in ("asks", "answers") for kind in tables[section]}
    return PhraseTable(sets | {name: tables[name] for name in ("defers", "indirect", "withdrawn")})


@cache
def _common(language: str) -> re.Pattern[str] | None:
    source = _tables()["common"].get(language)
    bound = "" if language == "th" else r"\b"
    return re.compile(bound + source, re.IGNORECASE) if source else None


@cache
def _tables() -> dict[str, dict[str, Any]]:
    loaded = YAML(typ="safe", pure=True).load(_DATA.read_text("utf-8"))
    assert isinstance(loaded, dict)
    return loaded
