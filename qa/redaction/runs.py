"""Puts together the digits of one number across words and turns."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from qa.domain.conversation import Message, Role
from qa.redaction.tokens import Digits, Other, read_tokens

_BESIDE = re.compile(r"[ \u00a0.\-–/]{0,3}")
_BETWEEN_TURNS = 4
_MOST_TURNS_BETWEEN = 3

Topics = Callable[[str], frozenset[str]]
"""Which numbers a text names: a card, an order, a telephone."""


@dataclass(frozen=True, slots=True)
class PlacedDigits:
    """Digits at `start` to `end` of the text of message `message`."""

    message: int
    digits: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Run:
    """Digits that one person wrote or said one after the other."""

    role: Role
    parts: tuple[PlacedDigits, ...]

    @property
    def digits(self) -> str:
        """Return all digits together."""
        return "".join(part.digits for part in self.parts)

    def windows(self, lengths: range) -> Iterator[tuple[PlacedDigits, ...]]:
        """Yield every stretch of whole parts that has one of the lengths, in digits."""
        for first in range(len(self.parts)):
            count = 0
            for last in range(first, len(self.parts)):
                count += len(self.parts[last].digits)
                if count >= lengths.stop:
                    break
                if count in lengths:
                    yield self.parts[first : last + 1]


def find_runs(messages: Sequence[Message], *, language: str, is_spoken: bool, topics: Topics) -> tuple[Run, ...]:
    """Return the runs of digits of a conversation, each by one speaker.

    Written digits belong together across spaces, dots and dashes; nobody writes them as words. On a call words may
    stand between that carry a number on ("then", "dalej"), and a turn may end while the other says a word or repeats
    the digits. Where another number is named meanwhile ("and the card?"), another run begins.
    """
    runs: list[Run] = []
    for role in (Role.AGENT, Role.CUSTOMER, Role.SYSTEM, Role.BOT):
        runs += _runs_of(messages, role, language=language, is_spoken=is_spoken, topics=topics)
    return tuple(runs)


@dataclass(frozen=True, slots=True)
class Said:
    """Digits in the text of a message, with how many words came since the digits before them."""

    message: int
    text: str
    token: Digits
    words_since: int

    def follows(self, before: PlacedDigits, *, is_spoken: bool) -> bool:
        """Tell whether these digits go on with a number."""
        if before.message != self.message:
            return self.words_since <= _BETWEEN_TURNS
        between = self.text[before.end : self.token.start]
        if is_spoken or not self.token.is_written:
            return self.words_since == 0 and not re.search(r"[?!]", between)
        return _BESIDE.fullmatch(between) is not None


def _runs_of(
    messages: Sequence[Message], role: Role, *, language: str, is_spoken: bool, topics: Topics
) -> Iterator[Run]:  # fmt: skip
    parts: list[PlacedDigits] = []
    words_since = 0
    last_turn = -1
    for index, message in enumerate(messages):
        if message.role is not role:
            continue
        tokens = read_tokens(message.text, language=(message.language or language) if is_spoken else "")
        if parts and not (is_spoken and _goes_on(messages, last_turn, index, language=language)):
            yield Run(role, tuple(parts))
            parts = []
        for token in tokens:
            if isinstance(token, Other):
                words_since += not token.is_filler
                continue
            said = Said(index, message.text, token, words_since)
            if parts and not (
                said.follows(parts[-1], is_spoken=is_spoken) and not _is_renamed(messages, parts, said, topics)
            ):
                yield Run(role, tuple(parts))
                parts = []
            parts.append(PlacedDigits(index, token.digits, token.start, token.end))
            words_since = 0
        last_turn = index
    if parts:
        yield Run(role, tuple(parts))


def _is_renamed(messages: Sequence[Message], parts: Sequence[PlacedDigits], said: Said, topics: Topics) -> bool:
    """Tell whether another number is named between the last digits and these, where the first was named too."""
    last = parts[-1]
    if last.message == said.message:
        return False
    between = (
        messages[last.message].text[last.end :],
        *(one.text for one in messages[last.message + 1 : said.message]),
    )
    named = frozenset[str]().union(*map(topics, (*between, said.text[: said.token.start])))
    return bool(named) and not named <= (_named_before(messages, parts[0], topics) or named)


def _named_before(messages: Sequence[Message], first: PlacedDigits, topics: Topics) -> frozenset[str]:
    """Return what the first digits of a run are said to be: the nearest words that name a number."""
    before = (one.text for one in reversed(messages[max(0, first.message - _MOST_TURNS_BETWEEN) : first.message]))
    texts = (messages[first.message].text[: first.start], *before)
    return next((named for named in map(topics, texts) if named), frozenset())


def _goes_on(messages: Sequence[Message], before: int, here: int, *, language: str) -> bool:
    """Tell whether a speaker may still be at the same number: the other said little, or digits, meanwhile."""
    between = messages[before + 1 : here]
    if len(between) > _MOST_TURNS_BETWEEN:
        return False
    return all(_is_short(message, language=language) for message in between)


def _is_short(message: Message, *, language: str) -> bool:
    tokens = read_tokens(message.text, language=message.language or language)
    return sum(isinstance(token, Other) and not token.is_filler for token in tokens) <= _BETWEEN_TURNS
