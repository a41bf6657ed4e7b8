"""A person gives a check the state its record has earned, and a lower one at any time, with a reason."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import select

from qa.domain.rubric import CheckState
from qa.errors import NotFoundError, StandingError
from qa.settings import Settings
from qa.stages.standing import standing_hash, standings_of, with_standings
from qa.stages.standing.applying import Subject
from qa.stages.standing.deciding import Decision, decide, read_standing
from qa.stages.standing.drifting import watch_checks
from qa.store import tables
from tests.stages.standing.conftest import LATER, Shop

CHECK = Subject("no-blame", "blaming-words")
WEEK = timedelta(days=7)


def _decide(shop: Shop, state: CheckState | None, *, reason: str = "Seen in May.", **more: object) -> None:
    subject = Subject("no-blame", "blaming-words", str(more.pop("language", "*")))
    decision = Decision(state, reason, judges_again=bool(more.pop("judges_again", False)))
    decide(shop.session, shop.rubric, subject, decision, by=shop.manager, now=LATER)


@pytest.mark.parametrize(
    ("state", "said", "may_be"),
    [
        pytest.param("shadow", "", (), id="watched, no record"),
        pytest.param("shadow", "+" * 12, (CheckState.ASSIST,), id="watched, may assist"),
        pytest.param("shadow", "+" * 40, (CheckState.ASSIST, CheckState.TRUSTED), id="watched, may be trusted"),
        pytest.param("assist", "+" * 12, (CheckState.SHADOW,), id="assists, too few"),
        pytest.param("assist", "+" * 40, (CheckState.SHADOW, CheckState.TRUSTED), id="assists, may be trusted"),
        pytest.param("trusted", "+" * 40, (CheckState.SHADOW, CheckState.ASSIST), id="trusted"),
        pytest.param("draft", "+" * 40, (), id="draft"),
    ],
)
def test_only_what_was_earned_is_open_and_all_below(
    shop: Shop, state: str, said: str, may_be: tuple[CheckState, ...]
) -> None:
    shop.state(state)
    shop.rate(said, is_shadow=state == "shadow")
    assert read_standing(shop.session, shop.rubric, CHECK).may_be == may_be


def test_a_decision_is_in_force_for_every_version_of_the_rubric_and_audited(shop: Shop) -> None:
    shop.state("assist")
    shop.rate("+" * 40)
    _decide(shop, CheckState.TRUSTED)
    found = with_standings(shop.rubric, standings_of(shop.session, "small")).criterion("no-blame").checks[0]
    assert found.state_in("pl") is CheckState.TRUSTED
    (row,) = read_standing(shop.session, shop.rubric, CHECK).history
    assert row.record is not None
    assert (row.user_id, row.reason, row.record["right"], row.record["firings"]) == (
        shop.manager,
        "Seen in May.",
        40,
        40,
    )
    (event,) = shop.session.scalars(select(tables.AuditEvent).where(tables.AuditEvent.action == "decide_check"))
    assert (event.details["from"], event.details["to"]) == ("assist", "trusted")


@pytest.mark.parametrize(
    ("state", "reason", "problem"),
    [
        pytest.param(CheckState.TRUSTED, "Good.", "has not earned it", id="not earned"),
        pytest.param(CheckState.DRAFT, "Bad.", "cannot be draft", id="draft is the author's"),
        pytest.param(CheckState.SHADOW, "  ", "reason", id="no reason"),
        pytest.param(CheckState.SHADOW, "x" * 1001, "reason", id="too long"),
        pytest.param(None, "Back.", "no decision", id="nothing to take back"),
    ],
)
def test_a_decision_that_cannot_be_is_refused(shop: Shop, state: CheckState | None, reason: str, problem: str) -> None:
    shop.state("assist")
    with pytest.raises(StandingError, match=problem):
        _decide(shop, state, reason=reason)
    assert standings_of(shop.session, "small") == {}


def test_a_check_the_rubric_does_not_have_is_not_found(shop: Shop) -> None:
    with pytest.raises(NotFoundError):
        read_standing(shop.session, shop.rubric, Subject("no-blame", "moon"))


def test_a_decision_can_be_taken_back(shop: Shop) -> None:
    shop.state("assist")
    _decide(shop, CheckState.SHADOW)
    assert read_standing(shop.session, shop.rubric, CHECK).line.state is CheckState.SHADOW
    _decide(shop, None, reason="A mistake.")
    assert read_standing(shop.session, shop.rubric, CHECK).line.state is CheckState.ASSIST
    assert standings_of(shop.session, "small") == {}


def test_what_drift_took_comes_back_only_when_newer_reviews_clear_it(shop: Shop, tmp_path: Path) -> None:
    settings = Settings.from_environment({"QA_HOME": str(tmp_path)})
    shop.rate("+" * 60 + "-" * 6)
    assert watch_checks(shop.session, settings, LATER) == 1
    polish = Subject("no-blame", "blaming-words", "pl")
    held = read_standing(shop.session, shop.rubric, polish)
    assert (held.may_be, held.may_withdraw) == ((CheckState.SHADOW,), False)
    shop.rate("+" * 30, at=LATER + WEEK)
    cleared = read_standing(shop.session, shop.rubric, polish)
    assert (cleared.may_be, cleared.may_withdraw) == ((CheckState.SHADOW, CheckState.TRUSTED), True)


@pytest.mark.parametrize(
    ("own", "decided", "changes"),
    [
        pytest.param("assist", "trusted", False, id="both count"),
        pytest.param("assist", "shadow", True, id="counts no more"),
        pytest.param("shadow", "assist", True, id="counts now"),
        pytest.param("draft", "assist", False, id="a draft stays one"),
    ],
)
def test_outcomes_tell_decisions_apart_where_they_change_what_counts(
    shop: Shop, own: str, decided: str, changes: bool
) -> None:
    shop.state(own)
    standings = {("no-blame", "blaming-words"): {"pl": CheckState(decided)}}
    assert bool(standing_hash(shop.rubric, standings)) is changes


def test_unreviewed_conversations_are_judged_again_where_that_is_asked(shop: Shop) -> None:
    shop.state("assist")
    for language in ("pl-PL", "en"):
        shop.rate("+", language=language)
    row = tables.Conversation
    reviewed = shop.session.scalars(select(row).order_by(row.id)).first()
    assert reviewed is not None
    _decide(shop, CheckState.SHADOW, language="pl", judges_again=True)
    states = shop.session.execute(select(row.language, row.state).order_by(row.id)).all()
    assert [(language, state.value) for language, state in states] == [("pl-PL", "to_check"), ("en", "checked")]
    reviewed.reviewed_at, reviewed.state = LATER, tables.State.CHECKED
    _decide(shop, None, language="pl", judges_again=True)
    assert reviewed.state is tables.State.CHECKED


def test_a_channel_of_a_language_is_decided_apart_on_its_own_record(shop: Shop) -> None:
    shop.state("assist")
    shop.rate("+" * 40)
    chat = Subject("no-blame", "blaming-words", "pl", "chat")
    mail = Subject("no-blame", "blaming-words", "pl", "email")
    assert read_standing(shop.session, shop.rubric, chat).may_be == (CheckState.SHADOW, CheckState.TRUSTED)
    assert read_standing(shop.session, shop.rubric, mail).may_be == (CheckState.SHADOW,)
    decision = Decision(CheckState.TRUSTED, "Seen in chats.")
    decide(shop.session, shop.rubric, chat, decision, by=shop.manager, now=LATER)
    found = with_standings(shop.rubric, standings_of(shop.session, "small")).criterion("no-blame").checks[0]
    states = [found.state_in("pl", "chat"), found.state_in("pl", "email"), found.state_in("en", "chat")]
    assert states == [CheckState.TRUSTED, CheckState.ASSIST, CheckState.ASSIST]


def test_what_is_decided_for_a_channel_comes_before_its_language(shop: Shop) -> None:
    shop.state("assist")
    _decide(shop, CheckState.SHADOW, language="pl")
    standings = {("no-blame", "blaming-words"): {"pl": CheckState.SHADOW, "pl/email": CheckState.ASSIST}}
    found = with_standings(shop.rubric, standings).criterion("no-blame")
    assert (found.is_judged_in("pl", "email"), found.is_judged_in("pl", "chat")) == (True, False)
    assert standing_hash(shop.rubric, standings) != standing_hash(shop.rubric, standings_of(shop.session, "small"))


def test_a_channel_that_was_trusted_apart_loses_its_trust_apart(shop: Shop, tmp_path: Path) -> None:
    settings = Settings.from_environment({"QA_HOME": str(tmp_path)})
    shop.state("assist")
    shop.rate("+" * 40)
    chat = Subject("no-blame", "blaming-words", "pl", "chat")
    decide(shop.session, shop.rubric, chat, Decision(CheckState.TRUSTED, "Seen."), by=shop.manager, now=LATER)
    shop.rate("-" * 8, at=LATER + WEEK)
    assert watch_checks(shop.session, settings, LATER) == 1
    row = shop.session.scalars(select(tables.CheckStanding).where(tables.CheckStanding.is_drift)).one()
    assert (row.language, row.channel, row.state) == ("pl", "chat", "assist")
