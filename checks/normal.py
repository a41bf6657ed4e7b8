"""Brings text to the form in which phrases are compared, keeping the way back to the original offsets."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

_APOSTROPHES = str.maketrans("’‘ʼ", "'''")
_POLISH = str.maketrans("ąćęłńóśźż", "acelnoszz") | _APOSTROPHES
# Written in haste without its marks, each of these can be but one word ("esta" and "e" could be two).
_PORTUGUESE = """
não você vocês já até amanhã código códigos número números endereço endereços preço preços também possível impossível
disponível responsável compreensível cartão cartões razão cupão atenção então são botão mãe sábado terça serviço
serviços transferência urgência paciência experiência trânsito último última próximo próxima máximo mínimo horário
armazém ninguém alguém estará chegará receberá haverá será irá poderá deverá terá difícil fácil três português inglês
obrigatório notícias técnico incómodo olá
"""
_UNMARKED = str.maketrans("áâãéêíóôõúç", "aaaeeiooouc")
_PORTUGUESE_BARE = {word.translate(_UNMARKED): word for word in _PORTUGUESE.split()}
_PORTUGUESE_HASTE = re.compile(rf"\b(?:{'|'.join(sorted(_PORTUGUESE_BARE))})\b|(?<=\w\w)c(?:ao|oes)\b")
_ARABIC_DROPPED = frozenset("ـ\u200c\u200d\u200e\u200f\u061c\u0670") | {chr(code) for code in range(0x064B, 0x0653)}
_ARABIC_ALIKE = str.maketrans("أإآٱىةیک", "ااااي" + "هيك")
_THAI_VARIANTS = re.compile(
    "[\u200b-\u200d\u2060\ufeff]"
    "|(?P<sara_ae>\u0e40\u0e40)"
    "|\u0e4d(?P<tone>[\u0e48-\u0e4b]?)(?P<sara_am>\u0e32)"
    "|(?P<mark>[\u0e30-\u0e3a\u0e45-\u0e4e])(?P=mark)+"
    "|(?P<consonant>[\u0e01-\u0e2e])(?P=consonant){2,}"
)


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
    brought to the same form, so nothing is lost. In Portuguese, where marks tell words apart, they are put back
    where the word can be no other. Every reader of a message asks again, so the last answers are kept.
    """
    if language == "pl":
        return NormalText(_lower(text).translate(_POLISH))
    lowered = _lower(text).translate(_APOSTROPHES)
    if language == "ar":
        return _normalise_arabic(lowered)
    if language == "th":
        return _normalise_thai(lowered)
    if language == "pt":
        return NormalText(_PORTUGUESE_HASTE.sub(_with_marks, lowered))
    return NormalText(lowered)


def _with_marks(match: re.Match[str]) -> str:
    word = match.group()
    return _PORTUGUESE_BARE.get(word) or {"cao": "ção", "coes": "ções"}[word]


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


def _normalise_thai(text: str) -> NormalText:
    """Join two sara e to sara ae and nikhahit with sara aa to sara am; drop zero-width signs and repeated marks.

    Three or more of one consonant ("มากกกก") stand once, because no Thai word has them.
    """
    if not _THAI_VARIANTS.search(text):
        return NormalText(text)
    letters: list[str] = []
    offsets: list[int] = []
    position = 0
    for match in _THAI_VARIANTS.finditer(text):
        letters.extend(text[position : match.start()])
        offsets.extend(range(position, match.start()))
        joined = _joined(match)
        letters.extend(joined)
        offsets.extend(range(match.start(), match.start() + len(joined)))
        position = match.end()
    letters.extend(text[position:])
    return NormalText("".join(letters), (*offsets, *range(position, len(text) + 1)))


def _joined(match: re.Match[str]) -> str:
    """Return what a Thai variant is compared as."""
    if match["sara_ae"]:
        return "\u0e41"
    if match["sara_am"]:
        return f"{match['tone']}\u0e33"
    return match["mark"] or match["consonant"] or ""
