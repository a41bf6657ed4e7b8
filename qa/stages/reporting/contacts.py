"""What managers learn from all conversations: reasons, self-service, times, and customers' marks beside the score."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session

from qa.stages.insights import Insights, Period, Share, read_insights
from qa.stages.reporting.basis import Basis
from qa.stages.reporting.figure import FEWEST, Figure, mean_of
from qa.stages.reporting.scope import Scope
from qa.store import tables

ORDER_STATUS = "order-status"
LOW_SHARE = 0.4
_BANDS = ((0.0, 60.0), (60.0, 80.0), (80.0, 90.0), (90.0, 100.1))
_SCALES = (5.0, 10.0, 100.0)
_LISTED = 25


@dataclass(frozen=True, slots=True)
class ReasonFigures:
    """One reason of contact; None where nothing tells it. Times are in seconds."""

    reason: str | None
    contacts: int
    share: Figure
    self_service: Figure
    first_contact: Figure
    handling_median: int | None


@dataclass(frozen=True, slots=True)
class ChannelFigures:
    """One channel. Times are in seconds, by the clock."""

    channel: str
    contacts: int
    mean_score: float | None
    critical: Figure
    first_answer_median: int | None
    handling_median: int | None
    handling_p90: int | None


@dataclass(frozen=True, slots=True)
class MarkBand:
    """Customers' marks of conversations whose machine score lies from `low` to below `high`."""

    low: float
    high: float
    marks: Figure


@dataclass(frozen=True, slots=True)
class Satisfaction:
    """Customers' marks beside the machine's score. `top` is the best mark of the scale, `bad` the best of a low one.

    `unhappy` are ids of conversations that passed and got a low mark, the lowest marks first, of `unhappy_count`.
    """

    marked: int
    mean: Figure
    top: float
    bad: float
    correlation: Figure
    bands: tuple[MarkBand, ...]
    unhappy_count: int
    unhappy: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Contacts:
    """Why customers wrote and how that went. Nothing of it is a measure of an agent."""

    contacts: int
    order_status: Figure
    self_service: Figure
    first_contact: Figure
    handling_median: int | None
    reasons: tuple[ReasonFigures, ...]
    channels: tuple[ChannelFigures, ...]
    satisfaction: Satisfaction


@dataclass(frozen=True, slots=True)
class _ScopedPeriod(Period):
    """The days of a scope, narrowed to its team, channel and language."""

    scope: Scope

    def conditions(self) -> tuple[ColumnElement[bool], ...]:
        return (*Period.conditions(self), *self.scope.place_conditions())

    def widened(self, by: timedelta) -> Period:
        wider = Period.widened(self, by)
        return _ScopedPeriod(wider.date_from, wider.date_to, wider.zone, self.scope)


def read_contacts(session: Session, basis: Basis) -> Contacts:
    """Compute the insights of the scope and customers' marks."""
    scope = basis.scope
    found = read_insights(session, _ScopedPeriod(scope.date_from, scope.date_to, scope.zone, scope))
    status = next((line.share for line in found.reasons if line.name == ORDER_STATUS), Share.of(0, found.contacts))
    return Contacts(
        contacts=found.contacts,
        order_status=_figure(status),
        self_service=_figure(found.self_service),
        first_contact=_figure(found.first_contact),
        handling_median=found.handling_median,
        reasons=_reasons(found),
        channels=_channels(found),
        satisfaction=_read_satisfaction(session, basis),
    )


def _reasons(found: Insights) -> tuple[ReasonFigures, ...]:
    return tuple(
        ReasonFigures(
            reason=line.name,
            contacts=line.share.count,
            share=_figure(line.share),
            self_service=_figure(line.self_service),
            first_contact=_figure(line.first_contact),
            handling_median=line.handling_median,
        )
        for line in found.reasons
    )


def _channels(found: Insights) -> tuple[ChannelFigures, ...]:
    return tuple(
        ChannelFigures(
            channel=line.name,
            contacts=line.contacts,
            mean_score=line.mean_score if line.contacts >= FEWEST else None,
            critical=_figure(line.critical) if line.contacts >= FEWEST else Figure(n=line.contacts, note="few"),
            first_answer_median=line.first_answer_median,
            handling_median=line.handling_median,
            handling_p90=line.handling_p90,
        )
        for line in found.channels
    )


def _figure(share: Share) -> Figure:
    if share.share is None:
        return Figure(note="nothing")
    return Figure(share.share, share.low, share.high, n=share.n, method="Wilson")


def _read_satisfaction(session: Session, basis: Basis) -> Satisfaction:
    conversation = tables.Conversation
    rows = session.execute(
        select(conversation.id, conversation.csat, conversation.score_value, conversation.has_critical)
        .where(*basis.scope.conditions(), conversation.csat.is_not(None))
        .order_by(conversation.csat, conversation.score_value.desc(), conversation.id)
    ).all()
    highest = session.scalar(select(func.max(conversation.csat))) or 0
    top = next((scale for scale in _SCALES if highest <= scale), highest)
    bad = LOW_SHARE * top
    known = [(row[0], float(row[1] or 0), row[2], bool(row[3])) for row in rows]
    scored = [(one[0], one[1], float(one[2]), one[3]) for one in known if one[2] is not None]
    unhappy = [one[0] for one in scored if one[1] <= bad and one[2] >= basis.pass_mark and not one[3]]
    return Satisfaction(
        marked=len(rows),
        mean=_mean([one[1] for one in known], top=top),
        top=top,
        bad=bad,
        correlation=_correlation([one[2] for one in scored], [one[1] for one in scored]),
        bands=tuple(
            MarkBand(low, min(100.0, high), _of_band([one[1] for one in scored if low <= one[2] < high], top=top))
            for low, high in _BANDS
        ),
        unhappy_count=len(unhappy),
        unhappy=tuple(unhappy[:_LISTED]),
    )


def _of_band(marks: Sequence[float], *, top: float) -> Figure:
    return _mean(marks, top=top) if not marks or len(marks) >= FEWEST else Figure(n=len(marks), note="few")


def _mean(marks: Sequence[float], *, top: float) -> Figure:
    if not marks:
        return Figure(note="nothing")
    return mean_of(marks, [1.0] * len(marks), high=top)


def _correlation(scores: Sequence[float], marks: Sequence[float]) -> Figure:
    from qa.statistics.correlation import rank_correlation

    return Figure.of(rank_correlation(scores, marks), low=-1.0, high=1.0)
