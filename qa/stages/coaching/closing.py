"""The test at the end of a plan: random blind reviews before and after it, and how sure the difference is."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from qa.domain.coaching import Ending
from qa.domain.rubric import Criterion
from qa.stages.coaching.counting import Counted, read_counted
from qa.stages.coaching.plans import open_plan
from qa.stages.coaching.scope import CoachScope, record, written
from qa.stages.coaching.standing import Standing, read_norms, standing_of
from qa.stages.coaching.telling import tell_agent, tell_owner
from qa.stages.reviewing.rubrics import rubric_of
from qa.statistics.differences import Difference, newcombe, reviews_to_show
from qa.store import tables


@dataclass(frozen=True, slots=True)
class PlanTest:
    """What the reviews say of a plan so far, or said when it was closed.

    `needed` is about how many reviews after the start show the target, None where the earlier ones are too few for
    any number. `is_reworded` when the criterion reads otherwise in reviews after than before: then the two are not
    the same question. `by_itself` is what was to be expected of the next reviews without any coaching.
    """

    before: Standing
    after: Standing
    difference: Difference | None
    ending: Ending
    needed: int | None = None
    is_reworded: bool = False
    by_itself: float | None = None

    @property
    def is_within_luck(self) -> bool:
        """Tell whether the share rose no further than it would have by itself: regression to the mean."""
        if self.after.share is None or self.by_itself is None or self.before.share is None:
            return False
        return self.before.share < self.after.share <= self.by_itself


def check_plan(session: Session, plan: tables.CoachingPlan, *, now: datetime) -> PlanTest:
    """Compare reviews of conversations before the plan with those since it began, both counted now.

    What disputes changed and what was published since counts. Improved and worse are said when Newcombe's 95 %
    interval of the difference leaves out 0 and there are at least FEWEST_REVIEWS reviews on both sides.
    """
    end = plan.closed_at or now
    every = read_counted(session, rubric_name=plan.rubric_name, agent_id=plan.agent_id, criterion=plan.criterion)
    earlier = [one for one in every if plan.baseline_from <= one.started_at < plan.baseline_to]
    later = [one for one in every if plan.starts_at <= one.started_at < end]
    norm = read_norms(session, plan.rubric_name).get(plan.criterion)
    before = standing_of(plan.criterion, earlier, norm=norm)
    after = standing_of(plan.criterion, later, norm=norm)
    difference = newcombe(before.as_share, after.as_share) if before.reviewed and after.reviewed else None
    return PlanTest(
        before=before,
        after=after,
        difference=difference,
        ending=_ending(before, after, difference),
        needed=_needed(before, plan.target),
        is_reworded=_is_reworded(session, plan.criterion, earlier, later),
        by_itself=before.expected if before.expected is not None else plan.expected_share,
    )


def close_plan(
    session: Session, plan_id: int, *, note: str, scope: CoachScope, user_id: int, now: datetime
) -> tables.CoachingPlan:
    """Close a plan with what its test says, whatever that is, and tell the agent and the owner.

    The baseline is stored as it is counted now; what was noted at first goes into the audit. Raises NotFoundError
    out of scope, CoachingError when it is closed already.
    """
    plan = open_plan(session, plan_id, scope)
    told = check_plan(session, plan, now=now)
    noted = f"{plan.baseline_passed}/{plan.baseline_reviewed}"
    plan.baseline_passed, plan.baseline_reviewed = told.before.passed, told.before.reviewed
    plan.baseline_share, plan.baseline_n = told.before.share, told.before.n
    plan.after_passed, plan.after_reviewed = told.after.passed, told.after.reviewed
    plan.after_share = told.after.share
    plan.change_low = told.difference.interval.low if told.difference else None
    plan.change_high = told.difference.interval.high if told.difference else None
    plan.result = told.ending.value
    plan.closing_note = written(note, what="The note", is_needed=False)
    plan.closed_at, plan.closed_by_id = now, user_id
    session.flush()
    details: dict[str, object] = {"result": plan.result, "baseline_at_first": noted}
    record(
        session,
        "coaching_plan.closed",
        subject="coaching_plan",
        subject_id=plan.id,
        user_id=user_id,
        now=now,
        details=details,
    )
    tell_agent(session, plan, kind="coaching_plan_closed", now=now)
    if plan.owner_id != user_id:
        tell_owner(session, plan, kind="coaching_plan_closed", now=now)
    return plan


def reviews_needed(standing: Standing, target: float) -> int | None:
    """Return about how many random reviews show a rise to `target`, None where no number does."""
    return _needed(standing, target)


def _ending(before: Standing, after: Standing, difference: Difference | None) -> Ending:
    if difference is None or not before.is_enough or not after.is_enough:
        return Ending.TOO_FEW
    if difference.interval.low > 0:
        return Ending.IMPROVED
    return Ending.WORSE if difference.interval.high < 0 else Ending.UNCHANGED


def _needed(before: Standing, target: float) -> int | None:
    if before.share is None or not before.share < target <= 1:
        return None
    return reviews_to_show(before.as_share, target)


def _is_reworded(session: Session, criterion: str, earlier: list[Counted], later: list[Counted]) -> bool:
    """Compare what people were asked before and after; a new version that left the criterion alone does not matter."""
    asked = [{one.rubric_id for one in some if one.drawn is not None} for some in (earlier, later)]
    if not all(asked) or asked[0] == asked[1]:
        return False
    versions = session.scalars(select(tables.Rubric.id).where(tables.Rubric.id.in_(asked[0] | asked[1]))).all()
    questions = {
        _question(one)
        for version in versions
        for one in rubric_of(session, version).criteria
        if one.id == criterion
    }  # fmt: skip
    return len(questions) > 1


def _question(criterion: Criterion) -> str:
    return repr((criterion.title, criterion.question, criterion.scale, criterion.anchors))
