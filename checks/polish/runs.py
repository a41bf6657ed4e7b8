"""Cuts a Polish text into runs: words with nothing but single spaces between them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from checks.polish.lexemes import Word, word

_TOKEN = re.compile(r"[^\W\d_]+(?:[-'’.][^\W\d_]+)*|\d[\d.,]*\d|\d")
_SPACES = (" ", "\u00a0")
# Written with a capital out of politeness or by custom, these are words like any other.
_CAPITALISED = frozenset(
    ("pan", "pani", "państwo", "klient", "klientka", "kurier", "sklep", "sprzedawca", "konsument", "regulamin")
    + ("zamówienie", "paczka", "przesyłka", "dział", "biuro", "nasz", "wasz", "twój", "ty", "wy")
)
_SHORTEST_WORD_BEFORE_A_STOP = 4
_ABBREVIATIONS = frozenset(
    (
        "ul",
        "al",
        "os",
        "pl",
        "godz",
        "tel",
        "nr",
        "dot",
        "im",
        "woj",
        "gm",
        "szt",
        "kg",
        "gr",
        "p",
        "r",
        "w",
        "str",
        "wg",
    )
    + ("pkt", "ok", "min", "sek", "maks", "mies", "tyg", "św", "dr", "red", "pn", "wt", "śr", "pt", "sob", "kol", "roz")
)
_CODE_SIGNS = frozenset("/_@#&=+\\-'0123456789")
_UNKNOWN = Word("")
_NUMBER = Word("0", others=frozenset(("dig",)))


@dataclass(frozen=True, slots=True)
class Token:
    """A word or number of a run with its place in the text; a name, an abbreviation and a code are unknown words."""

    start: int
    end: int
    text: str
    word: Word


@dataclass(frozen=True, slots=True)
class Run:
    """Words in a row; `before` and `after` are the signs around it, "" at the ends of the text."""

    tokens: tuple[Token, ...]
    before: str
    after: str

    def __len__(self) -> int:
        return len(self.tokens)

    def at(self, place: int) -> Word:
        """Return the word at a place, an unknown one outside the run."""
        return self.tokens[place].word if 0 <= place < len(self.tokens) else _UNKNOWN

    def text(self, place: int) -> str:
        """Return the word at a place in lower case, "" outside the run."""
        return self.tokens[place].text if 0 <= place < len(self.tokens) else ""

    @property
    def opens_sentence(self) -> bool:
        """Tell whether the run stands at the start of a sentence or line."""
        return not self.before or self.before[-1] in ".!?…\n" or "\n" in self.before


def runs(text: str) -> Iterator[Run]:
    """Yield the runs of a text in order."""
    tokens: list[Token] = []
    before, position, abbreviated = "", 0, False
    for match in _TOKEN.finditer(text):
        gap = text[position : match.start()]
        if gap not in _SPACES:
            if tokens:
                yield Run(tuple(tokens), before, gap.strip(" "))
            abbreviated = gap.strip() == "." and bool(tokens) and len(tokens[-1].text) < _SHORTEST_WORD_BEFORE_A_STOP
            tokens, before = [], "," if abbreviated else gap.strip(" ")
        is_first = not tokens and (not before or before[-1] in '.!?…\n:-–—•*>"„' or "\n" in gap) and not abbreviated
        tokens.append(_token(text, match, is_first=is_first))
        position = match.end()
    if tokens:
        yield Run(tuple(tokens), before, text[position:].strip(" "))


def _token(text: str, match: re.Match[str], *, is_first: bool) -> Token:
    written = match.group()
    lower = written.lower()
    if written[0].isdigit():
        return Token(match.start(), match.end(), lower, _NUMBER)
    found = word(lower) if written.isalpha() else _UNKNOWN
    is_capital = written[0].isupper()
    is_name = is_capital and not is_first and not found.lemmas & _CAPITALISED
    is_code = (len(written) > 1 and written.isupper()) or _touches_code(text, match)
    is_short = text[match.end() : match.end() + 1] == "." and ("brev" in found.others or lower in _ABBREVIATIONS)
    known = not (is_name or is_code or is_short)
    return Token(match.start(), match.end(), lower, found if known else _UNKNOWN)


def _touches_code(text: str, match: re.Match[str]) -> bool:
    """Tell whether a sign of a code stands right beside the word (`szt/kg`, `kolor_2`, `@sklep`)."""
    start, end = match.span()
    return text[end : end + 1] in _CODE_SIGNS or (start > 0 and text[start - 1] in _CODE_SIGNS)
