"""The words of reports: sections, notes, places of agents, and how figures are written."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from flask_babel import LazyString
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from qa.stages.reporting import Figure
from web import render

SECTION_NAMES: Mapping[str, LazyString] = {
    "overview": _l("Overview"),
    "criteria": _l("Lost points"),
    "agents": _l("Agents"),
    "trend": _l("Trend"),
    "machine": _l("Machine and people"),
    "fairness": _l("Fairness"),
    "reviewers": _l("Reviewers"),
    "calibration": _l("Calibration"),
    "disputes": _l("Disputes"),
    "checks": _l("Checks"),
    "contacts": _l("Contacts"),
    "facts": _l("Facts"),
}
_NOTES = {
    "no-reviews": _l("no blind review of a drawn conversation"),
    "nothing": _l("nothing to count"),
    "counted": _l("counted over all conversations"),
    "approximate": _l("fewer than 80 reviews, so the interval is approximate"),
    "too-few-pairs": _l("fewer than three reviews"),
    "unseen-part": _l("some of what the machine told apart was not reviewed and counts as one half"),
    "people-only": _l("people alone judge this"),
    "few": _l("too few to say"),
    "all-equal": _l("all are the same, which says little about the rest"),
    "one-alone": _l("one alone has no spread"),
    "never-differ": _l("they never differed"),
    "never-failed": _l("the machine failed none"),
    "nobody-failed": _l("people failed none"),
    "none-shared": _l("nobody else rated the same conversations"),
    "not-linked": _l("shares no conversation with the others"),
    "no-repeats": _l("no repeats yet"),
}
_PLACES = {
    "few": _l("too few to compare"),
    "within": _l("within what chance explains"),
    "high": _l("more fails than chance explains (95 %%)"),
    "very-high": _l("more fails than chance explains (99.8 %%)"),
    "low": _l("fewer fails than chance explains (95 %%)"),
    "very-low": _l("fewer fails than chance explains (99.8 %%)"),
}
_BANDS = {
    "below-70": _l("Words heard with less than 70 %% confidence"),
    "70-to-85": _l("Words heard with 70 to 85 %% confidence"),
    "above-85": _l("Words heard with more than 85 %% confidence"),
}
_CAUSES = {
    "agent": _l("The agent"),
    "template": _l("A saved reply"),
    "process": _l("The process"),
    "facts": _l("The facts given to agents"),
    "tool": _l("A tool"),
    "": _l("No cause given"),
}
_KINDS = {
    "contradicted_understates_right": _l("tells customers less than they are due"),
    "contradicted_overpromises": _l("promises more than the company gives"),
    "contradicted_other": _l("says something else"),
}
_REASONS = {
    "misapplied_rule": _l("The rule was misapplied"),
    "missing_context": _l("Context was missing"),
    "wrong_fact": _l("A fact was wrong"),
    "wrong_person": _l("It was not me"),
    "transcription_error": _l("The transcript is wrong"),
}
_MINUS = "−"


def written(value: float | None, unit: str) -> str:
    """Write a value: a `share`, a difference of shares (`gap`), a `score`, `points` with a sign, or a `number`."""
    if value is None:
        return "–"
    return _WRITERS[unit](value)


def between(figure: Figure, unit: str) -> str:
    """Write an interval, nothing where there is none."""
    if figure.low is None or figure.high is None:
        return ""
    # Isolated, so that a sign or a unit of one end never moves to the other where the page runs from right to left.
    return f"\u2068{written(figure.low, unit)}\u2069 – \u2068{written(figure.high, unit)}\u2069"


def sureness(figure: Figure, unit: str) -> str:
    """Say how sure a figure is, in a sentence."""
    if figure.low is None or figure.high is None:
        return str(_("How sure that is cannot be said: %(why)s.", why=note(figure.note) or note("few")))
    told = _(
        "The truth lies between %(low)s and %(high)s with 95 %% confidence; n = %(n)s.",
        low=written(figure.low, unit),
        high=written(figure.high, unit),
        n=render.count(figure.n),
    )
    return f"{told} {_('Note: %(note)s.', note=note(figure.note))}" if figure.note else str(told)


def note(code: str) -> str:
    """Say what a note means."""
    return str(_NOTES.get(code, code))


def place(code: str) -> str:
    """Say where an agent lies."""
    return str(_PLACES[code]) % ()


def band(code: str) -> str:
    """Name a band of confidence."""
    return str(_BANDS[code]) % ()


def cause(code: str) -> str:
    """Name a root cause."""
    return str(_CAUSES.get(code, code))


def contradiction(code: str) -> str:
    """Say how agents contradict a fact."""
    return str(_KINDS.get(code, code))


def dispute_reason(code: str) -> str:
    """Name a reason of disputes."""
    return str(_REASONS.get(code, code))


def _share(value: float) -> str:
    return render.share(round(value, 3)).replace(" %", "\u00a0%")


def _gap(value: float) -> str:
    points = render.score(round(100 * abs(value), 1))
    return str(_("%(points)s pp", points=_signed(value, points)))


def _score(value: float) -> str:
    return render.score(value)


def _points(value: float) -> str:
    return _signed(value, render.score(abs(value)))


def _number(value: float) -> str:
    return _signed(value, render.score(abs(round(value, 2)))) if value < 0 else render.decimal(value)


def _signed(value: float, words: str) -> str:
    if round(abs(value), 4) == 0:
        return words
    # Isolated, so that the sign stays before its digits where the page is written from right to left.
    return f"\u2066{_MINUS if value < 0 else '+'}{words}\u2069"


_WRITERS: dict[str, Callable[[float], str]] = {
    "share": _share,
    "gap": _gap,
    "score": _score,
    "points": _points,
    "number": _number,
}
