"""Tokens of the multilingual Whisper tokenizer: of sentences, of the grammar, and the tokenizer in another format."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from typing import Any

from bench.micro_whisper.errors import ToolMissingError
from bench.micro_whisper.grammar import LANGUAGES, Sentence
from bench.micro_whisper.speech import Spoken, Times

TOKENS = 51_865
TIMESTAMPS = 1501
FIRST_TIMESTAMP = TOKENS - TIMESTAMPS
_PUNCTUATION = re.compile(r"[.,?!]+")
_MARK_S = (-0.06, 0.04)


@cache
def tokenizer() -> Any:
    """Load openai-whisper's tokenizer. Raises ToolMissingError where it is not installed."""
    try:
        from whisper.tokenizer import get_tokenizer
    except ImportError as error:
        raise ToolMissingError("openai-whisper", mend="make openai-whisper") from error
    return get_tokenizer(True, num_languages=99, language="en", task="transcribe")


def tokens_of(sentence: Sentence, spoken: Spoken) -> Iterator[tuple[int, Times]]:
    """Yield the tokens of a sentence with start and end seconds; digits said one by one are tokens of their own."""
    for number, unit in enumerate(sentence):
        times = spoken.words[number]
        mark = (times[1] + _MARK_S[0], times[1] + _MARK_S[1])
        if number in spoken.digits:
            digits = spoken.digits[number]
            for place, digit in enumerate(unit.written[: len(digits)]):
                yield tokenizer().encode(digit if place else f" {digit}")[0], digits[place]
            for token in tokenizer().encode(unit.written[len(digits) :]):
                yield token, mark
            continue
        yield from _tokens_of_word(tokenizer().encode(f" {unit.written}"), times, mark)


def _tokens_of_word(tokens: Sequence[int], times: Times, mark: Times) -> Iterator[tuple[int, Times]]:
    """Share the time of a word among its tokens by their bytes; punctuation is where the word ends."""
    body = list(tokens)
    tail: list[int] = []
    while len(body) > 1 and _PUNCTUATION.fullmatch(tokenizer().decode([body[-1]])):
        tail.insert(0, body.pop())
    sizes = [len(tokenizer().encoding.decode_single_token_bytes(token)) for token in body]
    start_s, per_byte = times[0], (times[1] - times[0]) / sum(sizes)
    for token, size in zip(body, sizes, strict=True):
        yield token, (start_s, start_s + size * per_byte)
        start_s += size * per_byte
    for token in tail:
        yield token, mark


class Vocabulary:
    """The tokens the grammar uses, which are trained one by one; all others share one row of the output.

    In the softmax that row counts as often as there are such tokens: exactly the full vocabulary with these rows tied,
    at a fifteenth of the cost. Rows: used tokens, then timestamps, then the shared one.
    """

    def __init__(self, used: tuple[int, ...]) -> None:
        self.used = used
        self._rows = {token: row for row, token in enumerate(used)}

    @property
    def unused(self) -> int:
        """Return how many tokens share the last row."""
        return TOKENS - TIMESTAMPS - len(self.used)

    def row(self, token: int) -> int:
        """Return the row of a used token."""
        return self._rows[token]

    def knows(self, tokens: Iterable[int]) -> bool:
        """Tell whether all of some tokens are used ones."""
        return all(token in self._rows for token in tokens)

    def time_row(self, frame: int) -> int:
        """Return the row of a timestamp, in frames of 20 ms."""
        return len(self.used) + min(max(frame, 0), TIMESTAMPS - 1)

    def is_text(self, row: int) -> bool:
        """Tell a row of text from one of a special token or a time."""
        return row < len(self.used) and self.used[row] < int(tokenizer().eot)


def vocabulary_of(tokens: Iterable[int]) -> Vocabulary:
    """Return the vocabulary of the tokens of a corpus."""
    own = tokenizer()
    special = {own.sot, own.eot, own.transcribe, own.no_timestamps, own.no_speech, own.sot_prev}
    return Vocabulary(tuple(sorted({*tokens, *special, *(language_token(one) for one in LANGUAGES)})))


def language_token(language: str) -> int:
    """Return the token that names a language."""
    return int(tokenizer().special_tokens[f"<|{language}|>"])


def as_fast_tokenizer() -> tuple[Any, list[str]]:
    """Return the tokenizer in the format of the library `tokenizers`, and the text of each of its tokens."""
    from tokenizers import AddedToken, Tokenizer, decoders, models, pre_tokenizers

    ranks: dict[bytes, int] = tokenizer().encoding._mergeable_ranks
    vocabulary = {_letters(token): rank for token, rank in ranks.items()}
    fast = Tokenizer(models.BPE(vocab=vocabulary, merges=list(_merges(ranks)), fuse_unk=False))
    fast.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False, use_regex=True)
    fast.decoder = decoders.ByteLevel()
    special = sorted(tokenizer().special_tokens.items(), key=lambda one: one[1])
    fast.add_special_tokens([AddedToken(text, special=True, normalized=False) for text, _ in special])
    texts = [""] * TOKENS
    for text, number in (*vocabulary.items(), *special):
        texts[number] = text
    return fast, texts


def _merges(ranks: dict[bytes, int]) -> Iterator[tuple[str, str]]:
    """Yield the two parts of each token of more than a byte, by replaying the merges below its rank."""
    for token, rank in sorted(ranks.items(), key=lambda one: one[1]):
        parts = [bytes([one]) for one in token]
        while len(parts) > 2:
            known = [ranks.get(parts[place] + parts[place + 1], rank) for place in range(len(parts) - 1)]
            best = min(range(len(known)), key=known.__getitem__)
            parts[best : best + 2] = [parts[best] + parts[best + 1]]
        if len(parts) == 2:
            yield _letters(parts[0]), _letters(parts[1])


def _letters(token: bytes) -> str:
    return "".join(_letter_of_byte()[byte] for byte in token)


@cache
def _letter_of_byte() -> dict[int, str]:
    """Return the letter that stands for each byte in byte-level BPE: printable ones for themselves."""
    plain = [*range(33, 127), *range(161, 173), *range(174, 256)]
    others = [byte for byte in range(256) if byte not in plain]
    return {**{byte: chr(byte) for byte in plain}, **{byte: chr(256 + place) for place, byte in enumerate(others)}}
