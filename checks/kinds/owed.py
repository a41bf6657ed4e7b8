"""Looks for what calls for kind words, and whether any agent has one: the shop's own slip, a customer's grief."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import ClassVar

from checks.combos import Combos
from checks.sides import agent_messages, customer_messages, is_open
from checks.trouble import tells_trouble
from checks.wording import Reporter
from qa.domain.finding import NOT_APPLICABLE, CheckResult, Finding, Verdict
from qa.domain.rubric import CheckSpec
from qa.ports import OptionSpec, Reading, Span

__all__ = ["Owed"]

_DATA = Path(__file__).parents[1] / "owed.yaml"
_LIGHT = frozenset({"despair", "tears", "ruin", "calamity"})
_ENOUGH = 2


class Owed:
    """Fails where a message calls for kind words and no agent has a single one.

    `slip`: an agent tells that the shop itself mixed up, mispacked or forgot something, and no message of any agent has
    a word of regret; that a colleague left something undone, or something else was sent, counts where it is to be made
    good. `grief`: the customer tells a death in the family, a grave illness, a home burnt down, or two of an illness, a
    calamity, ruin, tears and despair, and no answer has a word that feels with them. A person is needed where the words
    may tell less (the mistake is only named, a hospital), the shop makes amends, or the case is open. Does not apply
    where nothing of the kind is told, nobody answered, or to other languages than the five.
    """

    options: ClassVar[Mapping[str, OptionSpec]] = {
        "of": OptionSpec("What calls for kind words.", (str,), is_required=True, choices=("slip", "grief")),
    }
    version: ClassVar[int] = 1

    def __init__(self, spec: CheckSpec) -> None:
        self._report = Reporter(spec)
        self._is_slip = spec.options["of"] == "slip"

    def check(self, reading: Reading) -> CheckResult:
        """Judge one conversation."""
        finding = self._slip(reading) if self._is_slip else self._grief(reading)
        return CheckResult.judge((finding,)) if finding else NOT_APPLICABLE

    def _slip(self, reading: Reading) -> Finding | None:
        """Return where an agent tells a slip of the shop, judged by what all agents say."""
        answers = agent_messages(reading.conversation)
        found = next((one for index in answers for one in _slips(reading, index, is_sure=True)), None)
        is_sure = found is not None and not _has(reading, answers, "amends")
        found = found or next((one for index in answers for one in _slips(reading, index, is_sure=False)), None)
        if found is None:
            return None
        if _has(reading, answers, "regret"):
            return self._report.finding(reading, *found, verdict=Verdict.PASS)
        verdict = Verdict.FAIL if is_sure and not is_open(reading.conversation) else Verdict.NEEDS_HUMAN
        return self._report.finding(reading, *found, verdict=verdict)

    def _grief(self, reading: Reading) -> Finding | None:
        """Return the first answer to a customer's grief, judged by what all later ones say."""
        asked = customer_messages(reading.conversation)
        sure = [one for one in asked if any(_combos().find(reading, one, "grief"))]
        signs = {told.tells: one for one in reversed(asked) for told in _combos().find(reading, one, "grief-perhaps")}
        told = [*sure, *sorted(signs.values())]
        answers = agent_messages(reading.conversation, after=told[0]) if told else ()
        if not answers or not (sure or set(signs) - _LIGHT or len(signs) >= _ENOUGH):
            return None
        if _has(reading, answers, "feeling"):
            return self._report.finding(reading, answers[0], None, verdict=Verdict.PASS)
        is_sure = (bool(sure) or len(signs) >= _ENOUGH) and not is_open(reading.conversation)
        verdict = Verdict.FAIL if is_sure else Verdict.NEEDS_HUMAN
        return self._report.finding(reading, answers[0], None, verdict=verdict)


def _slips(reading: Reading, index: int, *, is_sure: bool) -> Iterator[tuple[int, Span]]:
    """Yield where a message tells a slip; something else than ordered is one where it is to be made good."""
    asked = customer_messages(reading.conversation, before=index)
    is_made_good = _has(reading, (index,), "remedy") or any(tells_trouble(reading, one) for one in asked)
    sections = ("slip", "slip-in-trouble")[: 1 + is_made_good] if is_sure else ("slip-perhaps",)
    yield from ((index, told.span) for section in sections for told in _combos().find(reading, index, section))


def _has(reading: Reading, messages: tuple[int, ...], name: str) -> bool:
    return any(_combos().spans(reading, index, name) for index in messages)


@cache
def _combos() -> Combos:
    return Combos(_DATA)
