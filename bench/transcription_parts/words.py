"""How many words are heard wrong, and how far from their true time those heard right are."""

from __future__ import annotations

import statistics
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

import jiwer

from bench.transcription_parts.calls import AGENT, CUSTOMER, SpokenWord


@dataclass(slots=True)
class WordFigures:
    """Errors against true words, summed over calls; times in milliseconds."""

    words: int = 0
    errors: int = 0
    starts: list[int] = field(default_factory=list)
    ends: list[int] = field(default_factory=list)

    def add(self, true: Sequence[SpokenWord], heard: Sequence[SpokenWord]) -> None:
        """Count one stretch of speech: the words of one speaker, or of all where nobody tells them apart."""
        true = [word for word in true if word.plain]
        heard = [word for word in heard if word.plain]
        self.words += len(true)
        if not true:
            self.errors += len(heard)
            return
        found = jiwer.process_words(" ".join(one.plain for one in true), " ".join(one.plain for one in heard))
        self.errors += found.substitutions + found.deletions + found.insertions
        for chunk in found.alignments[0]:
            if chunk.type == "equal":
                pairs = zip(
                    true[chunk.ref_start_idx : chunk.ref_end_idx],
                    heard[chunk.hyp_start_idx : chunk.hyp_end_idx],
                    strict=True,
                )
                for said, word in pairs:
                    self.starts.append(abs(said.start_ms - word.start_ms))
                    self.ends.append(abs(said.end_ms - word.end_ms))

    def add_call(self, true: Sequence[SpokenWord], heard: Sequence[SpokenWord], *, is_mono: bool) -> None:
        """Count a call, each speaker for itself where they are told apart."""
        if is_mono:
            self.add(true, sorted(heard, key=lambda one: one.start_ms))
            return
        for speaker in (AGENT, CUSTOMER):
            self.add(_by(speaker, true), _by(speaker, heard))

    @property
    def error(self) -> float:
        """Return the word error rate."""
        return round(self.errors / self.words, 4) if self.words else 0.0

    def as_record(self) -> dict[str, float | int | None]:
        """Return the figures as they are kept."""
        return {
            "words": self.words,
            "word_error": self.error,
            "start_error_median_ms": _middle(self.starts),
            "start_error_p90_ms": _high(self.starts),
            "end_error_median_ms": _middle(self.ends),
        }


def _by(speaker: int, words: Iterable[SpokenWord]) -> list[SpokenWord]:
    return [word for word in words if word.speaker == speaker]


def _middle(values: Sequence[int]) -> int | None:
    return round(statistics.median(values)) if values else None


def _high(values: Sequence[int]) -> int | None:
    return round(statistics.quantiles(values, n=10)[-1]) if len(values) > 1 else None
