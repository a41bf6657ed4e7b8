"""Looks for sentences written in the language of offices."""

from __future__ import annotations

from dataclasses import replace
from typing import ClassVar

from checks.forbidden import ForbiddenWords
from checks.text import spoken_sentences
from qa.domain.finding import CheckResult, Finding, Verdict
from qa.ports import Reading

__all__ = ["OfficeLanguage"]

_WITNESSES = 2


class OfficeLanguage(ForbiddenWords):
    """Fails where two phrases of office language stand in one sentence ("Please be advised that the aforementioned").

    One of its kind may stand in a good formal letter ("Acusamos a receção do seu pedido") and needs a person; of two at
    least one must be of `forbid`. All else is as in the kind `phrase`.
    """

    version: ClassVar[int] = 1

    def check(self, reading: Reading) -> CheckResult:
        """Judge one conversation."""
        result = super().check(reading)
        if result.verdict is not Verdict.FAIL:
            return result
        places = [_sentence_of(reading, finding) for finding in result.findings]
        return CheckResult.judge(
            tuple(
                finding if places.count(place) >= _WITNESSES else replace(finding, verdict=Verdict.NEEDS_HUMAN)
                for finding, place in zip(result.findings, places, strict=True)
            )
        )


def _sentence_of(reading: Reading, finding: Finding) -> tuple[int, int]:
    """Return the message and the end of the sentence a finding begins in."""
    index, start = finding.evidence.message, finding.evidence.start
    told = spoken_sentences(reading.conversation.messages[index].text, language=reading.language_of(index))
    return index, next((one.end for one in told if one.start <= start < one.end), start)
