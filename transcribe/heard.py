"""Turns what an engine heard into segments: cut at pauses, without what it made up on silence."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace

from qa.domain.call import Mark, MarkKind
from qa.domain.transcript import Segment, Word, text_of
from transcribe.recorded import credits

PAUSE_MS = 700
"""A silence this long within a segment parts it: engines join what stands seconds apart."""

_NO_SPEECH = 0.6
_UNLIKELY = -1.0
_LOOPING = 2.4
_RUN, _TIMES = 3, 4
_SOME_SILENCE = 0.3

_ENDINGS = (".", "?", "!", "…", "؟")
_MOST_STRAYS = 2
_LONGEST_LEAD_MS = 400


@dataclass(frozen=True, slots=True)
class HeardWord:
    """A word as an engine gives it; times in seconds, `probability` 0 to 1."""

    text: str
    start_s: float
    end_s: float
    probability: float


@dataclass(frozen=True, slots=True)
class Heard:
    """A segment as an engine gives it: times in seconds from the start of the stretch it was given.

    `log_probability` is the mean over tokens, `no_speech` a probability, `compression` how much
    shorter the text is when packed: above 2.4 it repeats itself.
    """

    text: str
    start_s: float
    end_s: float
    words: tuple[HeardWord, ...]
    log_probability: float
    no_speech: float
    compression: float


def to_segments(heard: Heard, *, channel: int, offset_ms: int, end_ms: int) -> tuple[Segment, ...]:
    """Return the segments of a call that stand for `heard`; none when the engine made it up.

    `offset_ms` is where the stretch begins in the call, `end_ms` where it ends. What repeats itself is kept
    with confidence 0: it may stand for real words, and no check may rest on it.
    """
    if why_made_up(heard):
        return ()
    words = tuple(_to_word(word, offset_ms=offset_ms, end_ms=end_ms) for word in heard.words if word.text.strip())
    words = (*(replace(word, is_joined=False) for word in words[:1]), *words[1:])
    if repeats_itself(heard):
        words = tuple(replace(word, confidence=0.0) for word in words)
    if words:
        return tuple(_segment(run, channel=channel, no_speech=heard.no_speech) for run in split_at_pauses(words))
    start, end = _ms(heard.start_s, offset_ms, end_ms), _ms(heard.end_s, offset_ms, end_ms)
    text = heard.text.strip()
    return (Segment(channel, start, max(start, end), text, no_speech=heard.no_speech),) if text else ()


def marks_of(heard: Heard, *, channel: int, offset_ms: int, end_ms: int) -> tuple[Mark, ...]:
    """Return the mark for what the engine made up, with its reason and text; none for what people said."""
    reason = why_made_up(heard) or ("the text repeats itself" if repeats_itself(heard) else None)
    if not reason or not heard.text.strip():
        return ()
    start = _ms(heard.start_s, offset_ms, end_ms)
    end = max(start, _ms(heard.end_s, offset_ms, end_ms))
    return (Mark(MarkKind.INVENTED, start, end, channel=channel, reason=reason, text=heard.text.strip()),)


def why_made_up(heard: Heard) -> str | None:
    """Say why text stands where nobody speaks; None where somebody does.

    Whisper's own rule (no speech likely and text unlikely), and what it learnt from the subtitles of films.
    """
    if heard.no_speech > _NO_SPEECH and heard.log_probability < _UNLIKELY:
        return f"no speech ({heard.no_speech:.2f}) and an unlikely text ({heard.log_probability:.2f})"
    text = " ".join(heard.text.casefold().split())
    if any(phrase in text for phrase in credits().anywhere):
        return "a subtitle credit"
    if text.strip(" .!?…。") in credits().alone and heard.no_speech > _SOME_SILENCE:
        return "a phrase of film subtitles, on hardly any speech"
    return None


def repeats_itself(heard: Heard) -> bool:
    """Tell whether the same words come again and again: packed much shorter, or one run of words four times."""
    if heard.compression > _LOOPING:
        return True
    words = [word.strip(" .,!?…").casefold() for word in heard.text.split()]
    runs = Counter(zip(*(words[place:] for place in range(_RUN)), strict=False))
    return max(runs.values(), default=0) >= _TIMES


def split_at_pauses(words: tuple[Word, ...]) -> Iterator[tuple[Word, ...]]:
    """Yield runs of words with no pause of `PAUSE_MS` or more inside."""
    first = 0
    for place in range(1, len(words)):
        if words[place].start_ms - words[place - 1].end_ms >= PAUSE_MS:
            yield words[first:place]
            first = place
    if words:
        yield words[first:]


def mend_joins(segments: tuple[Segment, ...]) -> tuple[Segment, ...]:
    """Give words heard too early to the sentence they begin; `segments` are one channel's, in order.

    Speech is heard without the pauses between, so the first words of a sentence can land at the end of the one
    before the pause: "What do you want? You" and "should have called." This moves "You".
    """
    mended: list[Segment] = []
    for segment in segments:
        strays = _strays(mended[-1], segment) if mended else ()
        if strays:
            rest = mended[-1].words[: -len(strays)]
            mended[-1:] = [_with_words(mended[-1], rest)] if rest else []
            segment = _with_words(segment, (*_moved(strays, before=segment.start_ms), *segment.words))
        mended.append(segment)
    return tuple(mended)


def _strays(before: Segment, segment: Segment) -> tuple[Word, ...]:
    """Return the words at the end of `before` that begin a sentence going on in `segment`."""
    goes_on = bool(segment.words) and segment.text[0].isalnum() and not segment.text[0].isupper()
    if not goes_on or segment.start_ms - before.end_ms < PAUSE_MS:
        return ()
    first = len(before.words)
    while first and not before.words[first - 1].text.endswith(_ENDINGS):
        first -= 1
    strays = before.words[first:]
    return strays if 0 < len(strays) <= _MOST_STRAYS and strays[0].text[0].isupper() else ()


def _moved(words: tuple[Word, ...], *, before: int) -> Iterator[Word]:
    length = words[-1].end_ms - words[0].start_ms
    shift = before - min(length, _LONGEST_LEAD_MS) - words[0].start_ms
    for word in words:
        yield replace(word, start_ms=min(before, word.start_ms + shift), end_ms=min(before, word.end_ms + shift))


def _with_words(segment: Segment, words: tuple[Word, ...]) -> Segment:
    return _segment(words, channel=segment.channel, no_speech=segment.no_speech or 0.0)


def _segment(words: tuple[Word, ...], *, channel: int, no_speech: float) -> Segment:
    known = [word.confidence for word in words if word.confidence is not None]
    return Segment(
        channel=channel,
        start_ms=words[0].start_ms,
        end_ms=max(word.end_ms for word in words),
        text=text_of(words),
        words=words,
        confidence=round(sum(known) / len(known), 4) if known else None,
        no_speech=round(no_speech, 4),
    )


def _to_word(word: HeardWord, *, offset_ms: int, end_ms: int) -> Word:
    start = _ms(word.start_s, offset_ms, end_ms)
    end = max(start, _ms(word.end_s, offset_ms, end_ms))
    probability = round(min(1.0, max(0.0, word.probability)), 4)
    return Word(word.text.strip(), start, end, probability, is_joined=not word.text[:1].isspace())


def _ms(seconds: float, offset_ms: int, end_ms: int) -> int:
    return min(end_ms, max(offset_ms, offset_ms + round(seconds * 1000)))
