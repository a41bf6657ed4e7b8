"""How far the raters of a session, or of a quarter, agree; how strict each is; how near the gold rating."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from sqlalchemy import select
from sqlalchemy.orm import Session

from qa.domain.disagreement import distance
from qa.domain.rubric import Criterion
from qa.domain.score import CriterionScore, score_outcomes
from qa.errors import StatisticsError
from qa.stages.calibrating.answers import Cell, Reveal, Row
from qa.stages.calibrating.revealing import read_answers
from qa.statistics.values import Estimate, Interval
from qa.store import tables

if TYPE_CHECKING:
    from qa.statistics.agreement import Ratings

QUARTER = timedelta(days=91)


@dataclass(frozen=True, slots=True)
class Agreement:
    """How far people agree: share of agreeing pairs, Krippendorff's alpha and Gwet's AC1, with intervals.

    `conversations` and `raters` say what it rests on. A figure that is not defined says why in its reason.
    """

    conversations: int
    raters: int
    ratings: int
    percent: Estimate
    alpha: Estimate
    ac1: Estimate


@dataclass(frozen=True, slots=True)
class RaterFigures:
    """One rater's totals beside the others' and the gold rating.

    `bias` is in points above (lenient) or below (strict) the mean rater. `from_gold` is the mean distance of totals,
    in points; `matched` of `compared` answers are those of the gold rating.
    """

    user_id: int
    name: str
    conversations: int
    bias: float | None
    bias_interval: Interval | None
    from_gold: float | None
    matched: int
    compared: int


@dataclass(frozen=True, slots=True)
class Figures:
    """The figures of a session, by criterion and whole; `by_criterion` holds those with anything to compare."""

    whole: Agreement | None
    by_criterion: Mapping[str, Agreement]
    raters: tuple[RaterFigures, ...]


def measure_session(reveal: Reveal) -> Figures:
    """Measure one session. Late ratings, the machine and the gold rating are in no coefficient."""
    grouped: dict[str, list[Row]] = {}
    for row in reveal.rows:
        grouped.setdefault(row.criterion.id, []).append(row)
    measured = {criterion: _measure(rows) for criterion, rows in grouped.items()}
    return Figures(
        whole=_measure(reveal.rows, is_whole=True),
        by_criterion={criterion: found for criterion, found in measured.items() if found is not None},
        raters=_rater_figures(reveal),
    )


def measure_quarter(session: Session, rubric_name: str, *, until: datetime) -> tuple[Figures, int]:
    """Measure all sessions of a rubric revealed in the quarter up to a moment; return how many they are too."""
    one, rubric = tables.CalibrationSession, tables.Rubric
    rows = session.scalars(
        select(one)
        .join(rubric, rubric.id == one.rubric_id)
        .where(rubric.name == rubric_name, one.revealed_at > until - QUARTER, one.revealed_at <= until)
        .order_by(one.id)
    ).all()
    answers = [read_answers(session, row) for row in rows]
    if not answers:
        return Figures(None, {}, ()), 0
    raters = {rater.user_id: rater for reveal in answers for rater in reveal.raters}
    together = Reveal(
        row=answers[-1].row,
        rubric=answers[-1].rubric,
        raters=tuple(raters.values()),
        rows=tuple(row for reveal in answers for row in reveal.rows),
    )
    return measure_session(together), len(answers)


def totals_of(rows: Iterable[Row], user_id: int | None) -> Mapping[int, float]:
    """Return a rater's score of each conversation, 0 to 100; the gold rating's with None."""
    scores: dict[int, list[CriterionScore]] = {}
    for row in rows:
        cell = row.gold if user_id is None else row.cells.get(user_id)
        if cell is not None and _counts(cell):
            scores.setdefault(row.chosen.id, []).append(_score(row.criterion, cell))
    totals = {chosen_id: score_outcomes(found).value for chosen_id, found in scores.items()}
    return {chosen_id: value for chosen_id, value in totals.items() if value is not None}


def value_of(row: Row, cell: Cell) -> str:
    """Return an answer as one value: the point of the scale, else the verdict."""
    return str(cell.point) if cell.point is not None else cell.answer.verdict.value


def _measure(rows: Sequence[Row], *, is_whole: bool = False) -> Agreement | None:
    from qa.statistics.agreement import Level
    from qa.statistics.agreement.alpha import krippendorff_alpha
    from qa.statistics.agreement.chance import gwet_ac, percent_agreement
    from qa.statistics.agreement.jackknife import jackknife
    from qa.statistics.agreement.weights import identity_weights

    is_scale = not is_whole and bool(rows) and bool(rows[0].criterion.scale)
    table = _tabulate(rows, is_scale=is_scale)
    if table is None:
        return None
    plain, level = identity_weights(len(table.categories)), Level.ORDINAL if is_scale else Level.NOMINAL
    conversations = len(set(table.clusters)) if table.clusters is not None else len(table.units)
    percent = jackknife("percent", percent_agreement(table, plain), table, bounds=(0.0, 1.0))
    return Agreement(
        conversations=conversations,
        raters=len(table.raters),
        ratings=int((table.codes >= 0).sum()),
        percent=_with_wilson(percent, clusters=conversations),
        alpha=jackknife("alpha", krippendorff_alpha(table, level), table, bounds=(-1.0, 1.0)),
        ac1=jackknife("ac1", gwet_ac(table, plain), table, bounds=(-1.0, 1.0)),
    )


def _tabulate(rows: Sequence[Row], *, is_scale: bool) -> Ratings | None:
    from qa.statistics.agreement import Level, Rating, tabulate

    ratings = [
        Rating(row.key, str(user_id), value_of(row, cell), cluster=str(row.chosen.id))
        for row in rows
        for user_id, cell in row.cells.items()
        if _counts(cell) and (cell.point is not None or not is_scale)
    ]
    try:
        return tabulate(ratings, level=Level.ORDINAL if is_scale else Level.NOMINAL)
    except StatisticsError:
        return None


def _with_wilson(found: Estimate, *, clusters: int) -> Estimate:
    """Give a share that leaving one out does not change an interval that is no single point."""
    from qa.statistics.intervals import wilson

    if found.value is None or found.interval is not None:
        return found
    return replace(found, interval=wilson(min(1.0, found.value) * clusters, clusters), method="Wilson", reason="")


def _rater_figures(reveal: Reveal) -> tuple[RaterFigures, ...]:
    gold = totals_of(reveal.rows, None)
    totals = {rater.user_id: totals_of(reveal.rows, rater.user_id) for rater in reveal.raters}
    bias = _biases(totals)
    return tuple(
        _of_rater(reveal, user_id, rater.name, totals[user_id], gold, bias)
        for rater in reveal.raters
        for user_id in (rater.user_id,)
        if totals[user_id]
    )


def _of_rater(
    reveal: Reveal,
    user_id: int,
    name: str,
    own: Mapping[int, float],
    gold: Mapping[int, float],
    bias: Mapping[int, tuple[float, Interval | None]],
) -> RaterFigures:
    apart = [abs(value - gold[chosen_id]) for chosen_id, value in own.items() if chosen_id in gold]
    pairs = [
        distance(cell.answer, row.gold.answer)
        for row in reveal.rows
        for cell in (row.cells.get(user_id),)
        if row.gold is not None and cell is not None and _counts(cell)
    ]
    effect, interval = bias.get(user_id, (None, None))
    return RaterFigures(
        user_id=user_id,
        name=name,
        conversations=len(own),
        bias=effect,
        bias_interval=interval,
        from_gold=sum(apart) / len(apart) if apart else None,
        matched=sum(one == 0 for one in pairs),
        compared=len(pairs),
    )


def _biases(totals: Mapping[int, Mapping[int, float]]) -> Mapping[int, tuple[float, Interval | None]]:
    from qa.statistics.agreement import Level, Rating, tabulate
    from qa.statistics.severity import fit_severity

    ratings = [Rating(str(unit), str(user), value) for user, own in totals.items() for unit, value in own.items()]
    try:
        fitted = fit_severity(tabulate(ratings, level=Level.INTERVAL))
    except StatisticsError:
        return {}
    return {int(one.rater): (one.effect, one.interval) for one in fitted.raters}


def _counts(cell: Cell) -> bool:
    return not cell.is_late and cell.answer.is_given


def _score(criterion: Criterion, cell: Cell) -> CriterionScore:
    answer = cell.answer
    return CriterionScore(criterion.id, answer.verdict, answer.score, criterion.weight, criterion.is_critical)
