"""The workflow that tries something on a draft of a rubric: its examples, or what it would change."""

from __future__ import annotations

import logging

from dbos import DBOS

from qa.workflows.here import here, now

logger = logging.getLogger(__name__)


@DBOS.workflow()
def try_rubric(trial_id: int) -> int:
    """Carry out a trial part by part; return how many examples or conversations it had.

    A killed worker's trial goes on with the part it was in. One that breaks ends with the reason.
    """
    try:
        parts = _plan_trial(trial_id)
        tried = sum(_try_part_of_trial(trial_id, number) for number in range(parts))
    except Exception as error:
        logger.exception("Trial %d of a rubric could not be carried out", trial_id)
        _finish_trial(
            trial_id, f"The trial stopped with {type(error).__name__}; the log of the worker has the details."
        )
        return 0
    _finish_trial(trial_id, None)
    return tried


@DBOS.step(retries_allowed=True, max_attempts=2)
def _plan_trial(trial_id: int) -> int:
    with here().reader_turn:
        return here().trying.plan(trial_id, now=now())


@DBOS.step(retries_allowed=True, max_attempts=2)
def _try_part_of_trial(trial_id: int, number: int) -> int:
    with here().reader_turn:
        return here().trying.try_part(trial_id, number)


@DBOS.step()
def _finish_trial(trial_id: int, problem: str | None) -> None:
    here().trying.finish(trial_id, now=now(), problem=problem)
