"""Tells words that a writer only speaks of from words they say: denied (`it is not true that`) or somebody else's."""

from __future__ import annotations

from checks.text import sentence_at
from qa.ports import Reading, Span

_DISCLAIMER, _CONTRAST = "disclaimer", "contrast"
_FARTHEST = 60


def is_disclaimed(reading: Reading, index: int, span: Span) -> bool:
    """Tell whether the sentence disclaims a span before it comes, with no contrast (`but`) in between.

    False in languages whose pack has no `disclaimer` phrases.
    """
    openers = reading.phrases(index, _DISCLAIMER)
    if not openers:
        return False
    sentence = sentence_at(reading.conversation.messages[index].text, span.start)
    turns = reading.phrases(index, _CONTRAST)
    return any(
        sentence.start <= opener.start < span.start <= opener.end + _FARTHEST
        and not any(opener.end <= turn.start < span.start for turn in turns)
        for opener in openers
    )
