"""Brings text to the form in which phrases are compared, keeping the way back to the original offsets."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

_APOSTROPHES = str.maketrans("’‘ʼ", "'''")
_POLISH = str.maketrans("ąćęłńóśźż", "acelnoszz") | _APOSTROPHES
_ARABIC_DROPPED = frozenset("ـ\u200c\u200d\u200e\u200f\u061c\u0670") | {chr(code) for code in range(0x064B, 0x0653)}
_ARABIC_ALIKE = str.maketrans("أإآٱىة", "ااااي" + "ه")


@dataclass(frozen=True, slots=True)
class NormalText:
    """Text as compared. `offsets[i]` is where character i stands in the original; None when nothing moved.

    `offsets` has one entry more than `text`: the length of the original.
    """

    text: str
    offsets: tuple[int, ...] | None = None

    def original(self, start: int, end: int) -> tuple[int, int]:
        """Return the span of the original text that `[start, end)` came from."""
        if self.offsets is None:
            return start, end
        return self.offsets[start], self.offsets[end]


@lru_cache(maxsize=256)
def normalise(text: str, *, language: str) -> NormalText:
    """Lower the case; in Polish drop the marks of letters, in Arabic tashkeel, tatweel and letter variants.

    Polish marks are dropped because people leave them out in haste; the pattern is
    brought to the same form, so nothing is lost. Every reader of a message asks again, so the last answers are kept.
    """
    if language == "pl":
        return NormalText(_lower(text).translate(_POLISH))
    lowered = _lower(text).translate(_APOSTROPHES)
    if language == "ar":
        return _normalise_arabic(lowered)
    return NormalText(lowered)


def _lower(text: str) -> str:
    """Lower the case without changing the length (`İ` would become two characters)."""
    lowered = text.lower()
    if len(lowered) == len(text):
        return lowered
    return "".join(one.lower() if len(one.lower()) == 1 else one for one in text)


def _normalise_arabic(text: str) -> NormalText:
    if not any(one in _ARABIC_DROPPED for one in text):
        return NormalText(text.translate(_ARABIC_ALIKE))
    kept = [(index, one) for index, one in enumerate(text) if one not in _ARABIC_DROPPED]
    joined = "".join(one for _, one in kept)
    return NormalText(joined.translate(_ARABIC_ALIKE), (*(index for index, _ in kept), len(text)))
