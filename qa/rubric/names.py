"""Reads the kebab-case ids of rubrics, criteria and checks."""

from __future__ import annotations

import re

from qa.keys import Keys

_KEBAB = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")


def read_id(keys: Keys, name: str) -> str | None:
    """Take an id such as `no-blame`; anything else is a problem and None."""
    word = keys.word(name, is_required=True)
    entry = keys.entry(name)
    if word is not None and entry and not _KEBAB.fullmatch(word):
        keys.problems.add(
            entry.node, f"{name!r} of {keys.what} cannot be {word!r}: expected kebab-case such as no-blame."
        )
        return None
    return word
