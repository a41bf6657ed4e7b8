"""What everybody changes about their own account: the password and the language."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.orm import Session

from qa.errors import AccountError
from qa.notices import LANGUAGES
from qa.stages import accounts
from qa.stages.people_changes import record
from qa.stages.sign_in_links import drop_links
from qa.store import tables


def change_password(session: Session, user_id: int, *, old: str, new: str, now: datetime) -> tables.User:
    """Change one's own password and end every session and link of before.

    Raises AccountError when the old one is wrong, or the new one too short or the same.
    """
    user = accounts.require_user(session, user_id)
    if not accounts.verifies(user, old):
        raise AccountError("This is not your present password.")
    if old == new:
        raise AccountError("Choose a password other than the present one.")
    user.password_hash = accounts.hash_password(new)
    user.must_change_password = False
    accounts.sign_out_everywhere(user)
    drop_links(session, user.id)
    record(session, user.id, "user.password_changed", by=user.id, now=now)
    return user


def choose_language(session: Session, user_id: int, language: str, *, now: datetime) -> None:
    """Keep the language of one's page and e-mails. Raises AccountError for one there is no page in."""
    user = accounts.require_user(session, user_id)
    if language not in LANGUAGES:
        raise AccountError("There is no page in that language. Known: %(known)s.", known=", ".join(LANGUAGES))
    if user.language != language:
        record(session, user.id, "user.changed", by=user.id, now=now, language=[user.language, language])
        user.language = language
