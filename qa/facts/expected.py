"""The names an engine should expect in a call: what the company, its products and its customers' orders are called."""

from __future__ import annotations

from collections.abc import Iterable

from qa.domain.fact import FactBase

MOST = 50
"""An engine reads these before every window, so that many would cost time and hear names nobody said."""


def expected_names(facts: FactBase, *, more: Iterable[str] = ()) -> tuple[str, ...]:
    """Return the names of the company, the words of its facts' dictionary and `more`, each once, at most MOST."""
    company = facts.company
    names = (company.name or "", *company.spoken_as, *facts.dictionary, *more)
    once = dict.fromkeys(" ".join(name.split()) for name in names)
    return tuple(name for name in once if name)[:MOST]
