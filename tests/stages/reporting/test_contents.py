"""Contacts, customers' marks, facts, and what one reader may see of them."""

from __future__ import annotations

from qa.stages.reporting import read_unhappy
from qa.stages.reporting.basis import read_basis
from qa.stages.reporting.contacts import read_contacts
from qa.stages.reporting.facts import read_facts
from qa.store import tables
from qa.store.tables import UserRole
from tests.stages.reporting.build import Reported, may


def test_a_good_score_with_a_bad_mark_is_listed(shop: Reported) -> None:
    unhappy = shop.conversation(csat=1)
    shop.conversation(csat=5)
    shop.conversation({"greeting": "fail", "terms": "fail"}, csat=1)
    found = read_contacts(shop.session, read_basis(shop.session, may())).satisfaction
    assert (found.marked, found.top, found.bad, found.unhappy) == (3, 5.0, 2.0, (unhappy.id,))


def test_marks_are_told_by_bands_of_the_score_that_hold_enough(shop: Reported) -> None:
    for mark in (7, 8, 9, 8, 8):
        shop.conversation(csat=mark)
    shop.conversation({"greeting": "fail", "terms": "fail"}, csat=2)
    bands = read_contacts(shop.session, read_basis(shop.session, may())).satisfaction.bands
    assert [(band.low, band.marks.value, band.marks.n) for band in bands if band.marks.n] == [
        (0.0, None, 1),
        (90.0, 8.0, 5),
    ]


def test_the_machines_score_of_a_single_conversation_is_not_told_by_its_channel(shop: Reported) -> None:
    for channel in ("chat", "chat", "chat", "chat", "chat", "sms"):
        row = shop.conversation(channel=channel)
        shop.session.add(tables.Insight(conversation_id=row.id, reason="return"))
    shop.session.flush()
    lines = read_contacts(shop.session, read_basis(shop.session, may())).channels
    assert [(line.channel, line.mean_score, line.critical.note) for line in lines] == [
        ("chat", 100.0, ""),
        ("sms", None, "few"),
    ]


def test_who_is_to_rate_a_conversation_blind_does_not_see_it_listed(shop: Reported) -> None:
    row, other = shop.conversation(csat=1), shop.conversation(csat=1)
    shop.assign(row)
    coach = shop.user("coach", UserRole.COACH)
    assert [one.id for one in read_unhappy(shop.session, (row.id, other.id), reader_id=shop.reviewer.id)] == [other.id]
    assert len(read_unhappy(shop.session, (row.id, other.id), reader_id=coach.id)) == 2


def test_a_deleted_conversation_is_not_listed(shop: Reported) -> None:
    assert read_unhappy(shop.session, (999,), reader_id=shop.reviewer.id) == ()


def test_reasons_are_those_of_the_scope_alone(shop: Reported) -> None:
    for reason, channel in (("order-status", "chat"), ("return", "email")):
        row = shop.conversation(channel=channel)
        shop.session.add(tables.Insight(conversation_id=row.id, reason=reason))
    shop.session.flush()
    from dataclasses import replace

    found = read_contacts(shop.session, read_basis(shop.session, replace(may(), channel="chat")))
    assert [(line.reason, line.contacts) for line in found.reasons] == [("order-status", 1)]
    assert found.order_status.value == 1.0


def test_facts_are_told_by_how_many_conversations_contradict_them(shop: Reported) -> None:
    for _ in range(2):
        row = shop.conversation({"terms": "fail"})
        run = shop.session.query(tables.CheckRun).filter_by(conversation_id=row.id).one()
        run.claims, run.covered_claims = 4, 3
        outcome = shop.session.query(tables.Outcome).filter_by(check_run_id=run.id).one()
        finding = {"check": "durations", "message_position": 0, "start": 0, "end": 1, "quote": "x"}
        for _ in range(2):
            shop.session.add(tables.Finding(**finding, outcome_id=outcome.id, verdict="fail", fact="return-window"))
    shop.session.flush()
    found = read_facts(shop.session, read_basis(shop.session, may()))
    assert (found.covered.value, found.covered.n) == (0.75, 8)
    assert [(one.fact, one.conversations, one.agents) for one in found.contradicted] == [("return-window", 2, 1)]
