"""Small check kinds and a small reader, so that the rubric core is tested without the real ones."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import ClassVar

from qa.domain.claim import Claim
from qa.domain.conversation import Conversation
from qa.domain.finding import NOT_APPLICABLE, CheckResult, Evidence, Finding, Verdict
from qa.domain.rubric import CheckSpec, PhraseChoice
from qa.errors import LanguageServerError
from qa.ports import ContactReason, LanguageError, Materials, OptionSpec, Reading, Span
from qa.settings import Settings


class SmallReading:
    """Matches phrases as plain words; a call's words all have the confidence of the first."""

    def __init__(self, conversation: Conversation, materials: Materials) -> None:
        self.conversation = conversation
        self.materials = materials

    def language_of(self, message: int) -> str:
        return self.conversation.messages[message].language or "en"

    def has_phrases(self, message: int, name: str) -> bool:
        return False

    def phrases(self, message: int, name: str) -> tuple[Span, ...]:
        return ()

    def may_hold(self, message: int, names: frozenset[str]) -> bool:
        return False

    def match(self, message: int, phrases: tuple[str, ...]) -> tuple[Span, ...]:
        text = self.conversation.messages[message].text
        found = (
            match
            for phrase in phrases
            for match in re.finditer(rf"\b{re.escape(phrase)}\b", text, re.IGNORECASE)
            if phrase != "nowhere"
        )
        return tuple(Span(match.start(), match.end()) for match in found)

    def claims(self, message: int) -> tuple[Claim, ...]:
        return ()

    def language_errors(self, message: int) -> tuple[LanguageError, ...] | None:
        raise LanguageServerError("LanguageTool is not installed: run `make vendor`.")

    def confidence(self, message: int, start: int, end: int) -> float | None:
        words = self.conversation.messages[message].words
        return words[0].confidence if words else None


class SmallReader:
    """Makes small readings."""

    def __init__(self, settings: Settings | None = None) -> None: ...

    def read(self, conversation: Conversation, materials: Materials) -> SmallReading:
        return SmallReading(conversation, materials)

    def reason(self, reading: Reading) -> ContactReason | None:
        return None

    def versions(self, language: str | None) -> tuple[tuple[str, str], ...]:
        return (("pack", f"{language}@1"),)

    def missing(self) -> tuple[str, ...]:
        return ()

    def close(self) -> None: ...


class Words:
    """Fails where a forbidden word is said. Does not apply where no agent spoke."""

    options: ClassVar[Mapping[str, OptionSpec]] = {
        "forbid": OptionSpec("What must not be said.", is_required=True, is_phrases=True),
        "limit": OptionSpec("How many are allowed.", types=(int,)),
        "scale": OptionSpec("How strict it is.", choices=("mild", "strict")),
    }
    version: ClassVar[int] = 1

    def __init__(self, spec: CheckSpec) -> None:
        self.spec = spec

    def check(self, reading: Reading) -> CheckResult:
        choice = self.spec.options["forbid"]
        assert isinstance(choice, PhraseChoice)
        chosen = self.spec.where.select(reading.conversation)
        if not chosen:
            return NOT_APPLICABLE
        return CheckResult.judge(
            tuple(
                Finding(self.spec.id, Evidence.of(reading.conversation, index, start=span.start, end=span.end))
                for index, _ in chosen
                for span in reading.match(index, choice.added(reading.language_of(index)))
            )
        )


class Spelling:
    """Asks the language server."""

    options: ClassVar[Mapping[str, OptionSpec]] = {}
    version: ClassVar[int] = 1

    def __init__(self, spec: CheckSpec) -> None: ...

    def check(self, reading: Reading) -> CheckResult:
        reading.language_errors(0)
        raise AssertionError("the small reader has no server")


class Scripted:
    """Answers what the test put into `answer`."""

    answer: ClassVar[CheckResult] = CheckResult(Verdict.PASS)
    options: ClassVar[Mapping[str, OptionSpec]] = {}
    version: ClassVar[int] = 3

    def __init__(self, spec: CheckSpec) -> None: ...

    def check(self, reading: Reading) -> CheckResult:
        return self.answer
