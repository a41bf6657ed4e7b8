"""Counts how often the customer was handed over to somebody else, and whether with a summary."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

from checks.sides import agent_messages
from checks.wording import Reporter, own_spans, phrase_choice
from qa.domain.conversation import Role
from qa.domain.finding import NOT_APPLICABLE, CheckResult, Verdict
from qa.domain.rubric import CheckSpec
from qa.ports import OptionSpec, Reading, Span

__all__ = ["Transfers"]


class Transfers:
    """Fails where the customer was handed over more than once.

    The number comes from the source (`metadata.transfers`), else from the `handover` phrases of agents who
    are known to differ; where it is not known that they do, a second one needs a person. One handover without
    a `summary` phrase earns half the score. Does not apply where nobody was handed over.
    """

    options: ClassVar[Mapping[str, OptionSpec]] = {
        "handover": OptionSpec("Phrases that hand the customer over.", is_required=True, is_phrases=True),
        "summary": OptionSpec("Phrases that say the next agent knows the case.", is_phrases=True),
    }
    version: ClassVar[int] = 1

    def __init__(self, spec: CheckSpec) -> None:
        self._spec = spec
        self._report = Reporter(spec)
        self._handover, self._summary = phrase_choice(spec, "handover"), phrase_choice(spec, "summary")

    def check(self, reading: Reading) -> CheckResult:
        """Judge one conversation."""
        agents = agent_messages(reading.conversation)
        told = _told(reading)
        said = [(index, own_spans(reading, index, self._handover)) for index in agents]
        places = [(index, spans[0]) for index, spans in said if spans]
        if not agents or told == 0 or (told is None and not places):
            return NOT_APPLICABLE
        if told is not None and told > 1:
            index, span = places[-1] if places else (agents[-1], None)
            finding = self._report.finding(reading, index, span, count=str(told), found=str(told), expected="1")
            return CheckResult.judge((finding,))
        if told is None and len(places) > 1:
            second = self._second(reading, places)
            if second is not None:
                return second
        return self._once(reading, agents, places)

    def _second(self, reading: Reading, places: list[tuple[int, Span]]) -> CheckResult | None:
        """Judge a second handover; None where the same agent only says it again."""
        first = places[0][0]
        for index, span in places[1:]:
            authors = [reading.conversation.messages[one].author for one in (first, index)]
            if all(authors) and authors[0] == authors[1]:
                continue
            is_other = all(authors) or self._somebody_new(reading, first, index)
            verdict = Verdict.FAIL if is_other else Verdict.NEEDS_HUMAN
            return CheckResult.judge((self._report.finding(reading, index, span, verdict=verdict, count="2"),))
        return None

    def _somebody_new(self, reading: Reading, first: int, second: int) -> bool:
        """Tell whether somebody introduced themselves between two handovers."""
        return any(reading.phrases(one, "self-introduction") for one in range(first + 1, second + 1)
                   if reading.conversation.messages[one].role is Role.AGENT)  # fmt: skip

    def _once(self, reading: Reading, agents: tuple[int, ...], places: list[tuple[int, Span]]) -> CheckResult:
        index, span = places[0] if places else (agents[-1], None)
        is_warm = any(own_spans(reading, one, self._summary) for one in agents)
        finding = self._report.finding(reading, index, span, verdict=Verdict.PASS, count="1")
        return CheckResult(Verdict.PASS, (finding,), 1.0 if is_warm else 0.5)


def _told(reading: Reading) -> int | None:
    """Return how many handovers the source counts; a list is counted by its length."""
    value = reading.conversation.metadata.get("transfers")
    if isinstance(value, list | tuple):
        return len(value)
    if isinstance(value, bool):
        return None
    return int(value) if isinstance(value, int | str) and str(value).isdecimal() else None
