"""Reads the kebab-case ids of rubrics, criteria and checks."""

from __future__ import annotations

import re

from qa.errors import Sentence
from qa.keys import Keys

_KEBAB = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")


def read_id(keys: Keys, name: str) -> str | None:
    """Take an id such as `no-blame`; anything else is a problem and None."""
    word = keys.word(name, is_required=True)
    entry = keys.entry(name)
    if word is not None and entry and not _KEBAB.fullmatch(word):
        problem = Sentence(
            "%(key)s of %(what)s cannot be %(value)s: expected %(expected)s.",
            key=repr(name),
            what=keys.what,
            value=repr(word),
            expected=Sentence("kebab-case such as no-blame"),
        )
        keys.problems.add(entry.node, problem)
        return None
    return word


def of(name: str, keys: Keys) -> Sentence:
    """Name a part of what is read, for messages: `'where' of check 'words' of 'no-blame'`."""
    return Sentence("%(key)s of %(what)s", key=repr(name), what=keys.what)
