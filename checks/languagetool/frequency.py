"""Says how common a word is and whether it is another language's, out of LanguageTool's spelling dictionaries."""

from __future__ import annotations

import re
import zipfile
from functools import cache, lru_cache
from pathlib import Path

from checks.tagged.automaton import TagAutomaton

RARE = 0
_ENGLISH = (("english-pos-dict-*.jar", "en/hunspell/en_GB"), ("english-pos-dict-*.jar", "en/hunspell/en_US"))
_PORTUGAL = ("portuguese-pos-dict-*.jar", "pt/spelling/pt-PT-90")
_OLD_PORTUGAL = ("portuguese-pos-dict-*.jar", "pt/spelling/pt-PT-45")
_BRAZIL = ("portuguese-pos-dict-*.jar", "pt/spelling/pt-BR")
_PLACES = {"pl": ("language-pl-*.jar", "pl/hunspell/pl_PL"), "en": _ENGLISH[0], "pt": _PORTUGAL}
# Whose words are none of a language's misspellings: agents name goods in English, and write for both shores.
_NEIGHBOURS = {
    "pl": _ENGLISH,
    "pt": _ENGLISH,
    "pt-PT": (*_ENGLISH, _BRAZIL),
    "pt-BR": (*_ENGLISH, _PORTUGAL, _OLD_PORTUGAL),
}
_RESOURCE = "org/languagetool/resource/"
_SEPARATOR = re.compile(r"^fsa\.dict\.separator=(.)\s*$", re.MULTILINE)


@lru_cache(maxsize=50_000)
def commonness(word: str, language: str, *, home: Path) -> int:
    """Return the class of a word's frequency: 0 for the rare and the unknown, 25 at most.

    The classes are those of the dictionary (`A` to `Z`): *received* 15, *leggings* 7, *squalene* 0. `home` is the
    folder with LanguageTool's jars; where the server is elsewhere there are none, and every word is rare.
    """
    dictionary = _dictionary(*_PLACES[language], home) if language in _PLACES else None
    return (
        max((ord(found[0]) - ord("A") for found in dictionary.tags(word) if found), default=RARE) if dictionary else 0
    )


@lru_cache(maxsize=50_000)
def is_neighbours_word(word: str, language: str, *, home: Path) -> bool:
    """Tell whether a word is English, or Portuguese of the other side of the Atlantic (`language` may be `pt-BR`)."""
    dictionaries = (_dictionary(pattern, name, home) for pattern, name in _NEIGHBOURS.get(language, ()))
    return any(dictionary is not None and dictionary.tags(word) for dictionary in dictionaries)


@cache
def _dictionary(pattern: str, name: str, home: Path) -> TagAutomaton | None:
    jar = next(iter(sorted(home.glob(pattern))), None)
    if jar is None:
        return None
    with zipfile.ZipFile(jar) as packed:
        told = _SEPARATOR.search(packed.read(f"{_RESOURCE}{name}.info").decode())
        return TagAutomaton(packed.read(f"{_RESOURCE}{name}.dict"), separator=told.group(1)) if told else None
