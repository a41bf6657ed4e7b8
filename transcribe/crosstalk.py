"""Takes out of a channel what is only the other speaker, heard faintly through the line."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from qa.domain.call import Mark, MarkKind
from qa.domain.transcript import Segment, Word, text_of
from transcribe.audio import RATE, Samples, Tracks
from transcribe.channels import echoes, is_under

_AROUND_MS = 250
"""A tenth of all words are heard that much beside their true time (docs/performance.md)."""


def without_crosstalk(
    segments: Sequence[Segment], tracks: Tracks, channels: tuple[int, ...]
) -> tuple[list[Segment], list[Mark]]:
    """Return the segments without words that are another channel's, and a mark for each run taken out.

    The words themselves stand in their own channel already.
    """
    kept: list[Segment] = []
    marks: list[Mark] = []
    for segment in segments:
        places = _leaked(segment, tracks, channels)
        tracks.forget()
        if not places:
            kept.append(segment)
            continue
        leaked = [segment.words[place] for place in sorted(places)]
        own = tuple(word for place, word in enumerate(segment.words) if place not in places)
        if own:
            kept.append(replace(segment, words=own, text=text_of(own)))
        marks.append(_mark(segment, leaked))
    return kept, marks


def _leaked(segment: Segment, tracks: Tracks, channels: tuple[int, ...]) -> set[int]:
    """Return which words of a segment have leaked.

    A short word alone is too little wave to be told by its likeness; beside a leaked word it has leaked too where the
    other channel is as much louder over it.
    """
    places = {place for place, word in enumerate(segment.words) if _is_leaked(word, segment.channel, tracks, channels)}
    for step in (1, -1):
        order = range(len(segment.words)) if step == 1 else reversed(range(len(segment.words)))
        for place in order:
            is_beside = place - step in places
            if place not in places and is_beside and _is_under(segment.words[place], segment.channel, tracks, channels):
                places.add(place)
    return places


def _mark(segment: Segment, leaked: Sequence[Word]) -> Mark:
    return Mark(
        MarkKind.CROSSTALK,
        leaked[0].start_ms,
        leaked[-1].end_ms,
        channel=segment.channel,
        reason="the same wave, louder, in the other channel",
        text=text_of(leaked),
    )


def _is_leaked(word: Word, channel: int, tracks: Tracks, channels: tuple[int, ...]) -> bool:
    """Tell whether a word is the other speaker's wave, at its own time or a little around: times of words are off.

    A word without length has no wave of its own; only its neighbours tell.
    """
    return word.start_ms < word.end_ms and any(
        echoes(heard[:, channel], heard[:, other])
        for heard in _sounds(word, tracks)
        for other in channels
        if other != channel
    )


def _is_under(word: Word, channel: int, tracks: Tracks, channels: tuple[int, ...]) -> bool:
    return any(
        is_under(heard[:, channel], heard[:, other])
        for heard in _sounds(word, tracks)
        for other in channels
        if other != channel
    )


def _sounds(word: Word, tracks: Tracks) -> Iterator[Samples]:
    """Yield the sound of a word, then with what is around it, where somebody who really speaks is as loud as ever."""
    for around_ms in (0, _AROUND_MS):
        first = max(0, word.start_ms - around_ms)
        yield tracks.samples[first * RATE // 1000 : (word.end_ms + around_ms) * RATE // 1000]
