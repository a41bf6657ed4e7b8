"""Says sentences with espeak-ng, and tells when each word and each phoneme is said."""

from __future__ import annotations

import ctypes
import re
from collections.abc import Iterator, Mapping, Sequence
from ctypes.util import find_library
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from typing import Any

import numpy as np
import scipy.signal
from numpy.typing import NDArray

from bench.micro_whisper.errors import ToolMissingError, VoiceError
from bench.micro_whisper.grammar import Sentence, Unit

RATE = 16_000

Sound = NDArray[np.float32]
Times = tuple[float, float]

_SYNCHRONOUS, _WITH_PHONEMES, _UTF8 = 2, 1, 1
_PHONEME_EVENT = 7
_SPEED, _PITCH, _PITCH_RANGE = 1, 3, 4
_AFTER_LAST_S = 0.06

_BASES = {"en": ("en-us", "en-us", "en", "en-gb-x-rp"), "pl": ("pl",)}
_HEARD = (
    *("", "+f1", "+f2", "+f3", "+f4", "+m1", "+m2", "+m3", "+m4", "+m6", "+m7", "+m8", "+Annie", "+Andrea"),
    *("+belinda", "+steph", "+michael", "+max", "+paul", "+Alex", "+linda", "+david"),
)
_NEVER_HEARD = ("+f5", "+m5", "+Alicia", "+john")


@dataclass(frozen=True, slots=True)
class Voice:
    """How somebody speaks: espeak-ng's voice, words a minute, pitch and its range from 0 to 100."""

    name: str
    rate: int
    pitch: int
    pitch_range: int = 50


@dataclass(frozen=True, slots=True)
class Phone:
    """One phoneme, with seconds from the start of its sentence and its place in the text."""

    name: str
    start_s: float
    end_s: float
    place: int


@dataclass(frozen=True, slots=True)
class Spoken:
    """A sentence said: sound of 16 kHz from -1 to 1, and start and end seconds of each word.

    `digits` holds, by the number of the word, the times of the digits of a number said digit by digit.
    """

    sound: Sound
    words: tuple[Times, ...]
    digits: Mapping[int, tuple[Times, ...]]
    phones: tuple[Phone, ...]


def missing_voice() -> str | None:
    """Say how to get espeak-ng where it is not installed."""
    return None if find_library("espeak-ng") else "espeak-ng is not installed: apt-get install espeak-ng"


def voice_names(language: str, *, heard: bool) -> tuple[str, ...]:
    """Return the voices that training hears, or those kept out of it."""
    return tuple(base + variant for base in _BASES[language] for variant in (_HEARD if heard else _NEVER_HEARD))


def say(sentence: Sentence, voice: Voice) -> Spoken:
    """Say one sentence. Raises ToolMissingError without espeak-ng, VoiceError for a voice it does not have."""
    texts = [unit.spoken for unit in sentence]
    raw, events = _espeak().speak(" ".join(texts), voice)
    phones = tuple(_phones(events, length_s=len(raw) / _espeak().rate, rate=_espeak().rate))
    sound = scipy.signal.resample_poly(raw, RATE, _espeak().rate).astype(np.float32)
    starts = _starts(texts)
    said = [_said_by(phones, starts, number) for number in range(len(texts))]
    return Spoken(
        sound=sound[: int((phones[-1].end_s + _AFTER_LAST_S) * RATE)],
        words=_without_gaps(said, texts),
        digits=dict(_digits(sentence, starts, phones)),
        phones=phones,
    )


class _Event(ctypes.Structure):
    _fields_ = (
        ("type", ctypes.c_int),
        ("unique_identifier", ctypes.c_uint),
        ("text_position", ctypes.c_int),
        ("length", ctypes.c_int),
        ("audio_position", ctypes.c_int),
        ("sample", ctypes.c_int),
        ("user_data", ctypes.c_void_p),
        ("id", ctypes.c_char * 8),
    )


_Heard = tuple[int, int, str]
"""Sample, place in the text and name of a phoneme, as espeak-ng tells it."""


