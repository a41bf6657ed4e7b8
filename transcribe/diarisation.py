"""Tells two speakers of one channel apart, where the two model files of sherpa-onnx are given."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from qa.domain.transcript import Segment, Word
from qa.errors import ModelMissingError
from transcribe.audio import Waveform

LONGEST_S = 2 * 3600
"""What is told apart at most: the whole channel stands in memory meanwhile, 230 MB an hour."""

_SPEAKERS = 2


@dataclass(frozen=True, slots=True)
class Turn:
    """A stretch of a channel in which one speaker is heard; speakers are counted in the order they first speak."""

    start_ms: int
    end_ms: int
    speaker: int


def tell_apart(waveform: Waveform, *, models: tuple[Path, Path], threads: int) -> tuple[Turn, ...]:
    """Return who speaks when in a waveform of 16 kHz. `models` are the segmentation and the embedding model.

    Raises ModelMissingError where sherpa-onnx or a file is not there.
    """
    result = _load(models, threads).process(waveform).sort_by_start_time()
    return in_order_of_speech((float(one.start), float(one.end), int(one.speaker)) for one in result)


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


@cache
def _load(models: tuple[Path, Path], threads: int) -> Any:
    if find_spec("sherpa_onnx") is None:
        raise ModelMissingError(
            "QA_DIARISATION needs sherpa-onnx: pip install 'plumbline-qa[diarisation]', or leave the setting out."
        )
    for path in models:
        if not path.is_file():
            raise ModelMissingError(f"QA_DIARISATION: there is no file {str(path)!r}; give both model files by path.")
    import sherpa_onnx as sherpa

    pyannote = sherpa.OfflineSpeakerSegmentationPyannoteModelConfig(model=str(models[0]))
    config = sherpa.OfflineSpeakerDiarizationConfig(
        segmentation=sherpa.OfflineSpeakerSegmentationModelConfig(pyannote=pyannote, num_threads=threads),
        embedding=sherpa.SpeakerEmbeddingExtractorConfig(model=str(models[1]), num_threads=threads),
        clustering=sherpa.FastClusteringConfig(num_clusters=_SPEAKERS),
    )
    if not config.validate():
        raise ModelMissingError(
            f"QA_DIARISATION: {models[0].name} and {models[1].name} are no segmentation and embedding model in ONNX."
        )
    return sherpa.OfflineSpeakerDiarization(config)
