"""Helps check kinds to look phrases up and to say what they found in the language of the conversation."""

from __future__ import annotations

import re
from dataclasses import dataclass

from checks.text import quoted_spans, sentence_at
from checks.words import mean_confidence
from qa.domain.conversation import Channel
from qa.domain.finding import Evidence, Finding, Verdict
from qa.domain.rubric import CheckSpec, PhraseChoice, text_in
from qa.ports import Reading, Span

UNSURE_MESSAGE = 0.6
_PLACE = re.compile(r"\{(\w+)\}")


def phrase_choice(spec: CheckSpec, name: str) -> PhraseChoice:
    """Return an option that is phrases; an empty choice where the rubric leaves it out."""
    value = spec.options.get(name)
    return value if isinstance(value, PhraseChoice) else PhraseChoice()


def is_empty(choice: PhraseChoice) -> bool:
    """Tell whether a choice names no phrase at all."""
    return not choice.use and not any(choice.add.values())


def can_judge(reading: Reading, message: int, choice: PhraseChoice) -> bool:
    """Tell whether the language of a message has any of the phrases chosen."""
    if choice.add and choice.added(reading.language_of(message)):
        return True
    return any(reading.has_phrases(message, name) for name in choice.use)


def chosen_spans(reading: Reading, message: int, choice: PhraseChoice) -> tuple[Span, ...]:
    """Return where the chosen phrases occur in a message, without those the rubric takes away."""
    found: list[Span] = []
    for name in choice.use:
        if spans := reading.phrases(message, name):
            found.extend(spans)
    if choice.add:
        found.extend(reading.match(message, choice.added(reading.language_of(message))))
    if not found:
        return ()
    taken = reading.match(message, choice.taken(reading.language_of(message))) if choice.take else ()
    kept = {(span.start, span.end) for span in found if not _share(span, taken)}
    return tuple(Span(start, end) for start, end in sorted(kept))


def own_spans(reading: Reading, message: int, choice: PhraseChoice) -> tuple[Span, ...]:
    """Return the chosen phrases that are the writer's own words: not in a quotation or mail history."""
    spans = chosen_spans(reading, message, choice)
    if not spans:
        return ()
    quoted = quoted_spans(reading.conversation.messages[message].text)
    return tuple(span for span in spans if not _share(span, quoted))


def is_excused(reading: Reading, index: int, span: Span, *, unless: PhraseChoice, within: str) -> bool:
    """Tell whether an `unless` phrase touches the span, or stands near it: `within` says how near.

    That is its `sentence`, there or in the one before (`beside`), or its `message`.
    """
    excuses = chosen_spans(reading, index, unless)
    if not excuses or within == "match":
        return _share(span, excuses)
    beside = tuple(one for one in excuses if not _share(one, (span,)))
    text = reading.conversation.messages[index].text
    if within in ("sentence", "beside"):
        sentence = sentence_at(text, span.start)
        before = sentence_at(text, len(text[: sentence.start].rstrip()) - 1) if within == "beside" else sentence
        return _share(Span(min(before.start, sentence.start), sentence.end), beside)
    return bool(beside)


@dataclass(frozen=True, slots=True)
class Reporter:
    """Writes the findings of one check, with the rubric's message and advice filled in.

    The rubric words the fault, so a finding that speaks for a pass says nothing unless `tells_passes`: the spec then
    has the words of each verdict.
    """

    spec: CheckSpec
    tells_passes: bool = False

    def finding(
        self, reading: Reading, message: int, span: Span | None = None, *, verdict: Verdict = Verdict.FAIL, **said: str
    ) -> Finding:
        """Make a finding on a span, or on the whole message for something that is missing.

        `said` fills `{name}` in the texts; `{match}` is the quote.
        """
        conversation = reading.conversation
        start, end = (span.start, span.end) if span else (0, None)
        evidence = Evidence.of(conversation, message, start=start, end=end)
        sure = reading.confidence(message, evidence.start, evidence.end) if span else None
        language = conversation.language or reading.language_of(message)
        named = {"match": evidence.quote, **said}
        is_told = verdict is not Verdict.PASS or self.tells_passes
        return Finding(
            check=self.spec.id,
            evidence=evidence,
            verdict=verdict,
            explanation=filled(text_in(self.spec.message, language), named) if is_told else "",
            suggestion=filled(text_in(self.spec.suggest, language), named) if is_told else "",
            found=said.get("found"),
            expected=said.get("expected"),
            confidence=sure,
        )

    def missing(self, reading: Reading, message: int, **said: str) -> Finding:
        """Make a finding for something looked for and not there; a doubt where the call was badly heard."""
        sure = mean_confidence(reading.conversation.messages[message])
        is_unsure = sure is not None and sure < UNSURE_MESSAGE
        verdict = Verdict.NEEDS_HUMAN if is_unsure else Verdict.FAIL
        return self.finding(reading, message, None, verdict=verdict, **said)


def filled(text: str, named: dict[str, str]) -> str:
    """Fill `{name}` places; a place nobody names stays as it is."""
    return _PLACE.sub(lambda match: named.get(match.group(1), match.group()), text)


def is_spoken(reading: Reading) -> bool:
    """Tell whether the conversation is a call."""
    return reading.conversation.channel is Channel.CALL


def _share(span: Span, others: tuple[Span, ...]) -> bool:
    return any(other.start < span.end and span.start < other.end for other in others)
