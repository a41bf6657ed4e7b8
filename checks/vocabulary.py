"""Holds the compiled phrases of every language, built once per process."""

from __future__ import annotations

from functools import cache

from checks.combinations import combinations
from checks.languages._pack import YamlPack
from checks.phrases import PhraseBook
from qa import registry

ADDED = "added"


@cache
def phrase_book(language: str) -> PhraseBook | None:
    """Return the compiled phrases of a language pack; None for a language without a pack."""
    if language not in registry.languages():
        return None
    sets = registry.language(language)().phrase_sets()
    named = {name: phrase_set.phrases for name, phrase_set in sets.items()}
    return PhraseBook({**named, **combinations(language).words}, language=language)


@cache
def added_phrases(language: str, phrases: tuple[str, ...]) -> PhraseBook:
    """Return phrases a rubric adds, compiled for a language, as the one set `ADDED`."""
    return PhraseBook({ADDED: phrases}, language=language)


@cache
def pack_version(language: str) -> str | None:
    """Name the pack that is used: its version and, where it can tell, the beginning of its content hash."""
    if language not in registry.languages():
        return None
    pack = registry.language(language)()
    suffix = f"-{pack.content_hash()[:12]}" if isinstance(pack, YamlPack) else ""
    return f"{pack.version}{suffix}"
