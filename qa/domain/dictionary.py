"""Words of the company that no dictionary of a language holds."""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha256


@dataclass(frozen=True, slots=True)
class DictionaryWord:
    """A word or name that is never a spelling mistake; `language` None means in every language."""

    text: str
    language: str | None = None
    note: str = ""

    def is_for(self, language: str) -> bool:
        """Tell whether the word is right in texts of that two-letter language."""
        return self.language is None or self.language == language.partition("-")[0]


def hash_words(words: tuple[DictionaryWord, ...]) -> str:
    """Return what names this state of the dictionary in outcomes; "" for an empty one. Notes do not count."""
    if not words:
        return ""
    lines = sorted(f"{word.text}\t{word.language or ''}" for word in words)
    return sha256("\n".join(lines).encode()).hexdigest()
