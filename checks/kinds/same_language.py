"""Looks for answers in another language than the customer's."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import ClassVar

from checks.detect import detect_language
from checks.text import code_spans, history_spans, without
from checks.wording import Reporter
from qa.domain.conversation import Message, Role
from qa.domain.finding import NOT_APPLICABLE, CheckResult, Finding
from qa.domain.rubric import CheckSpec
from qa.ports import OptionSpec, Reading

__all__ = ["SameLanguage"]

_ENOUGH = 40
# A script of its own tells a language by few letters.
_ENOUGH_OF_SCRIPT = 12
_SCRIPTS = {"ar": re.compile("[\u0621-\u064a]"), "th": re.compile("[\u0e00-\u0e7f]")}
_FOREIGN = re.compile("[^\u0600-\u06ff\u0e00-\u0e7f]+")
_EAST_ASIAN = re.compile("[\u3040-\u30ff\u4e00-\u9fff\uac00-\ud7af]{5,}")
_SMALL_WORDS = re.compile(r"\b(?:the|you|your|is|are|have|has|will|we|and|for|this|that|with|it|to|of|please|our)\b")
_GREETING = 40
"""Letters of a greeting; more of them say something."""
_LATIN = re.compile("[A-Za-zÀ-ž]")
_LOWER_WORD = re.compile(r"\b[a-zà-ž]{2,}\b")
_WORDS = 3
"""So many words in small letters are a sentence, and no name of a product."""


class SameLanguage:
    """Fails where the agent answers in another language than the customer last wrote in.

    Judges only messages long enough to tell. Words in Latin letters alone are no answer to a customer who writes in
    Arabic or Thai ones, whatever language they are in, nor are they after a greeting in the customer's. Does not
    apply where no such pair is found.
    """

    options: ClassVar[Mapping[str, OptionSpec]] = {}
    version: ClassVar[int] = 2

    def __init__(self, spec: CheckSpec) -> None:
        self._spec = spec
        self._report = Reporter(spec)

    def check(self, reading: Reading) -> CheckResult:
        """Judge one conversation."""
        expected = reading.conversation.language
        theirs: set[str] = set()
        judged = 0
        findings: list[Finding] = []
        for index, message in enumerate(reading.conversation.messages):
            code = _language(message, expected=expected)
            is_ours = message.role is Role.AGENT and bool(theirs)
            if (
                is_ours
                and theirs <= _SCRIPTS.keys()
                and (_is_greeted_only(message) or (not code and _is_latin(message.text)))
            ):
                code = "en"
            if is_ours and code is None and _EAST_ASIAN.search(message.text):
                code = "zh"
            if code is None or message.is_internal:
                continue
            if message.role is Role.CUSTOMER:
                theirs.add(code)
            elif message.role is Role.AGENT and theirs:
                judged += 1
                if code not in theirs:
                    findings.append(self._report.finding(reading, index, language=", ".join(sorted(theirs))))
        return CheckResult.judge(tuple(findings)) if judged else NOT_APPLICABLE


def _language(message: Message, *, expected: str | None) -> str | None:
    """Return a message's language where its own text is long enough to be sure."""
    text = without(message.text, history_spans(message.text)).text
    if len(text) < _ENOUGH:
        return _script_language(text)
    return detect_language(text, expected=expected)


def _is_latin(text: str) -> bool:
    """Tell whether a short text is words in Latin letters, none of them a name, a code or a letter of other scripts."""
    own = without(text, (*history_spans(text), *code_spans(text))).text
    if any(script.search(own) for script in _SCRIPTS.values()):
        return False
    return len(_LOWER_WORD.findall(own)) >= _WORDS


def _is_greeted_only(message: Message) -> bool:
    """Tell whether the customer's script greets and English says the rest; the same said twice is no fault."""
    own = without(message.text, (*history_spans(message.text), *code_spans(message.text))).text
    letters = sum(len(script.findall(own)) for script in _SCRIPTS.values())
    if not letters or letters > _GREETING or 2 * letters > len(_LATIN.findall(own)):
        return False
    return any(
        len(_SMALL_WORDS.findall(one)) >= _WORDS and len(_LOWER_WORD.findall(one)) >= 2 * _WORDS
        for one in _FOREIGN.findall(own)
    )


def _script_language(text: str) -> str | None:
    """Return Arabic or Thai where a short text is written in their letters and hardly in Latin ones."""
    for code, script in _SCRIPTS.items():
        letters = len(script.findall(text))
        if letters >= _ENOUGH_OF_SCRIPT and letters > 2 * len(_LATIN.findall(text)):
            return code
    return None
