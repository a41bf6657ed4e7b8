"""Looks for long silences and holds on the line that nobody announced."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import ClassVar

from checks.wording import Reporter, chosen_spans, is_spoken, phrase_choice
from qa.domain.conversation import Conversation, Message, Role
from qa.domain.finding import NOT_APPLICABLE, CheckResult, Finding, Verdict
from qa.domain.rubric import CheckSpec
from qa.domain.waits import Wait, waits_of
from qa.ports import OptionSpec, Reading

__all__ = ["Silence"]

_DEFAULT_SECONDS, _LONG, _FEW = 60, 2, 4
_CALLS_OUT = re.compile(
    r"(?i)s[łl]yszy|s[łl]ysza|halo|jest (?:tam|Pani?)|jeste[śs]cie|hello\?|are you|still there|hear me|anyone|anybody|"
    r"est[áa] a[íi]|alô|ouv(?:e|ir|indo)|escuta|algu[ée]m|continua a[íi]|[أا]لو|تسمع|معي|معاي|موجود|ฮัลโหล|ได้ยิน|ยังอยู่"
)
_ASKS_IF_THERE = re.compile(
    r"(?i)s[łl]yszy|s[łl]ysz[ęea]|\bhalo\b|jest (?:tam|kto[śs]|pani? (?:tam|na|jeszcze|przy))|jeste[śs] tam|na linii|"
    r"roz[łl][ąa]cz|\bhello\s*\?|are you (?:still )?(?:there|here|on|with|listening)|still there|hear me|"
    r"any(?:one|body) there|cut off|est[áa] a[íi]|em linha|\balô|ouve|ouvir|ouvindo|escuta|algu[ée]m a[íi]|"
    r"continua a[íi]|\bcaiu\b|[أا]لو|تسمع|معي|معاي|موجود|ฮัลโหล|ได้ยิน|ยังอยู่"
)
_BARE_WORDS, _BARE_SIGNS = 8, 40
_STILL_MS = 20_000
"""An announcement holds for what follows so soon: "One moment." and "Hm, let me see." are one."""
_SAYS_MORE = re.compile(
    r"(?i)prosz|prosi|czy |mo[żz]e|mog[ęe]|pozwol|sprawd|zobacz|popatrz|zajrz|ustal|dopyta|minut|"
    r"sekund \d|wyszuk|poszuk|"
    r"please|may i|can i|could (?:i|you)|mind|check|look|find|ask\b|speak to|minute|bear with|while i|seconds\b|"
    r"favor|posso|pode|poderia|aguard|verific|consult|confirm|ver\b|procur|minut|enquanto|licença|"
    r"فضل|سمح|ممكن|تسمح|[أا]تحقق|[أا]راجع|[أا]ت[أا]كد|[أا]شوف|دقيق|ثوان|[أا]بحث|"
    r"ขอ|รบกวน|กรุณา|ตรวจ|เช็[คก]|ดู|นาที|หน่อย|ได้ไหม|สอบถาม"
)
_HOW_LONG = re.compile(r"(?i)minut|sekund|second|segund|دقيق|ثواني|ثانية|นาที")


class Silence:
    """Fails where a customer waited on the line for longer than `seconds`, the agent spoke next, and had not said so.

    Waits are those the call was measured with: silence, hold and music that no person's words part are one. Without
    stored measures they are taken from the times of messages.
    From `doubtful_seconds` of silence on, a person decides.
    Of a wait twice as long, the announcement must ask, say why or say how long: "one moment" alone is none.
    A wait that the customer ends is the customer's, unless with a question whether anybody is there. The queue is
    nobody's: what a machine said, or music, before the agent's first word, or before another agent goes on. Where the
    call ends on hold, a person decides. After more than a few words of the agent, or some that ask or look for
    something or hand the customer over, a person decides: they may have announced it, or left it to the customer.
    With `called`, only that the customer had to ask whether anybody is there counts, and what the agent had announced
    is a person's to judge; where it said how long, it is none.
    Does not apply to writing, to calls without times, or where the agent said nothing.
    """

    options: ClassVar[Mapping[str, OptionSpec]] = {
        "seconds": OptionSpec("Seconds of waiting allowed; 60 by default.", types=(int,)),
        "doubtful_seconds": OptionSpec("Seconds of silence from which a person decides.", types=(int,)),
        "called": OptionSpec(
            "Whether only a silence counts in which the customer asks if anybody is there.", types=(bool,)
        ),
        "unless": OptionSpec("Phrases that announce a wait.", is_phrases=True),
    }
    version: ClassVar[int] = 3

    def __init__(self, spec: CheckSpec) -> None:
        self._spec = spec
        self._report = Reporter(spec)
        self._unless = phrase_choice(spec, "unless")
        self._is_called = bool(spec.options.get("called"))
        self._allowed_ms = _milliseconds(spec, "seconds") or 1000 * _DEFAULT_SECONDS
        self._doubtful_ms = _milliseconds(spec, "doubtful_seconds")

    def check(self, reading: Reading) -> CheckResult:
        """Judge one conversation."""
        messages = reading.conversation.messages
        is_timed = any(one.role is Role.AGENT and one.start_ms is not None and not one.is_internal for one in messages)
        if not is_spoken(reading) or not is_timed:
            return NOT_APPLICABLE
        return CheckResult.judge(tuple(self._findings(reading)))

    def _findings(self, reading: Reading) -> Iterator[Finding]:
        for wait in waits_of(reading.conversation):
            if wait.before is None or not self._is_long(wait):
                continue
            finding = self._called_out(reading, wait) if self._is_called else self._unannounced(reading, wait)
            if finding is not None:
                yield finding

    def _is_long(self, wait: Wait) -> bool:
        if wait.length_ms > self._allowed_ms:
            return True
        return self._doubtful_ms is not None and wait.silence_ms > self._doubtful_ms

    def _unannounced(self, reading: Reading, wait: Wait) -> Finding | None:
        """Return a finding on the agent's last words before a wait that is the agent's and came without a word."""
        said = _last_said(reading.conversation, wait)
        if not _is_agents(reading.conversation, wait, said):
            return None
        if said is not None and any(self._is_announced(reading, one, wait.length_ms) for one in _lately(reading, wait)):
            return None
        looked_at = wait.after if said is None else said
        if looked_at is None or reading.conversation.messages[looked_at].role is not Role.AGENT:
            return None
        is_sure = wait.after is not None and wait.length_ms > self._allowed_ms
        is_sure = is_sure and (said is None or _is_bare(reading, said))
        return self._finding(reading, looked_at, wait, is_sure=is_sure)

    def _called_out(self, reading: Reading, wait: Wait) -> Finding | None:
        """Return a finding where the customer ends a silence by asking whether anybody is there."""
        said, asked = _last_said(reading.conversation, wait), wait.after
        if said is None or asked is None or wait.is_held:
            return None
        question, text = reading.conversation.messages[asked], reading.conversation.messages[said].text
        if question.role is not Role.CUSTOMER or not _asks_if_there(question.text) or _HOW_LONG.search(text):
            return None
        is_sure = _is_bare(reading, said) and not chosen_spans(reading, said, self._unless)
        return self._finding(reading, asked, wait, is_sure=is_sure)

    def _finding(self, reading: Reading, looked_at: int, wait: Wait, *, is_sure: bool) -> Finding:
        verdict = Verdict.FAIL if is_sure else Verdict.NEEDS_HUMAN
        seconds = str(round(wait.length_ms / 1000))
        return self._report.finding(reading, looked_at, None, verdict=verdict, seconds=seconds)

    def _is_announced(self, reading: Reading, index: int, wait_ms: int) -> bool:
        if not chosen_spans(reading, index, self._unless):
            return False
        text = reading.conversation.messages[index].text
        return wait_ms <= _LONG * self._allowed_ms or _SAYS_MORE.search(text) is not None


def _milliseconds(spec: CheckSpec, option: str) -> int | None:
    seconds = spec.options.get(option)
    return 1000 * seconds if isinstance(seconds, int) and not isinstance(seconds, bool) else None


def _last_said(conversation: Conversation, wait: Wait) -> int | None:
    """Return the agent's last message that began before a wait."""
    begun = [
        (message.start_ms, index)
        for index, message in conversation.agent_messages()
        if message.start_ms is not None and message.start_ms < wait.start_ms
    ]
    return max(begun)[1] if begun else None


