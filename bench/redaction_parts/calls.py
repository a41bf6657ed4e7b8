"""Calls in five languages in which a card number and its code are said, with the sound and the times of every word."""

from __future__ import annotations

import json
import random
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import av
import numpy as np
from num2words import num2words

from bench.micro_whisper.grammar import Unit
from bench.micro_whisper.speech import RATE, Sound, Voice, say
from bench.redaction import ASKED, ASKS, CODES, HARMLESS, LEADS, LENGTHS, YES, card_number

_VOICES = {"en": ("en-us", "en-gb-x-rp"), "pl": ("pl",), "pt": ("pt", "pt-br"), "ar": ("ar",), "th": ("th",)}
_VARIANTS = ("", "+f2", "+f3", "+m1", "+m3", "+m7")
_ROLES = ("agent", "customer")
_LEVEL, _NOISE_DB = 0.3, -50
_HARMLESS_LINES = 6


@dataclass(frozen=True, slots=True)
class SaidWord:
    """A word as it is written, with milliseconds from the start; `is_secret` where it is a part of the number."""

    text: str
    start_ms: int
    end_ms: int
    is_secret: bool


@dataclass(frozen=True, slots=True)
class SaidLine:
    """What one speaker says without a break."""

    role: str
    words: tuple[SaidWord, ...]


@dataclass(frozen=True, slots=True)
class SpokenCall:
    """A call: a channel of 16 kHz for the agent, one for the customer, and what is said in them."""

    language: str
    channels: tuple[Sound, ...]
    lines: tuple[SaidLine, ...]

    def words_in(self, channel: int) -> Iterator[SaidWord]:
        """Yield the words of one channel."""
        return (word for line in self.lines if line.role == _ROLES[channel] for word in line.words)


_Part = tuple[str, bool]
"""A word to say, and whether it belongs to a secret."""


def speak_call(language: str, rng: random.Random) -> SpokenCall:
    """Say a call; the same random numbers give the same call."""
    voices = {role: _voice(language, rng) for role in _ROLES}
    now_s, lines = 0.5, []
    played: list[tuple[str, float, Sound]] = []
    for role, parts in _script(language, rng):
        spoken = say(tuple(Unit(word, word) for word, _ in parts), voices[role])
        sound = (spoken.sound / np.abs(spoken.sound).max() * _LEVEL).astype(np.float32)
        played.append((role, now_s, sound))
        words = (
            SaidWord(word, round((now_s + start) * 1000), round((now_s + end) * 1000), is_secret)
            for (word, is_secret), (start, end) in zip(parts, spoken.words, strict=True)
        )
        lines.append(SaidLine(role, tuple(words)))
        now_s += len(sound) / RATE + rng.uniform(0.3, 0.9)
    noise = np.random.default_rng(rng.randint(0, 1 << 30))
    channels = tuple(_mixed(played, role, seconds=now_s + 0.5, noise=noise) for role in _ROLES)
    return SpokenCall(language, channels, tuple(lines))


def write_call(call: SpokenCall, path: Path, *, off_ms: int, rng: random.Random) -> None:
    """Write the sound, and a transcript beside it whose words are off by so much (standard deviation)."""
    samples = (np.clip(np.stack(call.channels, axis=1), -1, 1) * 32767).astype(np.int16)
    with av.open(str(path), "w", format="flac") as file:
        stream = file.add_stream("flac", rate=RATE, layout="stereo")
        for start in range(0, len(samples), RATE):
            block = np.ascontiguousarray(samples[start : start + RATE]).reshape(1, -1)
            frame = av.AudioFrame.from_ndarray(block, format="s16", layout="stereo")
            frame.sample_rate, frame.pts = RATE, start
            file.mux(stream.encode(frame))
        file.mux(stream.encode(None))
    messages = [_message(line, call.language, off_ms=off_ms, rng=rng) for line in call.lines]
    told = {"id": "1", "channel": "call", "language": call.language, "messages": messages}
    path.with_suffix(".json").write_text(json.dumps(told, ensure_ascii=False), encoding="utf-8")


