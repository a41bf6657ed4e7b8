"""Tells the speakers of one channel apart, where the two model files of sherpa-onnx are given."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

from qa.domain.transcript import Segment, Word
from transcribe.audio import RATE, Waveform
from transcribe.speaker_models import SpeakerModels, check_models, open_models
from transcribe.voices import Voice, join_voices

LONGEST_S = 2 * 3600
"""What is told apart at most: the whole channel stands in memory meanwhile, 230 MB an hour."""

SAME_VOICE = 0.5
"""How alike (cosine) two voices have to be to count as one, where nothing else is said."""

_LISTENED_S = 30.0


@dataclass(frozen=True, slots=True)
class Turn:
    """A stretch of a channel in which one speaker is heard; speakers are counted in the order they first speak."""

    start_ms: int
    end_ms: int
    speaker: int


def tell_apart(
    waveform: Waveform, *, models: tuple[Path, Path], threads: int, same_voice: float = SAME_VOICE
) -> tuple[Turn, ...]:
    """Return who speaks when in a waveform of 16 kHz. `models` are the segmentation and the embedding model.

    How many speakers there are is found, not given: pieces are clustered first, then each cluster is heard as a whole
    and joined with others that are at least `same_voice` alike.

    Raises ModelMissingError where sherpa-onnx is not there, or a file is not or is no such model.
    """
    check_models(models)
    opened = open_models(models, threads=threads, alike=same_voice)
    result = opened.diarisation.process(waveform).sort_by_start_time()
    turns = in_order_of_speech((float(one.start), float(one.end), int(one.speaker)) for one in result)
    number = max((turn.speaker for turn in turns), default=-1) + 1
    voices = [_voice(waveform, turns, speaker, opened) for speaker in range(number)]
    joined = join_voices(voices, alike=same_voice)
    return in_order_of_speech((turn.start_ms / 1000, turn.end_ms / 1000, joined[turn.speaker]) for turn in turns)


def in_order_of_speech(heard: Iterable[tuple[float, float, int]]) -> tuple[Turn, ...]:
    """Return turns, given as start and end seconds and any number of a speaker, with speakers counted as they come."""
    numbers: dict[int, int] = {}
    turns = []
    for start, end, speaker in sorted(heard):
        number = numbers.setdefault(speaker, len(numbers))
        turns.append(Turn(round(start * 1000), round(end * 1000), number))
    return tuple(turns)


def ascribe(segments: Iterable[Segment], turns: Sequence[Turn]) -> list[Segment]:
    """Give each word to the speaker heard most while it is said, and cut segments where the speaker changes.

    `channel` of the segments returned is the speaker. A word outside every turn goes with the word before it.
    """
    return [part for segment in segments for part in _parts(segment, turns)]


def number_speakers(segments: Sequence[Segment]) -> tuple[Segment, ...]:
    """Count the speakers of segments anew, in the order they first speak; recorded voices (with a role) come last."""
    order = dict.fromkeys(one.channel for one in sorted(segments, key=lambda one: (one.role is not None, one.start_ms)))
    numbers = {channel: number for number, channel in enumerate(order)}
    return tuple(replace(one, channel=numbers[one.channel]) for one in segments)


def _voice(waveform: Waveform, turns: Sequence[Turn], speaker: int, models: SpeakerModels) -> Voice:
    """Listen to a speaker, the longest stretches first, where nobody else speaks."""
    alone = sorted(_alone(turns, speaker), key=lambda one: one[0] - one[1])
    stream = models.embedding.create_stream()
    listened = 0.0
    for start_ms, end_ms in alone:
        if listened < _LISTENED_S:
            stream.accept_waveform(RATE, waveform[start_ms * RATE // 1000 : end_ms * RATE // 1000])
            listened += (end_ms - start_ms) / 1000
    stream.input_finished()
    numbers = np.zeros(models.embedding.dim)
    if models.embedding.is_ready(stream):
        numbers = np.asarray(models.embedding.compute(stream), dtype=np.float64)
    seconds = sum(end_ms - start_ms for start_ms, end_ms in alone) / 1000
    return Voice(seconds, numbers / (np.linalg.norm(numbers) + 1e-9))


def _alone(turns: Sequence[Turn], speaker: int) -> Iterator[tuple[int, int]]:
    """Yield when a speaker is heard and no other."""
    others = [turn for turn in turns if turn.speaker != speaker]
    for turn in turns:
        if turn.speaker != speaker:
            continue
        start_ms = turn.start_ms
        for other in others:
            if other.start_ms < turn.end_ms and other.end_ms > start_ms:
                if other.start_ms > start_ms:
                    yield start_ms, other.start_ms
                start_ms = max(start_ms, other.end_ms)
        if start_ms < turn.end_ms:
            yield start_ms, turn.end_ms


def _parts(segment: Segment, turns: Sequence[Turn]) -> Iterator[Segment]:
    if not segment.words:
        speaker = _speaker(segment.start_ms, segment.end_ms, turns)
        yield replace(segment, channel=speaker or 0)
        return
    run: list[Word] = []
    last: int | None = None
    for word in segment.words:
        found = _speaker(word.start_ms, word.end_ms, turns)
        speaker = found if found is not None else last
        if run and speaker != last:
            yield _with(segment, run, last or 0)
            run = []
        run.append(word)
        last = speaker
    yield _with(segment, run, last or 0)


def _with(segment: Segment, words: list[Word], speaker: int) -> Segment:
    known = [word.confidence for word in words if word.confidence is not None]
    return replace(
        segment,
        channel=speaker,
        start_ms=words[0].start_ms,
        end_ms=max(word.end_ms for word in words),
        text=" ".join(word.text for word in words),
        words=tuple(words),
        confidence=round(sum(known) / len(known), 4) if known else None,
    )


def _speaker(start_ms: int, end_ms: int, turns: Sequence[Turn]) -> int | None:
    heard: dict[int, int] = {}
    for turn in turns:
        shared = min(end_ms, turn.end_ms) - max(start_ms, turn.start_ms)
        if shared > 0:
            heard[turn.speaker] = heard.get(turn.speaker, 0) + shared
    return max(heard, key=lambda speaker: (heard[speaker], -speaker)) if heard else None
