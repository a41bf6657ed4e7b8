"""Takes garbage away between requests, so that nobody waits for it within one."""

from __future__ import annotations

import gc
import threading
import time
from collections.abc import Iterable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

GROWN = 10_000
"""So many more objects than at the last look are worth another."""
_WITHIN_REQUESTS = (20_000, 50, 1_000_000)
_SETTLED = 10_000
_QUIET_SECONDS, _LONGEST_SECONDS = 0.005, 0.05


class GarbageCollector:
    """Wraps the application of a process and collects its garbage while no request is worked on.

    What is there at the start and what stays, classes, templates and compiled queries, is frozen: Python would look
    through all of it, a quarter of a second long, whenever it collects in full. What is frozen and dropped later is
    found when the frozen has doubled.
    """

    def __init__(self, application: WSGIApplication) -> None:
        """Freeze what there is; to be made once in a process, when the application is complete."""
        self._application = application
        self._lock = threading.Lock()
        self._at_work = 0
        self._has_settled = self._has_frozen = self._is_stopped = False
        self._answered = threading.Event()
        gc.collect()
        gc.freeze()
        self._thaw_at = 2 * gc.get_freeze_count()
        self._thresholds = gc.get_threshold()
        gc.set_threshold(*_WITHIN_REQUESTS)
        self._thread = threading.Thread(target=self._keep, name="garbage-collector", daemon=True)
        self._thread.start()

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        """Answer a request. A stream that stays open counts as answered once it has begun."""
        with self._lock:
            self._at_work += 1
        try:
            return self._application(environ, start_response)
        finally:
            self._look()

    def stop(self) -> None:
        """Leave collecting to Python again."""
        self._is_stopped = True
        self._answered.set()
        self._thread.join()
        gc.set_threshold(*self._thresholds)
        gc.unfreeze()

    def _look(self) -> None:
        """Freeze what has settled while no request holds anything, and have garbage taken away where there is much."""
        with self._lock:
            self._at_work -= 1
            if self._has_settled and not self._at_work:
                gc.freeze()
                self._has_settled = False
                self._has_frozen = True
        if gc.get_count()[0] >= GROWN:
            self._answered.set()

    def _keep(self) -> None:
        while not self._is_stopped:
            self._answered.wait()
            self._answered.clear()
            self._wait_for_quiet()
            self._collect()

    def _wait_for_quiet(self) -> None:
        """Let the answer be sent, and the requests that came meanwhile; where they do not end, wait no longer."""
        longest = time.monotonic() + _LONGEST_SECONDS
        time.sleep(_QUIET_SECONDS)
        while self._at_work and time.monotonic() < longest:
            time.sleep(_QUIET_SECONDS)

    def _collect(self) -> None:
        gc.collect()
        self._has_settled = len(gc.get_objects(generation=2)) >= _SETTLED
        if self._has_frozen and not self._at_work:
            self._has_frozen = False  # Python walks through all that is frozen to count it: never without need.
            if gc.get_freeze_count() >= self._thaw_at:
                gc.unfreeze()
                gc.collect()
                gc.freeze()
                self._thaw_at = 2 * gc.get_freeze_count()
