"""Goes through the checklist for the reason of a contact: which steps were taken, where, and in what order."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import ClassVar

from checks.reasons import Asked, asked_for, checklists_for
from checks.sides import agent_messages, customer_messages, is_open
from checks.signs import can_look, due_spans, is_asked_for, signs_in
from checks.substance import is_courteous, own_content
from checks.text import spoken_sentences
from checks.wording import Reporter, chosen_spans, own_spans, phrase_choice
from qa.domain.checklist import Step
from qa.domain.conversation import Role
from qa.domain.finding import NOT_APPLICABLE, CheckResult, Finding, Verdict
from qa.domain.rubric import CheckSpec, text_in
from qa.ports import OptionSpec, Reading, Span

__all__ = ["Steps"]

_NUMBER = re.compile(r"(?<![\w#/-])\d{1,2}(?![\w/-])")
_PARAPHRASE, _BESIDE = "paraphrase", ("apology", "empathy", "asks-detail", "thanks")
_STATES: Mapping[str, Mapping[str, str]] = {
    "done": {"en": "done here", "pl": "wykonano tutaj", "pt": "feito aqui", "ar": "تم هنا", "th": "ทำแล้วตรงนี้"},
    "missing": {
        "en": "not found in what the agent says",
        "pl": "brak w wypowiedziach konsultanta",
        "pt": "não se encontra no que o agente diz",
        "ar": "لا يوجد في كلام الموظف",
        "th": "ไม่พบในข้อความของเจ้าหน้าที่",
    },
    "near": {
        "en": "only touched on; a person has to tell",
        "pl": "tylko wspomniano; musi ocenić człowiek",
        "pt": "apenas mencionado; uma pessoa tem de avaliar",
        "ar": "أُشير إليه فقط؛ يلزم تقييم شخص",
        "th": "เพียงกล่าวถึง ต้องให้คนตัดสิน",
    },
    "early": {
        "en": "comes before “{after}”",
        "pl": "przed krokiem „{after}”",
        "pt": "antes de «{after}»",
        "ar": "قبل «{after}»",
        "th": "มาก่อน “{after}”",
    },
}


@dataclass(frozen=True, slots=True)
class _Taken:
    """A step with the place where it was taken, or only touched on; neither where it was not found."""

    step: Step
    place: tuple[int, Span] | None
    near: tuple[int, Span] | None


class Steps:
    """Fails where a step that the reason of the contact asks for was not taken, or came before one it has to follow.

    The steps come from checklists: those in `rubrics/steps`, and the shop's own in the facts. The reason is the
    source's; where it names none, it is read from the customer's words, and a missing step then needs a person. So it
    does where words only touch on the step, the case is open, was handed over, or waits for the customer's answer, and
    where half of the steps or more are there: the other may be told in words no list has, unless it is a day and no
    number or time is named at all. A
    step counts as taken in notes and system messages too. The score is the share of steps taken. Does not apply
    without a checklist for the reason, without an agent's answer, or where the language lacks the phrases.
    """

    options: ClassVar[Mapping[str, OptionSpec]] = {
        "only": OptionSpec("Names of the checklists gone through; all by default.", (list,)),
        "leave": OptionSpec("Names of checklists left out.", (list,)),
        "handover": OptionSpec("Phrases that hand the case over.", is_phrases=True),
    }
    version: ClassVar[int] = 2

    def __init__(self, spec: CheckSpec) -> None:
        self._report = Reporter(spec, tells_passes=True)
        only, leave = (spec.options.get(name) for name in ("only", "leave"))
        self._only = frozenset(only) if isinstance(only, tuple) else None
        self._left = frozenset(leave) if isinstance(leave, tuple) else frozenset()
        self._handover = phrase_choice(spec, "handover")

    def check(self, reading: Reading) -> CheckResult:
        """Judge one conversation."""
        lists = [
            one
            for name, one in sorted(checklists_for(reading).items())
            if name not in self._left and (self._only is None or name in self._only)
        ]
        asked = asked_for(reading, lists)
        answers = agent_messages(reading.conversation)
        if asked is None or not answers:
            return NOT_APPLICABLE
        taken = [
            _look_for(reading, step)
            for step in asked.checklist.steps
            if any(can_look(reading, index, step.signs) for index in answers) and is_asked_for(reading, step)
        ]
        needed = [one for one in taken if not one.step.is_optional]
        if not needed:
            return NOT_APPLICABLE
        is_sure = not self._is_doubtful(reading, asked, answers)
        lacking = sum(1 for one in needed if one.place is None and one.near is None)
        timed = any(_names_time(reading, index) for index in answers)
        unsure = [one.step.id for one in needed if lacking * 2 <= len(needed) and (timed or not _is_day(one.step))]
        doubted = [one.step.id for one in needed] if not is_sure else unsure
        findings = (*self._findings(reading, taken, doubted=doubted), *self._early(reading, taken, is_sure=is_sure))
        early = sum(1 for one in findings if one.kind == "early")
        done = sum(1 for one in needed if one.place is not None)
        result = CheckResult.judge(findings)
        if result.verdict is Verdict.NEEDS_HUMAN:
            return result
        return replace(result, score=round(max(0.0, done - early / 2) / len(needed), 4))

    def _findings(self, reading: Reading, taken: list[_Taken], *, doubted: list[str]) -> Iterator[Finding]:
        for one in taken:
            if one.place is not None:
                yield self._say(reading, one.place, one.step, state="done", verdict=Verdict.PASS)
            elif not one.step.is_optional and one.near is not None:
                yield self._say(reading, one.near, one.step, state="near", verdict=Verdict.NEEDS_HUMAN)
            elif not one.step.is_optional:
                last = _last_content(reading)
                missing = self._report.missing(reading, last, **_words(reading, one.step, state="missing"))
                yield replace(
                    missing, kind="missing", verdict=Verdict.NEEDS_HUMAN if one.step.id in doubted else missing.verdict
                )

    def _early(self, reading: Reading, taken: list[_Taken], *, is_sure: bool) -> Iterator[Finding]:
        """Yield the steps that stand in an earlier message than one they have to follow."""
        places = {one.step.id: one for one in taken if one.place is not None}
        for one in places.values():
            for name in one.step.after:
                before = places.get(name)
                if before is None or one.place is None or before.place is None or one.place[0] >= before.place[0]:
                    continue
                verdict = Verdict.FAIL if is_sure else Verdict.NEEDS_HUMAN
                yield self._say(reading, one.place, one.step, state="early", verdict=verdict, after=before.step)

    def _say(
        self,
        reading: Reading,
        place: tuple[int, Span],
        step: Step,
        *,
        state: str,
        verdict: Verdict,
        after: Step | None = None,
    ) -> Finding:
        words = _words(reading, step, state=state, after=after)
        index, span = place
        finding = self._report.finding(reading, index, span, verdict=verdict, **words)
        said = reading.conversation.messages[index]
        if said.role is not Role.AGENT or said.is_internal:
            # A note or a line of the system tells it too, and the evidence may be theirs.
            finding = replace(finding, evidence=replace(finding.evidence, role=None))
        return replace(finding, kind=state, suggestion="" if verdict is Verdict.PASS else finding.suggestion)

    def _is_doubtful(self, reading: Reading, asked: Asked, answers: tuple[int, ...]) -> bool:
        """Tell whether a step may be missing for a reason that is not the agent's."""
        if not asked.is_given or is_open(reading.conversation):
            return True
        if any(own_spans(reading, index, self._handover) for index in answers):
            return True
        heard = customer_messages(reading.conversation)
        is_last = not heard or heard[-1] < answers[-1]
        return is_last and _asks_back(reading, answers[-1])


