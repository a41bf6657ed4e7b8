"""A call that was broken off goes on at the last finished piece, with the same result."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from qa.domain.transcript import Transcript
from qa.ports import TranscriptionRequest
from tests.transcribe.sounds import CALLS, MODEL
from transcribe.audio import RATE
from transcribe.engines.faster_whisper import FasterWhisper
from transcribe.pieces import cut_pieces, key_of

CALL = CALLS / "en-1-excellent.flac"


class BrokenOffError(Exception):
    """The worker is killed."""


class Kept:
    """Pieces in memory; breaks off after `most` new ones."""

    def __init__(self, most: int | None = None) -> None:
        self.heard: dict[str, Mapping[str, Any]] = {}
        self.most = most
        self.read_again = 0

    def read(self, key: str) -> Mapping[str, Any] | None:
        self.read_again += key in self.heard
        return self.heard.get(key)

    def keep(self, key: str, heard: Mapping[str, Any]) -> None:
        if self.most is not None and len(self.heard) >= self.most:
            raise BrokenOffError
        self.heard[key] = heard


def transcribe(path: Path, kept: Kept | None = None) -> Transcript:
    return FasterWhisper().transcribe(TranscriptionRequest(path, model=str(MODEL), agent_channel=0, pieces=kept))


@pytest.mark.whisper
def test_a_call_goes_on_where_it_was_broken_off() -> None:
    kept = Kept(most=1)
    with pytest.raises(BrokenOffError):
        transcribe(CALL, kept)
    kept.most = None
    assert transcribe(CALL, kept) == transcribe(CALL)
    assert kept.read_again == 1


def test_pieces_hold_whole_spans_of_about_a_minute() -> None:
    spans = tuple((place * 10 * RATE, (place * 10 + 8) * RATE) for place in range(20))
    pieces = list(cut_pieces(spans, longest_s=30))
    assert [span for piece in pieces for span in piece] == list(spans)
    assert {len(piece) for piece in pieces[:-1]} == {7}


def test_another_setting_is_another_piece() -> None:
    keys = {
        key_of("a", "faster_whisper", {"beam_size": beam}, language=language, channel=channel, start=0)
        for beam in ("1", "5")
        for language in ("pl", "en")
        for channel in (0, 1)
    }
    assert len(keys) == 8
