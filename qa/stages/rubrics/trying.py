"""Carries out what was asked of a draft: part by part, each safe to repeat, so that a killed worker loses one."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from qa.domain.rubric import Rubric
from qa.errors import QaError
from qa.ports import Reader
from qa.rubric.judge import Judge
from qa.settings import Settings
from qa.stages.rubrics import trying_changes, trying_examples
from qa.stages.rubrics.trials import CHANGES
from qa.store import tables
from qa.store.session import Sessions

_MOST_JUDGES = 2


class Trying:
    """Carries out trials for one process; judges are made once for a text and kept while it is tried."""

    def __init__(
        self, settings: Settings, *, reading: Sessions, writing: Sessions, reader: Callable[[], Reader]
    ) -> None:  # fmt: skip
        self._settings, self._reading, self._writing, self._reader = settings, reading, writing, reader
        self._judges: dict[str, Judge] = {}

    def plan(self, trial_id: int, *, now: datetime) -> int:
        """Say how many parts a trial has, storing what they are; 0 where there is nothing to go through.

        What is wrong with the text itself ends the trial at once.
        """
        with self._reading() as session:
            trial = session.get(tables.RubricTrial, trial_id)
            if trial is None or trial.ended_at is not None:
                return 0
            if trial.plan:
                return len(trial.plan["parts"])
            try:
                plan = self._plan(session, trial, now=now)
            except QaError as error:
                plan = {"parts": [], "total": 0, "result": {"problems": [{"line": 1, "problem": str(error)}]}}
        with self._writing.begin() as session:
            row = session.get_one(tables.RubricTrial, trial_id)
            row.plan, row.total = plan, plan["total"]
        return len(plan["parts"])

    def try_part(self, trial_id: int, number: int) -> int:
        """Carry out one part and store what came of it; return how many examples or conversations it had."""
        with self._reading() as session:
            trial = session.get(tables.RubricTrial, trial_id)
            if trial is None or trial.ended_at is not None:
                return 0
            if str(number) in trial.parts:
                return 0
            part = self._part(session, trial, number)
        with self._writing.begin() as session:
            row = session.get_one(tables.RubricTrial, trial_id, with_for_update=True)
            row.parts = {**row.parts, str(number): part}
            row.done = sum(one["size"] for one in row.parts.values())
        return int(part["size"])

    def finish(self, trial_id: int, *, now: datetime, problem: str | None = None) -> None:
        """Put the parts together and end the trial."""
        with self._writing.begin() as session:
            trial = session.get(tables.RubricTrial, trial_id, with_for_update=True)
            if trial is None or trial.ended_at is not None:
                return
            if problem is None:
                parts = [trial.parts[number] for number in sorted(trial.parts, key=int)]
                early = trial.plan.get("result", {})
                is_changes = trial.kind == CHANGES
                join = trying_changes.join_parts if is_changes else trying_examples.join_parts
                trial.result = early or join(session, parts)
            trial.problem = problem
            trial.ended_at, trial.yaml, trial.parts, trial.plan = now, "", {}, {}

    def judge(self, key: str, rubric: Rubric) -> Judge:
        """Return the judge of a rubric, which `key` tells from others; those of the last ones are kept."""
        if key not in self._judges:
            while len(self._judges) >= _MOST_JUDGES:
                self._judges.pop(next(iter(self._judges)))
            self._judges[key] = Judge(rubric, self._reader())
        return self._judges[key]

    def _plan(self, session: Session, trial: tables.RubricTrial, *, now: datetime) -> dict[str, Any]:
        if trial.kind == CHANGES:
            return trying_changes.plan(session, trial, self._settings, now=now)
        return trying_examples.plan(session, trial, self._settings)

    def _part(self, session: Session, trial: tables.RubricTrial, number: int) -> dict[str, Any]:
        given = trial.plan["parts"][number]
        if trial.kind == CHANGES:
            return trying_changes.try_part(session, trial, given, settings=self._settings, judge_of=self.judge)
        return trying_examples.try_part(trial, given, settings=self._settings, reader=self._reader())
