"""Agents beside what chance explains: never a rank."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from qa.stages.abuse import noted_by_others
from qa.stages.reporting.basis import Basis
from qa.stages.reporting.counted import CountedReview
from qa.stages.reporting.figure import Figure, mean_score_of, rate
from qa.store import tables

ENOUGH = 10
ENOUGH_BY_CHANNEL = 5
SMALL_CHANNEL = 0.05
_CURVE = 30


@dataclass(frozen=True, slots=True)
class AgentLine:
    """One agent: `failed` of `n` reviews are below the pass mark or failed critically.

    `score` is the mean; `shrunk` is the rate of failed reviews drawn towards that of all, by as much as n says.
    `expected` is what their mix of channels alone would give, `standardised` their rate under the mix of all, where n
    allows. `place` is `few` (too few to compare), `within` what chance explains, or above or below it at 95 % (`high`,
    `low`) or 99.8 % (`very-high`, `very-low`). `abused` counts conversations whose customer was noted as abusive.
    """

    agent_id: int
    name: str
    conversations: int
    n: int
    failed: int
    critical: int
    score: Figure
    rate: Figure
    shrunk: float | None
    expected: float | None
    standardised: float | None
    place: str
    abused: int = 0


@dataclass(frozen=True, slots=True)
class FunnelPoint:
    """The limits of a funnel at `n` reviews, as shares."""

    n: int
    warn_low: float
    warn_high: float
    alarm_low: float
    alarm_high: float


@dataclass(frozen=True, slots=True)
class Agents:
    """Agents by name. `phi` above 1 says that limits were widened, because agents differ by more than chance anyway.

    `left_out` counts reviews of conversations whose customer was abusive: they compare nobody.
    """

    lines: tuple[AgentLine, ...]
    common: Figure
    prior_weight: float | None
    phi: float
    curve: tuple[FunnelPoint, ...]
    enough: int = ENOUGH
    left_out: int = 0


def read_agents(session: Session, basis: Basis) -> Agents:
    """Compute what is known of every agent with a conversation in the scope."""
    names, conversations = _names(session, basis)
    by_agent: dict[int, list[CountedReview]] = {agent_id: [] for agent_id in names}
    abused = _abused(session, basis)
    scored = [one for one in basis.reviews if one.agent_id in by_agent and one.score is not None]
    for review in scored:
        if review.agent_id is not None and review.conversation_id not in abused:
            by_agent[review.agent_id].append(review)
    sizes = [len(by_agent[one]) for one in names]
    counts = [sum(_is_failed(basis, review) for review in by_agent[one]) for one in names]
    common = rate(sum(counts), sum(sizes))
    shrunk, weight = _shrunk(counts, sizes)
    phi = _dispersion(counts, sizes, common.value)
    mix = _Mix.of(basis)
    lines = [
        AgentLine(
            agent_id=agent_id,
            name=names[agent_id],
            conversations=conversations[agent_id],
            n=n,
            failed=failed,
            critical=sum(one.is_critical for one in by_agent[agent_id]),
            score=_score(by_agent[agent_id]),
            rate=rate(failed, n),
            shrunk=value,
            expected=mix.expected(by_agent[agent_id]),
            standardised=mix.standardised(basis, by_agent[agent_id]),
            place=_place(failed, n, common.value, phi=phi),
            abused=sum(one == agent_id for one in abused.values()),
        )
        for agent_id, n, failed, value in zip(names, sizes, counts, shrunk, strict=True)
    ]
    ordered = tuple(sorted(lines, key=lambda line: (line.name.casefold(), line.agent_id)))
    left_out = sum(one.conversation_id in abused for one in scored)
    return Agents(ordered, common, weight, phi, _curve(common.value, sizes, phi=phi), left_out=left_out)


@dataclass(frozen=True, slots=True)
class _Mix:
    """How often reviews fail in each channel, and what share of the conversations each channel has."""

    rates: Mapping[str, float]
    shares: Mapping[str, float]

    @classmethod
    def of(cls, basis: Basis) -> _Mix:
        scored = [one for one in basis.reviews if one.score is not None]
        sizes = Counter(one.channel for one in scored)
        failed = Counter(one.channel for one in scored if _is_failed(basis, one))
        weights: Counter[str] = Counter()
        for one in scored:
            weights[one.channel] += 1 / one.chance  # type: ignore[assignment]
        whole = sum(weights.values())
        return cls(
            {channel: failed[channel] / n for channel, n in sizes.items()},
            {channel: weight / whole for channel, weight in weights.items()},
        )

    def expected(self, reviews: Sequence[CountedReview]) -> float | None:
        """Return what the channels of these reviews alone would give."""
        return sum(self.rates[one.channel] for one in reviews) / len(reviews) if reviews else None

    def standardised(self, basis: Basis, reviews: Sequence[CountedReview]) -> float | None:
        """Return the rate under the common mix of channels (direct standardisation), None where n does not allow it."""
        sizes = Counter(one.channel for one in reviews)
        failed = Counter(one.channel for one in reviews if _is_failed(basis, one))
        wanted = {channel: share for channel, share in self.shares.items() if share >= SMALL_CHANNEL}
        if len(wanted) < 2 or any(sizes[channel] < ENOUGH_BY_CHANNEL for channel in wanted):
            return None
        return sum(share * failed[channel] / sizes[channel] for channel, share in wanted.items()) / sum(wanted.values())


def _names(session: Session, basis: Basis) -> tuple[dict[int, str], dict[int, int]]:
    agent, conversation = tables.Agent, tables.Conversation
    rows = session.execute(
        select(agent.id, func.coalesce(agent.name, agent.external_id), func.count())
        .join(conversation, conversation.agent_id == agent.id)
        .where(*basis.scope.conditions())
        .group_by(agent.id, agent.name, agent.external_id)
    ).all()
    return {row[0]: row[1] for row in rows}, {row[0]: row[2] for row in rows}


def _abused(session: Session, basis: Basis) -> Mapping[int, int | None]:
    """Return the agents of conversations whose customer somebody else than the agent noted as abusive."""
    conversation = tables.Conversation
    rows = session.execute(
        select(conversation.id, conversation.agent_id).where(
            *basis.scope.conditions(), conversation.id.in_(noted_by_others())
        )
    )
    return {row.id: row.agent_id for row in rows}


def _is_failed(basis: Basis, review: CountedReview) -> bool:
    return review.is_critical or (review.score is not None and review.score < basis.pass_mark)


def _score(reviews: Sequence[CountedReview]) -> Figure:
    scores = [one.score for one in reviews if one.score is not None]
    return mean_score_of(scores, [one.chance for one in reviews if one.score is not None])


def _shrunk(counts: Sequence[int], sizes: Sequence[int]) -> tuple[list[float | None], float | None]:
    if sum(n > 0 for n in sizes) < 2:
        return [None for _ in sizes], None
    from qa.statistics.shrinkage import fit_prior, shrink

    prior = fit_prior(counts, sizes)
    found = shrink(counts, sizes, prior=prior)
    return [one.value if one.n else None for one in found], round(prior.weight, 1)


def _dispersion(counts: Sequence[int], sizes: Sequence[int], common: float | None) -> float:
    if common is None:
        return 1.0
    from qa.statistics.funnel import dispersion

    return round(dispersion(counts, sizes, common), 3)


def _place(failed: int, n: int, common: float | None, *, phi: float) -> str:
    if n < ENOUGH or common is None:
        return "few"
    from qa.statistics.funnel import funnel

    limits, share = funnel(common, n, phi=phi), failed / n
    if share > limits.warn_high:
        return "very-high" if share > limits.alarm_high else "high"
    if share < limits.warn_low:
        return "very-low" if share < limits.alarm_low else "low"
    return "within"


def _curve(common: float | None, sizes: Sequence[int], *, phi: float) -> tuple[FunnelPoint, ...]:
    most = max(sizes, default=0)
    if common is None or most < 2:
        return ()
    from qa.statistics.funnel import funnel

    steps = sorted({max(1, round(1 + (most * 1.05 - 1) * place / _CURVE)) for place in range(_CURVE + 1)})
    found = (funnel(common, n, phi=phi) for n in steps)
    return tuple(FunnelPoint(one.n, one.warn_low, one.warn_high, one.alarm_low, one.alarm_high) for one in found)
