"""Knows recorded voices by their words and by their sound: menus, waiting messages, and subtitles nobody spoke."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

import numpy as np
from ruamel.yaml import YAML

from qa.domain.call import Mark, MarkKind
from qa.domain.conversation import Role
from qa.domain.transcript import Segment
from transcribe.audio import RATE, Tracks, Waveform

_NEAR_MS = 4_000
_LEAST_WORDS = 5
_SAME_SOUND = 0.8
_EDGE_MS = 250
_LONGEST_COMPARED = 10 * RATE
_MOST_COMPARED = 12
_LENGTH_OFF_MS = 700


@dataclass(frozen=True, slots=True)
class Credits:
    """Subtitles of films: `anywhere` within a line, or a whole line `alone`."""

    anywhere: tuple[str, ...]
    alone: frozenset[str]


@dataclass(frozen=True, slots=True)
class Announcements:
    """What recorded voices say: `menu` nobody else says, `notice` people say too."""

    menu: tuple[str, ...]
    notice: tuple[str, ...]


@cache
def credits() -> Credits:
    """Return the subtitles that are no speech (recorded.yaml)."""
    read = _data()["credits"]
    return Credits(anywhere=tuple(read["anywhere"]), alone=frozenset(read["alone"]))


@cache
def announcements() -> Announcements:
    """Return what recorded voices say (recorded.yaml)."""
    read = _data()["announcements"]
    return Announcements(menu=tuple(read["menu"]), notice=tuple(read["notice"]))


def set_apart(
    segments: Sequence[Segment], tracks: Tracks | None = None
) -> tuple[tuple[Segment, ...], tuple[Mark, ...]]:
    """Give recorded voices the role SYSTEM, so that nobody is charged with them; return the segments and the marks.

    A menu or waiting message is known by its words. What stands up to four seconds before it in the same channel, and
    says what such messages say, belongs to it; what follows may be an agent's greeting. So does a sentence that is
    heard twice as the very same sound: people do not repeat themselves to the sample. Without `tracks`, or where the
    segments' channels are not those of the sound, only words tell.
    """
    reasons = dict(_menus(segments))
    reasons.update(_before(segments, set(reasons)))
    if tracks is not None:
        reasons.update(_same_sound(segments, tracks, known=set(reasons)))
    apart = tuple(
        replace(segment, role=Role.SYSTEM) if place in reasons and segment.role is not Role.BOT else segment
        for place, segment in enumerate(segments)
    )
    marks = tuple(
        Mark(MarkKind.ANNOUNCEMENT, segment.start_ms, segment.end_ms, channel=segment.channel, reason=reasons[place])
        for place, segment in enumerate(segments)
        if place in reasons
    )
    return apart, marks


def _menus(segments: Sequence[Segment]) -> Iterator[tuple[int, str]]:
    for place, segment in enumerate(segments):
        if _holds(segment, announcements().menu):
            yield place, "says what menus and waiting messages say"


def _before(segments: Sequence[Segment], menus: set[int]) -> Iterator[tuple[int, str]]:
    for place, segment in enumerate(segments):
        near = any(
            segments[menu].channel == segment.channel and 0 <= segments[menu].start_ms - segment.end_ms <= _NEAR_MS
            for menu in menus
        )
        if place not in menus and near and _holds(segment, announcements().notice):
            yield place, "stands before a menu or waiting message"


def _same_sound(segments: Sequence[Segment], tracks: Tracks, *, known: set[int]) -> Iterator[tuple[int, str]]:
    places: dict[tuple[int, str], list[int]] = {}
    for place, segment in enumerate(segments):
        if len(_words(segment)) >= _LEAST_WORDS:
            places.setdefault((segment.channel, " ".join(_words(segment))), []).append(place)
    for (channel, _), alike in places.items():
        found = set(known)
        for number, first in enumerate(alike):
            for second in alike[number + 1 : number + 1 + _MOST_COMPARED]:
                pair = segments[first], segments[second]
                if {first, second} <= found or not (_as_long(*pair) and _likeness(tracks, channel, *pair)):
                    continue
                found |= {first, second}
                yield from ((place, "the very same sound is heard twice") for place in (first, second))


def _as_long(first: Segment, second: Segment) -> bool:
    """Tell whether two stretches may be the same sound by their lengths: times of words are off by a little."""
    return abs((first.end_ms - first.start_ms) - (second.end_ms - second.start_ms)) <= _LENGTH_OFF_MS


def _likeness(tracks: Tracks, channel: int, first: Segment, second: Segment) -> bool:
    """Tell whether two stretches hold the same wave, wherever exactly it begins in each."""
    one, other = (_sound(tracks, channel, segment) for segment in (first, second))
    tracks.forget()
    size = 1 << (len(one) + len(other) - 1).bit_length()
    products = np.fft.irfft(np.fft.rfft(one, size) * np.conj(np.fft.rfft(other, size)), size)
    power = float(np.dot(one, one)) * float(np.dot(other, other))
    return power > 0 and float(np.abs(products).max()) > _SAME_SOUND * power**0.5


def _sound(tracks: Tracks, channel: int, segment: Segment) -> Waveform:
    start = max(0, segment.start_ms - _EDGE_MS) * RATE // 1000
    stop = (segment.end_ms + _EDGE_MS) * RATE // 1000
    return tracks.waveform(channel, start=start, stop=min(stop, start + _LONGEST_COMPARED))


def _holds(segment: Segment, phrases: Iterable[str]) -> bool:
    text = f" {' '.join(_words(segment))} "
    return any(f" {phrase} " in text or (not phrase.isascii() and phrase in text) for phrase in phrases)


def _words(segment: Segment) -> list[str]:
    return [stripped for word in segment.text.casefold().split() if (stripped := word.strip(".,;:!?…\"'()"))]


@cache
def _data() -> dict[str, dict[str, list[str]]]:
    read: dict[str, dict[str, list[str]]] = YAML(typ="safe").load(Path(__file__).with_name("recorded.yaml"))
    return read
