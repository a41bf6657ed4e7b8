"""Users: added once, with a password nobody can read back."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
from sqlalchemy.orm import Session

from qa.errors import AccountError
from qa.stages import accounts
from qa.stages.accounts import NewUser
from qa.store import tables
from qa.store.session import open_database, sessions_of
from qa.store.tables import UserRole

ANNA = NewUser(email="Anna@Acme.example", name="Anna", role=UserRole.MANAGER, password="correct horse", team="North")


@pytest.fixture
def session() -> Iterator[Session]:
    engine = open_database("sqlite:///:memory:")
    tables.Base.metadata.create_all(engine)
    with sessions_of(engine, is_writing=True)() as opened:
        yield opened
    engine.dispose()


def test_a_user_signs_in_with_the_password_and_in_any_case_of_the_e_mail(session: Session) -> None:
    user = accounts.add_user(session, ANNA)
    assert user.password_hash.startswith("$argon2id$")
    assert accounts.authenticate(session, email=" ANNA@acme.example", password="correct horse") is user
    assert accounts.authenticate(session, email="anna@acme.example", password="Correct horse") is None


def test_a_closed_account_does_not_sign_in(session: Session) -> None:
    user = accounts.add_user(session, ANNA)
    user.is_active = False
    assert accounts.authenticate(session, email=ANNA.email, password=ANNA.password) is None


def test_a_new_password_signs_out_everywhere(session: Session) -> None:
    version = accounts.add_user(session, ANNA).session_version
    assert accounts.set_password(session, ANNA.email, "another horse").session_version == version + 1
    assert accounts.authenticate(session, email=ANNA.email, password="correct horse") is None


def test_two_agents_of_one_name_are_told_apart_by_their_user(session: Session) -> None:
    session.add(tables.Agent(external_id="a-1", name="Anna"))
    session.flush()
    agent = replace(ANNA, role=UserRole.AGENT, agent="a-1")
    assert accounts.add_user(session, agent).agent_id is not None
    with pytest.raises(AccountError, match="has a user already"):
        accounts.add_user(session, replace(agent, email="other@acme.example"))


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        pytest.param({}, "exists already", id="twice"),
        pytest.param({"email": "anna"}, "no e-mail address", id="no e-mail"),
        pytest.param({"email": "b@acme.example", "password": "short"}, "at least 10", id="short password"),
        pytest.param({"email": "b@acme.example", "role": UserRole.AGENT}, "needs the id", id="agent without agent"),
        pytest.param({"email": "b@acme.example", "agent": "a-9"}, "no agent “a-9”", id="unknown agent"),
    ],
)
def test_a_user_that_cannot_be_added_says_why(session: Session, changes: dict[str, str], words: str) -> None:
    accounts.add_user(session, ANNA)
    with pytest.raises(AccountError, match=words):
        accounts.add_user(session, replace(ANNA, **changes))  # type: ignore[arg-type]
