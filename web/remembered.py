"""Figures that take long: measured once for a process, shown for some minutes, then measured anew beside the page."""

from __future__ import annotations

import logging
import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from datetime import datetime, timedelta
from typing import Generic, TypeVar

Key = TypeVar("Key", bound=Hashable)
Value = TypeVar("Value")

logger = logging.getLogger(__name__)


class Remembered(Generic[Key, Value]):
    """What was measured for each of the last `most` keys.

    Only the first question for a key waits. What is older than `kept_for` is still told while one thread measures it
    anew, so that nobody waits for that.
    """

    def __init__(self, measure: Callable[[Key, datetime], Value], *, kept_for: timedelta, most: int = 16) -> None:
        """`measure` runs in threads of its own: it opens the sessions it needs itself."""
        self._measure = measure
        self._kept_for, self._most = kept_for, most
        self._lock = threading.Lock()
        self._locks: dict[Key, threading.Lock] = {}
        self._found: OrderedDict[Key, tuple[datetime, Value]] = OrderedDict()

    def read(self, key: Key, *, now: datetime) -> Value:
        """Return what is known for a key, measured now where nothing is."""
        with self._lock:
            known, lock = self._found.get(key), self._locks.setdefault(key, threading.Lock())
        if known is None:
            with lock:
                known = self._found.get(key)
                return known[1] if known else self._take(key, now)
        if now - known[0] >= self._kept_for and lock.acquire(blocking=False):
            threading.Thread(target=self._renew, args=(key, now, lock), daemon=True).start()
        return known[1]

    def forget(self) -> None:
        """Measure everything anew at the next question."""
        with self._lock:
            self._found.clear()

    def wait(self) -> None:
        """Return when nothing is being measured."""
        for lock in list(self._locks.values()):
            with lock:
                pass

    def _renew(self, key: Key, now: datetime, lock: threading.Lock) -> None:
        try:
            self._take(key, now)
        except Exception:
            logger.exception("What a page shows could not be measured anew; what was known is still shown")
        finally:
            lock.release()

    def _take(self, key: Key, now: datetime) -> Value:
        value = self._measure(key, now)
        with self._lock:
            self._found[key] = (now, value)
            self._found.move_to_end(key)
            while len(self._found) > self._most:
                gone, _ = self._found.popitem(last=False)
                if gone != key and not self._locks[gone].locked():
                    del self._locks[gone]
        return value
