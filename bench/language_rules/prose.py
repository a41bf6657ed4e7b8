"""Reads whole sentences of prose out of help pages, catalogues of translations and books of sayings."""

from __future__ import annotations

import json
import re
import warnings
from collections.abc import Callable, Iterator, Mapping
from gettext import GNUTranslations
from pathlib import Path

from bs4 import BeautifulSoup, XMLParsedAsHTMLWarning

from checks.detect import detect_language
from checks.languagetool.units import split_units

_SPACE = re.compile(r"\s+")
_WORD = re.compile(r"[^\W\d_]+")
_NOT_PROSE = re.compile(r"[<>{}\[\]|\\=_*@#$%^~/`+→▸•§&]|\.\w|\w\(|\d\.\d|--|[ʹ\u0000-\u001f]")
_BEGINS = re.compile(r"[\"„“«‘'(¿¡–—-]*(?:[A-ZÀ-ÖØ-ÞĄĆĘŁŃŚŹŻ]|[\u0621-\u064a])")
_ENDS = re.compile(r"[.!?…؟][\"”’»)']*$")
_LEAST_WORDS, _MOST_WORDS = 5, 45
_MOST_CAPITALS = 0.3


def paragraphs(path: Path, form: str) -> Iterator[str]:
    """Yield the paragraphs of a file of that form: `html`, `translated`, `original`, `json` or `fortunes`."""
    yield from _FORMS[form](path)


def sentences(paragraph: str, language: str) -> Iterator[str]:
    """Yield what of a paragraph is a whole sentence in the language; headings, lists, commands and formats are none."""
    for unit in split_units(_SPACE.sub(" ", paragraph).strip()):
        words = _WORD.findall(unit.text)
        if (
            _LEAST_WORDS <= len(words) <= _MOST_WORDS
            and _BEGINS.match(unit.text)
            and _ENDS.search(unit.text)
            and not _NOT_PROSE.search(unit.text)
            and sum(word[:1].isupper() for word in words[1:]) <= _MOST_CAPITALS * len(words)
            and detect_language(unit.text, expected=None) == language.partition("-")[0]
        ):
            yield unit.text


def count_words(sentence: str) -> int:
    """Count the words of a sentence."""
    return len(_WORD.findall(sentence))


def _html(path: Path) -> Iterator[str]:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", XMLParsedAsHTMLWarning)
        soup = BeautifulSoup(path.read_text(encoding="utf-8", errors="ignore"), "html.parser")
    for line_end in soup.find_all("br"):
        line_end.replace_with("\n")
    for element in soup.find_all(["p", "dd", "li"]):
        if not element.find(["p", "ul", "ol", "pre", "code", "tt", "kbd", "cmd", "input", "img", "media", "link"]):
            yield element.get_text()


def _catalogue(path: Path, *, original: bool) -> Iterator[str]:
    with path.open("rb") as file:
        catalogue: dict[str | tuple[str, int], str] = vars(GNUTranslations(file))["_catalog"]
    for key, translation in catalogue.items():
        text = key[0] if isinstance(key, tuple) else key
        if text:
            yield text.rpartition("\x04")[2] if original else translation


def _json(path: Path) -> Iterator[str]:
    read = json.loads(path.read_text(encoding="utf-8"))
    yield from (text for text in read.values() if isinstance(text, str))


def _fortunes(path: Path) -> Iterator[str]:
    for saying in path.read_text(encoding="utf-8", errors="ignore").split("\n%\n"):
        yield from saying.split("\n\n")


_FORMS: Mapping[str, Callable[[Path], Iterator[str]]] = {
    "html": _html,
    "translated": lambda path: _catalogue(path, original=False),
    "original": lambda path: _catalogue(path, original=True),
    "json": _json,
    "fortunes": _fortunes,
}
