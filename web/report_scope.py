"""Which report a page shows, as it stands in its address."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from babel.dates import format_skeleton
from flask import url_for
from flask_babel import gettext as _
from sqlalchemy.orm import Session

from qa.domain.conversation import Channel
from qa.errors import ReportError
from qa.settings import Settings
from qa.stages.reporting import Scope, days_scope, newest_month, parse_period
from web.languages import format_locale
from web.render import day, now

_MONTHS, _QUARTERS = 15, 6
_LONGEST_REASON = 64


@dataclass(frozen=True, slots=True)
class ReadScope:
    """What could be read, and a sentence for each value that could not."""

    scope: Scope
    problems: tuple[str, ...] = ()

    @property
    def address(self) -> dict[str, str]:
        """Return the scope as it stands in an address."""
        return write_scope(self.scope)


def read_scope(arguments: Mapping[str, str], session: Session, *, settings: Settings) -> ReadScope:
    """Read the scope of an address; the month of the newest conversation where none is named."""
    problems: list[str] = []
    scope = _period(arguments, settings, problems) or newest_month(session, settings.zone, now=now())
    team, channel = arguments.get("team", "").strip(), arguments.get("channel", "").strip()
    language, reason = arguments.get("language", "").strip().lower(), arguments.get("reason", "").strip()
    if team and not team.isdigit():
        problems.append(_unknown(team))
    if channel and channel not in {one.value for one in Channel}:
        problems.append(_unknown(channel))
        channel = ""
    if language and not (language.isalpha() and len(language) in (2, 3)):
        problems.append(_unknown(language))
        language = ""
    if len(reason) > _LONGEST_REASON:
        problems.append(_unknown(reason[:_LONGEST_REASON]))
        reason = ""
    narrowed = replace(
        scope,
        team_id=int(team) if team.isdigit() else None,
        channel=channel or None,
        language=language or None,
        reason=reason or None,
    )
    return ReadScope(narrowed, tuple(problems))


def write_scope(scope: Scope) -> dict[str, str]:
    """Return a scope as it stands in an address."""
    found = {"period": scope.period}
    found |= {"team": str(scope.team_id)} if scope.team_id is not None else {}
    found |= {"channel": scope.channel} if scope.channel else {}
    found |= {"language": scope.language} if scope.language else {}
    return found | ({"reason": scope.reason} if scope.reason else {})


def behind(scope: Scope, **narrowed: str | int) -> str | None:
    """Return the address of the conversations behind a figure; None where no filter of the list means them all."""
    if scope.language:
        return None  # a report takes all countries of a language together, the list one
    asked: dict[str, Any] = {
        "date_from": scope.date_from.isoformat(),
        "date_to": scope.date_to.isoformat(),
        "channel": scope.channel,
        "team_id": scope.team_id,
        "reason": scope.reason,
        **narrowed,
    }
    return url_for("conversations.show_list", **asked)


def period_name(scope: Scope) -> str:
    """Name a period: `October 2026`, `Q4 2026`, `3 Oct 2026 – 17 Oct 2026`."""
    if ".." in scope.period:
        return f"{day(scope.date_from)} – {day(scope.date_to)}"
    skeleton = "yQQQ" if "Q" in scope.period else "yMMMM"
    words = str(format_skeleton(skeleton, scope.date_from, locale=format_locale()))
    return words[:1].upper() + words[1:]


def offered(scope: Scope, newest: Scope) -> list[Scope]:
    """Return the periods to choose from: the last months and quarters, newest first, and the one that is shown."""
    plain = replace(newest, team_id=None, channel=None, language=None, reason=None)
    months, quarters = [plain], [parse_period(_quarter(plain.date_from), plain.zone)]
    while len(months) < _MONTHS:
        months.append(months[-1].before())
    while len(quarters) < _QUARTERS:
        quarters.append(quarters[-1].before())
    found = [*months, *quarters]
    return found if scope.period in {one.period for one in found} else [scope, *found]


def _quarter(first: date) -> str:
    return f"{first.year}-Q{(first.month - 1) // 3 + 1}"


def _period(arguments: Mapping[str, str], settings: Settings, problems: list[str]) -> Scope | None:
    given = arguments.get("period", "").strip()
    first, last = arguments.get("date_from", "").strip(), arguments.get("date_to", "").strip()
    try:
        if first and last:
            return days_scope(date.fromisoformat(first), date.fromisoformat(last), settings.zone)
        return parse_period(given, settings.zone) if given else None
    except (ReportError, ValueError):
        problems.append(_unknown(given if not (first and last) else f"{first} – {last}"))
        return None


def _unknown(value: str) -> str:
    return str(_("“%(value)s” is not known here and was left out.", value=value))
