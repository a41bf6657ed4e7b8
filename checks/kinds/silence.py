"""Looks for long silences on the line that nobody announced."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import pairwise
from typing import ClassVar

from checks.wording import Reporter, chosen_spans, is_spoken, phrase_choice
from qa.domain.conversation import Message, Role
from qa.domain.finding import NOT_APPLICABLE, CheckResult, Finding
from qa.domain.rubric import CheckSpec
from qa.ports import OptionSpec, Reading

__all__ = ["Silence"]

_DEFAULT_SECONDS = 60


class Silence:
    """Fails where the line was silent for longer than `seconds`, the agent spoke next, and had not announced it.

    A silence that the customer ends is the customer's. Does not apply to writing, to calls without times,
    or where the agent said nothing.
    """

    options: ClassVar[Mapping[str, OptionSpec]] = {
        "seconds": OptionSpec("Seconds of silence allowed; 60 by default.", types=(int,)),
        "unless": OptionSpec("Phrases that announce a silence.", is_phrases=True),
    }
    version: ClassVar[int] = 1

    def __init__(self, spec: CheckSpec) -> None:
        self._spec = spec
        self._report = Reporter(spec)
        self._unless = phrase_choice(spec, "unless")
        seconds = spec.options.get("seconds")
        self._allowed_ms = 1000 * (seconds if isinstance(seconds, int) else _DEFAULT_SECONDS)

    def check(self, reading: Reading) -> CheckResult:
        """Judge one conversation."""
        spoken = [
            (index, message)
            for index, message in enumerate(reading.conversation.messages)
            if message.start_ms is not None and message.end_ms is not None
        ]
        if not is_spoken(reading) or all(message.role is not Role.AGENT for _, message in spoken):
            return NOT_APPLICABLE
        return CheckResult.judge(tuple(self._silences(reading, spoken)))

    def _silences(self, reading: Reading, spoken: list[tuple[int, Message]]) -> Iterator[Finding]:
        last_said: int | None = None
        for (index, message), (next_index, following) in pairwise(spoken):
            last_said = index if message.role is Role.AGENT else last_said
            silence_ms = (following.start_ms or 0) - (message.end_ms or 0)
            if silence_ms <= self._allowed_ms or following.role is not Role.AGENT:
                continue
            if last_said is not None and chosen_spans(reading, last_said, self._unless):
                continue
            looked_at = next_index if last_said is None else last_said
            yield self._report.finding(reading, looked_at, None, seconds=str(round(silence_ms / 1000)))