def _look_for(reading: Reading, step: Step) -> _Taken:
    """Look through what agents and systems wrote, notes included."""
    near: tuple[int, Span] | None = None
    for index, message in enumerate(reading.conversation.messages):
        if message.role not in (Role.AGENT, Role.SYSTEM):
            continue
        asked: Span | None = None
        for span in signs_in(reading, index, step.signs):
            if step.is_optional or not _is_said_back(reading, index, span):
                return _Taken(step, (index, span), None)
            asked = asked or span
        touched = asked or next(
            (one for one in chosen_spans(reading, index, step.near) if _is_told(reading, index, one)), None
        )
        if near is None and touched is not None:
            near = (index, touched)
    return _Taken(step, None, near)


def _is_said_back(reading: Reading, index: int, span: Span) -> bool:
    """Tell whether words only say the customer's matter back (`so you want an exchange?`), or thank for it."""
    sentence = _sentence_of(reading, index, span)
    return is_courteous(reading, index, span) or any(
        sentence.start <= one.start < sentence.end for one in reading.phrases(index, _PARAPHRASE)
    )


def _is_told(reading: Reading, index: int, span: Span) -> bool:
    """Tell whether words that only touch on a step may be about it: no question, regret or request for data."""
    sentence = _sentence_of(reading, index, span)
    text = reading.conversation.messages[index].text[sentence.start : sentence.end]
    if text.rstrip().endswith(("?", "؟")) or _is_said_back(reading, index, span):
        return False
    return not any(
        sentence.start <= one.start < sentence.end for name in _BESIDE for one in reading.phrases(index, name)
    )


def _sentence_of(reading: Reading, index: int, span: Span) -> Span:
    text = reading.conversation.messages[index].text
    told = spoken_sentences(text, language=reading.language_of(index))
    return next((one for one in told if one.start <= span.start < one.end), span)


def _words(reading: Reading, step: Step, *, state: str, after: Step | None = None) -> dict[str, str]:
    language = reading.conversation.language or reading.language_of(0)
    told = text_in(_STATES[state], language)
    if after is not None:
        told = told.replace("{after}", text_in(after.title, language))
    return {"step": text_in(step.title, language), "state": told, "found": step.id if state != "missing" else "none"}


def _is_day(step: Step) -> bool:
    return "due" in step.signs.values


def _names_time(reading: Reading, index: int) -> bool:
    """Tell whether a message names a day or a length of time, or holds a number that may be one."""
    text = reading.conversation.messages[index].text
    return bool(due_spans(reading, index) or _NUMBER.search(text))


def _last_content(reading: Reading) -> int:
    """Return the last message of an agent that says something beside courtesy, else the last one."""
    answers = agent_messages(reading.conversation)
    return next((index for index in reversed(answers) if own_content(reading, index) is not None), answers[-1])


def _asks_back(reading: Reading, index: int) -> bool:
    """Tell whether a message asks for something beside whether there is anything else."""
    text = reading.conversation.messages[index].text
    if "?" not in text and "؟" not in text and not reading.phrases(index, "asks-detail"):
        return False
    return not reading.phrases(index, "more-help") or bool(reading.phrases(index, "asks-detail"))
