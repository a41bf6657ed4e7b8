"""Cuts the hearing of a call into pieces that are kept as they are finished, so that a new worker goes on there."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from typing import Any

from qa.domain.call import Mark
from qa.domain.call_figures import mark_of, mark_record
from qa.domain.transcript import Segment, Word
from transcribe.audio import RATE
from transcribe.speech import Span

_PIECE_S = 60


def cut_pieces(speech: tuple[Span, ...], *, longest_s: float) -> Iterator[tuple[Span, ...]]:
    """Yield runs of spans of about a minute of speech; an engine's windows of `longest_s` fall into one piece each.

    The cut depends on nothing but the spans, so a call that is taken up again is heard in the same pieces.
    """
    most = max(_PIECE_S, longest_s) * RATE
    piece: list[Span] = []
    for span in speech:
        if piece and sum(stop - start for start, stop in piece) + span[1] - span[0] > most:
            yield tuple(piece)
            piece = []
        piece.append(span)
    if piece:
        yield tuple(piece)


def key_of(sha256: str, engine: str, settings: Mapping[str, str], *, language: str, channel: int, start: int) -> str:
    """Return what a piece is kept under: another file, engine, setting or language is another piece."""
    parts = (
        sha256,
        engine,
        language,
        str(channel),
        str(start),
        *(f"{name}={settings[name]}" for name in sorted(settings)),
    )
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()


def record_of(segments: list[Segment], marks: list[Mark]) -> dict[str, Any]:
    """Return what was heard in a piece in the form it is kept in."""
    return {"segments": [_segment_record(one) for one in segments], "marks": [mark_record(one) for one in marks]}


def heard_in(record: Mapping[str, Any]) -> tuple[list[Segment], list[Mark]]:
    """Return what was heard in a piece that was kept."""
    return [_segment_of(one) for one in record["segments"]], [mark_of(one) for one in record["marks"]]


def _segment_record(one: Segment) -> list[Any]:
    words = [[word.text, word.start_ms, word.end_ms, word.confidence, word.is_joined] for word in one.words]
    return [one.channel, one.start_ms, one.end_ms, one.text, words, one.confidence, one.no_speech]


def _segment_of(record: list[Any]) -> Segment:
    channel, start_ms, end_ms, text, words, confidence, no_speech = record
    return Segment(channel, start_ms, end_ms, text, tuple(Word(*word) for word in words), confidence, no_speech)
