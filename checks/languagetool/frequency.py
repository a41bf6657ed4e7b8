"""Says how common a word is, out of the spelling dictionaries that come with LanguageTool."""

from __future__ import annotations

import re
import zipfile
from functools import cache, lru_cache
from pathlib import Path

from checks.tagged.automaton import TagAutomaton

RARE = 0
_PLACES = {
    "pl": ("language-pl-*.jar", "pl/hunspell/pl_PL"),
    "en": ("english-pos-dict-*.jar", "en/hunspell/en_GB"),
    "pt": ("portuguese-pos-dict-*.jar", "pt/spelling/pt-PT-90"),
}
_RESOURCE = "org/languagetool/resource/"
_SEPARATOR = re.compile(r"^fsa\.dict\.separator=(.)\s*$", re.MULTILINE)


@lru_cache(maxsize=50_000)
def commonness(word: str, language: str, *, home: Path) -> int:
    """Return the class of a word's frequency: 0 for the rare and the unknown, 25 at most.

    The classes are those of the dictionary (`A` to `Z`): *received* 15, *leggings* 7, *squalene* 0. `home` is the
    folder with LanguageTool's jars; where the server is elsewhere there are none, and every word is rare.
    """
    dictionary = _dictionary(language, home)
    return (
        max((ord(found[0]) - ord("A") for found in dictionary.tags(word) if found), default=RARE) if dictionary else 0
    )


@cache
def _dictionary(language: str, home: Path) -> TagAutomaton | None:
    if language not in _PLACES:
        return None
    pattern, name = _PLACES[language]
    jar = next(iter(sorted(home.glob(pattern))), None)
    if jar is None:
        return None
    with zipfile.ZipFile(jar) as packed:
        told = _SEPARATOR.search(packed.read(f"{_RESOURCE}{name}.info").decode())
        return TagAutomaton(packed.read(f"{_RESOURCE}{name}.dict"), separator=told.group(1)) if told else None
