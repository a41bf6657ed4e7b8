"""Counts how often the customer was handed over to somebody else, and whether with a summary."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import timedelta
from itertools import pairwise
from typing import ClassVar

from checks import asked_details
from checks.combinations import combined_spans
from checks.echo import echoes
from checks.sides import agent_messages
from checks.text import overlaps, spoken_sentences
from checks.warmth import is_courteous_text
from checks.wording import Reporter, chosen_spans, own_spans, phrase_choice
from qa.domain.conversation import Channel, Message, Role
from qa.domain.finding import NOT_APPLICABLE, CheckResult, Verdict
from qa.domain.handovers import agents_on_line
from qa.domain.rubric import CheckSpec, PhraseChoice
from qa.ports import OptionSpec, Reading, Span

__all__ = ["Transfers"]

_ARRIVES = ("self-introduction", "greeting")
_ONE_SITTING = timedelta(minutes=30)
_BARE_SIGNS, _BARE_WORDS = 80, 6
_FEW_BESIDE, _THAI_WORD = 5, 5
_LETTERS = re.compile("[\u0e01-\u0e4e]")
_WHY = re.compile(
    r"(?i)\b(?:bo|poniewa[żz]|gdy[żz]|[żz]eby|aby|kt[óo]r\w+|gdzie|tam|oni|one|sprawdz\w*|pomo\w*|wyja[śs]ni\w*|"
    r"because|since|so that|who|where|they|they'll|to (?:check|have|get|sort|look)|can help|will help|"
    r"porque|pois|que (?:trata|tratam|pode|podem|vai|sabe)|para que|eles|elas|ajud\w+|verific\w+|"
    r"لأن\w*|حتى|عشان|علشان|هم|سيساعد\w*|يساعد\w*|المختص\w*)\b|เพราะ|เพื่อ|ซึ่ง|ที่ดูแล|จะช่วย|เขาจะ|ทีมจะ"
)
"""Words that say why, or what comes of it."""
_NEAR = 20
"""How far before the words a denial may stand: `you won't have to explain it again`."""


class Transfers:
    """Fails where the customer was handed over more than once, or cold.

    Cold is a handover in a chat or call after which another agent goes on and neither of the two says a `summary`
    phrase, explains anything or takes up a word of the customer's, or asks what it is about; a note between the two
    makes it warm.
    Being sent to tell it all `again` fails too.
    The number comes from the source (`metadata.transfers`, or for calls `metadata.agents`, who was on the line in
    turn), else from the `handover` phrases of agents who
    are known to differ; where it is not known that they do, a second one needs a person. One handover without
    a `summary` phrase earns half the score, and fails where not even why is said and the same agent goes on. Words
    that only leave the matter to others (`dumped`) fail, too. A person decides where a handover is more than a few bare
    words and the next agent does not ask what it is about. Does not apply where nobody was handed over.
    """

    options: ClassVar[Mapping[str, OptionSpec]] = {
        "handover": OptionSpec("Phrases that hand the customer over.", is_required=True, is_phrases=True),
        "again": OptionSpec("Phrases that make the customer begin again with the next agent.", is_phrases=True),
        "dumped": OptionSpec("Phrases that leave the customer's matter to others with a shrug.", is_phrases=True),
        "unless": OptionSpec("Phrases in the sentence that make an `again` phrase innocent.", is_phrases=True),
        "combine": OptionSpec("Combinations of the packs' words that hand over, too.", types=(str,)),
        "summary": OptionSpec("Phrases that say the next agent knows the case.", is_phrases=True),
    }
    version: ClassVar[int] = 4

    def __init__(self, spec: CheckSpec) -> None:
        self._spec = spec
        self._report = Reporter(spec)
        self._combine = str(spec.options.get("combine") or "")
        self._dumped = phrase_choice(spec, "dumped")
        self._again, self._unless = phrase_choice(spec, "again"), phrase_choice(spec, "unless")
        self._handover, self._summary = phrase_choice(spec, "handover"), phrase_choice(spec, "summary")

    def check(self, reading: Reading) -> CheckResult:
        """Judge one conversation."""
        agents = agent_messages(reading.conversation)
        told = _told(reading)
        again = [one for index in agents for one in self._sent_again(reading, index)]
        said = [(index, self._handovers(reading, index)) for index in agents]
        cold = _first_cold(reading, agents, self._summary, frozenset(index for index, spans in said if spans))
        places = [(index, spans[0]) for index, spans in said if spans]
        if not again and (not agents or told == 0 or (told is None and not places and cold is None)):
            return NOT_APPLICABLE
        if told is not None and told > 1:
            shown: list[tuple[int, Span | None]] = [*places] or [(agents[-1], None)]
            return CheckResult.judge(tuple(self._report.finding(reading, *one, count=str(told), found=str(told),
                                                                expected="1") for one in shown))  # fmt: skip
        second = self._second(reading, places) if told is None and len(places) > 1 else None
        sides = [*again, *(self._sides(cold, places) if cold else ())]
        if sides:
            is_sure = bool(again) or cold is None or _asks_anew(reading, cold[1]) or _is_bare(reading, cold[0])
            verdict = Verdict.FAIL if is_sure else Verdict.NEEDS_HUMAN
            findings = tuple(self._report.finding(reading, *one, verdict=verdict, count="1") for one in sides)
            return CheckResult.judge((*findings, *(second.findings if second else ())))
        bare = self._bare(reading, agents, places) if told is None and not second else None
        if bare is not None:
            is_sure = _is_bare(reading, bare[0])
            verdict = Verdict.FAIL if is_sure else Verdict.NEEDS_HUMAN
            return CheckResult.judge((self._report.finding(reading, *bare, verdict=verdict, count="1"),))
        return second or self._once(reading, agents, places)

    def _handovers(self, reading: Reading, index: int) -> tuple[Span, ...]:
        spans = own_spans(reading, index, self._handover)
        more = combined_spans(reading, index, self._combine) if self._combine else ()
        return tuple(sorted((*spans, *(one for one in more if not overlaps(one, spans))), key=lambda one: one.start))

    def _bare(
        self, reading: Reading, agents: tuple[int, ...], places: list[tuple[int, Span]]
    ) -> tuple[int, Span] | None:  # fmt: skip
        """Return a handover in a chat or call that nothing is said about, neither why nor what the next one knows."""
        conversation = reading.conversation
        is_noted = any(one.is_internal for one in conversation.messages)
        if len(places) > 1 or is_noted or conversation.channel is Channel.EMAIL:
            return None
        if any(own_spans(reading, one, self._summary) for one in agents):
            return None
        for index, span in places:
            author = conversation.messages[index].author
            if author is None or {conversation.messages[one].author for one in agents if one > index} != {author}:
                continue
            text, language = conversation.messages[index].text, reading.language_of(index)
            told = spoken_sentences(text, language=language)
            at = next((number for number, one in enumerate(told) if one.start <= span.start < one.end), 0)
            around = text[told[at].start : told[min(at + 1, len(told) - 1)].end]
            beside = text[told[at].start : span.start] + text[span.end : told[at].end]
            size = len(_LETTERS.findall(beside)) // _THAI_WORD if language == "th" else len(beside.split())
            if size <= _FEW_BESIDE and not _WHY.search(around):
                return index, span
        return None

    def _sent_again(self, reading: Reading, index: int) -> Iterator[tuple[int, Span | None]]:
        """Yield where the customer is told to begin again, with somebody else and not over another channel."""
        if reading.conversation.channel is Channel.EMAIL or reading.phrases(index, "channel-move"):
            return
        yield from ((index, span) for span in own_spans(reading, index, self._dumped))
        for span in own_spans(reading, index, self._again):
            excuses = chosen_spans(reading, index, self._unless)
            if not any(0 <= span.start - one.end <= _NEAR or overlaps(one, (span,)) for one in excuses):
                yield index, span

    def _sides(self, cold: tuple[int, int], places: list[tuple[int, Span]]) -> tuple[tuple[int, Span | None], ...]:
        """Return both sides of a cold handover: who hands over, and who goes on."""
        return (cold[0], next((span for index, span in places if index == cold[0]), None)), (cold[1], None)

    def _second(self, reading: Reading, places: list[tuple[int, Span]]) -> CheckResult | None:
        """Judge a second handover; None where the same agent only says it again."""
        first = places[0][0]
        for index, span in places[1:]:
            authors = [reading.conversation.messages[one].author for one in (first, index)]
            between = {reading.conversation.messages[one].author for one in agent_messages(reading.conversation)
                       if first < one < index}  # fmt: skip
            if all(authors) and authors[0] == authors[1] and between <= {authors[0]}:
                continue
            is_other = all(authors) or self._somebody_new(reading, first, index)
            verdict = Verdict.FAIL if is_other else Verdict.NEEDS_HUMAN
            found = self._report.finding(reading, index, span, verdict=verdict, count="2")
            return CheckResult.judge((found,))
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


def _first_cold(
    reading: Reading, agents: tuple[int, ...], summary: PhraseChoice, handed: frozenset[int]
) -> tuple[int, int] | None:  # fmt: skip
    """Return an agent's message and the next one's, who goes on as if nobody had told them anything."""
    conversation = reading.conversation
    if conversation.channel is Channel.EMAIL:
        return None
    for first, second in pairwise(agents):
        here, there = conversation.messages[first], conversation.messages[second]
        if not here.author or not there.author or here.author == there.author or _is_apart(here, there):
            continue
        is_handed = first in handed or any(reading.phrases(second, one) for one in _ARRIVES)
        noted = any(one.is_internal or one.role is Role.BOT for one in conversation.messages[first + 1 : second])
        told = any(own_spans(reading, one, summary) for one in (*_of_author(reading, first), second))
        asked = " ".join(one.text for one in conversation.messages[:second] if one.role is Role.CUSTOMER)
        is_blank = _asks_anew(reading, second)
        is_warm = noted or told or (not is_blank and echoes(there.text, asked, language=reading.language_of(second)))
        if is_handed and not is_warm and len(here.text) <= _BARE_SIGNS:
            return first, second
    return None


def _is_bare(reading: Reading, index: int) -> bool:
    """Tell whether a message hands over in a few words, none of courtesy."""
    text = reading.conversation.messages[index].text
    is_short = len(text.split()) <= _BARE_WORDS and len(text) <= _BARE_SIGNS // 2
    return is_short and not is_courteous_text(text)


def _asks_anew(reading: Reading, index: int) -> bool:
    """Tell whether an agent asks what it is about, as if nobody had said so."""
    text = reading.conversation.messages[index].text
    asked = any(name == asked_details.PROBLEM for _, name in asked_details.questions(text))
    return asked or bool(reading.phrases(index, "company-offer-of-help"))


def _of_author(reading: Reading, index: int) -> list[int]:
    """Return the messages of the same agent, up to one."""
    author = reading.conversation.messages[index].author
    return [one for one in agent_messages(reading.conversation)
            if one <= index and reading.conversation.messages[one].author == author]  # fmt: skip


def _is_apart(here: Message, there: Message) -> bool:
    return here.sent_at is not None and there.sent_at is not None and there.sent_at - here.sent_at > _ONE_SITTING


def _told(reading: Reading) -> int | None:
    """Return how many handovers the source counts, a list by its length, else by who was on the line in turn."""
    value = reading.conversation.metadata.get("transfers")
    if isinstance(value, list | tuple):
        return len(value)
    if isinstance(value, int | str) and not isinstance(value, bool) and str(value).isdecimal():
        return int(value)
    names = [one.name for one in agents_on_line(reading.conversation.metadata)]
    return sum(one != other for one, other in pairwise(names)) or None
