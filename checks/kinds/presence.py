"""Looks for words that should be said: a greeting, sympathy after a problem, a farewell."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import ClassVar

from checks.absence import SURE, is_bare, is_cold_sentence, is_curt, parts_warmly, turns_away
from checks.combinations import combined_spans
from checks.echo import echoes
from checks.endings import is_curt_end
from checks.harsh import is_harsh
from checks.sides import agent_ended, answers_before, customer_messages
from checks.text import overlaps, sentence_at, sentences
from checks.warmth import is_loud, own_name
from checks.wording import Reporter, can_judge, is_empty, own_spans, phrase_choice
from qa.domain.conversation import Channel, Role
from qa.domain.finding import NOT_APPLICABLE, CheckResult, Finding, Verdict
from qa.domain.rubric import CheckSpec
from qa.ports import OptionSpec, Reading, Span

__all__ = ["Presence"]

_SENTENCES_AFTER = 2
_CURT_WORDS = 9
_ANNOUNCEMENT_MS = 6_000


class Presence:
    """Fails where none of the required phrases is said within the window of messages that `where` names.

    With `after`, the window begins after the first customer message that has such a phrase (or words that tell a
    fault together, with `combine`), and the check does not apply without one; where there is only a `mild` phrase,
    what is missing needs a person. Half the score where only the required formula is there and neither an `also`
    phrase nor (with `echo`) a word of the customer's own; or where only an `instead` phrase is, which after a `firm`
    phrase is not enough unless the agent says a `not_firm` one. An `again` phrase said later asks for it anew: a
    short answer that only takes note (`cold`) fails, another short one needs a person; a `cold` phrase fails after a
    `mild` one as well. Where all that customers tell, calmly (no `upset` phrase, no exclamation), is a `slight`
    matter, and the answer is neither curt nor cold, what is missing needs a person. With `last_word`, a curt last
    word after them takes them back, each e-mail needs its own, and in chats and calls words that three sentences
    follow are none. With `own_name`, the agent's name is enough. With `consent`, one named by the recording passes,
    and so does an announcement by a machine; a call whose first words come late needs a person. Does not apply where
    nobody answered, where the language lacks the phrases, or where the customer left first (`last_word`).

    `sure` names what makes a lack certain; without it, and with a `touches` phrase, a person decides. `opening`: no
    name, salutation, exclamation, thanks or few words of their own at the beginning that could greet. `name`: no word
    that could be one.
    `ending`: a last word that hangs up, only grunts or turns to the next in line, or an e-mail that just stops; a
    last sentence with a name, an exclamation or a face is a farewell. `beginning`: the agent spoke first. `sympathy`:
    a `cold` phrase in a short sentence, a bare answer to an `upset` customer, a first word or two, or two harsh
    phrases and no courtesy.
    """

    options: ClassVar[Mapping[str, OptionSpec]] = {
        "require": OptionSpec("Phrases of which one must be said.", is_required=True, is_phrases=True),
        "also": OptionSpec("Phrases that must be said beside it for the full score.", is_phrases=True),
        "instead": OptionSpec("Phrases that earn half the score where none of `require` is said.", is_phrases=True),
        "after": OptionSpec("Customer's phrases that make this needed.", is_phrases=True),
        "combine": OptionSpec(
            "A fault of the packs' combinations of words that, told by the customer, does as `after`."
        ),
        "firm_combine": OptionSpec("Such a fault that does as `firm`."),
        "mild": OptionSpec("Customer's phrases for which a person decides whether it was needed.", is_phrases=True),
        "firm": OptionSpec("Customer's phrases after which an `instead` phrase is not enough.", is_phrases=True),
        "not_firm": OptionSpec("Agent's phrases with which it is enough all the same.", is_phrases=True),
        "again": OptionSpec("Customer's phrases that, said later, make it needed anew.", is_phrases=True),
        "cold": OptionSpec("Phrases that take note of what was said and no more.", is_phrases=True),
        "sure": OptionSpec("What makes the lack certain.", choices=(*SURE, "sympathy")),
        "touches": OptionSpec("Phrases that may say it in other words, with which a person decides.", is_phrases=True),
        "slight": OptionSpec(
            "Customer's phrases in whose sentence an `after` phrase tells no more than a defect.", is_phrases=True
        ),
        "upset": OptionSpec("Customer's phrases with which no matter is `slight`.", is_phrases=True),
        "unless_after": OptionSpec("Customer's phrases that make an `after` phrase not count.", is_phrases=True),
        "echo": OptionSpec("Whether the full score needs a word of the customer's own.", types=(bool,)),
        "last_word": OptionSpec("Whether it is needed only when the agent spoke last.", types=(bool,)),
        "own_name": OptionSpec("Whether the agent's own name, as the source has it, is enough.", types=(bool,)),
        "consent": OptionSpec("Whether a consent of the recording or an announcement is enough.", types=(bool,)),
    }
    version: ClassVar[int] = 4

    def __init__(self, spec: CheckSpec) -> None:
        self._spec = spec
        self._report = Reporter(spec)
        names = ["require", "also", "instead", "after", "mild", "firm", "not_firm", "again", "cold", "unless_after"]
        names += ["slight", "upset", "touches"]
        self._choices = {name: phrase_choice(spec, name) for name in names}
        self._has_after = not is_empty(self._choices["after"])
        self._combined = {"after": str(spec.options.get("combine") or "")}
        self._combined["firm"] = str(spec.options.get("firm_combine") or "")

    def check(self, reading: Reading) -> CheckResult:
        """Judge one conversation."""
        trigger = self._trigger(reading, "after") if self._has_after else None
        is_mild = self._has_after and trigger is None
        if is_mild:
            trigger = self._trigger(reading, "mild")
            if trigger is None:
                return NOT_APPLICABLE
        window = [index for index in self._window(reading, trigger) if self._can_judge(reading, index)]
        if not window:
            return NOT_APPLICABLE
        if self._spec.options.get("consent") and self._is_announced(reading):
            return CheckResult(Verdict.PASS)
        result = self._judge(reading, window, trigger)
        if result.verdict is not Verdict.FAIL or self._is_cold(reading, result, window):
            return result
        is_mild = is_mild or (bool(self._spec.options.get("consent")) and _begins_late(reading))
        is_doubtful = is_mild or self._is_slight(reading, window) or not self._is_sure(reading, window, trigger)
        return _doubted(result) if is_doubtful else result

    def _is_cold(self, reading: Reading, result: CheckResult, window: list[int]) -> bool:
        """Tell whether a short sentence of the answer only takes note: no thanks and no name in it."""
        looked_at = {one.evidence.message for one in result.findings if one.evidence}
        return any(
            is_cold_sentence(reading, index, span)
            for index in sorted({*looked_at, *window})
            for span in own_spans(reading, index, self._choices["cold"])
        )

    def _is_sure(self, reading: Reading, window: list[int], trigger: int | None) -> bool:
        """Tell whether nothing in the words could stand for what is missing."""
        wanted = str(self._spec.options.get("sure") or "")
        if any(own_spans(reading, index, self._choices["touches"]) for index in window):
            return False
        if wanted != "sympathy":
            return not wanted or SURE[wanted](reading, window)
        if trigger is not None and is_harsh(reading, window[0]):
            return True
        if trigger is None or not is_bare(reading, window[0]):
            return trigger is not None and is_curt(reading, window[0])
        is_upset = bool(own_spans(reading, trigger, self._choices["upset"]))
        return is_upset or is_loud(reading.conversation.messages[trigger].text) or is_curt(reading, window[0])

    def _is_slight(self, reading: Reading, window: list[int]) -> bool:
        """Tell whether customers report a defect and no more, without heat, and the first answer takes it up."""
        messages = reading.conversation.messages
        if is_empty(self._choices["slight"]) or len(messages[window[0]].text.split()) <= _CURT_WORDS:
            return False
        return all(self._is_calm(reading, index) for index in customer_messages(reading.conversation))

    def _is_calm(self, reading: Reading, index: int) -> bool:
        """Tell whether a customer's message is not upset and each of its `after` phrases stands by a `slight` one."""
        if own_spans(reading, index, self._choices["upset"]):
            return False
        text = reading.conversation.messages[index].text
        told = own_spans(reading, index, self._choices["after"])
        told += combined_spans(reading, index, self._combined["after"]) if self._combined["after"] else ()
        slight = own_spans(reading, index, self._choices["slight"])
        return all("!" not in text and overlaps(sentence_at(text, one.start), slight) for one in told)

    def _is_announced(self, reading: Reading) -> bool:
        """Tell whether the recording's consent or a machine's words to the caller say what is required."""
        conversation = reading.conversation
        if conversation.recording and conversation.recording.consent:
            return True
        return any(
            own_spans(reading, index, self._choices["require"])
            for index, message in enumerate(conversation.messages)
            if message.role in (Role.BOT, Role.SYSTEM) and not message.is_internal
        )

    def _judge(self, reading: Reading, window: list[int], trigger: int | None) -> CheckResult:
        found = self._first(reading, window, "require")
        if found is None:
            return self._without_it(reading, window, trigger)
        index, span = found
        if self._spec.options.get("last_word") and self._is_taken_back(reading, index, window):
            return CheckResult.judge((self._report.missing(reading, window[-1]),))
        unheard = self._unheard(reading, index)
        if unheard is not None:
            return CheckResult.judge((unheard,))
        score = 1.0 if self._is_full(reading, window, index, trigger) else 0.5
        finding = self._report.finding(reading, index, span, verdict=Verdict.PASS)
        return CheckResult(Verdict.PASS, (finding,), score)

    def _is_taken_back(self, reading: Reading, said: int, window: list[int]) -> bool:
        """Tell whether the last word takes a farewell or thanks before it back."""
        last = window[-1]
        if said < last and is_curt_end(reading, last):
            return True
        return self._spec.options.get("sure") == "ending" and turns_away(reading, last)

    def _without_it(self, reading: Reading, window: list[int], trigger: int | None) -> CheckResult:
        before = self._first(reading, answers_before(reading.conversation, trigger), "require")
        if before:
            finding = self._report.finding(reading, before[0], before[1], verdict=Verdict.PASS)
            return CheckResult(Verdict.PASS, (finding,))
        stand_in = self._first(reading, window, "instead")
        if stand_in and not self._is_firm(reading, window, trigger):
            unheard = self._unheard(reading, stand_in[0])
            if unheard is not None:
                return CheckResult.judge((unheard,))
            finding = self._report.finding(reading, stand_in[0], stand_in[1], verdict=Verdict.PASS)
            return CheckResult(Verdict.PASS, (finding,), 0.5)
        if self._spec.options.get("last_word") and not agent_ended(reading.conversation):
            return NOT_APPLICABLE
        if self._spec.options.get("sure") == "ending" and parts_warmly(reading, window[-1]):
            return CheckResult(Verdict.PASS)
        looked_at = window[-1] if self._spec.where.position == "last" else window[0]
        return CheckResult.judge((self._report.missing(reading, looked_at),))

    def _is_firm(self, reading: Reading, window: list[int], trigger: int | None) -> bool:
        if trigger is None or not self._is_told(reading, trigger, "firm"):
            return False
        return self._first(reading, window, "not_firm") is None

    def _unheard(self, reading: Reading, said: int) -> Finding | None:
        """Return a finding where the customer says an `again` phrase after that message and the answer is curt."""
        for index, message in enumerate(reading.conversation.messages):
            if index <= said or message.role is not Role.CUSTOMER:
                continue
            if is_empty(self._choices["again"]) or not own_spans(reading, index, self._choices["again"]):
                continue
            answers = self._window(reading, index)
            if not answers or any(self._first(reading, answers, name) for name in ("require", "instead")):
                continue
            text = reading.conversation.messages[answers[0]].text
            if len(text.split()) > _CURT_WORDS:
                continue
            if own_spans(reading, answers[0], self._choices["cold"]):
                return self._report.missing(reading, answers[0])
            return self._report.finding(reading, answers[0], verdict=Verdict.NEEDS_HUMAN)
        return None

    def _is_full(self, reading: Reading, window: list[int], index: int, trigger: int | None) -> bool:
        also = self._choices["also"]
        if not is_empty(also) and can_judge(reading, index, also) and self._first(reading, window, "also") is None:
            return False
        if trigger is None or not self._spec.options.get("echo"):
            return True
        messages = reading.conversation.messages
        said = " ".join(messages[one].text for one in window)
        asked = " ".join(one.text for one in messages[: trigger + 1] if one.role is Role.CUSTOMER)
        return echoes(said, asked, language=reading.language_of(index))

    def _first(self, reading: Reading, window: list[int], name: str) -> tuple[int, Span] | None:
        for index in window:
            spans = own_spans(reading, index, self._choices[name])
            if name == "require" and self._spec.options.get("last_word"):
                spans = tuple(one for one in spans if _is_near_end(reading, index, one))
            if spans:
                return index, spans[0]
        if name == "require" and self._spec.options.get("own_name"):
            return own_name(reading, window)
        return None

    def _trigger(self, reading: Reading, name: str) -> int | None:
        excuse = self._choices["unless_after"]
        for index, message in enumerate(reading.conversation.messages):
            if message.role is not Role.CUSTOMER or message.is_internal:
                continue
            if self._is_told(reading, index, name) and not own_spans(reading, index, excuse):
                return index
        return None

    def _is_told(self, reading: Reading, index: int, name: str) -> bool:
        """Tell whether a customer's message has a phrase of that choice, or words that tell it together."""
        if own_spans(reading, index, self._choices[name]):
            return True
        fault = self._combined.get(name, "")
        return bool(fault) and bool(combined_spans(reading, index, fault))

    def _window(self, reading: Reading, trigger: int | None) -> list[int]:
        chosen = [index for index, _ in self._spec.where.select(reading.conversation)]
        if trigger is None:
            return chosen
        agents = [index for index, _ in reading.conversation.agent_messages() if index > trigger]
        channels = self._spec.where.channels
        if channels and reading.conversation.channel not in channels:
            return []
        return agents[: self._spec.where.within]

    def _can_judge(self, reading: Reading, index: int) -> bool:
        return can_judge(reading, index, self._choices["require"])


def _begins_late(reading: Reading) -> bool:
    """Tell whether a call's first words come so late that a machine may have spoken before them."""
    first = next((one for one in reading.conversation.messages if one.role in (Role.AGENT, Role.CUSTOMER)), None)
    return first is not None and (first.start_ms or 0) >= _ANNOUNCEMENT_MS


def _doubted(result: CheckResult) -> CheckResult:
    """Return a result with a person in the place of every fail."""
    if result.verdict is not Verdict.FAIL:
        return result
    return CheckResult.judge(tuple(replace(one, verdict=Verdict.NEEDS_HUMAN) for one in result.findings))


def _is_near_end(reading: Reading, index: int, span: Span) -> bool:
    """Tell whether a span stands in one of the last sentences of its message: thanks for waiting end nothing."""
    after = [one for one in sentences(reading.conversation.messages[index].text) if one.start >= span.end]
    is_told_apart = reading.conversation.channel is not Channel.EMAIL and reading.language_of(index) != "th"
    return len(after) <= _SENTENCES_AFTER or not is_told_apart
