"""What pages remember: measured once, told while it is measured anew, never held up or broken by that."""

from __future__ import annotations

import threading
from collections.abc import Callable
from datetime import datetime, timedelta

import pytest

from tests.shop import NOW
from web.remembered import Remembered

Measure = Callable[[str, datetime], object]
MINUTE = timedelta(minutes=1)
LATER = NOW + MINUTE


def _kept(measure: Measure, *, most: int = 16) -> Remembered[str, object]:
    return Remembered(measure, kept_for=MINUTE, most=most)


def test_what_is_young_is_not_measured_again() -> None:
    asked: list[str] = []
    kept = _kept(lambda key, now: asked.append(key))
    for key in ("a", "a", "b", "a"):
        kept.read(key, now=NOW)
    assert asked == ["a", "b"]


def test_what_is_old_is_told_while_it_is_measured_anew() -> None:
    goes_on = threading.Event()
    goes_on.set()
    kept = _kept(lambda key, now: goes_on.wait(30) and now)
    kept.read("a", now=NOW)
    goes_on.clear()
    assert kept.read("a", now=LATER) == NOW
    assert kept.read("a", now=LATER) == NOW
    goes_on.set()
    kept.wait()
    assert kept.read("a", now=LATER) == LATER


def test_a_failure_leaves_what_was_known_and_is_logged(caplog: pytest.LogCaptureFixture) -> None:
    known = {NOW: "known"}
    kept = _kept(lambda key, now: known[now])
    kept.read("a", now=NOW)
    assert kept.read("a", now=LATER) == "known"
    kept.wait()
    assert kept.read("a", now=NOW) == "known"
    assert "could not be measured anew" in caplog.text


def test_what_is_forgotten_is_measured_at_the_next_question() -> None:
    kept = _kept(lambda key, now: now)
    kept.read("a", now=NOW)
    kept.forget()
    assert kept.read("a", now=NOW + timedelta(seconds=1)) == NOW + timedelta(seconds=1)


def test_only_so_many_are_remembered() -> None:
    asked: list[str] = []
    kept = _kept(lambda key, now: asked.append(key), most=2)
    for key in ("a", "b", "c", "a"):
        kept.read(key, now=NOW)
    assert asked == ["a", "b", "c", "a"]
