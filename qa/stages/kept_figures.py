"""Figures of the whole installation that take seconds to count: a worker keeps them, pages read them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, fields
from datetime import UTC, datetime, timedelta
from typing import Any, TypeVar

from sqlalchemy import select
from sqlalchemy.orm import Session

from qa.domain.codec import from_json, to_json
from qa.errors import QaError
from qa.settings import Settings
from qa.stages.insights import Insights, Period, read_insights
from qa.stages.judged import Firing, JudgedAlike, ReviewCounts, count_judged, count_reviews, list_firings
from qa.stages.reviewing.rubrics import active_rubric_id, rubric_of
from qa.store import tables

COUNTED_EVERY = timedelta(minutes=1)
OLD_AFTER = timedelta(hours=1)
"""What no worker has counted for so long is not told any more."""
_REST = 30
_Row = TypeVar("_Row")


@dataclass(frozen=True, slots=True)
class CheckCounts:
    """What checks and people said of the same conversations, in all versions of a rubric."""

    judged: Counter[JudgedAlike]
    reviews: ReviewCounts
    firings: tuple[Firing, ...]
    at: datetime


def count_checks(session: Session, name: str, *, now: datetime) -> CheckCounts:
    """Count what checks and people said under the rubric of that name."""
    firings = tuple(list_firings(session, name))
    return CheckCounts(count_judged(session, name), count_reviews(session, name), firings, now)


def find_check_counts(session: Session, name: str, *, now: datetime) -> CheckCounts | None:
    """Return what a worker counted last under the rubric of that name, None where that is old or of another."""
    found = _find(session, "checks", now=now)
    if found is None or found[0].get("rubric") != name:
        return None
    kept, at = found
    alike, firings = _rows(JudgedAlike, kept["judged"]), _rows(Firing, kept["firings"])
    if alike is None or firings is None:
        return None
    judged = Counter(dict(zip(alike, kept["counts"], strict=True)))
    return CheckCounts(judged, from_json(ReviewCounts, kept["reviews"]), firings, at)


def find_insights(session: Session, *, now: datetime) -> Insights | None:
    """Return the insights of all days as a worker counted them last, None where that is old."""
    found = _find(session, "insights", now=now)
    return from_json(Insights, found[0]["insights"]) if found else None


def is_due(session: Session, name: str, *, now: datetime) -> bool:
    """Tell whether figures are to be counted: those that took long rest thirty times as long as that."""
    row = tables.KeptFigures
    found = session.execute(select(row.figures["took"].as_float(), row.made_at).where(row.name == name)).first()
    if found is None:
        return True
    took, made_at = found
    return bool(now >= made_at + max(COUNTED_EVERY, _REST * timedelta(seconds=took or 0.0)))


def keep_figures(session: Session, name: str, figures: Mapping[str, Any], *, took: timedelta, now: datetime) -> None:
    """Store figures in the place of those counted before."""
    row = session.scalar(select(tables.KeptFigures).where(tables.KeptFigures.name == name))
    if row is None:
        row = tables.KeptFigures(name=name)
        session.add(row)
    row.figures, row.made_at = {**figures, "took": took.total_seconds()}, now
    session.flush()


def _checks(session: Session, _settings: Settings, now: datetime) -> dict[str, Any] | None:
    try:
        name = rubric_of(session, active_rubric_id(session)).name
    except QaError:
        return None  # no rubric is in force yet
    counts = count_checks(session, name, now=now)
    return {
        "rubric": name,
        "judged": _columns(JudgedAlike, counts.judged),
        "counts": list(counts.judged.values()),
        "firings": _columns(Firing, counts.firings),
        "reviews": to_json(counts.reviews),
    }


def _insights(session: Session, settings: Settings, _now: datetime) -> dict[str, Any]:
    return {"insights": to_json(read_insights(session, Period(None, None, settings.zone)))}


COUNTED: Mapping[str, Callable[[Session, Settings, datetime], dict[str, Any] | None]] = {
    "checks": _checks,
    "insights": _insights,
}
"""How figures are counted, by name; None where there is nothing to count yet."""


def _find(session: Session, name: str, *, now: datetime) -> tuple[dict[str, Any], datetime] | None:
    row = tables.KeptFigures
    found = session.execute(select(row.figures, row.made_at).where(row.name == name)).first()
    if found is None or now - found.made_at > max(OLD_AFTER, 2 * _REST * timedelta(seconds=found.figures["took"])):
        return None
    return found.figures, found.made_at


def _columns(kind: type[Any], rows: Iterable[Any]) -> dict[str, list[Any]]:
    """Write rows column by column, which names each field once; moments as seconds since 1970."""
    given = list(rows)
    return {field.name: [_plain(getattr(row, field.name)) for row in given] for field in fields(kind)}


def _rows(kind: Callable[..., _Row], columns: Mapping[str, list[Any]]) -> tuple[_Row, ...] | None:
    """Read the rows that `_columns` wrote; None where another version wrote other fields."""
    hints = {field.name: field.type for field in fields(kind)}  # type: ignore[arg-type]
    if set(hints) != set(columns):
        return None
    read = [_moments(columns[name]) if hint == "datetime" else _shared(columns[name]) for name, hint in hints.items()]
    return tuple(kind(*values) for values in zip(*read, strict=True))


def _plain(value: Any) -> Any:
    return value.timestamp() if isinstance(value, datetime) else value


def _moments(values: Iterable[float]) -> list[datetime]:
    return [datetime.fromtimestamp(value, UTC) for value in values]


def _shared(values: Iterable[Any]) -> list[Any]:
    """Keep each word once, however often it stands there."""
    known: dict[Any, Any] = {}
    return [known.setdefault((type(value), value), value) for value in values]
