"""Reads what an agent asks for by the kind of the answer, and whether the customer's turn just before holds one.

The kinds (when it was bought or due, the hour, how many, where to, what is wanted, why, in whose name, what is
absent, wrong, faulty, and which thing) and the words of both sides stand in `asked_values.yaml`, by language.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache, lru_cache
from pathlib import Path
from typing import NamedTuple

from ruamel.yaml import YAML

from checks.text import overlaps, quoted_spans, sentence_at, sentences
from qa.ports import Span

_DATA = Path(__file__).with_suffix(".yaml")
_ASKS = ("?", "؟")
_DATE = {
    "pl": r"(?:\d{1,2}[./]\d{1,2}|\d{1,2} (?:stycz|lut|mar|kwie|maj|czerw|lip|sierp|wrze|pa[źz]d|list|grud)\w*|"
    r"(?:poniedzia[łl]|wtor|[śs]rod|[śs]rodę|czwart|pi[ąa]t|sobot|niedziel)\w*|wczoraj|przedwczoraj|dzi[śs]\w*|"
    r"tydzie[ńn] temu|\w+ (?:maja|czerwca|lipca|sierpnia|wrze[śs]nia|kwietnia|marca))",
    "en": r"(?:\d{1,2}[./]\d{1,2}|"
    r"\d{1,2}(?:st|nd|rd|th)?(?: of)? (?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)\w*|"
    r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)\w* \d|\w+ of (?:May|June|July|August|April|March)|"
    r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|yesterday|last week|a week ago)",
    "pt": r"(?:\d{1,2}[./]\d{1,2}|dia \d{1,2}|\d{1,2} de \w+|segunda|terça|quarta|quinta|sexta|s[áa]bado|domingo|ontem|"
    r"anteontem|semana passada)",
    "ar": r"(?:[\d٠-٩]{1,2}[/-][\d٠-٩]{1,2}|[\d٠-٩]{1,2} \S+|"
    r"الأحد|الاثنين|الإثنين|الثلاثاء|الأربعاء|الاربعاء|الخميس|الجمعة|السبت|"
    r"أمس|امس|الأسبوع الماضي)",
    "th": r"(?:วันที่\s?\d|วัน(?:จันทร์|อังคาร|พุธ|พฤหัส|ศุกร์|เสาร์|อาทิตย์)|เมื่อวาน|อาทิตย์ที่แล้ว|สัปดาห์ที่แล้ว)",
}
_NEAR = 15
_THAI_ASKS = re.compile(r"ไหน|อะไร|ไหม|มั้ย|กี่|เท่าไ|เมื่อไ|ใคร|ยังไง|อย่างไร|หรือ|ขอ|แจ้ง")
_REQUEST = re.compile(
    r"(?i)prosz|podaj|podać|opis|potrzebuj|please|could you|can you|need|tell|provide|indique|diga|pode|preciso|"
    r"descrev|زودني|أرجو|ممكن|وضح|أعطني|عطني|اشرح"
)


class Kind(NamedTuple):
    """How one kind of answer is asked for, and told."""

    asks: re.Pattern[str]
    tells: re.Pattern[str]


class Pack(NamedTuple):
    """What is known of one language: its kinds, and words that make an asking or a telling none of them."""

    kinds: Mapping[str, Kind]
    unsure: re.Pattern[str]
    several: re.Pattern[str]
    other: re.Pattern[str]
    changes: re.Pattern[str]


@lru_cache(maxsize=256)
def asked_values(text: str, language: str) -> tuple[tuple[Span, str], ...]:
    """Return the sentences of an agent that ask, with the kind of the answer; those for another one ask none."""
    if language not in _DATE:
        return ()
    kinds, other = _kinds(language).kinds, _kinds(language).other
    found: list[tuple[Span, str]] = []
    for sentence in _own_sentences(text):
        said = text[sentence.start : sentence.end]
        if not _is_asking(said, language) or other.search(said):
            continue
        found.extend((sentence, name) for name, kind in kinds.items() if kind.asks.search(said))
    return tuple(found)


@lru_cache(maxsize=256)
def told_values(text: str, language: str) -> Mapping[str, Span]:
    """Return where a customer tells each kind of answer, and is sure of it; questions tell nothing."""
    if language not in _DATE:
        return {}
    pack = _kinds(language)
    unsure = pack.unsure
    found: dict[str, Span] = {}
    for sentence in _own_sentences(text):
        said = text[sentence.start : sentence.end]
        if said.rstrip().endswith(_ASKS) or (language != "th" and unsure.search(said)):
            continue
        one_of_more = pack.several.search(said)
        for name, kind in pack.kinds.items():
            match = None if name in found or (one_of_more and name == "item") else kind.tells.search(said)
            if match and language == "th" and unsure.search(said, max(0, match.start() - _NEAR), match.end() + _NEAR):
                continue
            if match:
                found[name] = Span(sentence.start + match.start(), sentence.start + match.end())
    return found


def is_for_another(text: str, span: Span, language: str) -> bool:
    """Tell whether the sentence of a question asks for another one, a new one, or more closely."""
    sentence = sentence_at(text, span.start)
    return language in _DATE and bool(_kinds(language).other.search(text, sentence.start, sentence.end))


def is_kept(text: str, span: Span, language: str) -> bool:
    """Tell whether a customer is sure of what was told, and wants no other."""
    sentence, pack = sentence_at(text, span.start), _kinds(language) if language in _DATE else None
    if pack is None:
        return True
    return not any(one.search(text, sentence.start, sentence.end) for one in (pack.unsure, pack.several, pack.changes))


def _is_asking(said: str, language: str) -> bool:
    if said.rstrip().endswith(_ASKS):
        return True
    return bool(_THAI_ASKS.search(said)) if language == "th" else bool(_REQUEST.search(said))


def _own_sentences(text: str) -> Iterator[Span]:
    quoted = quoted_spans(text)
    return (one for one in sentences(text) if not overlaps(one, quoted))


@cache
def _kinds(language: str) -> Pack:
    loaded = dict(YAML(typ="safe", pure=True).load(_DATA.read_text("utf-8"))[language])
    words = {name: re.compile(loaded.pop(name), re.IGNORECASE) for name in ("unsure", "several", "other", "changes")}
    date = _DATE[language]
    kinds = {
        name: Kind(re.compile(one["asks"], re.IGNORECASE), _told(one["tells"].replace("DATE", date), name))
        for name, one in loaded.items()
    }
    return Pack(kinds, **words)


def _told(pattern: str, name: str) -> re.Pattern[str]:
    """Compile what is told; names of people and places are known by their capitals."""
    return re.compile(pattern, 0 if name in ("person", "place") else re.IGNORECASE)
