"""Tells whether an answer takes up a word of the question: the sign that it was written for this person."""

from __future__ import annotations

import re

_WORD = re.compile(r"[^\W\d_]{4,}")
_CODE = re.compile(r"\b\w*\d\w{2,}\b")
_SHORT_CODE = re.compile(r"\b[^\W\d_]{1,3}\d{1,3}\b|\b\d{1,3}[^\W\d_]{1,2}\b")
_SHORTEST_STEM = 4
_PIECE = 4
_PLAIN = str.maketrans("ąćęłńóśźżãáâàéêíõôúç", "acelnoszzaaaaeeioouc")
_EMPTY = {
    "pl": "bardzo dzien dobry prosze dziekuje witam mam jest bylo tylko jeszcze panstwo panstwa pani pana mozna czy "
    "jestem jaki jaka moze moge mogę prosze dlaczego kiedy sprawa sprawie problem pomoc rozumiem przykro",
    "en": "please thank thanks hello good morning have been this that with your from what when would could about "
    "there they them just very problem help sorry understand",
    "pt": "obrigado obrigada favor ola bom dia tarde noite para como quando onde isso este esta voce senhor senhora "
    "muito problema ajuda desculpe",
}


_ANY_SHOPS = re.compile(
    r"wiadomos|kontakt|formular|regulamin|stron|zglosz|sklep|obslug|procedur|instrukc|informac|odpowied|zamowi|klien|"
    r"messag|contact|form|website|page|terms|procedur|request|order|reply|repl|answer|inform|shop|store|customer|compan|team|"
    r"mensag|site|pagina|termos|pedido|encomend|respost|loja|cliente|equip|"
    r"رسال|تواصل|طلب|شروط|موقع|صفح|خدم|متجر|فريق|عميل"
)


def echoes(said: str, asked: str, *, language: str) -> bool:
    """Tell whether what is said shares a content word, in any ending, or a number with what was asked.

    Words are compared by their first letters, three quarters of the shorter word. Thai,
    which leaves no space between words, is compared by pieces of four letters.
    """
    if set(_CODE.findall(said)) & set(_CODE.findall(asked)):
        return True
    if language == "th":
        return bool(_pieces(said) & _pieces(asked))
    empty = set(_EMPTY.get(language, "").split())
    theirs = {word for word in _words(asked) if _folded(word) not in empty}
    return any(_is_same(word, other) for word in _words(said) if _folded(word) not in empty for other in theirs)


def shared_words(said: str, asked: str, *, language: str) -> int:
    """Count the content words, in any ending, and numbers that what is said shares with what was asked.

    Words any answer of any shop has ("message", "form", "terms") are no sign that it was written for this person.
    In Thai four letters in a row that both have count as a quarter of a word.
    """
    codes = len(set(_CODE.findall(said)) & set(_CODE.findall(asked)))
    if language == "th":
        return codes + len(_pieces(said) & _pieces(asked)) // _PIECE
    empty = set(_EMPTY.get(language, "").split())
    theirs = {word for word in _words(asked) if _folded(word) not in empty and not _ANY_SHOPS.match(_folded(word))}
    own = {word for word in _words(said) if _folded(word) not in empty}
    return codes + sum(any(_is_same(word, other) for other in own) for word in theirs)


def echoed_share(said: str, asked: str, *, language: str) -> tuple[float, int]:
    """Return which share of the content words said stood in what was asked, in any ending, and how many they are.

    In Thai four letters in a row that both have count as a quarter of a word.
    """
    if language == "th":
        pieces = _pieces(said)
        both = pieces & _pieces(asked)
        return len(both) / max(1, len(pieces)), len(both) // _PIECE
    empty = set(_EMPTY.get(language, "").split())
    theirs, own = _words(asked), {word for word in _words(said) if _folded(word) not in empty}
    own |= set(_SHORT_CODE.findall(said.casefold()))
    theirs |= set(_SHORT_CODE.findall(asked.casefold()))
    both = {word for word in own if any(_is_same(word, other) for other in theirs)}
    return len(both) / max(1, len(own)), len(both)


def _is_same(word: str, other: str) -> bool:
    shorter, longer = sorted((word, other), key=len)
    size = max(_SHORTEST_STEM, (3 * len(shorter)) // 4)
    return longer.startswith(shorter[:size])


def _words(text: str) -> set[str]:
    return set(_WORD.findall(text.casefold()))


def _folded(word: str) -> str:
    return word.translate(_PLAIN)


def _pieces(text: str) -> set[str]:
    letters = "".join(_THAI.findall(text))
    return {letters[start : start + _PIECE] for start in range(len(letters) - _PIECE + 1)} - _THAI_COURTESY


_THAI = re.compile("[\u0e00-\u0e7f]+")
_THAI_COURTESY = {
    courtesy[start : start + _PIECE]
    for courtesy in ("สวัสดีค่ะ", "สวัสดีครับ", "ขอบคุณค่ะ", "ขอบคุณครับ", "ลูกค้า", "นะคะ", "ได้ไหม", "เข้าใจ", "ขออภัย", "รบกวน")
    for start in range(len(courtesy) - _PIECE + 1)
}
