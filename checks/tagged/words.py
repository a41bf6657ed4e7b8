"""Looks up what a Portuguese or English word can be."""

from __future__ import annotations

import lzma
from functools import cache, lru_cache
from pathlib import Path

from checks.tagged.automaton import TagAutomaton

_SEPARATORS = {"pt": "_", "en": "+"}


@lru_cache(maxsize=50_000)
def tags(word: str, language: str) -> frozenset[str]:
    """Return every tag of a word form (`NCFS000`, `VMIP3P0`; English `NNS`); none for an unknown word."""
    return _dictionary(language).tags(word)


@cache
def _dictionary(language: str) -> TagAutomaton:
    packed = Path(__file__).with_name(f"{language}.dict.xz").read_bytes()
    return TagAutomaton(lzma.decompress(packed), separator=_SEPARATORS[language])
