"""The durable workflows that run what is due, on a queue that survives `kill -9`.

The state of each conversation in the database says what is due. A dispatcher in every
worker turns that into workflows; a workflow carries numbers and paths only, never
anybody's text. A killed worker's workflows are taken over by the next worker to look.
"""

from __future__ import annotations

import logging
import os
import socket
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from dbos import DBOS, DBOSConfig, SetEnqueueOptions
from dbos.error import DBOSQueueDeduplicatedError

from qa.settings import Settings
from qa.stages import due
from qa.stages.judging import Judging
from qa.stages.listening import Listening
from qa.store.session import Sessions
from qa.store.tables import State

logger = logging.getLogger(__name__)

_VERSION = "1"
_CHECKS, _CALLS = "checks", "calls"
_TICK_SECONDS = 1.0
_ALIVE_SECONDS = 5.0
_SILENT_SECONDS = 30.0
_WAKE_SECONDS = 30.0
_PRUNE_SECONDS = 3600.0
_KEPT_DAYS = 7
_AHEAD = 40


@dataclass(frozen=True, slots=True)
class _Worker:
    """What the workflows of this process work with."""

    name: str
    settings: Settings
    reading: Sessions
    writing: Sessions
    judging: Judging
    listening: Listening


_worker: _Worker | None = None


def now() -> datetime:
    """Return the present moment in UTC."""
    return datetime.now(UTC)


@DBOS.workflow()
def check_block(block: int) -> dict[str, int]:
    """Check what is due in one block of conversations; return counts."""
    return _check_due(block)


@DBOS.step(retries_allowed=True, max_attempts=3)
def _check_due(block: int) -> dict[str, int]:
    worker = _here()
    with worker.reading() as session:
        ids = due.to_check_in(session, block)
    count = worker.judging.judge(ids, clock=now)
    return {"judged": count.judged, "failed": count.failed}


@DBOS.workflow()
def transcribe_call(conversation_id: int) -> str:
    """Transcribe one call; return the state it is in afterwards."""
    return _transcribe(conversation_id)


@DBOS.step(retries_allowed=True, max_attempts=3)
def _transcribe(conversation_id: int) -> str:
    return _here().listening.listen(conversation_id, clock=now).value


