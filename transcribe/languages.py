"""Says which language is spoken in each channel of a call: as it is told, or as it sounds."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from qa.domain.conversation import Role
from qa.domain.transcript import Segment
from qa.errors import UnknownNameError
from qa.ports import TranscriptionRequest
from transcribe.audio import RATE, Tracks
from transcribe.speech import join_speech, length_s
from transcribe.stretches import Hearing, Stretch

_SURE = 0.9
_LISTENED_S = 30


@dataclass(frozen=True, slots=True)
class Spoken:
    """The language of a call, how sure it is where it was detected, and the language of each channel."""

    language: str | None
    probability: float | None
    by_channel: Mapping[int, str | None]


def require_languages(request: TranscriptionRequest, known: Collection[str]) -> None:
    """Raise UnknownNameError for a language asked for that a model does not know, before anything is heard."""
    for language in (request.language, *request.channel_languages.values()):
        if language and language.partition("-")[0] not in known:
            raise UnknownNameError("language of the speech model", language, known=known)


def find_languages(
    tracks: Tracks,
    channels: Sequence[int],
    stretches: Sequence[Stretch],
    hearing: Hearing,
    *,
    request: TranscriptionRequest,
) -> Spoken:
    """Return what is spoken: as told of a channel, as given for the call, else detected.

    Where languages are told of channels, each other channel has its own, not that of the call.
    """
    told = told_languages(request, channels)
    if request.language:
        return Spoken(request.language, None, {one: told.get(one, request.language) for one in channels})
    if not request.channel_languages and not request.is_language_by_channel:
        language, probability = _detect(tracks, stretches, hearing)
        return Spoken(language, probability, dict.fromkeys(channels, language))
    own = {one: (told[one], None) if one in told else _detect(tracks, _of(one, stretches), hearing) for one in channels}
    main = next((one.channel for one in _most_spoken(stretches)), None)
    language, probability = own[main] if main is not None else (None, None)
    return Spoken(language, probability, {one: own[one][0] or language for one in channels})


def told_languages(request: TranscriptionRequest, channels: Sequence[int]) -> dict[int, str]:
    """Return the languages told of channels: of the agent's and the customer's, else by the channel's number.

    Nobody knows whose a channel is where it is the only one, or where the agent's is not known.
    """
    told = request.channel_languages
    is_known = len(channels) > 1 and request.agent_channel in channels
    found = {one: _told_of(one, told, agent=request.agent_channel if is_known else None) for one in channels}
    return {one: language for one, language in found.items() if language}


def in_told_languages(
    segments: Iterable[Segment], request: TranscriptionRequest, *, agent: int | None, by_channel: bool
) -> tuple[Segment, ...]:
    """Return the segments of a transcript from elsewhere in the languages told of their speakers or channels."""
    told = request.channel_languages if by_channel else _of_sides(request.channel_languages)

    def language_of(one: Segment) -> str | None:
        known = told.get(one.role.value) if one.role else _told_of(one.channel, told, agent=agent)
        return known or one.language

    return tuple(replace(one, language=language_of(one)) for one in segments)


def _told_of(channel: int, told: Mapping[str, str], *, agent: int | None) -> str | None:
    side = Role.AGENT if channel == agent else Role.CUSTOMER
    return (told.get(side.value) if agent is not None else None) or told.get(str(channel))


def _of_sides(told: Mapping[str, str]) -> dict[str, str]:
    return {name: language for name, language in told.items() if not name.isdecimal()}


def _detect(tracks: Tracks, stretches: Sequence[Stretch], hearing: Hearing) -> tuple[str | None, float | None]:
    """Return the language of some channels and how sure it is: one for all, the longest speech first."""
    total: dict[str, float] = {}
    weights = 0.0
    for stretch in _most_spoken(stretches):
        waveform = tracks.waveform(stretch.channel, start=stretch.start, stop=stretch.stop)
        speech = join_speech(waveform, stretch.speech)[: _LISTENED_S * RATE]
        weight = len(speech) / RATE
        weights += weight
        for code, probability in hearing.detect(speech).items():
            total[code] = total.get(code, 0.0) + probability * weight
        if max(total.values()) / weights >= _SURE:
            break
    if not total:
        return None, None
    best = max(total, key=lambda code: total[code])
    return best, round(total[best] / weights, 4)


def _most_spoken(stretches: Iterable[Stretch]) -> list[Stretch]:
    """Return, of each channel, the stretch with most speech; the channel that speaks most comes first."""
    best: dict[int, Stretch] = {}
    for stretch in stretches:
        known = best.get(stretch.channel)
        if stretch.speech and (known is None or length_s(stretch.speech) > length_s(known.speech)):
            best[stretch.channel] = stretch
    return sorted(best.values(), key=lambda one: -length_s(one.speech))


def _of(channel: int, stretches: Iterable[Stretch]) -> tuple[Stretch, ...]:
    return tuple(one for one in stretches if one.channel == channel)
