"""Finds words that should not be said: what the kinds that forbid phrases share."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import ClassVar

from checks.acts.model import ACTS, learnt_beside, weigh
from checks.answered import answered_span
from checks.certainty import is_protested, is_softened, sure_spans
from checks.combinations import combined_spans, is_denied, thanked_spans
from checks.denied import is_disclaimed
from checks.harsh import is_harsh
from checks.text import overlaps, spoken_sentences
from checks.wording import Reporter, can_judge, chosen_spans, is_empty, is_excused, own_spans, phrase_choice
from qa.domain.conversation import Role
from qa.domain.finding import NOT_APPLICABLE, CheckResult, Finding, Verdict
from qa.domain.rubric import CheckSpec
from qa.ports import OptionSpec, Reading, Span

__all__ = ["ForbiddenWords"]

_WORD = re.compile(r"[^\W\d_]+")
_LAST_WORD = re.compile(r"(?:[a-zà-ž]{4,}|[\u0600-\u06ff]{3,}|[\u0e00-\u0e7f]{3,})$", re.IGNORECASE)
_MANY = 3
"""So many doubtful words of one fault in one message are no chance."""
_TITLE = re.compile(r"(?i)pan\w{0,3}|państw\w+|szanown\w+|mrs?|ms|senhora?|sra?|dear|caro|cara|i")


class ForbiddenWords:
    """Judges forbidden phrases and combinations; the kinds that build on it say when they fail."""

    options: ClassVar[Mapping[str, OptionSpec]] = {
        "forbid": OptionSpec("Phrases that are a fault.", is_required=True, is_phrases=True),
        "doubt": OptionSpec("Phrases that may be a fault or none: a person looks.", is_phrases=True),
        "mild": OptionSpec("Phrases in the sentence that leave it to a person.", is_phrases=True),
        "unless": OptionSpec("Phrases that make a match innocent.", is_phrases=True),
        "unless_within": OptionSpec(
            "How near the innocent phrase must be: touching the match, in its sentence, there or in the one before, "
            "in its message.",
            choices=("match", "sentence", "beside", "message"),
        ),
        "before": OptionSpec("Phrases in the sentence before that make a match innocent.", is_phrases=True),
        "leading": OptionSpec("Phrases earlier in the sentence that make a match innocent.", is_phrases=True),
        "helped": OptionSpec("Phrases anywhere in the message that leave it to a person.", is_phrases=True),
        "answered": OptionSpec("Customer's phrases right after a message that leave it to a person.", is_phrases=True),
        "combine": OptionSpec("A fault of the packs' combinations of words, found as well."),
        "learnt": OptionSpec(
            "An act whose learnt weights find sentences as well, and make sure of phrases that may be in good part.",
            choices=ACTS,
        ),
        "echoed": OptionSpec("Whether a word that the customer said first leaves it to a person.", types=(bool,)),
        "customer": OptionSpec("Judge only conversations with this kind of customer, where it is known."),
    }

    def __init__(self, spec: CheckSpec) -> None:
        self._spec = spec
        self._report = Reporter(spec)
        self._forbid = phrase_choice(spec, "forbid")
        self._doubt, self._mild = phrase_choice(spec, "doubt"), phrase_choice(spec, "mild")
        self._unless = phrase_choice(spec, "unless")
        self._before, self._leading = phrase_choice(spec, "before"), phrase_choice(spec, "leading")
        self._answered, self._helped = phrase_choice(spec, "answered"), phrase_choice(spec, "helped")
        self._within = str(spec.options.get("unless_within", "match"))
        self._combine = str(spec.options.get("combine") or "")
        self._learnt = str(spec.options.get("learnt") or "")
        self._customer = spec.options.get("customer")

    def check(self, reading: Reading) -> CheckResult:
        """Judge one conversation."""
        customer = reading.conversation.metadata.get("customer_type")
        if self._customer and customer and customer != self._customer:
            return NOT_APPLICABLE
        judged = [
            index
            for index, _ in self._spec.where.select(reading.conversation)
            if can_judge(reading, index, self._forbid)
        ]
        if not judged:
            return NOT_APPLICABLE
        return CheckResult.judge(tuple(finding for index in judged for finding in self._faults(reading, index)))

    def _faults(self, reading: Reading, index: int) -> list[Finding]:
        spans = own_spans(reading, index, self._forbid)
        doubtful = tuple(one for one in own_spans(reading, index, self._doubt) if not overlaps(one, spans))
        spans = tuple(sorted((*spans, *doubtful), key=lambda one: one.start))
        if self._combine:
            spans = self._with_combined(reading, index, spans)
        spans = self._with_learnt(reading, index, spans)
        kept = [
            span
            for span in spans
            if not self._is_excused(reading, index, span)
            and not is_disclaimed(reading, index, span)
            and not self._is_prepared(reading, index, span)
            and not _is_name(reading, index, span)
        ]
        if not kept and not is_empty(self._answered):
            told = answered_span(reading, index, self._answered)
            return [self._report.finding(reading, index, told, verdict=Verdict.NEEDS_HUMAN)] if told else []
        is_crowded = len(kept) >= _MANY and not is_empty(self._mild)
        return [
            self._report.finding(
                reading, index, span, verdict=self._verdict(reading, index, span, is_crowded=is_crowded)
            )
            for span in kept
        ]

    def _verdict(self, reading: Reading, index: int, span: Span, *, is_crowded: bool) -> Verdict:
        """Tell whether a good agent hardly says this, or a person must look."""
        is_plain = overlaps(span, sure_spans(reading, index, self._forbid, combine=self._combine))
        is_plain = is_plain or self._is_learnt(reading, index, span)
        is_sure = is_plain or is_crowded or is_harsh(reading, index) or is_protested(reading, index, self._answered)
        is_echo = bool(self._spec.options.get("echoed")) and _was_said_first(reading, index, span)
        is_helped = bool(chosen_spans(reading, index, self._helped))
        is_mild = is_echo or is_helped or is_softened(reading, index, span, mild=self._mild)
        is_certain = is_sure and not is_mild
        return Verdict.FAIL if is_certain else Verdict.NEEDS_HUMAN

    def _is_learnt(self, reading: Reading, index: int, span: Span) -> bool:
        """Tell whether a sentence's own sum is sure, or that of a phrase's sentence backs it."""
        weighed = weigh(reading, index, self._learnt, span)
        return weighed is not None and (weighed.is_sure or (weighed.is_backing and weighed.sentence != span))

    def _with_learnt(self, reading: Reading, index: int, spans: tuple[Span, ...]) -> tuple[Span, ...]:
        """Add the sentences that the learnt weights find beside the phrases, innocent and thankful ones aside."""
        found = learnt_beside(reading, index, self._learnt, spans)
        if not found:
            return spans
        innocent = thanked_spans(reading, index)
        if self._combine:
            innocent += combined_spans(reading, index, f"{self._combine}-innocent", whole=True)
        kept = (one for one in found if not overlaps(one, innocent))
        return tuple(sorted((*spans, *kept), key=lambda one: one.start))

    def _is_excused(self, reading: Reading, index: int, span: Span) -> bool:
        """Tell whether an `unless` phrase excuses a span; in Thai a sentence ends at its polite particle."""
        language = reading.language_of(index)
        if self._within != "sentence" or language != "th":
            return is_excused(reading, index, span, unless=self._unless, within=self._within)
        told = spoken_sentences(reading.conversation.messages[index].text, language=language)
        own = tuple(one for one in told if overlaps(one, (span,)))
        return any(overlaps(one, own) for one in chosen_spans(reading, index, self._unless))

    def _is_prepared(self, reading: Reading, index: int, span: Span) -> bool:
        """Tell whether what goes before makes it innocent, such as a leave asked for."""
        if is_empty(self._before) and is_empty(self._leading):
            return False
        text = reading.conversation.messages[index].text
        told = spoken_sentences(text, language=reading.language_of(index))
        at = next((number for number, one in enumerate(told) if one.start <= span.start < one.end), 0)
        if at > 0 and overlaps(told[at - 1], chosen_spans(reading, index, self._before)):
            return True
        return any(told[at].start <= one.start <= span.start for one in chosen_spans(reading, index, self._leading))

    def _with_combined(self, reading: Reading, index: int, spans: tuple[Span, ...]) -> tuple[Span, ...]:
        """Add combinations of words; leave out phrases that a word denies, and innocent or thankful clauses."""
        more = combined_spans(reading, index, self._combine)
        if not spans and not more:
            return ()
        innocent = combined_spans(reading, index, f"{self._combine}-innocent", whole=True)
        innocent += thanked_spans(reading, index)
        kept = [span for span in spans if not overlaps(span, innocent) and not is_denied(reading, index, span)]
        added = [span for span in more if not overlaps(span, (*kept, *innocent))]
        return tuple(sorted((*kept, *added), key=lambda span: span.start))


def _was_said_first(reading: Reading, index: int, span: Span) -> bool:
    """Tell whether a customer used the last word of a span before ("is that a stupid question?"): it is taken up."""
    messages = reading.conversation.messages
    last = _LAST_WORD.search(messages[index].text[span.start : span.end].casefold())
    asked = " ".join(one.text for one in messages[:index] if one.role is Role.CUSTOMER).casefold()
    return last is not None and last[0] in asked


def _is_name(reading: Reading, index: int, span: Span) -> bool:
    """Tell whether a span holds a name of the agent or the customer and, at most, titles: nobody chose theirs."""
    conversation = reading.conversation
    people = (one.name for one in (conversation.agent, conversation.customer) if one and one.name)
    stems = tuple(word[: max(3, len(word) - 2)] for name in people for word in _WORD.findall(name) if len(word) > 2)
    said = _WORD.findall(conversation.messages[index].text[span.start : span.end])
    untitled = [word for word in said if not _TITLE.fullmatch(word)]
    return bool(stems and untitled) and all(word.startswith(stems) for word in untitled)
