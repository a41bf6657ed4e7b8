"""Tells whether one of several questions that a customer counted out was passed over, and how sure that is."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

from checks.accuracy.questions import Question, puts_off
from checks.sides import agent_messages, customer_messages, is_open
from qa.ports import Reading

_DATA = Path(__file__).with_suffix(".yaml")
_WORD = re.compile(r"[^\W\d_]{4,}")
_LINK = re.compile(r"(?i)https?://|\bwww\.")
_PREFIX = re.compile(r"^[وف]?(?:ال|لل|بال|وال|كال|[بلك](?=\w{4}))")
_THAI = re.compile("[\u0e00-\u0e7f]+")
_PIECE, _LONG_ANSWER, _STEM, _ARABIC_STEM = 5, 120, 4, 3
_FEW, _FEW_THAI = 2, 10


def is_counted(reading: Reading, message: int) -> bool:
    """Tell whether a customer says how many things they ask, or numbers them."""
    text, language = reading.conversation.messages[message].text, reading.language_of(message)
    found = _patterns("count", language)
    return bool((found and found.search(text)) or _numbered().search(text))


def is_passed_over(reading: Reading, question: Question) -> bool:
    """Tell whether no later message of an agent has a word that this question alone has, nor one of its topic."""
    telling = _telling(reading, question)
    language = reading.language_of(question.message)
    if len(telling) < (_FEW_THAI if language == "th" else _FEW):
        return False
    said = _answers(reading, question)
    if any(puts_off(reading, one) for one in agent_messages(reading.conversation, after=question.message)):
        return False
    if not said or (both := _patterns("both", language)) is None or both.search(said):
        return False
    words = _words(said, language)
    if any(_is_same(one, other) for one in telling for other in words):
        return False
    asked = _text(reading, question)
    return not any(topic.search(asked) and topic.search(said) for topic in _topics(language))


def is_surely_passed_over(reading: Reading, question: Question) -> bool:
    """Tell whether a question passed over is of a known topic, and a long answer says yes or no once at most.

    The customer has not given thanks nor come back to it since, and nothing was left to a link, a file or another time.
    """
    conversation, language = reading.conversation, reading.language_of(question.message)
    answers = agent_messages(conversation, after=question.message)
    is_left = not any(_is_content(reading, question, one) for one in customer_messages(conversation))
    if not is_left or is_open(conversation) or not _has_topic(reading, question):
        return False
    if any(conversation.messages[one].attachments or _LINK.search(conversation.messages[one].text) for one in answers):
        return False
    said = _answers(reading, question)
    found = _patterns("yes_or_no", language)
    is_one = found is not None and len(found.findall(said)) <= 1
    return is_one and len(said) >= _LONG_ANSWER


def _is_content(reading: Reading, question: Question, index: int) -> bool:
    """Tell whether a later message of the customer gives thanks or comes back to the question."""
    if index <= question.message:
        return False
    if any(reading.phrases(index, name) for name in ("thanks", "customer-closing")):
        return True
    words = _words(reading.conversation.messages[index].text, reading.language_of(index))
    return any(_is_same(one, other) for one in _telling(reading, question) for other in words)


def _has_topic(reading: Reading, question: Question) -> bool:
    """Tell whether a question is of a topic whose words are known, so that other words for it would be found."""
    asked = _text(reading, question)
    return any(topic.search(asked) for topic in _topics(reading.language_of(question.message)))


def _text(reading: Reading, question: Question) -> str:
    return reading.conversation.messages[question.message].text[question.start : question.end]


def _answers(reading: Reading, question: Question) -> str:
    later = agent_messages(reading.conversation, after=question.message)
    return "\n".join(reading.conversation.messages[one].text for one in later)


def _telling(reading: Reading, question: Question) -> frozenset[str]:
    """Return the words of a question that nothing else the customer wrote there has, nor any question."""
    language = reading.language_of(question.message)
    text = reading.conversation.messages[question.message].text
    rest = _words(f"{text[: question.start]} {text[question.end :]}", language)
    generic = _patterns("generic", language)
    return frozenset(
        word
        for word in _words(_text(reading, question), language)
        if not (generic and generic.match(word)) and not any(_is_same(word, one) for one in rest)
    )


def _words(text: str, language: str) -> frozenset[str]:
    """Return the words of a text; of Thai, which leaves no space between them, pieces of five letters."""
    if language != "th":
        return frozenset(_PREFIX.sub("", one) for one in _WORD.findall(text.casefold()))
    runs = _THAI.findall(text)
    return frozenset(run[at : at + _PIECE] for run in runs for at in range(len(run) - _PIECE + 1))


def _is_same(word: str, other: str) -> bool:
    """Tell whether two words begin alike, by two thirds of the shorter: better one link too many than a false fail."""
    shorter, longer = sorted((word, other), key=len)
    least = _ARABIC_STEM if "\u0600" <= word[0] <= "\u06ff" else _STEM
    return longer.startswith(shorter[: max(least, 2 * len(shorter) // 3)])


@cache
def _patterns(name: str, language: str) -> re.Pattern[str] | None:
    source = _tables()[name].get(language)
    return re.compile(source, re.IGNORECASE) if source else None


@cache
def _numbered() -> re.Pattern[str]:
    return re.compile(_tables()["numbered"])


@cache
def _topics(language: str) -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(by[language], re.IGNORECASE) for by in _tables()["topics"].values() if language in by)


@cache
def _tables() -> dict[str, Any]:
    loaded: dict[str, Any] = YAML(typ="safe", pure=True).load(_DATA.read_text("utf-8"))
    return loaded