class _Espeak:
    """The library of espeak-ng, which speaks one sentence at a time in a process."""

    def __init__(self) -> None:
        name = find_library("espeak-ng")
        if name is None:
            raise ToolMissingError("espeak-ng", mend="apt-get install espeak-ng")
        self._library = ctypes.CDLL(name)
        self.rate = int(self._library.espeak_Initialize(_SYNCHRONOUS, 0, None, _WITH_PHONEMES))
        prototype = ctypes.CFUNCTYPE(
            ctypes.c_int, ctypes.POINTER(ctypes.c_short), ctypes.c_int, ctypes.POINTER(_Event)
        )  # fmt: skip
        self._callback = prototype(self._hear)
        self._library.espeak_SetSynthCallback(self._callback)
        self._sound: list[NDArray[np.int16]] = []
        self._events: list[_Heard] = []

    def speak(self, text: str, voice: Voice) -> tuple[Sound, list[_Heard]]:
        """Return the sound of a text at espeak-ng's own rate, and its phonemes."""
        self._sound.clear()
        self._events.clear()
        if self._library.espeak_SetVoiceByName(voice.name.encode()) != 0:
            raise VoiceError(voice.name)
        for parameter, value in ((_SPEED, voice.rate), (_PITCH, voice.pitch), (_PITCH_RANGE, voice.pitch_range)):
            self._library.espeak_SetParameter(parameter, value, 0)
        raw = text.encode() + b"\0"
        self._library.espeak_Synth(raw, len(raw), 0, 1, 0, _UTF8, None, None)
        return (np.concatenate(self._sound) / 32768).astype(np.float32), list(self._events)

    def _hear(self, wave: Any, length: int, events: Any) -> int:
        if wave and length > 0:
            self._sound.append(np.ctypeslib.as_array(wave, (length,)).copy())
        place = 0
        while events[place].type:
            one = events[place]
            if one.type == _PHONEME_EVENT:
                name = bytes(one.id).split(b"\0")[0].decode("utf-8", "ignore")
                self._events.append((one.sample, one.text_position - 1, name))
            place += 1
        return 0


@cache
def _espeak() -> _Espeak:
    return _Espeak()


def _phones(events: Sequence[_Heard], *, length_s: float, rate: int) -> Iterator[Phone]:
    ends = [*(event[0] / rate for event in events[1:]), length_s]
    for (sample, place, name), end in zip(events, ends, strict=True):
        if not name.startswith("_") and end > sample / rate:
            yield Phone(name, sample / rate, end, place)


def _starts(texts: Sequence[str]) -> list[int]:
    """Return where each word begins in the text that is said."""
    starts = [0]
    for text in texts:
        starts.append(starts[-1] + len(text) + 1)
    return starts[:-1]


def _said_by(phones: Sequence[Phone], starts: Sequence[int], number: int) -> Times | None:
    """Return when a word is said; None for one that espeak-ng joined to the word before, as in `of the`."""
    after = starts[number + 1] if number + 1 < len(starts) else 1 << 30
    own = [phone for phone in phones if starts[number] <= max(phone.place, 0) < after]
    return (own[0].start_s, own[-1].end_s) if own else None


def _without_gaps(said: Sequence[Times | None], texts: Sequence[str]) -> tuple[Times, ...]:
    """Share the time of a word among those joined to it, by their letters."""
    times: list[Times] = []
    number = 0
    while number < len(said):
        after = number + 1
        while after < len(said) and said[after] is None:
            after += 1
        start, end = said[number] or next((one for one in said if one), (0.0, 0.0))
        edges = np.cumsum([0, *(len(text) for text in texts[number:after])])
        shares = start + (end - start) * edges / edges[-1]
        times += [(float(first), float(last)) for first, last in pairwise(shares)]
        number = after
    return tuple(times)


def _digits(
    sentence: Sentence, starts: Sequence[int], phones: Sequence[Phone]
) -> Iterator[tuple[int, tuple[Times, ...]]]:  # fmt: skip
    """Yield the times of the digits of each number that is said digit by digit."""
    for number, unit in enumerate(sentence):
        if not is_spelled(unit):
            continue
        times: list[Times] = []
        place = starts[number]
        for digit in unit.spoken.split():
            own = [phone for phone in phones if place <= phone.place < place + len(digit)]
            times += [(own[0].start_s, own[-1].end_s)] if own else []
            place += len(digit) + 1
        if len(times) == len(unit.spoken.split()):
            yield number, tuple(times)


def is_spelled(unit: Unit) -> bool:
    """Tell a number that is said digit by digit."""
    digits = re.sub(r"\D", "", unit.written)
    return len(digits) > 1 and len(unit.spoken.split()) == len(digits)
