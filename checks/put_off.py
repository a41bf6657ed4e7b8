"""Finds where a customer in trouble is left to chance: no agent says any more who does what, or when."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

from checks.accuracy.phrase_table import phrase_table
from checks.sides import customer_messages
from checks.signs import may_name_time
from checks.substance import COURTESY, is_courteous
from checks.text import overlaps, sentence_at, spoken_sentences
from checks.trouble import tells_trouble
from checks.wording import chosen_spans
from qa.domain.conversation import Channel
from qa.ports import Reading, Span

_DATA = Path(__file__).with_suffix(".yaml")
_VAGUE, _ENOUGH = ("someday", "chance"), 3
_ASKS = re.compile(r"[?؟]|ไหม|มั้ย|เมื่อไหร่|เมื่อไร|ยังไง")
_HELD = re.compile(r"(?i)[\d?؟]|ไหม|มั้ย|prosz[ęe]|\bplease|por favor|من فضل|لو سمح|يرجى|กรุณา|รบกวน")


def left_to_chance(reading: Reading, answers: Sequence[int]) -> tuple[int, Span] | None:
    """Return the first place where the customer is left to chance, for good.

    The customer told a trouble, or the agent is sorry for one, and asks, right before or afterwards; three such
    phrases stand there or later, or one where the customer asks both before and after it; and neither that message
    nor any later one has a number, a word of time or of a deed.
    """
    asked = customer_messages(reading.conversation)
    is_troubled = any(tells_trouble(reading, one) for one in asked)
    if not is_troubled and not any(reading.phrases(one, "apology") for one in answers):
        return None
    for place, index in enumerate(answers):
        later = answers[place:]
        vague = _vague(reading, index)
        if not vague or not _is_pressed(reading, index):
            continue
        enough = 1 if _is_asked_again(reading, index) else _ENOUGH
        if sum(len(_vague(reading, one)) for one in later) < enough:
            return None
        return None if any(holds(reading, one) for one in later) else (index, vague[0])
    return None


def offers_choice(reading: Reading, index: int) -> bool:
    """Tell whether a message lets the customer choose between ways out."""
    return bool(phrase_table(_DATA).spans(reading, index, "choice"))


def _is_asked_again(reading: Reading, index: int) -> bool:
    """Tell whether the customer asks both in the turn before a message and after it: it was no answer."""
    asked = customer_messages(reading.conversation)
    questions = [one for one in asked if _ASKS.search(reading.conversation.messages[one].text)]
    return (
        any(one > index for one in questions)
        and [one for one in asked if one < index][-1:] == [one for one in questions if one < index][-1:]
    )


def holds(reading: Reading, index: int) -> bool:
    """Tell whether a message gives the case a hold: a question, a number, a time, a deed, outside of courtesies."""
    text = reading.conversation.messages[index].text
    if reading.conversation.messages[index].attachments or reading.phrases(index, "resolution"):
        return True
    told = spoken_sentences(text, language=reading.language_of(index))
    kind = chosen_spans(reading, index, COURTESY)
    plain = [one for one in told if not is_courteous(reading, index, one) and not overlaps(one, kind)]
    vague = _vague(reading, index)
    said = "".join(" " if any(one.start <= at < one.end for one in vague) else text[at] for at in range(len(text)))
    is_timed = any(_HELD.search(said, one.start, one.end) or may_name_time(said[one.start : one.end]) for one in plain)
    spans = phrase_table(_DATA).spans(reading, index, "hold")
    return is_timed or any(one.start <= span.start < one.end for span in spans for one in plain)


def _vague(reading: Reading, index: int) -> list[Span]:
    """Return phrases that leave it to chance, one a place, without what is asked or thanked for."""
    text = reading.conversation.messages[index].text
    found: list[Span] = []
    for span in sorted((one for name in _VAGUE for one in phrase_table(_DATA).spans(reading, index, name)), key=_start):
        sentence = sentence_at(text, span.start)
        is_asked = text[sentence.start : sentence.end].rstrip().endswith(("?", "؟"))
        if not is_asked and not is_courteous(reading, index, span) and (not found or span.start >= found[-1].end):
            found.append(span)
    return found


def _start(span: Span) -> int:
    return span.start


def _is_pressed(reading: Reading, index: int) -> bool:
    """Tell whether the customer asks in the turn before a message or in any after it, or wrote an e-mail about it."""
    asked = customer_messages(reading.conversation)
    if reading.conversation.channel is Channel.EMAIL and asked[0] < index:
        return True
    before = [one for one in asked if one < index][-1:]
    return any(
        _ASKS.search(reading.conversation.messages[one].text) is not None
        for one in (*before, *(one for one in asked if one > index))
    )
