"""Teams, agents and users from one YAML file, each added once."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML
from sqlalchemy import select
from sqlalchemy.orm import Session

from qa.errors import AccountError
from qa.stages.accounts import NewUser, add_user
from qa.store import tables
from qa.store.tables import UserRole


@dataclass(frozen=True, slots=True)
class Person:
    """A user as the file names them."""

    email: str
    name: str
    role: UserRole


def store_people(session: Session, path: Path, *, password: str) -> tuple[Person, ...]:
    """Add the teams, agents and users of a file that are not there yet; return all its users.

    New users get `password`; users that are there keep theirs. Raises AccountError for a
    file of another form.
    """
    given = _read(path)
    for team in given.get("teams", ()):
        row = _team(session, team["name"])
        for agent in team.get("agents", ()):
            _store_agent(session, agent, team=row)
    session.flush()
    for user in given.get("users", ()):
        _store_user(session, user, password=password)
    return tuple(Person(one["email"], one["name"], UserRole(one["role"])) for one in given.get("users", ()))


def _read(path: Path) -> dict[str, Any]:
    given = YAML(typ="safe", pure=True).load(path.read_text(encoding="utf-8"))
    if not isinstance(given, dict) or not set(given) <= {"teams", "users"}:
        raise AccountError("%(path)s: expected the keys teams and users.", path=path)
    return given


def _team(session: Session, name: str) -> tables.Team:
    row = session.scalar(select(tables.Team).where(tables.Team.name == name))
    if row is None:
        row = tables.Team(name=name)
        session.add(row)
        session.flush()
    return row


def _store_agent(session: Session, given: dict[str, str], *, team: tables.Team) -> None:
    row = session.scalar(select(tables.Agent).where(tables.Agent.external_id == given["id"]))
    if row is None:
        row = tables.Agent(external_id=given["id"])
        session.add(row)
    row.name, row.email, row.team_id = given["name"], given["email"], team.id


def _store_user(session: Session, given: dict[str, str], *, password: str) -> None:
    if session.scalar(select(tables.User.id).where(tables.User.email == given["email"])) is not None:
        return
    add_user(
        session,
        NewUser(
            email=given["email"],
            name=given["name"],
            role=UserRole(given["role"]),
            password=password,
            language=given.get("language", "en"),
            team=given.get("team"),
            agent=given.get("agent"),
        ),
    )
