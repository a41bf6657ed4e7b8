"""Links that let one person in once, to choose a password of their own."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256

from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session, joinedload

from qa.errors import AccountError
from qa.stages import accounts
from qa.store import tables

LASTS = timedelta(days=3)


@dataclass(frozen=True, slots=True)
class MadeLink:
    """A link as it is shown, once: the database keeps only the hash of `token`."""

    token: str
    expires_at: datetime


def make_link(session: Session, user_id: int, *, by: int, now: datetime) -> MadeLink:
    """Make a link for somebody; those they were given before end. Raises AccountError for a closed account."""
    user = accounts.require_user(session, user_id)
    if not user.is_active:
        raise AccountError("This account is closed. Open it first.")
    drop_links(session, user_id)
    made = MadeLink(token=secrets.token_urlsafe(32), expires_at=now + LASTS)
    session.add(
        tables.SignInLink(
            user_id=user_id, token_hash=_hash(made.token), made_by_id=by, made_at=now, expires_at=made.expires_at
        )
    )
    _record(session, user_id, "user.link_made", by=by, now=now)
    return made


def find_guest(session: Session, token: str, *, now: datetime) -> tables.User:
    """Return whom a link lets in, without using it up. Raises AccountError when it lets nobody in."""
    link = tables.SignInLink
    row = session.scalar(select(link).where(link.token_hash == _hash(token), link.used_at.is_(None)))
    if row is None or row.expires_at <= now:
        raise _gone()
    user = session.get_one(tables.User, row.user_id, options=[joinedload(tables.User.team)])
    if not user.is_active:
        raise _gone()
    return user


def use_link(session: Session, token: str, password: str, *, now: datetime) -> tables.User:
    """Let somebody in by their link with the password they chose, and end the link.

    Raises AccountError when the link lets nobody in or the password is too short; then the link stays.
    """
    user, link = find_guest(session, token, now=now), tables.SignInLink
    password_hash = accounts.hash_password(password)
    used = session.execute(
        update(link)
        .where(link.token_hash == _hash(token), link.used_at.is_(None))
        .values(used_at=now)
        .returning(link.id)
    ).one_or_none()
    if used is None:
        raise _gone()
    user.password_hash, user.must_change_password = password_hash, False
    accounts.sign_out_everywhere(user)
    _record(session, user.id, "user.link_used", by=user.id, now=now)
    return user


def drop_links(session: Session, user_id: int) -> None:
    """End all links somebody was given."""
    session.execute(delete(tables.SignInLink).where(tables.SignInLink.user_id == user_id))


def _hash(token: str) -> str:
    return sha256(token.encode()).hexdigest()


def _record(session: Session, user_id: int, action: str, *, by: int, now: datetime) -> None:
    event = tables.AuditEvent(at=now, user_id=by, action=action, subject="user_account", subject_id=user_id, details={})
    session.add(event)
    session.flush()


def _gone() -> AccountError:
    return AccountError("This link was used, replaced or is too old. Ask your administrator for a new one.")
