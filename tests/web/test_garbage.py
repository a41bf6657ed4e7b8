"""Garbage is taken away between requests, and what stays is not looked through again."""

from __future__ import annotations

import gc
import time
from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING
from weakref import ref

import pytest
from werkzeug.test import Client
from werkzeug.wrappers import Request, Response

from web.garbage import GROWN, GarbageCollector

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIEnvironment


class Ring:
    """Refers to itself, so that only the collector takes it away."""

    def __init__(self) -> None:
        self.itself = self


class Application:
    """Leaves rings behind, keeps lists where it is asked to, and tells how often Python collected meanwhile."""

    def __init__(self) -> None:
        self.kept: list[list[int]] = []
        self.ring: Callable[[], Ring | None] = lambda: None
        self.is_working = False
        self.full_within: list[bool] = []

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        request, self.is_working = Request(environ), True
        rings = [Ring() for _ in range(int(request.args.get("rings", "0")))]
        self.ring = ref(rings[-1]) if rings else self.ring
        self.kept += [[] for _ in range(int(request.args.get("kept", "0")))]
        self.is_working = False
        return Response("done")(environ, start_response)

    def note(self, phase: str, found: dict[str, int]) -> None:
        """Note a full collection, and whether it was within a request."""
        if phase == "start" and found["generation"] == 2:
            self.full_within.append(self.is_working)


@pytest.fixture
def application() -> Iterator[Application]:
    application = Application()
    gc.callbacks.append(application.note)
    yield application
    gc.callbacks.remove(application.note)


@pytest.fixture
def collector(application: Application) -> Iterator[GarbageCollector]:
    collector = GarbageCollector(application)
    application.full_within.clear()
    yield collector
    collector.stop()


def test_garbage_is_taken_away_after_the_answer_and_not_within_it(
    collector: GarbageCollector, application: Application
) -> None:
    client = Client(collector)
    for _ in range(12):
        client.get(f"/?rings={GROWN // 5}")
    assert _comes_true(lambda: application.ring() is None)
    assert application.full_within
    assert not any(application.full_within)


def test_what_settled_is_frozen_so_that_it_is_not_looked_through_again(
    collector: GarbageCollector, application: Application
) -> None:
    client, frozen = Client(collector), gc.get_freeze_count()
    assert frozen > GROWN
    client.get(f"/?kept={3 * GROWN}")
    assert _comes_true(lambda: _frozen_after(client) >= frozen + 3 * GROWN)


def test_a_stopped_collector_leaves_collecting_to_python(application: Application) -> None:
    before = gc.get_threshold()
    collector = GarbageCollector(application)
    assert gc.get_threshold() != before
    collector.stop()
    assert (gc.get_threshold(), gc.get_freeze_count()) == (before, 0)


def _frozen_after(client: Client) -> int:
    client.get("/")
    return gc.get_freeze_count()


def _comes_true(asked: Callable[[], bool]) -> bool:
    until = time.monotonic() + 10
    while not asked() and time.monotonic() < until:
        time.sleep(0.01)
    return asked()
