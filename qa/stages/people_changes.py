"""Adds people and changes what they may do; every change is kept with who made it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from qa.errors import AccountError
from qa.notices import LANGUAGES
from qa.stages import accounts
from qa.stages.accounts import LONGEST_NAME, NewUser
from qa.stages.sign_in_links import drop_links
from qa.store import tables
from qa.store.tables import UserRole


@dataclass(frozen=True, slots=True)
class PersonForm:
    """What is written about somebody. `team` is made where it is not there; `agent` is an id of the source system."""

    email: str
    name: str
    role: UserRole
    language: str = "en"
    team: str | None = None
    agent: str | None = None


def add_person(session: Session, form: PersonForm, *, by: int, now: datetime) -> tables.User:
    """Add somebody whose password nobody knows: they come in by a link or a one-time password. Raises AccountError."""
    _check(form)
    user = accounts.add_user(
        session,
        NewUser(
            email=form.email,
            name=form.name.strip(),
            role=form.role,
            password=accounts.new_password(),
            language=form.language,
            team=_team_named(form),
            agent=_agent_named(form),
        ),
    )
    _follow_team(session, user, form)
    record(session, user.id, "user.added", by=by, now=now, role=user.role.value)
    return user


def change_person(session: Session, user_id: int, form: PersonForm, *, by: int, now: datetime) -> tables.User:
    """Change somebody's name, e-mail, role, team, agent or language; what they may do changes with their next click.

    Raises NotFoundError, and AccountError where something is wrong or the last administrator would go.
    """
    user = accounts.require_user(session, user_id)
    _check(form)
    if form.role is not UserRole.ADMIN:
        _refuse_last_admin(session, user)
    before = _told(session, user)
    user.email = accounts.free_email(session, form.email, of_user=user.id)
    user.agent_id = accounts.agent_id_for(session, form.role, _agent_named(form), of_user=user.id)
    user.name, user.role, user.language = form.name.strip(), form.role, form.language
    user.team_id = accounts.team_id_of(session, _team_named(form))
    session.flush()
    _follow_team(session, user, form)
    after = _told(session, user)
    changes = {name: [before[name], after[name]] for name in after if before[name] != after[name]}
    if changes:
        record(session, user.id, "user.changed", by=by, now=now, **changes)
    return user


def close_account(session: Session, user_id: int, *, by: int, now: datetime) -> tables.User:
    """Close an account: its sessions and links end at once. Raises AccountError for one's own and the last admin's."""
    user = accounts.require_user(session, user_id)
    if user.id == by:
        raise AccountError("You cannot close your own account; another administrator can.")
    _refuse_last_admin(session, user)
    if user.is_active:
        user.is_active = False
        accounts.sign_out_everywhere(user)
        drop_links(session, user.id)
        record(session, user.id, "user.closed", by=by, now=now)
    return user


def open_account(session: Session, user_id: int, *, by: int, now: datetime) -> tables.User:
    """Open a closed account again; its sessions of before stay ended."""
    user = accounts.require_user(session, user_id)
    if not user.is_active:
        user.is_active = True
        accounts.sign_out_everywhere(user)
        record(session, user.id, "user.opened", by=by, now=now)
    return user


def sign_out(session: Session, user_id: int, *, by: int, now: datetime) -> tables.User:
    """Sign somebody out everywhere."""
    user = accounts.require_user(session, user_id)
    accounts.sign_out_everywhere(user)
    record(session, user.id, "user.signed_out", by=by, now=now)
    return user


def give_password(session: Session, user_id: int, *, by: int, now: datetime) -> str:
    """Give somebody a password that is good for one sign-in, after which they choose their own; return it, once.

    What they used before ends: sessions, password and links. Raises AccountError for a closed account.
    """
    user = require_open(session, user_id)
    password = accounts.new_password()
    user.password_hash, user.must_change_password = accounts.hash_password(password), True
    accounts.sign_out_everywhere(user)
    drop_links(session, user.id)
    record(session, user.id, "user.one_time_password", by=by, now=now)
    return password


def require_open(session: Session, user_id: int) -> tables.User:
    """Return a user whose account is open. Raises AccountError when it is closed."""
    user = accounts.require_user(session, user_id)
    if not user.is_active:
        raise AccountError("This account is closed. Open it first.")
    return user


def record(session: Session, user_id: int, action: str, *, by: int | None, now: datetime, **details: object) -> None:
    """Keep what was done to an account."""
    session.add(
        tables.AuditEvent(
            at=now, user_id=by, action=action, subject="user_account", subject_id=user_id, details=details
        )
    )
    session.flush()


def _check(form: PersonForm) -> None:
    if not form.name.strip():
        raise AccountError("Write the name as it is to be shown.")
    if max(len(form.name), len(form.team or ""), len(form.agent or "")) > LONGEST_NAME:
        raise AccountError("That is too long: a name has at most %(most)s characters.", most=LONGEST_NAME)
    if form.language not in LANGUAGES:
        raise AccountError("There is no page in that language. Known: %(known)s.", known=", ".join(LANGUAGES))


def _refuse_last_admin(session: Session, user: tables.User) -> None:
    """Raise AccountError where nobody else could keep the people; the rows are held until the change is done."""
    if user.role is not UserRole.ADMIN or not user.is_active:
        return
    other = tables.User
    query = select(other.id).where(other.role == UserRole.ADMIN, other.is_active).order_by(other.id)
    if set(session.scalars(query.with_for_update())) <= {user.id}:
        raise AccountError("This is the last administrator. Make somebody else an administrator first.")


def _follow_team(session: Session, user: tables.User, form: PersonForm) -> None:
    """Move the agent of the source system along: reports and coaches know agents by their team."""
    if form.role is UserRole.AGENT and user.agent_id is not None and form.team is not None:
        session.get_one(tables.Agent, user.agent_id).team_id = user.team_id
        session.flush()


def _told(session: Session, user: tables.User) -> dict[str, str | None]:
    session.refresh(user, ["team", "agent"])
    return {
        "name": user.name,
        "email": user.email,
        "role": user.role.value,
        "team": user.team.name if user.team else None,
        "agent": user.agent.external_id if user.agent else None,
        "language": user.language,
    }


def _team_named(form: PersonForm) -> str | None:
    return (form.team or "").strip() or None


def _agent_named(form: PersonForm) -> str | None:
    return ((form.agent or "").strip() or None) if form.role is UserRole.AGENT else None
