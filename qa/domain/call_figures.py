"""Marks and measures of a call in the form that is stored and printed."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from qa.domain.call import CallMeasures, Mark, MarkKind, SpeakerMeasures, Stretch
from qa.domain.conversation import Role


def mark_record(mark: Mark) -> dict[str, Any]:
    """Return a mark as `recording.marks` holds it (docs/transcription.md)."""
    return {
        "kind": mark.kind.value,
        "start_ms": mark.start_ms,
        "end_ms": mark.end_ms,
        "channel": mark.channel,
        "reason": mark.reason,
        "text": mark.text,
    }


def mark_of(record: dict[str, Any]) -> Mark:
    """Return the mark of a record. Raises KeyError, TypeError or ValueError for what is none."""
    channel = record.get("channel")
    return Mark(
        kind=MarkKind(record["kind"]),
        start_ms=int(record["start_ms"]),
        end_ms=int(record["end_ms"]),
        channel=None if channel is None else int(channel),
        reason=str(record.get("reason", "")),
        text=str(record.get("text", "")),
    )


def figures_of(measures: CallMeasures) -> dict[str, Any]:
    """Return the measures of a call, times in milliseconds, stretches as [start, end] or [start, end, role]."""
    return {
        "duration_ms": measures.duration_ms,
        "silence_ms": measures.silence_ms,
        "longest_silence_ms": measures.longest_silence_ms,
        "hold_ms": measures.hold_ms,
        "overtalk_ms": measures.overtalk_ms,
        "silences": [_record(one) for one in measures.silences],
        "hold": [_record(one) for one in measures.hold],
        "overtalk": [_record(one) for one in measures.overtalk],
        "speakers": {one.role.value: _speaker(one) for one in measures.speakers},
    }


def measures_of(figures: dict[str, Any]) -> CallMeasures:
    """Return the measures that `figures_of` wrote. Raises KeyError, TypeError or ValueError for anything else."""
    return CallMeasures(
        duration_ms=figures["duration_ms"],
        speakers=tuple(_speaker_of(role, one) for role, one in figures["speakers"].items()),
        silences=_stretches(figures["silences"]),
        hold=_stretches(figures["hold"]),
        overtalk=_stretches(figures["overtalk"]),
    )


def _speaker_of(role: str, one: dict[str, Any]) -> SpeakerMeasures:
    return SpeakerMeasures(
        role=Role(role),
        talk_ms=one["talk_ms"],
        share=one["share"],
        turns=one["turns"],
        longest_turn_ms=one["longest_turn_ms"],
        words=one["words"],
        words_per_minute=one["words_per_minute"],
        interruptions=_stretches(one["interruptions"]),
        response_gaps=_stretches(one["response_gaps"]),
    )


def _stretches(records: Sequence[Sequence[Any]]) -> tuple[Stretch, ...]:
    return tuple(Stretch(start, end, Role(role[0]) if role else None) for start, end, *role in records)


def _speaker(one: SpeakerMeasures) -> dict[str, Any]:
    return {
        "talk_ms": one.talk_ms,
        "share": one.share,
        "turns": one.turns,
        "longest_turn_ms": one.longest_turn_ms,
        "words": one.words,
        "words_per_minute": one.words_per_minute,
        "median_response_ms": one.median_response_ms,
        "interruptions": [_record(stretch) for stretch in one.interruptions],
        "response_gaps": [_record(stretch) for stretch in one.response_gaps],
    }


def _record(stretch: Stretch) -> list[Any]:
    times: list[Any] = [stretch.start_ms, stretch.end_ms]
    return [*times, stretch.role.value] if stretch.role else times
