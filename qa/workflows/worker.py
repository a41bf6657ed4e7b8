"""A worker: dispatches what is due, runs it, and takes over from workers that died."""

from __future__ import annotations

import logging
import os
from collections.abc import Callable
from datetime import timedelta

from dbos import DBOS, SetEnqueueOptions
from dbos._error import DBOSQueueDeduplicatedError

from qa.stages import due
from qa.stages.rubrics.trials import due_trials
from qa.stages.silencing import silence_due
from qa.store.tables import State
from qa.workflows.calibrating import measure_due_sessions
from qa.workflows.checking import check_block
from qa.workflows.chores import run_chores
from qa.workflows.errands import run_errands
from qa.workflows.figures import keep_due_figures
from qa.workflows.here import now
from qa.workflows.member import ALIVE_SECONDS, CALLS, CHECKS, IMPORTS, TRIALS, Member
from qa.workflows.reporting import make_due_reports
from qa.workflows.rubrics import try_rubric
from qa.workflows.transcribing import transcribe_call

logger = logging.getLogger(__name__)

_TICK_SECONDS = 0.5
_SILENT_SECONDS = 30.0
_WAKE_SECONDS = 20.0
_PRUNE_SECONDS = 3600.0
_CHORE_SECONDS = 20.0
_SILENCE_SECONDS = 3.0
_REPORT_SECONDS = 5.0
_ERRAND_SECONDS = 10.0
_KEPT_DAYS = 7
_AHEAD = 40


class WorkerProcess(Member):
    """This process as a worker of the queue."""

    _takes_work = True

    def join(self) -> None:
        """Join the queue and begin to work, with what waited for a part that is there now."""
        self._wake_waiting()
        super().join()
        DBOS.register_queue(CHECKS, worker_concurrency=1, polling_interval_sec=0.2)
        DBOS.register_queue(CALLS, worker_concurrency=1, polling_interval_sec=0.2)
        DBOS.register_queue(IMPORTS, worker_concurrency=1, polling_interval_sec=1.0)
        DBOS.register_queue(TRIALS, worker_concurrency=1, polling_interval_sec=0.5)
        self._every(_TICK_SECONDS, self._dispatch)
        self._every(ALIVE_SECONDS, self._take_over)
        self._every(_WAKE_SECONDS, self._wake_waiting)
        self._every(_PRUNE_SECONDS, self._prune)
        self._every(_CHORE_SECONDS, self._do_chores)
        self._every(_SILENCE_SECONDS, self._silence)
        self._every(_REPORT_SECONDS, self._make_reports)
        self._every(_REPORT_SECONDS, self._measure_calibrations)
        self._every(_CHORE_SECONDS, self._keep_figures)
        self._every(_ERRAND_SECONDS, self._run_errands)

    def _dispatch(self) -> None:
        """Enqueue what is due and not enqueued yet."""
        with self.reading() as session:
            blocks = due.blocks_to_check(session, limit=_AHEAD)
            calls = due.calls_to_transcribe(session, limit=_AHEAD)
            trials = due_trials(session, limit=_AHEAD)
        if not calls and not blocks and not trials:
            return
        active = DBOS.list_workflows(
            status=["ENQUEUED", "PENDING"], queue_name=[CALLS, CHECKS, TRIALS], load_input=False, load_output=False
        )
        known = {workflow.deduplication_id for workflow in active}
        for queue, workflow, numbers in (
            (CALLS, transcribe_call, calls),
            (CHECKS, check_block, blocks),
            (TRIALS, try_rubric, trials),
        ):
            for number in numbers:
                if f"{queue}-{number}" not in known:
                    _enqueue_once(queue, workflow, number)

    def _take_over(self) -> None:
        """Hand the workflows of dead members to whoever is free."""
        with self.reading() as session:
            silent = due.silent_workers(session, since=now() - timedelta(seconds=_SILENT_SECONDS))
            here = due.workers_on(session, self.host)
            dead = {worker.name for worker in silent}
            dead |= {worker.name for worker in here if not _is_running(worker.pid)}
        for name in sorted(dead - {self.name}):
            pending = DBOS.list_workflows(status="PENDING", executor_id=name, load_input=False, load_output=False)
            for workflow in pending:
                DBOS.resume_workflow(workflow.workflow_id, queue_name=workflow.queue_name or IMPORTS)
            with self.writing.begin() as session:
                due.forget_worker(session, name)

    def _wake_waiting(self) -> None:
        """Send on what waited for a model or for the language server, once that is there."""
        with self.reading() as session:
            counts = due.work_status(session, now=now(), failures=0).counts
        if counts.get(State.WAITING_FOR_MODEL.value) and self.toolbox.calls.missing() is None:
            with self.writing.begin() as session:
                due.wake(session, State.WAITING_FOR_MODEL, to=State.TO_TRANSCRIBE)
        waiting = State.WAITING_FOR_LANGUAGE_SERVER
        if counts.get(waiting.value) and not self.toolbox.judging.reader.missing():
            with self.writing.begin() as session:
                due.wake(session, waiting, to=State.TO_CHECK)

    def _silence(self) -> None:
        """Make the copies that people hear of calls in which a secret is said."""
        silence_due(self.reading, self.writing, settings=self.settings)

    def _do_chores(self) -> None:
        """Do the recurring work that is due."""
        run_chores(self.writing, self.settings, now=now())

    def _run_errands(self) -> None:
        """Send e-mails and webhooks that are due."""
        run_errands(self.writing, self.settings, now=now())

    def _make_reports(self) -> None:
        """Make the reports that are due, each read beside the work of others."""
        make_due_reports(
            self.reading, self.writing, settings=self.settings, clock=now, goes_on=lambda: not self._stop.is_set()
        )

    def _measure_calibrations(self) -> None:
        """Measure the calibration sessions that were revealed, and those whose gold ratings grew."""
        measure_due_sessions(self.reading, self.writing, clock=now, goes_on=lambda: not self._stop.is_set())

    def _keep_figures(self) -> None:
        """Count what the pages of checks and insights show, so that nobody waits for it."""
        keep_due_figures(
            self.reading, self.writing, settings=self.settings, clock=now, goes_on=lambda: not self._stop.is_set()
        )

    def _prune(self) -> None:
        """Forget workflows that ended well a while ago; what they did stands in the database."""
        before = (now() - timedelta(days=_KEPT_DAYS)).isoformat()
        old = DBOS.list_workflows(
            status="SUCCESS", completed_before=before, limit=5000, load_input=False, load_output=False
        )
        if old:
            DBOS.delete_workflows([workflow.workflow_id for workflow in old])


def _enqueue_once(queue: str, workflow: Callable[[int], object], number: int) -> None:
    """Enqueue work unless the same piece is waiting or running already."""
    try:
        with SetEnqueueOptions(deduplication_id=f"{queue}-{number}"):
            DBOS.enqueue_workflow(queue, workflow, number)
    except DBOSQueueDeduplicatedError:
        return


def _is_running(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True
