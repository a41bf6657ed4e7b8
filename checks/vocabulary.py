"""Holds the compiled phrases of every language, built once per process."""

from __future__ import annotations

from functools import cache

from checks.combinations import combinations
from checks.languages._pack import YamlPack
from checks.phrases import PhraseBook
from qa import registry

ADDED = "added"
SURE = ":sure"


@cache
def phrase_book(language: str) -> PhraseBook | None:
    """Return the compiled phrases of a language pack; None for a language without a pack.

    A set with doubtful phrases stands there twice: whole, and under its name and `:sure` without them.
    """
    if language not in registry.languages():
        return None
    sets = registry.language(language)().phrase_sets()
    named = {name: phrase_set.phrases for name, phrase_set in sets.items()}
    sure = {
        f"{name}{SURE}": tuple(one for one in phrase_set.phrases if one not in phrase_set.doubtful)
        for name, phrase_set in sets.items()
        if phrase_set.doubtful
    }
    return PhraseBook({**named, **sure, **combinations(language).words}, language=language)


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
