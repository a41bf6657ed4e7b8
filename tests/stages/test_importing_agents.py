"""Agents are found by id or by address, and added once."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from qa.domain.conversation import Participant
from qa.stages.importing.agents import store_agents
from qa.store import tables


def test_a_mailbox_and_a_helpdesk_know_the_same_agent(session: Session) -> None:
    ids = store_agents(session, [Participant(id="a-7", name="Anna Nowak", email="Anna@acme.example")])
    by_address = store_agents(session, [Participant(name="Anna Nowak", email="anna@acme.example")])
    assert by_address == {"anna@acme.example": ids["a-7"]}
    assert session.scalars(select(tables.Agent.external_id)).all() == ["a-7"]


def test_an_unknown_address_is_a_new_agent(session: Session) -> None:
    store_agents(session, [Participant(id="a-7", name="Anna Nowak", email="anna@acme.example")])
    ids = store_agents(session, [Participant(email="ewa@acme.example")])
    assert list(ids) == ["ewa@acme.example"]
    assert len(session.scalars(select(tables.Agent.id)).all()) == 2
