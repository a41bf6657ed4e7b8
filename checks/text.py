"""Reads the make-up of a message: its sentences, what is quoted, its signature, its links and codes."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from checks.normal import NormalText
from qa.ports import Span

_SENTENCE_END = re.compile(r"(?:[.!?…؟]+[\"”»')]*(?=\s|$)|\n\s*\n|\n(?=[-*•])|\n)")
_ABBREVIATION = re.compile(
    r"(?:\b(?:np|tzn|tj|ul|al|os|nr|godz|tel|ok|dot|itp|itd|m\.in|zł|gr|szt|woj|dr|inż|mgr|św|ds|ust|art|pkt|wg|"
    r"e\.g|i\.e|mr|mrs|ms|st|no|vs|approx|inc|ltd|sr|sra|dra|av|exmo|exma|nº)|\b(?!é\b)[^\W\d])\.$",
    re.IGNORECASE,
)
# Behind these a capital begins a sentence: "co najmniej 150 zł. Bluzka jest z wyprzedaży".
_ENDS_SENTENCE_TOO = re.compile(r"\b(?:zł|gr|szt|itp|itd|godz|min)\.$", re.IGNORECASE)
_QUOTED_LINE = re.compile(r"^[ \t]*>.*$", re.MULTILINE)
_REPLY_HEADER = re.compile(
    r"^(?:On .{4,120} wrote:|(?:W dniu|Dnia) .{4,120}(?:pisze|napisał|napisała|napisał\(a\)):|Em .{4,120} escreveu:|"
    r"كتب .{4,120}:|.{0,80}كتب:|เมื่อ.{4,120}เขียนว่า:?|-{2,} ?(?:Original Message|Wiadomość oryginalna|"
    r"Mensagem original|الرسالة الأصلية) ?-{2,})[ \t]*$",
    re.MULTILINE,
)
_QUOTE_MARKS = re.compile(r"„[^„”\"\n]{1,300}[”\"]|“[^“”\n]{1,300}”|«[^«»\n]{1,300}»|\"[^\"\n]{1,300}\"")
_SIGNATURE = re.compile(
    r"^(?:--[ \t]*|(?:z poważaniem|pozdrawiam(?:y)?|z wyrazami szacunku|łączę pozdrowienia|serdecznie pozdrawiam(?:y)?|"
    r"(?:kind|best|warm) regards|regards|best wishes|yours (?:sincerely|faithfully)|sincerely|"
    r"com os melhores cumprimentos|melhores cumprimentos|atenciosamente|cumprimentos|"
    r"مع (?:خالص )?التحية|ขอแสดงความนับถือ)[,!.]?[ \t]*)$",
    re.MULTILINE | re.IGNORECASE,
)
_LINK_OR_CODE = re.compile(
    r"(?:https?://|www\.)\S*[\w/]|[\w.+-]+@[\w-]+(?:\.[\w-]+)+|\b[\w-]+(?:\.[\w-]+)*\.(?:pl|com|pt|br|eu|net|org|example|th)\b(?:/\S*[\w/])?|"
    r"#?\b(?=[\w/-]*\d)[A-Za-z0-9][\w/-]{3,}|[#@]\w+",
)
_THAI_SENTENCE_END = re.compile(r"(?:ค่ะ|ครับ|คะ|จ้า|จ้ะ|ฮะ)\s+")
_UNBROKEN = re.compile(r"\S+")
_LONGEST_WORD = 300


@lru_cache(maxsize=512)
def sentences(text: str) -> tuple[Span, ...]:
    """Return the sentences of a text, in order, without the white space around them."""
    found: list[Span] = []
    start = 0
    for match in _SENTENCE_END.finditer(text):
        if match.group() == "." and _goes_on(text, match.start(), start):
            continue
        _add_trimmed(found, text, start, match.end())
        start = match.end()
    _add_trimmed(found, text, start, len(text))
    return tuple(found)


@lru_cache(maxsize=512)
def spoken_sentences(text: str, *, language: str) -> tuple[Span, ...]:
    """Return the sentences of a text, cut in Thai behind polite particles too, which end them without a full stop."""
    if language != "th":
        return sentences(text)
    found: list[Span] = []
    for sentence in sentences(text):
        start = sentence.start
        for match in _THAI_SENTENCE_END.finditer(text, sentence.start, sentence.end):
            _add_trimmed(found, text, start, match.end())
            start = match.end()
        _add_trimmed(found, text, start, sentence.end)
    return tuple(found)


def sentence_at(text: str, position: int) -> Span:
    """Return the sentence that holds a position."""
    for sentence in sentences(text):
        if sentence.start <= position < sentence.end:
            return sentence
    return Span(0, len(text))


@lru_cache(maxsize=512)
def history_spans(text: str) -> tuple[Span, ...]:
    """Return what is copied from earlier mail: lines after `>` and everything below a reply header."""
    if ">" not in text and ":" not in text and "--" not in text:
        return ()
    header = _REPLY_HEADER.search(text)
    end = header.start() if header else len(text)
    quoted = [Span(match.start(), match.end()) for match in _QUOTED_LINE.finditer(text, 0, end)]
    if header:
        quoted.append(Span(end, len(text)))
    return tuple(quoted)


@lru_cache(maxsize=512)
def quoted_spans(text: str) -> tuple[Span, ...]:
    """Return what the writer quotes: mail history and words in quotation marks."""
    marks = tuple(Span(match.start(), match.end()) for match in _QUOTE_MARKS.finditer(text))
    return history_spans(text) + marks


@lru_cache(maxsize=512)
def signature_span(text: str) -> Span | None:
    """Return the signature: from a line that is only a farewell formula, or `--`, to the end."""
    if "\n" not in text:
        return None
    for match in _SIGNATURE.finditer(text):
        if text.count("\n", match.end()) <= 10:
            return Span(match.start(), len(text))
    return None


def code_spans(text: str) -> tuple[Span, ...]:
    """Return links, addresses and codes: words no dictionary holds.

    A word of hundreds of letters is a code as a whole.
    """
    found: list[Span] = []
    for word in _UNBROKEN.finditer(text):
        if word.end() - word.start() > _LONGEST_WORD:
            found.append(Span(*word.span()))
        else:
            found.extend(
                Span(word.start() + match.start(), word.start() + match.end())
                for match in _LINK_OR_CODE.finditer(word.group())
            )
    return tuple(found)


def is_within(span: Span, others: Iterable[Span]) -> bool:
    """Tell whether a span lies inside one of the others."""
    return any(other.start <= span.start and span.end <= other.end for other in others)


def overlaps(span: Span, others: Iterable[Span]) -> bool:
    """Tell whether a span shares a character with one of the others."""
    return any(other.start < span.end and span.start < other.end for other in others)


def without(text: str, hidden: Iterable[Span]) -> NormalText:
    """Cut spans out of a text; the result leads back to the original offsets."""
    cuts = sorted(hidden, key=lambda span: span.start)
    if not cuts:
        return NormalText(text)
    pieces: list[str] = []
    offsets: list[int] = []
    position = 0
    for cut in (*cuts, Span(len(text), len(text))):
        if cut.start > position:
            pieces.append(text[position : cut.start])
            offsets.extend(range(position, cut.start))
        position = max(position, cut.end)
    return NormalText("".join(pieces), (*offsets, len(text)))


def _goes_on(text: str, stop: int, start: int) -> bool:
    """Tell whether a full stop ends an abbreviation or an ordinal (`12. maja`) and no sentence."""
    following = text[stop + 1 : stop + 4].lstrip()
    if _ABBREVIATION.search(text[start : stop + 1]):
        return not (following[:1].isupper() and _ENDS_SENTENCE_TOO.search(text[start : stop + 1]))
    return stop > 0 and text[stop - 1].isdigit() and following[:1].islower()


def _add_trimmed(found: list[Span], text: str, start: int, end: int) -> None:
    piece = text[start:end]
    left = start + len(piece) - len(piece.lstrip())
    right = start + len(piece.rstrip())
    if left < right:
        found.append(Span(left, right))
