"""A process on the queue: it shows that it is alive, so that others take over when it is not."""

from __future__ import annotations

import logging
import os
import socket
import threading
import time
from collections.abc import Callable
from types import TracebackType
from typing import Self

from dbos import DBOS, DBOSConfig

from qa.settings import Settings
from qa.stages import due
from qa.store.session import Sessions
from qa.workflows.here import Toolbox, now, settle

logger = logging.getLogger(__name__)

ALIVE_SECONDS = 5.0
CHECKS, CALLS, IMPORTS, TRIALS = "checks", "calls", "imports", "trials"
_VERSION = "1"


class Member:
    """This process as a member of the queue: may start workflows and await them, but takes no others' work."""

    def __init__(self, settings: Settings, *, reading: Sessions, writing: Sessions) -> None:
        self.settings, self.reading, self.writing = settings, reading, writing
        self._host, self._pid = socket.gethostname(), os.getpid()
        self.name = settings.worker_name or f"{self._host}-{self._pid}-{time.time_ns() // 1_000_000}"
        self._stop = threading.Event()
        self._threads: list[threading.Thread] = []
        self._toolbox = Toolbox.make(settings, reading=reading, writing=writing)

    def join(self) -> None:
        """Join the queue; one member a process."""
        settle(self._toolbox)
        self._show_alive()
        DBOS(config=_config(self.settings, executor=self.name))
        DBOS.listen_queues([CHECKS, CALLS, IMPORTS, TRIALS] if self._takes_work else [])
        DBOS.launch()
        self._every(ALIVE_SECONDS, self._show_alive)

    def leave(self) -> None:
        """Finish the steps under way and leave the queue; what is left waits for the next worker."""
        self._stop.set()
        for thread in self._threads:
            thread.join(timeout=10)
        DBOS.destroy(workflow_completion_timeout_sec=15)
        self._toolbox.judging.close()
        with self.writing.begin() as session:
            due.forget_worker(session, self.name)
        settle(None)

    def __enter__(self) -> Self:
        self.join()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.leave()

    _takes_work = False

    @property
    def host(self) -> str:
        """The name of this machine."""
        return self._host

    @property
    def toolbox(self) -> Toolbox:
        """What the workflows of this process work with."""
        return self._toolbox

    def _every(self, seconds: float, act: Callable[[], None]) -> None:
        def run() -> None:
            while not self._stop.is_set():
                try:
                    act()
                except Exception:  # a member outlives a database that is away for a moment
                    logger.exception("%s could not %s; it tries again", self.name, act.__name__.strip("_"))
                self._stop.wait(seconds)

        thread = threading.Thread(target=run, name=act.__name__, daemon=True)
        thread.start()
        self._threads.append(thread)

    def _show_alive(self) -> None:
        with self.writing.begin() as session:
            due.show_alive(session, name=self.name, host=self._host, pid=self._pid, now=now())


def _config(settings: Settings, *, executor: str) -> DBOSConfig:
    """Return how the durable queue is reached; the same for all processes of one installation."""
    return DBOSConfig(
        name="plumbline",
        system_database_url=settings.queue_url,
        application_version=_VERSION,
        executor_id=executor,
        log_level="ERROR",
    )
