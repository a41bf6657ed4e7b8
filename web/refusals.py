"""Why something was refused, in the language of the page.

Sentences of `qa.errors.RefusalError` are written in English where they are raised; `pybabel extract` finds them there
by the names of its subclasses (see `babel.cfg`).
"""

from __future__ import annotations

from flask_babel import LazyString
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from qa.errors import ConflictError, IncompleteReviewError, RefusalError

_WRITTEN: dict[str, LazyString] = {
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


def _value(name: str, value: object) -> object:
    return _WRITTEN.get(str(value), value) if name == "what" else value
