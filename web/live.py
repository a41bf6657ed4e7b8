"""Server-sent events for pages that follow something: a few held open, the others answered at once and asked again.

A held stream occupies one of the server's threads, so only so many are held as leave the pages enough of them; every
other stream ends after its first answer and the browser comes back in `RETRY_MS`. What is told comes from the
database, so it does not matter which process a stream or a change reaches.
"""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from flask import Flask, Response, current_app
from sqlalchemy.orm import Session

RETRY_MS = 700
HELD_SECONDS = 25.0
LOOK_SECONDS = 0.5
SEATS = 4


@dataclass(frozen=True, slots=True)
class Pulse:
    """A number that grows with every change, and what the page must know to follow it. Never what people wrote."""

    revision: int
    told: Mapping[str, str | int]


Look = Callable[[Session], Pulse | None]


class Seats:
    """How many streams this process may hold open at once."""

    def __init__(self, count: int) -> None:
        self._free = threading.BoundedSemaphore(count) if count else None

    def take(self) -> bool:
        """Take a seat if one is free."""
        return self._free is not None and self._free.acquire(blocking=False)

    def leave(self) -> None:
        """Give the seat back."""
        if self._free is not None:
            self._free.release()


def init_app(app: Flask, *, seats: int) -> None:
    """Set how many streams are held; a server that knows its threads may say more."""
    app.extensions["plumbline.seats"] = Seats(seats)


def stream(look: Look, *, seen: int) -> Response:
    """Answer with a stream that tells every change after the revision `seen`."""
    open_session = current_app.extensions["plumbline.reading"]
    seats: Seats = current_app.extensions["plumbline.seats"]
    response = Response(_events(open_session, seats, look, seen), mimetype="text/event-stream")
    response.headers["Cache-Control"] = "no-store"
    response.headers["X-Accel-Buffering"] = "no"
    return response


def _events(open_session: Callable[[], Session], seats: Seats, look: Look, seen: int) -> Iterator[str]:
    yield f"retry: {RETRY_MS}\n\n"
    is_held = seats.take()
    try:
        ends = time.monotonic() + (HELD_SECONDS if is_held else 0.0)
        while True:
            with open_session() as session:
                pulse = look(session)
            if pulse is None:
                return
            if pulse.revision != seen:
                seen = pulse.revision
                yield f"id: {seen}\nevent: change\ndata: {json.dumps({'revision': seen, **pulse.told})}\n\n"
            if time.monotonic() >= ends:
                return
            time.sleep(LOOK_SECONDS)
            yield ": \n\n"
    finally:
        if is_held:
            seats.leave()
