"""A decision is what conversations are judged by, and their outcomes say so."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import select

from qa.store import tables
from tests.stages.test_judged_states import NOW, Judged


@pytest.fixture
def judged(tmp_path: Path) -> Iterator[Judged]:
    made = Judged(tmp_path)
    yield made
    made.engine.dispose()


def _decide(judged: Judged, state: str, *, language: str = "*") -> None:
    with judged.writing.begin() as session:
        session.add(
            tables.CheckStanding(
                rubric_name="small", criterion="no-blame", check="blame", language=language, state=state, at=NOW
            )
        )


def _verdicts(judged: Judged) -> tuple[set[str], set[str], bool]:
    """Return the criteria with outcomes, those with results of watched checks, and whether a decision is named."""
    with judged.reading() as session:
        run = session.scalars(select(tables.CheckRun)).one()
        outcomes = set(session.scalars(select(tables.Outcome.criterion)))
        shadows = set(session.scalars(select(tables.ShadowResult.criterion)))
        return outcomes, shadows, "standing" in run.versions


def test_without_a_decision_the_rubric_holds(judged: Judged) -> None:
    judged.judge("assist")
    assert _verdicts(judged) == ({"no-blame", "greeting"}, set(), False)


@pytest.mark.parametrize("language", ["*", "en"])
def test_a_watched_check_counts_no_more(judged: Judged, language: str) -> None:
    _decide(judged, "shadow", language=language)
    judged.judge("assist")
    assert _verdicts(judged) == ({"greeting"}, {"no-blame"}, True)


def test_a_decision_for_another_language_changes_nothing_here(judged: Judged) -> None:
    _decide(judged, "shadow", language="th")
    judged.judge("assist")
    assert _verdicts(judged)[:2] == ({"no-blame", "greeting"}, set())


def test_trusting_what_assists_changes_no_outcome(judged: Judged) -> None:
    _decide(judged, "trusted")
    judged.judge("assist")
    assert _verdicts(judged) == ({"no-blame", "greeting"}, set(), False)


def test_a_draft_does_not_run_whatever_was_decided(judged: Judged) -> None:
    _decide(judged, "assist")
    judged.judge("draft")
    assert _verdicts(judged) == ({"greeting"}, set(), False)
