"""How disputes end: counted by the last word, with an interval, and no verdict from a few."""

from __future__ import annotations

from datetime import timedelta

import pytest

from qa.domain.dispute import DisputeOutcome
from qa.stages import disputes
from qa.stages.disputes import OutcomeCount, Ruling, count_outcomes
from qa.stages.feedback import Scope
from tests.shop import NOW
from tests.stages.disputes.conftest import TERMS, Published


def decided(published: Published, outcome: DisputeOutcome, criterion: str = "policy-durations", **more: object) -> int:
    dispute = published.dispute(criterion, **more)
    disputes.decide_dispute(
        published.session,
        dispute.id,
        Ruling(outcome, "Because."),
        scope=Scope(),
        user_id=published.shop.coach,
        now=NOW + timedelta(days=2),
    )
    return dispute.id


def test_outcomes_are_counted_by_criterion_reason_check_and_reviewer(published: Published) -> None:
    decided(published, DisputeOutcome.ACCEPT)
    decided(published, DisputeOutcome.REJECT, "questions-answered", point=4)
    published.dispute("no-blame")
    found = count_outcomes(published.session, terms=TERMS)
    assert (found.published, found.total.opened, found.total.decided, found.total.overturned) == (1, 3, 2, 1)
    assert found.total.median_days == 2
    assert [(one.name, one.accepted, one.rejected) for one in found.criteria] == [
        ("no-blame", 0, 0),
        ("policy-durations", 1, 0),
        ("questions-answered", 0, 1),
    ]
    assert [one.name for one in found.checks] == [
        "no-blame/no-blame-check",
        "policy-durations/policy-durations-check",
    ]
    assert [(one.name, one.opened) for one in found.reasons] == [("missing_context", 3)]
    assert found.reviewers[published.shop.reviewer].name == "Reviewer"


def test_an_appeals_word_replaces_the_first(published: Published) -> None:
    number = decided(published, DisputeOutcome.REJECT)
    later = NOW + timedelta(days=2)
    disputes.appeal_dispute(published.session, number, "No.", author=published.author, terms=TERMS, now=later)
    disputes.close_appeal(
        published.session,
        number,
        outcome=DisputeOutcome.ACCEPT,
        reason="It was.",
        by=published.shop.manager,
        now=NOW + timedelta(days=30),
    )
    total = count_outcomes(published.session, terms=TERMS).total
    assert (total.accepted, total.rejected, total.appealed, total.median_days) == (1, 0, 1, 2)


def test_a_period_counts_what_was_opened_in_it(published: Published) -> None:
    decided(published, DisputeOutcome.ACCEPT)
    assert count_outcomes(published.session, terms=TERMS, since=NOW).total.opened == 1
    assert count_outcomes(published.session, terms=TERMS, since=NOW + timedelta(seconds=1)).total.opened == 0
    assert count_outcomes(published.session, terms=TERMS, until=NOW).total.opened == 0


def test_nothing_is_said_of_nothing(published: Published) -> None:
    total = count_outcomes(published.session, terms=TERMS).total
    assert (total.rate, total.interval, total.median_days, total.health) == (None, None, None, "few")


@pytest.mark.parametrize(
    ("accepted", "rejected", "health"),
    [
        pytest.param(10, 9, "few", id="nineteen decisions"),
        pytest.param(2, 18, "unsure", id="an interval beyond the band"),
        pytest.param(60, 440, "inside", id="inside"),
        pytest.param(1, 299, "low", id="below"),
        pytest.param(60, 60, "high", id="above"),
    ],
)
def test_the_band_is_judged_by_the_interval(accepted: int, rejected: int, health: str) -> None:
    n = accepted + rejected
    one = OutcomeCount("", n, accepted, 0, rejected, appealed=0, late=0, median_days=None)
    assert one.health == health
