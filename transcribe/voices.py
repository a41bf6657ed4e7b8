"""Groups turns by voice: turns long enough to be told first, then their groups, then what is short."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

LEAST_S = 2.0
"""Seconds a voice has to be heard alone to be a speaker."""

_TOLD_S, _HEARD_S = 1.0, 0.5


@dataclass(frozen=True, slots=True)
class Voice:
    """What is known of a voice: the seconds it is heard alone, and numbers of length 1 that are alike for one voice.

    `cluster` is whose it was said to be before, for what is too short to tell.
    """

    seconds: float
    numbers: NDArray[np.float64]
    cluster: int = 0


def group_voices(voices: Sequence[Voice], *, alike: float) -> tuple[int, ...]:
    """Return for each turn's voice the number of its speaker.

    Turns of a second and more are joined while all of one group and all of the other are `alike` on average (cosine,
    -1 to 1), then the groups, each heard as a whole. Shorter turns go to the speaker they are most like; where hardly
    anything is heard, to who has most of the cluster they came from.
    """
    long = [place for place, voice in enumerate(voices) if voice.seconds >= _TOLD_S]
    if not long:
        return (0,) * len(voices)
    first = _link([voices[place] for place in long], alike=alike)
    members = [
        [place for place, group in zip(long, first, strict=True) if group == one] for one in dict.fromkeys(first)
    ]
    joined = join_voices([_together(group, voices) for group in members], alike=alike)
    speakers = {place: joined[number] for number, group in enumerate(members) for place in group}
    heard = {one: [place for place in long if speakers[place] == one] for one in sorted(set(joined))}
    means = {one: _mean(places, voices) for one, places in heard.items()}
    return tuple(
        speakers[place] if place in speakers else _speaker_of(voice, means, voices=voices, speakers=speakers)
        for place, voice in enumerate(voices)
    )


def join_voices(voices: Sequence[Voice], *, alike: float) -> tuple[int, ...]:
    """Return for each voice the number of the group it belongs to, groups counted by their first voice.

    The two groups most alike are joined while their likeness (cosine, -1 to 1) is at least `alike`. Then a voice
    heard for less than LEAST_S goes to the group it is most like: a word or two are too few for a speaker of their own.
    """
    members = [[place] for place in range(len(voices))]
    while (pair := _most_alike(members, voices)) and _likeness(*pair, voices=voices) >= alike:
        members.remove(pair[1])
        pair[0].extend(pair[1])
    long = [group for group in members if _seconds(group, voices) >= LEAST_S] or members[:1]
    for group in [group for group in members if group not in long]:
        max(long, key=lambda one: _likeness(one, group, voices=voices)).extend(group)
    ordered = sorted(long, key=min)
    return tuple(next(number for number, group in enumerate(ordered) if place in group) for place in range(len(voices)))


def _link(voices: Sequence[Voice], *, alike: float) -> list[int]:
    """Return the group of each voice: average linkage."""
    from scipy.cluster.hierarchy import fcluster, linkage

    if len(voices) == 1:
        return [0]
    tree = linkage(np.stack([voice.numbers for voice in voices]), method="average", metric="cosine")
    return [int(group) for group in fcluster(tree, t=1 - alike, criterion="distance")]


def _together(group: Sequence[int], voices: Sequence[Voice]) -> Voice:
    return Voice(_seconds(group, voices), _mean(group, voices))


def _speaker_of(
    voice: Voice, means: Mapping[int, NDArray[np.float64]], *, voices: Sequence[Voice], speakers: Mapping[int, int]
) -> int:
    """Return whose a short turn is."""
    of_cluster = [speaker for place, speaker in speakers.items() if voices[place].cluster == voice.cluster]
    if voice.seconds >= _HEARD_S or not of_cluster:
        return max(means, key=lambda one: float(means[one] @ voice.numbers))
    return max(sorted(set(of_cluster)), key=of_cluster.count)


def _most_alike(members: Sequence[list[int]], voices: Sequence[Voice]) -> tuple[list[int], list[int]] | None:
    pairs = [(one, other) for place, one in enumerate(members) for other in members[place + 1 :]]
    return max(pairs, key=lambda pair: _likeness(*pair, voices=voices), default=None)


def _likeness(one: Sequence[int], other: Sequence[int], *, voices: Sequence[Voice]) -> float:
    return float(_mean(one, voices) @ _mean(other, voices))


def _mean(group: Sequence[int], voices: Sequence[Voice]) -> NDArray[np.float64]:
    total = np.sum([voices[place].numbers * voices[place].seconds for place in group], axis=0)
    return np.asarray(total / (np.linalg.norm(total) + 1e-9))


def _seconds(group: Sequence[int], voices: Sequence[Voice]) -> float:
    return sum(voices[place].seconds for place in group)
