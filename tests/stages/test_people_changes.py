"""People are added and changed with an account of who did it, and the last administrator stays."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from qa.errors import AccountError
from qa.stages import accounts, own_account, people_changes, people_listing, sign_in_links
from qa.stages.people_changes import PersonForm
from qa.stages.people_listing import PeopleFilter
from qa.store import tables
from qa.store.session import open_database, sessions_of
from qa.store.tables import UserRole
from tests.shop import NOW

ADA = PersonForm(email="ada@acme.example", name="Ada", role=UserRole.ADMIN)
JAN = PersonForm(
    email="Jan@acme.example", name="Jan Kot", role=UserRole.AGENT, language="pl", team="Północ", agent="a-1"
)


@pytest.fixture
def session() -> Iterator[Session]:
    engine = open_database("sqlite:///:memory:")
    tables.Base.metadata.create_all(engine)
    with sessions_of(engine, is_writing=True)() as opened:
        opened.add(tables.Agent(external_id="a-1", name="Jan"))
        opened.flush()
        yield opened
    engine.dispose()


def _admin(session: Session, email: str = "ada@acme.example") -> int:
    new = accounts.NewUser(email=email, name="Ada", role=UserRole.ADMIN, password="correct horse")
    return accounts.add_user(session, new).id


def _actions(session: Session, user_id: int) -> list[str]:
    return [event.action for event in reversed(people_listing.read_events(session, user_id))]


def test_an_agent_is_added_with_their_team_and_cannot_guess_their_way_in(session: Session) -> None:
    user = people_changes.add_person(session, JAN, by=_admin(session), now=NOW)
    agent = session.scalars(select(tables.Agent)).one()
    assert (user.email, user.agent_id, user.team_id) == ("jan@acme.example", agent.id, agent.team_id)
    assert accounts.authenticate(session, email=user.email, password="") is None
    assert _actions(session, user.id) == ["user.added"]


def test_a_changed_role_is_kept_with_what_it_was(session: Session) -> None:
    admin = _admin(session)
    user = people_changes.add_person(session, JAN, by=admin, now=NOW)
    people_changes.change_person(session, user.id, replace(JAN, role=UserRole.COACH, team="Wschód"), by=admin, now=NOW)
    event = people_listing.read_events(session, user.id)[0]
    assert (user.role, user.agent_id, event.by) == (UserRole.COACH, None, "Ada")
    assert event.details == {"role": ["agent", "coach"], "team": ["Północ", "Wschód"], "agent": ["a-1", None]}


def test_a_form_that_changes_nothing_leaves_no_trace(session: Session) -> None:
    admin = _admin(session)
    user = people_changes.add_person(session, JAN, by=admin, now=NOW)
    people_changes.change_person(session, user.id, JAN, by=admin, now=NOW)
    assert _actions(session, user.id) == ["user.added"]


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        pytest.param({"email": "jan"}, "expected something like", id="no e-mail"),
        pytest.param({"email": "ada@acme.example"}, "exists already", id="somebody else's e-mail"),
        pytest.param({"name": " "}, "Write the name", id="no name"),
        pytest.param({"name": "x" * 201}, "at most 200", id="too long"),
        pytest.param({"agent": ""}, "needs the id", id="an agent without id"),
        pytest.param({"agent": "a-9"}, "Known: a-1", id="an agent nobody knows"),
        pytest.param({"language": "xx"}, "Known: en, pl", id="a language there is no page in"),
    ],
)
def test_wrong_input_says_what_is_right(session: Session, changes: dict[str, str], words: str) -> None:
    admin = _admin(session)
    with pytest.raises(AccountError, match=words):
        people_changes.add_person(session, replace(JAN, **changes), by=admin, now=NOW)  # type: ignore[arg-type]


def test_the_last_administrator_cannot_be_taken_away(session: Session) -> None:
    ada = _admin(session)
    with pytest.raises(AccountError, match="last administrator"):
        people_changes.change_person(session, ada, replace(ADA, role=UserRole.MANAGER), by=ada, now=NOW)
    bea = _admin(session, "bea@acme.example")
    people_changes.close_account(session, bea, by=ada, now=NOW)
    with pytest.raises(AccountError, match="last administrator"):
        people_changes.close_account(session, ada, by=bea, now=NOW)
    people_changes.open_account(session, bea, by=ada, now=NOW)
    people_changes.change_person(session, ada, replace(ADA, role=UserRole.MANAGER), by=ada, now=NOW)
    assert session.get_one(tables.User, ada).role is UserRole.MANAGER


def test_nobody_closes_their_own_account(session: Session) -> None:
    ada = _admin(session)
    _admin(session, "bea@acme.example")
    with pytest.raises(AccountError, match="your own account"):
        people_changes.close_account(session, ada, by=ada, now=NOW)


def test_a_closed_account_loses_its_sessions_and_links(session: Session) -> None:
    admin = _admin(session)
    user = people_changes.add_person(session, JAN, by=admin, now=NOW)
    version, link = user.session_version, sign_in_links.make_link(session, user.id, by=admin, now=NOW)
    people_changes.close_account(session, user.id, by=admin, now=NOW)
    assert user.session_version == version + 1
    with pytest.raises(AccountError, match="used, replaced or is too old"):
        sign_in_links.find_guest(session, link.token, now=NOW)
    with pytest.raises(AccountError, match="Open it first"):
        people_changes.give_password(session, user.id, by=admin, now=NOW)


def test_a_one_time_password_is_to_be_changed(session: Session) -> None:
    admin = _admin(session)
    user = people_changes.add_person(session, JAN, by=admin, now=NOW)
    password = people_changes.give_password(session, user.id, by=admin, now=NOW)
    assert accounts.authenticate(session, email=user.email, password=password) is user
    assert user.must_change_password
    own_account.change_password(session, user.id, old=password, new="my own words", now=NOW)
    assert not user.must_change_password
    assert accounts.authenticate(session, email=user.email, password=password) is None
    assert password not in str([event.details for event in people_listing.read_events(session, user.id)])


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        pytest.param("wrong horse", "my own words", "not your present password", id="wrong"),
        pytest.param("correct horse", "short", "at least 10", id="short"),
        pytest.param("correct horse", "correct horse", "other than the present", id="the same"),
        pytest.param("correct horse", "x" * 201, "at most 200", id="long"),
    ],
)
def test_a_password_that_cannot_be_taken_changes_nothing(session: Session, old: str, new: str, words: str) -> None:
    ada = _admin(session)
    with pytest.raises(AccountError, match=words):
        own_account.change_password(session, ada, old=old, new=new, now=NOW)
    assert accounts.authenticate(session, email="ada@acme.example", password="correct horse") is not None


def test_a_link_lets_in_once(session: Session) -> None:
    admin = _admin(session)
    user = people_changes.add_person(session, JAN, by=admin, now=NOW)
    link = sign_in_links.make_link(session, user.id, by=admin, now=NOW)
    assert sign_in_links.find_guest(session, link.token, now=NOW) is user
    with pytest.raises(AccountError, match="at least 10"):
        sign_in_links.use_link(session, link.token, "short", now=NOW)
    sign_in_links.use_link(session, link.token, "my own words", now=NOW)
    assert accounts.authenticate(session, email=user.email, password="my own words") is user
    with pytest.raises(AccountError, match="used, replaced"):
        sign_in_links.use_link(session, link.token, "other words", now=NOW)


def test_a_link_ends_with_its_time_and_with_the_next_one(session: Session) -> None:
    admin = _admin(session)
    first = sign_in_links.make_link(session, admin, by=admin, now=NOW)
    second = sign_in_links.make_link(session, admin, by=admin, now=NOW)
    for token, now in ((first.token, NOW), (second.token, NOW + timedelta(days=3))):
        with pytest.raises(AccountError, match="used, replaced or is too old"):
            sign_in_links.find_guest(session, token, now=now)
    assert first.token not in str(session.scalars(select(tables.SignInLink.token_hash)).all())


def test_people_are_found_by_words_role_and_account(session: Session) -> None:
    ada = _admin(session)
    jan = people_changes.add_person(session, JAN, by=ada, now=NOW)
    people_changes.close_account(session, jan.id, by=ada, now=NOW)
    cases = (PeopleFilter(words="KOT"), PeopleFilter(role=UserRole.AGENT), PeopleFilter(only_closed=True))
    for wanted in cases:
        assert [one.id for one in people_listing.find_people(session, wanted)[0]] == [jan.id]
    assert people_listing.find_people(session, PeopleFilter(words="%"))[0] == []


def test_ones_own_language_is_kept(session: Session) -> None:
    ada = _admin(session)
    own_account.choose_language(session, ada, "th", now=NOW)
    assert session.get_one(tables.User, ada).language == "th"
    with pytest.raises(AccountError, match="Known: en"):
        own_account.choose_language(session, ada, "de", now=NOW)