def _voice(language: str, rng: random.Random) -> Voice:
    return Voice(rng.choice(_VOICES[language]) + rng.choice(_VARIANTS), rng.randint(130, 190), rng.randint(35, 65))


def _script(language: str, rng: random.Random) -> Iterator[tuple[str, list[_Part]]]:
    """Yield who says what: harmless numbers, the card in one or two turns, its code, harmless numbers again."""
    for _ in range(_HARMLESS_LINES // 2):
        yield from _harmless(language, rng)
    digits = card_number(rng)
    cut = rng.choice((len(digits), 4, 8))
    yield "agent", _plain(ASKS[language], language)
    yield "customer", [*_plain(rng.choice(LEADS[language]), language), *_number(digits[:cut], language, rng)]
    yield "agent", _plain(YES[language], language)
    if digits[cut:]:
        yield "customer", _number(digits[cut:], language, rng)
        yield "agent", _plain(YES[language], language)
    yield "agent", _plain(CODES[language], language)
    yield "customer", _number(f"{rng.randint(0, 999):03}", language, rng)
    yield "agent", _plain(YES[language], language)
    for _ in range(_HARMLESS_LINES // 2):
        yield from _harmless(language, rng)


def _harmless(language: str, rng: random.Random) -> Iterator[tuple[str, list[_Part]]]:
    kind = rng.randrange(len(LENGTHS))
    yield "agent", _plain(rng.choice(ASKED[language]), language)
    parts: list[_Part] = []
    before, *after = HARMLESS[language][kind].split("{}")
    parts += _plain(before, language)
    for text in after:
        size = rng.randint(*LENGTHS[kind])
        number = _number("".join(rng.choice("0123456789") for _ in range(size)), language, rng)
        parts += [(word, False) for word, _ in number]
        parts += _plain(text, language)
    yield "customer", parts


def _plain(text: str, language: str) -> list[_Part]:
    return [(word, False) for word in text.split()]


def _number(digits: str, language: str, rng: random.Random) -> list[_Part]:
    """Say digits one by one, by pairs, or in numbers of one to three digits."""
    sizes = rng.choice(((1,), (2,), (1, 1, 2, 3)))
    said: list[_Part] = []
    place = 0
    while place < len(digits):
        part = digits[place : place + rng.choice(sizes)]
        place += len(part)
        zeros = len(part) - len(part.lstrip("0"))
        names = [num2words(0, lang=language)] * zeros
        names += [num2words(int(part), lang=language)] if part[zeros:] else []
        said += [(word, True) for name in names for word in name.split()]
    return said


def _mixed(
    played: Sequence[tuple[str, float, Sound]], role: str, *, seconds: float, noise: np.random.Generator
) -> Sound:
    channel = noise.normal(0, 10 ** (_NOISE_DB / 20), int(seconds * RATE)).astype(np.float32)
    for speaker, start_s, sound in played:
        if speaker == role:
            first = int(start_s * RATE)
            channel[first : first + len(sound)] += sound
    return channel


def _message(line: SaidLine, language: str, *, off_ms: int, rng: random.Random) -> dict[str, object]:
    words = [
        {"text": word.text, "start_ms": start, "end_ms": max(start, end), "confidence": 0.9}
        for word, start, end in _heard(line.words, off_ms=off_ms, rng=rng)
    ]
    text = ("" if language == "th" else " ").join(word.text for word in line.words)
    return {
        "role": line.role,
        "text": text,
        "start_ms": words[0]["start_ms"],
        "end_ms": words[-1]["end_ms"],
        "words": words,
    }


def _heard(
    words: Iterable[SaidWord], *, off_ms: int, rng: random.Random
) -> Iterator[tuple[SaidWord, int, int]]:  # fmt: skip
    """Yield words with their times moved by chance, none before the one before it."""
    earliest = 0
    for word in words:
        start = max(earliest, word.start_ms + round(rng.gauss(0, off_ms)))
        end = max(start, word.end_ms + round(rng.gauss(0, off_ms)))
        earliest = start
        yield word, start, end
