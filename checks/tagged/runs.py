"""Cuts a text into runs: words with nothing but single spaces between them, so that neighbours are neighbours."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

_TOKEN = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*|\d[\d.,]*\d|\d")
_SPACES = (" ", "\u00a0")
_CODE_SIGNS = frozenset("/_@#&=+\\-0123456789")
_OPENING = ".!?…\n:-–—•*>"


@dataclass(frozen=True, slots=True)
class Token:
    """A word in lower case with its place; `is_name` for capitals inside a sentence and codes."""

    start: int
    end: int
    text: str
    is_name: bool = False


@dataclass(frozen=True, slots=True)
class Run:
    """Words in a row; `opens_sentence` tells that nothing of the sentence stands before them."""

    tokens: tuple[Token, ...]
    opens_sentence: bool
    after: str = ""

    def __len__(self) -> int:
        return len(self.tokens)

    def text(self, place: int) -> str:
        """Return the word at a place, "" outside the run and for a name."""
        if not 0 <= place < len(self.tokens) or self.tokens[place].is_name:
            return ""
        return self.tokens[place].text


def runs(text: str) -> Iterator[Run]:
    """Yield the runs of a text in order."""
    tokens: list[Token] = []
    opens, position = True, 0
    for match in _TOKEN.finditer(text):
        gap = text[position : match.start()]
        if gap not in _SPACES:
            if tokens:
                yield Run(tuple(tokens), opens, gap.strip(" "))
            opens = not gap.strip(" ") or gap.strip(" ")[-1] in _OPENING or "\n" in gap
            tokens = []
        tokens.append(_token(text, match, is_first=not tokens and opens))
        position = match.end()
    if tokens:
        yield Run(tuple(tokens), opens, text[position:].strip(" "))


def _token(text: str, match: re.Match[str], *, is_first: bool) -> Token:
    start, end = match.span()
    written = match.group()
    is_code = text[end : end + 1] in _CODE_SIGNS or (start > 0 and text[start - 1] in _CODE_SIGNS)
    is_name = (written[0].isupper() and not is_first) or (len(written) > 1 and written.isupper()) or is_code
    return Token(start, end, written.lower(), is_name)
