"""Takes out of a channel what is only the other speaker, heard faintly through the line."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from qa.domain.call import Mark, MarkKind
from qa.domain.transcript import Segment, Word
from transcribe.audio import RATE, Tracks
from transcribe.channels import echoes


def without_crosstalk(
    segments: Sequence[Segment], tracks: Tracks, channels: tuple[int, ...]
) -> tuple[list[Segment], list[Mark]]:
    """Return the segments without words that are another channel's, and a mark for each run taken out.

    The words themselves stand in their own channel already.
    """
    kept: list[Segment] = []
    marks: list[Mark] = []
    for segment in segments:
        leaked = [word for word in segment.words if _is_leaked(word, segment.channel, tracks, channels)]
        if not leaked:
            kept.append(segment)
            continue
        own = tuple(word for word in segment.words if word not in leaked)
        if own:
            kept.append(replace(segment, words=own, text=" ".join(word.text for word in own)))
        marks.append(_mark(segment, leaked))
    return kept, marks


def _mark(segment: Segment, leaked: Sequence[Word]) -> Mark:
    return Mark(
        MarkKind.CROSSTALK,
        leaked[0].start_ms,
        leaked[-1].end_ms,
        channel=segment.channel,
        reason="the same wave, louder, in the other channel",
        text=" ".join(word.text for word in leaked),
    )


def _is_leaked(word: Word, channel: int, tracks: Tracks, channels: tuple[int, ...]) -> bool:
    heard = tracks.samples[word.start_ms * RATE // 1000 : word.end_ms * RATE // 1000]
    return any(echoes(heard[:, channel], heard[:, other]) for other in channels if other != channel)