def _lately(reading: Reading, wait: Wait) -> Iterator[int]:
    """Yield the agent's last message before a wait, and others that ended shortly before it."""
    last = _last_said(reading.conversation, wait)
    for index, message in reading.conversation.agent_messages():
        is_before = message.start_ms is not None and message.start_ms < wait.start_ms
        if index == last or (is_before and (message.end_ms or 0) >= wait.start_ms - _STILL_MS):
            yield index


def _is_agents(conversation: Conversation, wait: Wait, said: int | None) -> bool:
    """Tell whether a wait is the agent's who spoke before it: not the customer's, the queue's or the next agent's."""
    messages = conversation.messages
    if said is None and (wait.is_held or wait.before is None or messages[wait.before].role is not Role.CUSTOMER):
        return False
    if wait.after is None:
        return wait.is_held
    following = messages[wait.after]
    if following.role is not Role.AGENT:
        return _calls_out(following.text)
    return said is None or not _is_other(messages[said], following)


def _is_other(agent: Message, next_agent: Message) -> bool:
    return agent.author is not None and next_agent.author is not None and agent.author != next_agent.author


def _is_bare(reading: Reading, index: int) -> bool:
    """Tell whether an agent's message is a few words that neither ask nor look for anything, nor hand over."""
    said = reading.conversation.messages[index].text
    is_short = len(said.split()) <= _BARE_WORDS and len(said) <= _BARE_SIGNS
    return is_short and not _SAYS_MORE.search(said) and not reading.phrases(index, "handover")


def _calls_out(text: str) -> bool:
    """Tell whether a customer asks if anybody is there, or asks anything in a few words."""
    is_asked = text.rstrip().endswith(("?", "؟")) and len(text.split()) <= _FEW
    return is_asked or _CALLS_OUT.search(text) is not None


def _asks_if_there(text: str) -> bool:
    """Tell whether a customer asks in a few words if anybody is there, and nothing else."""
    is_short = len(text.split()) <= _BARE_WORDS and len(text) <= 2 * _BARE_SIGNS
    return is_short and _ASKS_IF_THERE.search(text) is not None
