"""The filters of a list as they stand in an address: read, written, and named as chips."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from flask import Flask
from flask_babel import gettext as _

from qa.domain.conversation import Channel
from qa.stages.browsing import NOT_KNOWN, STATES, VERDICTS, Choice, Choices, ConversationFilters
from web import names
from web.render import day, language_name
from web.rubric_names import criterion_title, critical_first
from web.scorecard_names import reason_label

NAMES = (
    "text",
    "channel",
    "language",
    "agent_id",
    "team_id",
    "date_from",
    "date_to",
    "score_min",
    "score_max",
    "criterion",
    "verdict",
    "is_reviewed",
    "state",
    "reason",
)


@dataclass(frozen=True, slots=True)
class ReadFilters:
    """What could be read, and a sentence for each value that could not."""

    filters: ConversationFilters
    problems: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Chip:
    """A filter in force: its words, and what is left of the address without it."""

    words: str
    without: dict[str, str]


def init_app(app: Flask) -> None:
    """Give the templates of lists what they name values with."""
    app.jinja_env.globals.update(criterion_title=criterion_title, known_states=STATES, not_known=NOT_KNOWN)
    app.jinja_env.filters.update(critical_first=critical_first, verdict_label=verdict_label)


def read_filters(arguments: Mapping[str, str]) -> ReadFilters:
    """Read filters from an address or a form; a bad value is named and left out."""
    values: dict[str, object] = {}
    problems: list[str] = []
    for name in NAMES:
        given = arguments.get(name, "").strip()
        if not given:
            continue
        try:
            values[name] = _READERS[name](given)
        except (ValueError, KeyError):
            problems.append(
                _("“%(value)s” cannot be used for %(name)s and was left out.", value=given, name=_label(name))
            )
    return ReadFilters(filters=ConversationFilters(**values), problems=tuple(problems))  # type: ignore[arg-type]


def write_filters(filters: ConversationFilters) -> dict[str, str]:
    """Write filters for an address."""
    return {name: _written(value) for name, value in filters.as_json().items()}


def chips_of(filters: ConversationFilters, choices: Choices) -> list[Chip]:
    """Name the filters in force."""
    written = write_filters(filters)
    return [
        Chip(
            words=f"{_label(name)}: {_words(name, filters, choices)}",
            without={other: value for other, value in written.items() if other != name},
        )
        for name in NAMES
        if name in written
    ]


def verdict_label(code: str) -> str:
    """Name a machine verdict on a whole conversation."""
    words = {"critical": _("Critical fail"), "fail": _("Something failed"), "not_judged": _("Not judged")}
    return words.get(code) or names.verdict_name(code)


def _known(known: tuple[str, ...]) -> Callable[[str], str]:
    def read(given: str) -> str:
        return {one: one for one in known}[given]

    return read


def _score(given: str) -> float:
    value = float(given.replace(",", "."))
    if not 0 <= value <= 100:
        raise ValueError(given)
    return value


_READERS: dict[str, Callable[[str], object]] = {
    "text": str,
    "channel": _known(tuple(channel.value for channel in Channel)),
    "language": str,
    "agent_id": int,
    "team_id": int,
    "date_from": date.fromisoformat,
    "date_to": date.fromisoformat,
    "score_min": _score,
    "score_max": _score,
    "criterion": str,
    "verdict": _known((*VERDICTS, "not_applicable")),
    "is_reviewed": lambda given: {"yes": True, "no": False}[given],
    "state": _known(STATES),
    "reason": str,
}


def _written(value: object) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float):
        return f"{value:g}"
    return str(value)


def _label(name: str) -> str:
    labels: dict[str, str] = {
        "text": _("Search"),
        "channel": _("Channel"),
        "language": _("Language"),
        "agent_id": _("Agent"),
        "team_id": _("Team"),
        "date_from": _("From"),
        "date_to": _("To"),
        "score_min": _("Score from"),
        "score_max": _("Score to"),
        "criterion": _("Criterion"),
        "verdict": _("Machine verdict"),
        "is_reviewed": _("Reviewed"),
        "state": _("State"),
        "reason": _("Reason of contact"),
    }
    return labels[name]


def _words(name: str, filters: ConversationFilters, choices: Choices) -> str:
    value = getattr(filters, name)
    if name in ("agent_id", "team_id"):
        return _named(value, choices.agents if name == "agent_id" else choices.teams)
    if name == "is_reviewed":
        return str(_("yes") if value else _("no"))
    if name == "verdict" and not filters.criterion:
        return verdict_label(value)
    writers: dict[str, Callable[[Any], str]] = {
        "channel": names.channel_name,
        "language": language_name,
        "date_from": day,
        "date_to": day,
        "criterion": criterion_title,
        "verdict": names.verdict_name,
        "state": names.state_name,
        "reason": reason_label,
    }
    return writers.get(name, _written)(value)


def _named(value: int, choices: tuple[Choice, ...]) -> str:
    for choice in choices:
        if choice.value == value:
            return choice.name
    return f"#{value}"
