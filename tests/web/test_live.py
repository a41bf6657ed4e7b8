"""Streams of server-sent events: few are held open, the others end at once and come back."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from tests.web.opened import open_page
from web import live
from web.live import Pulse, Seats, stream


@pytest.fixture
def app(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Flask]:
    monkeypatch.setattr(live, "HELD_SECONDS", 0.05)
    monkeypatch.setattr(live, "LOOK_SECONDS", 0.01)
    with open_page(tmp_path) as opened:
        yield opened.app


class Counting:
    """Counts how often it was looked; the number told grows once."""

    def __init__(self) -> None:
        self.looks = 0

    def __call__(self, session: Session) -> Pulse | None:
        self.looks += 1
        return Pulse(2 if self.looks > 2 else 1, {"state": "rating"})


def read(app: Flask, look: Counting, *, seats: int) -> str:
    """Read a stream to its end."""
    live.init_app(app, seats=seats)
    with app.test_request_context("/"):
        return stream(look, seen=1).get_data(as_text=True)


def test_without_a_seat_it_ends_after_one_look(app: Flask) -> None:
    look = Counting()
    assert read(app, look, seats=0) == "retry: 700\n\n"
    assert look.looks == 1


def test_with_a_seat_it_is_held_and_tells_a_change_once(app: Flask) -> None:
    text = read(app, Counting(), seats=1)
    assert text.count("event: change") == 1
    assert 'id: 2\nevent: change\ndata: {"revision": 2, "state": "rating"}\n\n' in text


def test_a_seat_is_given_back_at_the_end(app: Flask) -> None:
    read(app, Counting(), seats=1)
    seats: Seats = app.extensions["plumbline.seats"]
    assert seats.take()
    assert not seats.take()


def test_what_is_gone_ends_the_stream(app: Flask) -> None:
    live.init_app(app, seats=1)
    with app.test_request_context("/"):
        assert stream(lambda session: None, seen=1).get_data(as_text=True) == "retry: 700\n\n"
