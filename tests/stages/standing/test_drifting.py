"""A trusted check that people stop agreeing with only assists from then on, and people are told."""

from __future__ import annotations

import random
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import select

from qa.domain.rubric import CheckState
from qa.settings import Settings
from qa.stages.standing import standings_of, with_standings
from qa.stages.standing.drifting import read_drift, watch_checks
from qa.statistics.sequential import Signal
from qa.store import tables
from tests.stages.standing.conftest import LATER, Shop


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings.from_environment({"QA_HOME": str(tmp_path)})


def _state(shop: Shop, language: str) -> CheckState:
    decided = with_standings(shop.rubric, standings_of(shop.session, "small"))
    return decided.criterion("no-blame").checks[0].state_in(language)


@pytest.mark.parametrize(
    ("said", "signal"),
    [
        pytest.param("+" * 40, Signal.CLEAR, id="always right"),
        pytest.param("++++-" * 20, Signal.CLEAR, id="as right as trust asks"),
        pytest.param("+++", Signal.GO_ON, id="too few to tell"),
        pytest.param("-----", Signal.ALARM, id="wrong from the start"),
        pytest.param("+" * 40 + "-+--+--+-", Signal.ALARM, id="good for long, then not"),
        pytest.param("++-" * 60, Signal.ALARM, id="somewhat below the bar for long"),
        pytest.param("", Signal.GO_ON, id="nothing"),
    ],
)
def test_fails_are_read_in_their_order(said: str, signal: Signal) -> None:
    assert read_drift(sign == "-" for sign in said).signal is signal


def test_a_good_check_is_hardly_ever_suspected() -> None:
    chance = random.Random(11)
    alarms = sum(read_drift(chance.random() < 0.08 for _ in range(200)).signal is Signal.ALARM for _ in range(200))
    assert alarms <= 2


def test_a_check_as_bad_as_a_coin_is_noticed_within_fifty() -> None:
    chance = random.Random(12)
    alarms = sum(read_drift(chance.random() < 0.5 for _ in range(50)).signal is Signal.ALARM for _ in range(200))
    assert alarms >= 196


def test_a_drifted_check_is_demoted_once_and_people_are_told(shop: Shop, settings: Settings) -> None:
    shop.rate("+" * 32 + "-" * 6)
    assert watch_checks(shop.session, settings, LATER) == 1
    assert watch_checks(shop.session, settings, LATER + timedelta(days=1)) == 0
    assert _state(shop, "pl") is CheckState.ASSIST
    told = shop.session.scalars(select(tables.Notice)).all()
    assert [one.user_id for one in told] == [shop.admin, shop.manager]
    assert told[0].path == "/checks/no-blame/blaming-words?language=pl"
    assert (told[0].kind, told[0].details["criterion"]) == ("check_demoted", "Does not blame the customer")
    (event,) = shop.session.scalars(select(tables.AuditEvent).where(tables.AuditEvent.action == "demote_check"))
    assert event.user_id is None


def test_drift_in_one_language_takes_trust_in_that_one_alone(shop: Shop, settings: Settings) -> None:
    shop.rate("+" * 40, language="pl")
    shop.rate("-" * 6, language="th")
    assert watch_checks(shop.session, settings, LATER) == 1
    assert (_state(shop, "th"), _state(shop, "pl")) == (CheckState.ASSIST, CheckState.TRUSTED)


def test_drift_that_no_language_shows_alone_takes_trust_in_all(shop: Shop, settings: Settings) -> None:
    for language in ("pl", "en", "pt", "ar", "th"):
        shop.rate("--", language=language)
    assert watch_checks(shop.session, settings, LATER) == 1
    assert _state(shop, "*") is CheckState.ASSIST


@pytest.mark.parametrize("state", ["assist", "shadow", "draft"])
def test_only_trusted_checks_are_watched(shop: Shop, settings: Settings, state: str) -> None:
    shop.state(state)
    shop.rate("-" * 20)
    assert watch_checks(shop.session, settings, LATER) == 0


def test_what_was_wrong_before_it_was_trusted_counts_no_longer(shop: Shop, settings: Settings) -> None:
    shop.rate("-" * 20)
    shop.session.add(
        tables.CheckStanding(
            rubric_name="small", criterion="no-blame", check="blaming-words", language="*", state="trusted", at=LATER
        )
    )
    assert watch_checks(shop.session, settings, LATER + timedelta(days=1)) == 0


def test_without_a_rubric_in_force_nothing_is_watched(shop: Shop, settings: Settings) -> None:
    shop.drawn.rubric.is_active = False
    shop.session.flush()
    assert watch_checks(shop.session, settings, LATER) == 0
