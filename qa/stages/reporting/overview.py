"""How good the conversations of a scope are, by three ways of knowing it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from sqlalchemy import Integer, cast, func, select
from sqlalchemy.orm import Session

from qa.domain.finding import Verdict
from qa.stages.reporting.basis import SEED, Basis
from qa.stages.reporting.counted import CountedReview, is_submitted
from qa.stages.reporting.figure import UNSEEN_LOSS, Figure, mean_score_of, rate
from qa.store import tables

SURE_REVIEWS = 80


@dataclass(frozen=True, slots=True)
class ThreeWays:
    """One quantity by the machine alone, by people alone, and by both: the machine's of all, set right by people."""

    machine: Figure
    human: Figure
    corrected: Figure

    @property
    def best(self) -> Figure:
        """Return the one to quote: the corrected, else people's, else the machine's."""
        return next((one for one in (self.corrected, self.human) if one.value is not None), self.machine)


@dataclass(frozen=True, slots=True)
class Overview:
    """The state of a scope. Shares are 0 to 1, scores 0 to 100.

    Of `submitted` reviews `counted` are blind and of conversations drawn by chance; `chosen` were picked by somebody,
    `not_blind` made with the machine's verdict in view, and the rest second reviews or still to be rated by others.
    `represented` is how many conversations those counted stand for, the sum of 1 / pi; `short` is how many of the
    counted ones asked a short scorecard.
    """

    conversations: int
    scored: int
    coverage: float | None
    submitted: int
    counted: int
    chosen: int
    not_blind: int
    represented: float
    human_coverage: float | None
    pass_mark: float
    versions: tuple[str, ...]
    score: ThreeWays
    critical: ThreeWays
    below: ThreeWays
    short: int = 0


def read_overview(session: Session, basis: Basis) -> Overview:
    """Compute the overview."""
    frame, reviews = basis.frame, basis.reviews
    submitted, chosen, not_blind = _count_reviews(session, basis)
    mark = basis.pass_mark
    coverages = [one.coverage for one in reviews if one.coverage is not None]
    return Overview(
        conversations=frame.conversations,
        scored=frame.scored,
        coverage=frame.coverage,
        submitted=submitted,
        counted=len(reviews),
        chosen=chosen,
        not_blind=not_blind,
        represented=round(sum(1 / one.chance for one in reviews), 1),
        human_coverage=sum(coverages) / len(coverages) if coverages else None,
        pass_mark=mark,
        versions=basis.versions,
        short=sum(1 for one in reviews if one.is_short),
        score=_mean_score(basis),
        critical=three_rates(
            _halves(frame.scored, frame.critical, frame.conversations),
            reviews,
            human=lambda one: one.is_critical if one.score is not None else None,
            machine=lambda one: one.is_machine_critical if one.machine_score is not None else None,
        ),
        below=three_rates(
            _halves(frame.scored, frame.below, frame.conversations),
            reviews,
            human=lambda one: one.score < mark if one.score is not None else None,
            machine=lambda one: one.machine_score < mark if one.machine_score is not None else None,
        ),
    )


def three_rates(
    frame: Mapping[Verdict, int],
    reviews: Sequence[CountedReview],
    *,
    human: Callable[[CountedReview], bool | None],
    machine: Callable[[CountedReview], bool | None],
) -> ThreeWays:
    """Estimate how often something fails. `frame` counts all conversations by what the machine says.

    `human` and `machine` say of a reviewed one whether it fails, None where that was not judged.
    """
    failed, judged = frame.get(Verdict.FAIL, 0), frame.get(Verdict.FAIL, 0) + frame.get(Verdict.PASS, 0)
    alone = rate(failed, judged)
    known = [one for one in reviews if human(one) is not None]
    if not known:
        return ThreeWays(alone, Figure(note="no-reviews"), Figure(note="no-reviews"))
    import numpy as np

    from qa.statistics.estimate.rates import ReviewedUnit, estimate_counted

    units = [ReviewedUnit(_verdict(machine(one)), _verdict(human(one)), one.chance) for one in known]
    rates = estimate_counted(frame, units, generator=np.random.default_rng(SEED))
    note = "unseen-part" if rates.corrected.reason else ""
    return ThreeWays(alone, Figure.of(rates.human_only), Figure.of(rates.corrected, note=note))


def _verdict(is_failed: bool | None) -> Verdict:
    if is_failed is None:
        return Verdict.NEEDS_HUMAN
    return Verdict.FAIL if is_failed else Verdict.PASS


def _halves(judged: int, failed: int, everything: int) -> Mapping[Verdict, int]:
    return {Verdict.PASS: judged - failed, Verdict.FAIL: failed, Verdict.NEEDS_HUMAN: everything - judged}


def _mean_score(basis: Basis) -> ThreeWays:
    frame = basis.frame
    machine = Figure(frame.mean, n=frame.scored, method="counted", note="counted" if frame.scored else "nothing")
    both = [one for one in basis.reviews if one.score is not None]
    if not both:
        return ThreeWays(machine, Figure(note="no-reviews"), Figure(note="no-reviews"))
    scores = [one.score for one in both if one.score is not None]
    human = mean_score_of(scores, [one.chance for one in both])
    human = replace(human, note=human.note or _sureness(len(both)))
    return ThreeWays(machine, human, _corrected_score(basis))


def _corrected_score(basis: Basis) -> Figure:
    from qa.statistics.estimate.weighted_ppi import Frame, weighted_difference_mean

    known = [(one.score, one.machine_score, one.chance) for one in basis.reviews]
    pairs = [(score, machine, chance) for score, machine, chance in known if score is not None and machine is not None]
    if len(pairs) < 3 or basis.frame.mean is None:
        return Figure(n=len(pairs), note="too-few-pairs")
    human, machine, chances = zip(*pairs, strict=True)
    frame = Frame(basis.frame.scored, basis.frame.mean, basis.frame.variance)
    found = weighted_difference_mean(human, machine, chances, frame, unseen=UNSEEN_LOSS)
    return Figure.of(found, high=100.0, note=_sureness(len(pairs)))


def _sureness(n: int) -> str:
    return "approximate" if n < SURE_REVIEWS else ""


def _count_reviews(session: Session, basis: Basis) -> tuple[int, int, int]:
    review, pick, assignment = tables.Review, tables.SamplePick, tables.Assignment
    by_chance = cast(pick.inclusion_probability.is_not(None), Integer)
    blind = cast(review.is_blind, Integer)
    submitted, drawn, unseen = session.execute(
        select(func.count(review.id), func.sum(by_chance), func.sum(blind * by_chance))
        .join(tables.Conversation, tables.Conversation.id == review.conversation_id)
        .join(assignment, assignment.id == review.assignment_id, isouter=True)
        .join(
            pick,
            (pick.sample_id == assignment.sample_id) & (pick.conversation_id == assignment.conversation_id),
            isouter=True,
        )
        .where(is_submitted(), *basis.scope.conditions())
    ).one()
    by_chance_count = int(drawn or 0)
    return submitted, submitted - by_chance_count, by_chance_count - int(unseen or 0)
