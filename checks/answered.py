"""Finds what the customer's next message tells of an agent's: that it blamed, sent away or hurt them."""

from __future__ import annotations

import re

from checks.echo import shared_words
from checks.sides import answered_just_after
from checks.text import quoted_spans, signature_span, spoken_sentences
from checks.wording import own_spans
from qa.domain.conversation import Role
from qa.domain.rubric import PhraseChoice
from qa.ports import Reading, Span

_ASKS = re.compile(r"[?؟]|ไหม(?!้)|มั้ย|หรือเปล่า|รึเปล่า|หรือยัง|หรือไม่|หรือคะ|เหรอ")


def answered_span(reading: Reading, index: int, answers: PhraseChoice) -> Span | None:
    """Return the sentence that the customer's next message answers with such a phrase; None where it holds none.

    Of the agents' messages in a row only the last is answered. Whoever is asked answers the question: a message that
    ends with one, or asks in the words of the answer, is none.
    """
    messages = reading.conversation.messages
    answer = answered_just_after(reading.conversation, index)
    if answer is None or any(one.role is Role.AGENT for one in messages[index + 1 : answer]):
        return None
    if not own_spans(reading, answer, answers):
        return None
    text, language = messages[index].text, reading.language_of(index)
    signature = signature_span(text)
    hidden = (*quoted_spans(text), *((signature,) if signature else ()))
    told = [
        one
        for one in spoken_sentences(text, language=language)
        if not any(other.start <= one.start < other.end for other in hidden)
    ]
    if not told:
        return None
    shared = {one: shared_words(text[one.start : one.end], messages[answer].text, language=language) for one in told}
    asked = [one for one in told if _ASKS.search(text, one.start, one.end)]
    if told[-1] in asked or any(shared[one] for one in asked):
        return None
    return max(told, key=lambda one: (shared[one], one.end - one.start))
