"""Looks for long silences on the line that nobody announced."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from itertools import pairwise
from typing import ClassVar

from checks.wording import Reporter, chosen_spans, is_spoken, phrase_choice
from qa.domain.call import MarkKind
from qa.domain.conversation import Message, Role
from qa.domain.finding import NOT_APPLICABLE, CheckResult, Finding, Verdict
from qa.domain.rubric import CheckSpec
from qa.ports import OptionSpec, Reading

__all__ = ["Silence"]

_DEFAULT_SECONDS, _LONG, _FEW = 60, 2, 4
_CALLS_OUT = re.compile(
    r"(?i)s[łl]yszy|s[łl]ysza|halo|jest (?:tam|Pani?)|jeste[śs]cie|hello\?|are you|still there|hear me|anyone|anybody|"
    r"est[áa] a[íi]|alô|ouv(?:e|ir|indo)|escuta|algu[ée]m|continua a[íi]|[أا]لو|تسمع|معي|معاي|موجود|ฮัลโหล|ได้ยิน|ยังอยู่"
)
_BARE_WORDS, _BARE_SIGNS = 8, 40
_FILLS = (MarkKind.HOLD, MarkKind.MUSIC, MarkKind.ANNOUNCEMENT)
_SAYS_MORE = re.compile(
    r"(?i)prosz|prosi|czy |mo[żz]e|mog[ęe]|pozwol|sprawd|zobacz|popatrz|zajrz|ustal|dopyta|minut|"
    r"sekund \d|wyszuk|poszuk|"
    r"please|may i|can i|could (?:i|you)|mind|check|look|find|ask\b|speak to|minute|bear with|while i|seconds\b|"
    r"favor|posso|pode|poderia|aguard|verific|consult|confirm|ver\b|procur|minut|enquanto|licença|"
    r"فضل|سمح|ممكن|تسمح|[أا]تحقق|[أا]راجع|[أا]ت[أا]كد|[أا]شوف|دقيق|ثوان|[أا]بحث|"
    r"ขอ|รบกวน|กรุณา|ตรวจ|เช็[คก]|ดู|นาที|หน่อย|ได้ไหม|สอบถาม"
)


class Silence:
    """Fails where the line was silent for longer than `seconds`, the agent spoke next, and had not announced it.

    Of a silence twice as long, the announcement must ask, say why or say how long: "one moment" alone is none.
    A silence that the customer ends is the customer's, unless with a question whether anybody is there. The queue is
    nobody's: what a machine said, or music, before the agent's first word. Music later is a silence like any other.
    After more than a few words of the agent, or some that ask or look for something, a person decides: they may have
    announced it, or left it to the customer.
    Does not apply to writing, to calls without times, or where the agent said nothing.
    """

    options: ClassVar[Mapping[str, OptionSpec]] = {
        "seconds": OptionSpec("Seconds of silence allowed; 60 by default.", types=(int,)),
        "unless": OptionSpec("Phrases that announce a silence.", is_phrases=True),
    }
    version: ClassVar[int] = 2

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
            is_agents = following.role is Role.AGENT or _calls_out(following.text)
            if silence_ms <= self._allowed_ms or not is_agents:
                continue
            if last_said is None and (message.role is not Role.CUSTOMER or _is_held(reading, message, following)):
                continue
            if last_said is not None and self._is_announced(reading, last_said, silence_ms):
                continue
            looked_at = next_index if last_said is None else last_said
            if reading.conversation.messages[looked_at].role is not Role.AGENT:
                continue
            said = reading.conversation.messages[looked_at].text
            is_bare = len(said.split()) <= _BARE_WORDS and len(said) <= _BARE_SIGNS and not _SAYS_MORE.search(said)
            is_sure = last_said is None or is_bare
            verdict = Verdict.FAIL if is_sure else Verdict.NEEDS_HUMAN
            yield self._report.finding(reading, looked_at, None, verdict=verdict, seconds=str(round(silence_ms / 1000)))

    def _is_announced(self, reading: Reading, index: int, silence_ms: int) -> bool:
        if not chosen_spans(reading, index, self._unless):
            return False
        text = reading.conversation.messages[index].text
        return silence_ms <= _LONG * self._allowed_ms or _SAYS_MORE.search(text) is not None


def _is_held(reading: Reading, before: Message, after: Message) -> bool:
    """Tell whether music or an announcement filled the greater part between two messages."""
    recording = reading.conversation.recording
    start, end = before.end_ms or 0, after.start_ms or 0
    marks = recording.marks if recording else ()
    filled = sum(max(0, min(mark.end_ms, end) - max(mark.start_ms, start)) for mark in marks if mark.kind in _FILLS)
    return 2 * filled > end - start


def _calls_out(text: str) -> bool:
    """Tell whether a customer asks if anybody is there, or asks anything in a few words."""
    is_asked = text.rstrip().endswith(("?", "؟")) and len(text.split()) <= _FEW
    return is_asked or _CALLS_OUT.search(text) is not None