class WorkerProcess:
    """This process as a worker: runs workflows, dispatches what is due, shows that it is alive."""

    def __init__(self, settings: Settings, *, reading: Sessions, writing: Sessions) -> None:
        self._settings, self._reading, self._writing = settings, reading, writing
        self._host, self._pid = socket.gethostname(), os.getpid()
        started = int(time.time())
        self.name = settings.worker_name or f"{self._host}-{self._pid}-{started}"
        self._stop = threading.Event()
        self._threads: list[threading.Thread] = []

    def start(self) -> None:
        """Join the queue and begin to work; one worker a process."""
        global _worker
        _worker = _Worker(
            name=self.name,
            settings=self._settings,
            reading=self._reading,
            writing=self._writing,
            judging=Judging(self._settings, reading=self._reading, writing=self._writing),
            listening=Listening(self._settings, reading=self._reading, writing=self._writing),
        )
        self._show_alive()
        DBOS(config=queue_config(self._settings, executor=self.name))
        DBOS.launch()
        DBOS.register_queue(_CHECKS, worker_concurrency=1, polling_interval_sec=0.2)
        DBOS.register_queue(_CALLS, worker_concurrency=1, polling_interval_sec=0.2)
        self._every(_ALIVE_SECONDS, self._show_alive)
        self._every(_TICK_SECONDS, self._dispatch)
        self._every(_ALIVE_SECONDS, self._take_over)
        self._every(_WAKE_SECONDS, self._wake_waiting)
        self._every(_PRUNE_SECONDS, self._prune)

    def stop(self) -> None:
        """Finish the steps under way and leave the queue; what is left waits for the next worker."""
        global _worker
        self._stop.set()
        for thread in self._threads:
            thread.join(timeout=10)
        DBOS.destroy(workflow_completion_timeout_sec=10)
        if _worker is not None:
            _worker.judging.close()
        with self._writing.begin() as session:
            due.forget_worker(session, self.name)
        _worker = None

    def _every(self, seconds: float, act: Callable[[], None]) -> None:
        def run() -> None:
            while not self._stop.is_set():
                try:
                    act()
                except Exception:  # a worker outlives a database that is away for a moment
                    logger.exception("The worker could not %s; it tries again", act.__name__.strip("_"))
                self._stop.wait(seconds)

        thread = threading.Thread(target=run, name=act.__name__, daemon=True)
        thread.start()
        self._threads.append(thread)

    def _show_alive(self) -> None:
        with self._writing.begin() as session:
            due.show_alive(session, name=self.name, host=self._host, pid=self._pid, now=now())

    def _dispatch(self) -> None:
        with self._reading() as session:
            blocks = due.blocks_to_check(session, limit=_AHEAD)
            calls = due.calls_to_transcribe(session, limit=_AHEAD)
        if not calls and not blocks:
            return
        active = DBOS.list_workflows(
            status=["ENQUEUED", "PENDING"], queue_name=[_CALLS, _CHECKS], load_input=False, load_output=False
        )
        known = {workflow.deduplication_id for workflow in active}
        for queue, workflow, numbers in ((_CALLS, transcribe_call, calls), (_CHECKS, check_block, blocks)):
            for number in numbers:
                if f"{queue}-{number}" not in known:
                    _enqueue_once(queue, workflow, number)

    def _take_over(self) -> None:
        """Hand the workflows of dead workers to whoever is free."""
        with self._reading() as session:
            silent = due.silent_workers(session, since=now() - timedelta(seconds=_SILENT_SECONDS))
            here = due.workers_on(session, self._host)
            dead = {worker.name for worker in silent}
            dead |= {worker.name for worker in here if not _is_running(worker.pid)}
        for name in sorted(dead - {self.name}):
            pending = DBOS.list_workflows(status="PENDING", executor_id=name, load_input=False, load_output=False)
            for workflow in pending:
                DBOS.resume_workflow(workflow.workflow_id, queue_name=workflow.queue_name)
            with self._writing.begin() as session:
                due.forget_worker(session, name)
            logger.info("Took over %d workflows of %s", len(pending), name)

    def _wake_waiting(self) -> None:
        """Send on what waited for a model or for the language server, once that is there."""
        worker = _here()
        with self._reading() as session:
            counts = due.work_status(session, now=now(), failures=0).counts
        if counts.get(State.WAITING_FOR_MODEL.value) and worker.listening.missing() is None:
            with self._writing.begin() as session:
                due.wake(session, State.WAITING_FOR_MODEL, to=State.TO_TRANSCRIBE)
        if counts.get(State.WAITING_FOR_LANGUAGE_SERVER.value) and not worker.judging.reader.missing():
            with self._writing.begin() as session:
                due.wake(session, State.WAITING_FOR_LANGUAGE_SERVER, to=State.TO_CHECK)

    def _prune(self) -> None:
        """Forget workflows that ended well a week ago; what they did stands in the database."""
        before = (now() - timedelta(days=_KEPT_DAYS)).isoformat()
        old = DBOS.list_workflows(
            status="SUCCESS", completed_before=before, limit=5000, load_input=False, load_output=False
        )
        if old:
            DBOS.delete_workflows([workflow.workflow_id for workflow in old])


def queue_config(settings: Settings, *, executor: str) -> DBOSConfig:
    """Return how the durable queue is reached; the same for all processes of one installation."""
    return DBOSConfig(
        name="plumbline",
        system_database_url=settings.queue_url,
        application_version=_VERSION,
        executor_id=executor,
        log_level="ERROR",
    )


def _enqueue_once(queue: str, workflow: Callable[[int], object], number: int) -> None:
    """Enqueue work unless the same piece is waiting or running already."""
    try:
        with SetEnqueueOptions(deduplication_id=f"{queue}-{number}"):
            DBOS.enqueue_workflow(queue, workflow, number)
    except DBOSQueueDeduplicatedError:
        return


def _here() -> _Worker:
    if _worker is None:
        raise RuntimeError("This process is not a worker: WorkerProcess.start() comes first.")
    return _worker


def _is_running(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True
