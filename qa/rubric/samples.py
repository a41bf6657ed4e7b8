"""Makes from a phrase pattern the shortest text it must match."""

from __future__ import annotations

import re

_GROUP = re.compile(r"\(([^()]*)\)(\?)?")
_NOT_AFTER = re.compile(r"^!(?:\([^()]*\)|\S+)\s*")
_LEMMA = re.compile(r"<([^<>]*)>")


def sample_of(pattern: str) -> str:
    """Return a text that the pattern must match; empty when it can match the empty string.

    Optional groups are left out, the first alternative is taken, `_` becomes a word and `...` nothing.
    """
    text = _NOT_AFTER.sub("", pattern.strip().removeprefix("^").removesuffix("$"))
    while _GROUP.search(text):
        text = _GROUP.sub(lambda group: "" if group[2] else group[1].split("|")[0], text)
    text = _LEMMA.sub(lambda lemma: lemma[1], text).replace("...", " ")
    words = ("word" if word == "_" else word.replace("*", "") for word in text.split())
    return " ".join(word for word in words if word)
