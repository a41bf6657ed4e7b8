"""Reads the forms about people, and writes what is known of somebody into them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from qa.errors import AccountError
from qa.stages.people_changes import PersonForm
from qa.stages.people_listing import PeopleFilter
from qa.store import tables
from qa.store.tables import UserRole

EMPTY = PersonForm(email="", name="", role=UserRole.REVIEWER)


def read_person(form: Mapping[str, str]) -> PersonForm:
    """Read what is written about somebody. Raises AccountError where no role is chosen."""
    written = written_person(form)
    if form.get("role") not in {role.value for role in UserRole}:
        raise AccountError("Choose a role: what they may do stands beside each.")
    return written


def written_person(form: Mapping[str, str]) -> PersonForm:
    """Return what was written as it is, to be shown again."""
    known = {role.value: role for role in UserRole}
    return replace(
        EMPTY,
        email=form.get("email", "").strip(),
        name=form.get("name", "").strip(),
        role=known.get(form.get("role", ""), UserRole.REVIEWER),
        language=form.get("language", "en"),
        team=form.get("team", "").strip(),
        agent=form.get("agent", "").strip(),
    )


def known_person(user: tables.User) -> PersonForm:
    """Return what is known of somebody; an agent's team is that of the source system's agent where they have one."""
    team = (user.agent.team if user.agent and user.agent.team else None) or user.team
    return PersonForm(
        email=user.email,
        name=user.name,
        role=user.role,
        language=user.language,
        team=team.name if team else "",
        agent=user.agent.external_id if user.agent else "",
    )


def read_filter(given: Mapping[str, str]) -> PeopleFilter:
    """Read which people are asked for; a role that is not known asks for all."""
    known = {role.value: role for role in UserRole}
    return PeopleFilter(
        words=given.get("words", "")[:200],
        role=known.get(given.get("role", "")),
        only_closed=given.get("closed") == "yes",
    )
