"""What a transcription engine heard: words, segments and the conversation made of them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from qa.domain.call import Mark
from qa.domain.conversation import Message, Role

PEAKS_A_SECOND = 20
"""How many peaks of a waveform stand for a second."""


@dataclass(frozen=True, slots=True)
class Word:
    """One heard word. Times are milliseconds from the start of the call; `confidence` is 0 to 1.

    `is_joined` where it follows the word before without a space: engines cut "e-mail", "19.99" and all of Thai so.
    """

    text: str
    start_ms: int
    end_ms: int
    confidence: float | None = None
    is_joined: bool = False


def text_of(words: Iterable[Word]) -> str:
    """Return the line that words make, with a space before each that is not joined to the one before."""
    line = ""
    for word in words:
        line += word.text if not line or word.is_joined else f" {word.text}"
    return line


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of speech of one channel, as the engine cut it.

    `no_speech` is the engine's probability 0 to 1. `role` is who speaks, where the source says
    so itself; None goes by the channel. `language` is the speaker's own; None is that of the call.
    """

    channel: int
    start_ms: int
    end_ms: int
    text: str
    words: tuple[Word, ...] = ()
    confidence: float | None = None
    no_speech: float | None = None
    role: Role | None = None
    language: str | None = None


@dataclass(frozen=True, slots=True)
class Sound:
    """What a recording is, measured from the file itself.

    `sample_rate` is the file's own, in Hz. `peaks` holds, for each distinct channel, the loudest
    sample of every 50 ms, 0 to 100, for the player's waveform.
    """

    sha256: str
    codec: str
    sample_rate: int
    peaks: tuple[tuple[int, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class Transcript:
    """The whole of a call: segments of all channels in order of time.

    `channels` is the number of distinct channels heard (1 for mono and dual mono);
    `agent_channel` is None when it is not known which channel is the agent.
    `settings` are the engine's settings as sorted (name, value) pairs, for repeatability.
    `sound` describes the file; None where there was none to look at. `marks` are the
    stretches that were not talk, and what the engine made up, in order of time.
    """

    segments: tuple[Segment, ...]
    duration_ms: int
    channels: int
    engine: str
    model: str
    language: str | None = None
    language_probability: float | None = None
    agent_channel: int | None = None
    settings: tuple[tuple[str, str], ...] = ()
    sound: Sound | None = None
    marks: tuple[Mark, ...] = ()

    def to_messages(self, *, join_gap_ms: int = 700) -> tuple[Message, ...]:
        """Turn segments into messages: one turn per speaker until the other speaks.

        Segments of one channel less than `join_gap_ms` apart, with nothing of another
        channel between, become one message. A channel whose speaker is unknown gets
        role SYSTEM, so that nothing said there is charged to an agent.
        """
        turns: list[list[Segment]] = []
        for segment in sorted(self.segments, key=lambda one: (one.start_ms, one.channel)):
            last = turns[-1][-1] if turns else None
            joins = (
                last is not None and last.channel == segment.channel and segment.start_ms - last.end_ms < join_gap_ms
            )
            if joins:
                turns[-1].append(segment)
            else:
                turns.append([segment])
        return tuple(self._to_message(turn) for turn in turns)

    def _to_message(self, turn: list[Segment]) -> Message:
        text = " ".join(segment.text.strip() for segment in turn)
        return Message(
            role=turn[0].role or self._role_of(turn[0].channel),
            text=text,
            start_ms=turn[0].start_ms,
            end_ms=max(segment.end_ms for segment in turn),
            words=tuple(
                replace(word, text=word.text.strip(), is_joined=False) for segment in turn for word in segment.words
            ),
            language=turn[0].language or self.language,
        )

    def _role_of(self, channel: int) -> Role:
        if self.agent_channel is None or self.channels < 2:
            return Role.SYSTEM
        return Role.AGENT if channel == self.agent_channel else Role.CUSTOMER
