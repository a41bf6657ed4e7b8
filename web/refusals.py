"""Why something was refused, in the language of the page.

Sentences of `qa.errors.RefusalError` and `qa.errors.Sentence` are written in English where they are raised; `pybabel
extract` finds them there by the names of the classes (see `babel.cfg`).
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flask import Flask
from flask_babel import LazyString
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from qa.errors import ConflictError, IncompleteReviewError, RefusalError, Sentence

_WRITTEN: dict[str, LazyString] = {
    "'!' is followed by a word, or by words in brackets, and then the phrase.": _l(
        "'!' is followed by a word, or by words in brackets, and then the phrase."
    ),
    "'...' stands between words, not at an end.": _l("'...' stands between words, not at an end."),
    "a '(' is not closed.": _l("a '(' is not closed."),
    "a ')' has no '(' before it.": _l("a ')' has no '(' before it."),
    "it can match nothing at all; give it at least one word.": _l(
        "it can match nothing at all; give it at least one word."
    ),
    "The action": _l("The action"),
    "The comment": _l("The comment"),
    "The note": _l("The note"),
    "The question": _l("The question"),
    "The reason": _l("The reason"),
    "The words to be rewritten": _l("The words to be rewritten"),
    "What was agreed": _l("What was agreed"),
    "Your note": _l("Your note"),
    "Your version": _l("Your version"),
}


def init_app(app: Flask) -> None:
    """Offer the sentences to templates."""
    app.jinja_env.filters.update(said=said, said_of=said_of)


def told(error: Exception) -> str:
    """Say why something was refused. What the words themselves do not cover is told as the error tells it."""
    if isinstance(error, ConflictError):
        return str(_("Somebody else changed this in the meantime; reload to see it."))
    if isinstance(error, IncompleteReviewError):
        return str(_("Not rated yet: %(count)s", count=len(error.missing)))
    if not isinstance(error, RefusalError) or not error.problem:
        return str(error)
    words = str(_(error.problem))
    return words % {name: _value(name, value) for name, value in error.values.items()} if error.values else words


def said(problem: object) -> str:
    """Say a sentence of `qa.errors.Sentence` in the language of the page; another text as it is."""
    if not isinstance(problem, Sentence):
        return str(_WRITTEN.get(str(problem), problem))
    words = str(_(problem.template))
    return words % {name: said(value) for name, value in problem.values.items()} if problem.values else words


def said_of(problem: Mapping[str, Any]) -> str:
    """Say a problem of a trial as it is stored; what was stored before sentences were is in English."""
    stored = problem.get("said")
    return said(Sentence.from_json(stored)) if stored else str(problem.get("problem", ""))


def _value(name: str, value: object) -> object:
    if isinstance(value, Sentence):
        return said(value)
    return _WRITTEN.get(str(value), value) if name == "what" else value
