"""Who is due an e-mail, and from when on."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy.orm import Session

from qa.stages.accounts import NewUser, add_user
from qa.stages.notices import notify
from qa.stages.notices.mailing import FRESH, claim_mail, last_digest, note_sent, users_to_mail
from qa.store.tables import UserRole

WARSAW = ZoneInfo("Europe/Warsaw")
SEVEN = datetime(2026, 5, 20, 5, 0, tzinfo=UTC)
HOUR = timedelta(hours=1)


@pytest.fixture
def reader(session: Session) -> int:
    new = NewUser(email="r@acme.example", name="R", role=UserRole.REVIEWER, password="x" * 12)
    return add_user(session, new).id


def _tell(session: Session, user: int, *, at: datetime) -> None:
    notify(session, users=[user], kind="assignment_given", subject="sample", subject_id=1, path="/reviews", now=at)


@pytest.mark.parametrize(
    ("now", "digest"),
    [
        pytest.param("2026-05-20T05:00+00:00", "2026-05-20T05:00+00:00", id="on the stroke"),
        pytest.param("2026-05-20T04:59+00:00", "2026-05-19T05:00+00:00", id="just before"),
        pytest.param("2026-03-29T12:00+00:00", "2026-03-29T05:00+00:00", id="the day the clock goes forward"),
        pytest.param("2026-03-29T04:30+00:00", "2026-03-28T06:00+00:00", id="the day before that"),
        pytest.param("2026-10-25T06:30+00:00", "2026-10-25T06:00+00:00", id="the day it goes back"),
    ],
)
def test_the_digest_goes_by_the_clock_of_the_team(now: str, digest: str) -> None:
    assert last_digest(WARSAW, now=datetime.fromisoformat(now)) == datetime.fromisoformat(digest)


def test_two_workers_do_not_take_the_same_mail(session: Session, reader: int) -> None:
    _tell(session, reader, at=SEVEN - HOUR)
    assert claim_mail(session, reader, zone=WARSAW, now=SEVEN) is not None
    assert claim_mail(session, reader, zone=WARSAW, now=SEVEN) is None
    assert users_to_mail(session, now=SEVEN) == []


def test_a_mail_whose_worker_died_is_taken_again(session: Session, reader: int) -> None:
    _tell(session, reader, at=SEVEN - HOUR)
    claim_mail(session, reader, zone=WARSAW, now=SEVEN)
    assert claim_mail(session, reader, zone=WARSAW, now=SEVEN + timedelta(minutes=11)) is not None


def test_what_came_while_a_mail_was_under_way_waits_for_the_next(session: Session, reader: int) -> None:
    _tell(session, reader, at=SEVEN - HOUR)
    mail = claim_mail(session, reader, zone=WARSAW, now=SEVEN)
    assert mail is not None
    _tell(session, reader, at=SEVEN + timedelta(seconds=1))
    note_sent(session, mail, now=SEVEN + timedelta(seconds=2))
    assert claim_mail(session, reader, zone=WARSAW, now=SEVEN + HOUR) is None
    later = claim_mail(session, reader, zone=WARSAW, now=SEVEN + timedelta(days=1))
    assert later is not None and len(later.notices) == 1


def test_what_is_old_is_not_sent_when_a_mail_server_is_set_up_late(session: Session, reader: int) -> None:
    _tell(session, reader, at=SEVEN - FRESH - HOUR)
    assert users_to_mail(session, now=SEVEN) == []
