"""Who may sign in: users, their passwords and their teams."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from argon2 import PasswordHasher
from argon2.exceptions import VerificationError
from sqlalchemy import select
from sqlalchemy.orm import Session

from qa.errors import AccountError, NotFoundError
from qa.store import tables
from qa.store.tables import UserRole

SHORTEST_PASSWORD = 10
LONGEST_PASSWORD = 200
LONGEST_NAME = 200

# 19 MiB a verification (the smallest OWASP names), so that several sign-ins at once stay small.
_HASHER = PasswordHasher(time_cost=2, memory_cost=19456, parallelism=1)


@dataclass(frozen=True, slots=True)
class NewUser:
    """What is needed to add a user. `team` is made where it is not there; `agent` is an agent's external id."""

    email: str
    name: str
    role: UserRole
    password: str
    language: str = "en"
    team: str | None = None
    agent: str | None = None


def add_user(session: Session, new: NewUser) -> tables.User:
    """Add a user. Raises AccountError when the e-mail is taken, the password short or the agent unknown."""
    email = free_email(session, new.email)
    user = tables.User(
        email=email,
        name=new.name,
        role=new.role,
        language=new.language,
        password_hash=hash_password(new.password),
        agent_id=agent_id_for(session, new.role, new.agent),
        team_id=team_id_of(session, new.team),
    )
    session.add(user)
    session.flush()
    return user


def free_email(session: Session, written: str, *, of_user: int | None = None) -> str:
    """Return an e-mail address as it is kept. Raises AccountError when it is none, or somebody else's."""
    email = _clean(written)
    name, _, domain = email.partition("@")
    if not name or not domain or any(letter.isspace() for letter in email) or len(email) > LONGEST_NAME:
        raise AccountError(
            "“%(email)s” is no e-mail address; expected something like anna@acme.example.", email=email[:LONGEST_NAME]
        )
    taken = session.scalar(select(tables.User.id).where(tables.User.email == email))
    if taken is not None and taken != of_user:
        raise AccountError("A user with the e-mail %(email)s exists already; change that one instead.", email=email)
    return email


def set_password(session: Session, email: str, password: str) -> tables.User:
    """Change a password and sign the user out everywhere. Raises AccountError for an unknown e-mail."""
    user = session.scalar(select(tables.User).where(tables.User.email == _clean(email)))
    if user is None:
        raise AccountError("There is no user with the e-mail %(email)s; `qa user list` shows all.", email=email)
    user.password_hash = hash_password(password)
    user.must_change_password = False
    sign_out_everywhere(user)
    return user


def sign_out_everywhere(user: tables.User) -> None:
    """Make every cookie of the user useless."""
    user.session_version += 1


def find_user(session: Session, user_id: int) -> tables.User | None:
    """Return the user of that id."""
    return session.get(tables.User, user_id)


def require_user(session: Session, user_id: int) -> tables.User:
    """Return the user of that id. Raises NotFoundError when there is none."""
    user = find_user(session, user_id)
    if user is None:
        raise NotFoundError("user", user_id)
    return user


def authenticate(session: Session, *, email: str, password: str) -> tables.User | None:
    """Return the active user with this e-mail and password, else None; both take the same time."""
    user = session.scalar(select(tables.User).where(tables.User.email == _clean(email)))
    is_right = _verifies(user.password_hash if user else _hash_of_nobody(), password)
    return user if user and is_right and user.is_active else None


def reviewers(session: Session) -> Sequence[tables.User]:
    """Return the active users who may review, by name."""
    may_review = (UserRole.REVIEWER, UserRole.COACH, UserRole.MANAGER, UserRole.ADMIN)
    wanted = select(tables.User).where(tables.User.is_active, tables.User.role.in_(may_review))
    return session.scalars(wanted.order_by(tables.User.name, tables.User.id)).all()


def find_reviewers(session: Session, emails: Sequence[str]) -> tuple[int, ...]:
    """Return the ids of the users with these e-mails. Raises AccountError naming one who may not review."""
    known = {user.email: user.id for user in reviewers(session)}
    for email in emails:
        if _clean(email) not in known:
            raise AccountError(
                "%(email)s may not review. Known: %(known)s.",
                email=email,
                known=", ".join(sorted(known)) or "nobody yet",
            )
    return tuple(known[_clean(email)] for email in emails)


def hash_password(password: str) -> str:
    """Hash a password with argon2id. Raises AccountError when it is too short or long."""
    if len(password) > LONGEST_PASSWORD:
        raise AccountError("That is too long: a password has at most %(most)s characters.", most=LONGEST_PASSWORD)
    if len(password) < SHORTEST_PASSWORD:
        raise AccountError(
            "The password is too short: %(count)s of at least %(least)s characters.",
            count=len(password),
            least=SHORTEST_PASSWORD,
        )
    return _HASHER.hash(password)


def agent_id_for(
    session: Session, role: UserRole, external_id: str | None, *, of_user: int | None = None
) -> int | None:
    """Return the agent a user is; None where none is named, which the role AGENT does not allow.

    Raises AccountError when the agent is missing, not known or somebody else already.
    """
    if not external_id:
        if role is UserRole.AGENT:
            raise AccountError("A user with the role agent needs the id of the agent they are in the source system.")
        return None
    agent = session.scalar(select(tables.Agent).where(tables.Agent.external_id == external_id))
    if agent is None:
        known = session.scalars(select(tables.Agent.external_id).order_by(tables.Agent.external_id).limit(20)).all()
        raise AccountError(
            "There is no agent “%(agent)s”. Known: %(known)s.", agent=external_id, known=", ".join(known) or "–"
        )
    taken = session.scalar(select(tables.User.id).where(tables.User.agent_id == agent.id))
    if taken is not None and taken != of_user:
        raise AccountError(
            "The agent “%(agent)s” has a user already; an agent signs in as one user.", agent=external_id
        )
    return agent.id


def team_id_of(session: Session, name: str | None) -> int | None:
    """Return the team of that name, made where it is not there; None for no name."""
    if not name:
        return None
    team = session.scalar(select(tables.Team).where(tables.Team.name == name))
    if team is None:
        team = tables.Team(name=name)
        session.add(team)
        session.flush()
    return team.id


def new_password() -> str:
    """Return a random password that can be read aloud."""
    return "-".join(secrets.token_hex(2) for _ in range(4))


def verifies(user: tables.User, password: str) -> bool:
    """Tell whether that is the user's password."""
    return _verifies(user.password_hash, password)


def _verifies(password_hash: str, password: str) -> bool:
    try:
        return _HASHER.verify(password_hash, password)
    except VerificationError:
        return False


@cache
def _hash_of_nobody() -> str:
    """Something to verify against where there is no user, so that the answer takes as long."""
    return _HASHER.hash(secrets.token_hex())


def _clean(email: str) -> str:
    return email.strip().lower()
