"""Looks for the same answer sent twice."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

from rapidfuzz import fuzz

from checks.wording import Reporter, is_spoken
from qa.domain.finding import NOT_APPLICABLE, CheckResult, Finding
from qa.domain.rubric import CheckSpec
from qa.ports import OptionSpec, Reading

__all__ = ["DuplicateReply"]

_ALIKE = 90.0
_SHORTEST = 40


class DuplicateReply:
    """Fails where an agent's message of some length repeats an earlier one almost word for word.

    Does not apply to calls, or where the agent wrote fewer than two messages.
    """

    options: ClassVar[Mapping[str, OptionSpec]] = {}
    version: ClassVar[int] = 1

    def __init__(self, spec: CheckSpec) -> None:
        self._spec = spec
        self._report = Reporter(spec)

    def check(self, reading: Reading) -> CheckResult:
        """Judge one conversation."""
        chosen = self._spec.where.select(reading.conversation)
        if is_spoken(reading) or len(chosen) < 2:
            return NOT_APPLICABLE
        findings: list[Finding] = []
        earlier: list[str] = []
        for index, message in chosen:
            if len(message.text) < _SHORTEST:
                continue
            if any(fuzz.ratio(message.text, one, score_cutoff=_ALIKE) for one in earlier):
                findings.append(self._report.finding(reading, index))
            earlier.append(message.text)
        return CheckResult.judge(tuple(findings))
