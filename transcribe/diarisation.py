"""Tells the speakers of one channel apart, where the two model files of sherpa-onnx are given."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from pathlib import Path

import numpy as np

from qa.domain.transcript import Segment, Word, text_of
from transcribe.audio import RATE, Waveform
from transcribe.speaker_models import SpeakerModels, check_models, open_models
from transcribe.speech import Span
from transcribe.voices import Voice, group_voices

LONGEST_S = 2 * 3600
"""What is told apart at most: the whole channel stands in memory meanwhile, 230 MB an hour."""

SAME_VOICE = 0.5
"""How alike (cosine) two voices have to be to count as one, where nothing else is said."""

_STRETCH_S = 600
_LISTENED_MS = 20_000
_AROUND = RATE // 10


@dataclass(frozen=True, slots=True)
class Turn:
    """A stretch of a channel in which one speaker is heard; speakers are counted in the order they first speak."""

    start_ms: int
    end_ms: int
    speaker: int


def only_spoken(waveform: Waveform, speech: Sequence[Span]) -> Waveform:
    """Silence, in the waveform itself, what is not speech nor a little around, so that no music becomes a speaker."""
    silent_from = 0
    for start, stop in (*sorted(speech), (len(waveform) + _AROUND, 0)):
        waveform[silent_from : max(silent_from, start - _AROUND)] = 0
        silent_from = max(silent_from, stop + _AROUND)
    return waveform


def tell_apart(
    waveform: Waveform, *, models: tuple[Path, Path], threads: int, same_voice: float = SAME_VOICE
) -> tuple[Turn, ...]:
    """Return who speaks when in a waveform of 16 kHz. `models` are the segmentation and the embedding model.

    How many speakers there are is found, not given: sherpa-onnx cuts the sound into turns of one voice each, and each
    turn is heard as a whole and grouped with those at least `same_voice` alike. Pieces of ten seconds, which is what
    sherpa-onnx groups, more often hold two voices taken for one.

    Raises ModelMissingError where sherpa-onnx is not there, or a file is not or is no such model.
    """
    check_models(models)
    opened = open_models(models, threads=threads, alike=same_voice)
    turns = in_order_of_speech(_turns_of_stretches(waveform, opened))
    voices = [_voice(waveform, turn, turns, opened) for turn in turns]
    speakers = group_voices(voices, alike=same_voice)
    return in_order_of_speech(
        (turn.start_ms / 1000, turn.end_ms / 1000, speaker) for turn, speaker in zip(turns, speakers, strict=True)
    )


def _turns_of_stretches(waveform: Waveform, models: SpeakerModels) -> Iterator[tuple[float, float, int]]:
    """Yield turns, each stretch with speakers of its own: sherpa-onnx's memory grows with the square of the length."""
    before = 0
    for first in range(0, len(waveform), _STRETCH_S * RATE):
        stretch = waveform[first : first + _STRETCH_S * RATE]
        turns = models.diarisation.process(stretch).sort_by_start_time()
        for one in turns:
            yield first / RATE + float(one.start), first / RATE + float(one.end), before + int(one.speaker)
        before += 1 + max((int(one.speaker) for one in turns), default=-1)


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

    `channel` of the segments returned is the speaker.
    """
    return [part for segment in segments for part in _parts(segment, turns)]


def number_speakers(segments: Sequence[Segment]) -> tuple[Segment, ...]:
    """Count the speakers of segments anew, in the order they first speak; recorded voices (with a role) come last."""
    order = dict.fromkeys(one.channel for one in sorted(segments, key=lambda one: (one.role is not None, one.start_ms)))
    numbers = {channel: number for number, channel in enumerate(order)}
    return tuple(replace(one, channel=numbers[one.channel]) for one in segments)


def _voice(waveform: Waveform, turn: Turn, turns: Sequence[Turn], models: SpeakerModels) -> Voice:
    """Listen to a turn where nobody else speaks."""
    stream = models.embedding.create_stream()
    listened_ms = 0
    for start_ms, end_ms in _alone(turn, turns):
        end_ms = min(end_ms, start_ms + _LISTENED_MS - listened_ms)
        if end_ms > start_ms:
            stream.accept_waveform(RATE, waveform[start_ms * RATE // 1000 : end_ms * RATE // 1000])
            listened_ms += end_ms - start_ms
    stream.input_finished()
    numbers = np.zeros(models.embedding.dim)
    if listened_ms and models.embedding.is_ready(stream):
        numbers = np.asarray(models.embedding.compute(stream), dtype=np.float64)
    return Voice(listened_ms / 1000, numbers / (np.linalg.norm(numbers) + 1e-9), cluster=turn.speaker)


def _alone(turn: Turn, turns: Sequence[Turn]) -> Iterator[tuple[int, int]]:
    """Yield when a turn's speaker is heard and no other; `turns` are in order of their start."""
    start_ms = turn.start_ms
    for other in turns:
        if other.start_ms >= turn.end_ms:
            break
        if other.speaker == turn.speaker or other.end_ms <= start_ms:
            continue
        if other.start_ms > start_ms:
            yield start_ms, other.start_ms
        start_ms = max(start_ms, other.end_ms)
    if start_ms < turn.end_ms:
        yield start_ms, turn.end_ms


def _parts(segment: Segment, turns: Sequence[Turn]) -> Iterator[Segment]:
    if not segment.words:
        speaker = _speaker(segment.start_ms, segment.end_ms, turns)
        yield replace(segment, channel=_nearest(segment, turns) if speaker is None else speaker)
        return
    for speaker, run in groupby(zip(_speakers(segment, turns), segment.words, strict=True), key=lambda one: one[0]):
        yield _with(segment, [word for _, word in run], speaker)


def _speakers(segment: Segment, turns: Sequence[Turn]) -> list[int]:
    """Return who says each word; one outside every turn goes with the word before it, the first with the one after."""
    found = [_speaker(word.start_ms, word.end_ms, turns) for word in segment.words]
    last = next((speaker for speaker in found if speaker is not None), None)
    last = _nearest(segment, turns) if last is None else last
    speakers = []
    for speaker in found:
        last = last if speaker is None else speaker
        speakers.append(last)
    return speakers


def _nearest(segment: Segment, turns: Sequence[Turn]) -> int:
    """Return who speaks nearest to a segment in which no turn is."""
    nearest = min(
        turns, key=lambda one: max(one.start_ms - segment.end_ms, segment.start_ms - one.end_ms), default=None
    )
    return nearest.speaker if nearest else 0


def _with(segment: Segment, words: list[Word], speaker: int) -> Segment:
    known = [word.confidence for word in words if word.confidence is not None]
    return replace(
        segment,
        channel=speaker,
        start_ms=words[0].start_ms,
        end_ms=max(word.end_ms for word in words),
        text=text_of(words),
        words=tuple(words),
        confidence=round(sum(known) / len(known), 4) if known else None,
    )


def _speaker(start_ms: int, end_ms: int, turns: Sequence[Turn]) -> int | None:
    heard: dict[int, int] = {}
    end_ms = max(end_ms, start_ms + 1)  # engines give some words no length
    for turn in turns:
        shared = min(end_ms, turn.end_ms) - max(start_ms, turn.start_ms)
        if shared > 0:
            heard[turn.speaker] = heard.get(turn.speaker, 0) + shared
    return max(heard, key=lambda speaker: (heard[speaker], -speaker)) if heard else None
