"""Tells words that a good agent hardly says from words that are a fault in one place and none in another.

Whoever reads a verdict may lose pay over it, so what is not certain is shown to a person with its words. A phrase is
doubtful where its pack lists it as such (`doubtful`), a combination of words unless it is `sure`. That both find the
same words proves little: they were written for the same sentences. Where a sentence helps or feels, nothing is certain,
nor right before the agent says what they can do instead.
"""

from __future__ import annotations

from checks.combinations import combined_spans
from checks.helpless import has_way_after
from checks.sides import answered_just_after
from checks.text import overlaps, spoken_sentences
from checks.vocabulary import SURE
from checks.wording import chosen_spans, is_empty
from qa.domain.rubric import PhraseChoice
from qa.ports import Reading, Span

_CAN_DO, _SOON = "can-do", 120


def sure_spans(reading: Reading, index: int, choice: PhraseChoice, *, combine: str = "") -> tuple[Span, ...]:
    """Return where the packs are sure of a chosen phrase, or of a combination of the fault `combine`."""
    found: list[Span] = []
    for name in choice.use:
        is_divided = reading.has_phrases(index, name + SURE)
        found.extend(reading.phrases(index, name + SURE if is_divided else name))
    found.extend(reading.match(index, choice.added(reading.language_of(index))))
    if combine:
        found.extend(combined_spans(reading, index, combine, only_sure=True))
    return tuple(found)


def is_softened(reading: Reading, index: int, span: Span, *, mild: PhraseChoice) -> bool:
    """Tell whether a `mild` phrase stands in the sentence of a span, beside it: help, feeling, a condition.

    Words of the span itself do not soften it: "if you had read it" has its condition inside. What the agent can do
    instead softens as well, told there or in the sentence after, and so does what happens instead, after words of
    helplessness. Nothing does where there are no `mild` phrases.
    """
    if is_empty(mild):
        return False
    told = spoken_sentences(reading.conversation.messages[index].text, language=reading.language_of(index))
    sentence = next((one for one in told if one.start <= span.start < one.end), span)
    beside = tuple(one for one in chosen_spans(reading, index, mild) if not overlaps(one, (span,)))
    if overlaps(sentence, beside) or has_way_after(reading, index, span):
        return True
    return _is_made_good(reading, index, span)


def _is_made_good(reading: Reading, index: int, span: Span) -> bool:
    told = spoken_sentences(reading.conversation.messages[index].text, language=reading.language_of(index))
    at = next((number for number, one in enumerate(told) if one.start <= span.start < one.end), None)
    end = span.end + _SOON if at is None else told[min(at + 1, len(told) - 1)].end
    last = min(end, span.end + _SOON)
    return any(span.start <= one.start < last for one in reading.phrases(index, _CAN_DO))


def is_protested(reading: Reading, index: int, answers: PhraseChoice) -> bool:
    """Tell whether the customer's next message holds one of these phrases: a charge taken back, a tone named."""
    answer = answered_just_after(reading.conversation, index)
    return answer is not None and bool(chosen_spans(reading, answer, answers))
