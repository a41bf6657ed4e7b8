"""E-mails reach a real mail server, each notice once, and a server that fails is tried again."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from pathlib import Path

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session
from sqlalchemy import select

from qa.errors import MailError
from qa.notices.letter import Reader
from qa.notices.post import send_test
from qa.settings import Settings
from qa.stages.notices import notify
from qa.stages.notices.choosing import choose
from qa.stages.notices.mailing import mail_state
from qa.stages.webhooks.keeping import add_webhook
from qa.store import tables
from qa.workflows.mailing import office_of, send_mails
from tests.workflows.conftest import Office

MADE = datetime(2026, 5, 20, 4, 0, tzinfo=UTC)
BEFORE_SEVEN = datetime(2026, 5, 20, 4, 59, tzinfo=UTC)
SEVEN = datetime(2026, 5, 20, 5, 0, tzinfo=UTC)  # in Warsaw
PATH = "/disputes/7"
ADA = Reader("Ada", "ada@acme.example", "en")


@dataclass
class Post:
    """A mail server that keeps what it is handed; it refuses the recipients in `refused`."""

    refused: set[str] = field(default_factory=set)
    letters: list[EmailMessage] = field(default_factory=list)
    port: int = 0

    async def handle_RCPT(  # noqa: N802 - the server calls it so
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        if address in self.refused:
            return "550 no such mailbox"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802
        content = envelope.content
        assert isinstance(content, bytes)
        letter = message_from_bytes(content, policy=default)
        assert isinstance(letter, EmailMessage)
        self.letters.append(letter)
        return "250 OK"


def _authenticate(server: SMTP, session: Session, envelope: Envelope, mechanism: str, given: object) -> AuthResult:
    is_right = isinstance(given, LoginPassword) and (given.login, given.password) == (b"qa", b"p:ss/word")
    return AuthResult(success=is_right, handled=False)


@pytest.fixture
def post() -> Iterator[Post]:
    kept = Post(port=_free_port())
    server = Controller(kept, hostname="127.0.0.1", port=kept.port, authenticator=_authenticate, auth_require_tls=False)
    server.start()
    yield kept
    server.stop()


def _free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


@pytest.fixture
def settings(tmp_path: Path, post: Post) -> Settings:
    return Settings.from_environment(
        {
            "QA_HOME": str(tmp_path),
            "QA_SMTP_URL": f"smtp://qa:p%3Ass%2Fword@127.0.0.1:{post.port}",
            "QA_MAIL_FROM": "Plumbline <quality@acme.example>",
            "QA_PUBLIC_URL": "https://qa.acme.example/",
        }
    )


def _tell(office: Office, user: int, *, kind: str = "dispute_opened", at: datetime = MADE, agent: str = "Anna") -> None:
    with office.writing.begin() as session:
        notify(
            session, users=[user], kind=kind, subject="dispute", subject_id=7, path=PATH, details={"agent": agent},
            now=at,
        )  # fmt: skip


def _plain(letter: EmailMessage) -> str:
    body = letter.get_body(("plain",))
    assert body is not None
    return str(body.get_content())


def _html(letter: EmailMessage) -> str:
    body = letter.get_body(("html",))
    assert body is not None
    return str(body.get_content())


def test_a_digest_goes_out_at_seven_of_the_teams_clock(office: Office, settings: Settings, post: Post) -> None:
    _tell(office, office.manager)
    assert send_mails(office.writing, settings, BEFORE_SEVEN) == 0
    assert send_mails(office.writing, settings, SEVEN) == 1
    (letter,) = post.letters
    assert letter["To"] == "maria@acme.example"
    assert letter["From"] == "Plumbline <quality@acme.example>"
    assert letter["Subject"] == "Plumbline: Odwołanie od oceny: Anna"
    assert "Dzień dobry, Maria!" in _plain(letter)
    assert "https://qa.acme.example/disputes/7" in _plain(letter)


def test_a_notice_is_sent_once(office: Office, settings: Settings, post: Post) -> None:
    _tell(office, office.manager)
    for hours in (0, 1, 24, 48):
        send_mails(office.writing, settings, SEVEN + timedelta(hours=hours))
    assert len(post.letters) == 1


def test_what_came_after_seven_waits_for_the_next_day(office: Office, settings: Settings, post: Post) -> None:
    _tell(office, office.manager, at=SEVEN)
    assert send_mails(office.writing, settings, SEVEN + timedelta(hours=16)) == 0
    assert send_mails(office.writing, settings, SEVEN + timedelta(hours=24)) == 1


def test_a_notice_that_was_read_is_not_sent(office: Office, settings: Settings, post: Post) -> None:
    _tell(office, office.manager)
    with office.writing.begin() as session:
        session.scalars(select(tables.Notice)).one().read_at = MADE
    assert send_mails(office.writing, settings, SEVEN) == 0


def test_several_notices_come_in_one_e_mail_newest_first(office: Office, settings: Settings, post: Post) -> None:
    for number in range(25):
        _tell(office, office.manager, agent=f"Agent {number}")
    assert send_mails(office.writing, settings, SEVEN) == 1
    text = _plain(post.letters[0])
    assert post.letters[0]["Subject"] == "Plumbline: powiadomienia (25)"
    assert text.index("Agent 24") < text.index("Agent 23")
    assert "Agent 4\n" not in text and "i jeszcze 5" in text


def test_an_urgent_kind_comes_at_once_where_that_is_wanted(office: Office, settings: Settings, post: Post) -> None:
    with office.writing.begin() as session:
        choose(session, office.manager, role="manager", wanted={"dispute_opened": "at_once"})
    _tell(office, office.manager, at=SEVEN + timedelta(hours=3))
    assert send_mails(office.writing, settings, SEVEN + timedelta(hours=3)) == 1


def test_a_kind_that_is_not_wanted_never_comes(office: Office, settings: Settings, post: Post) -> None:
    with office.writing.begin() as session:
        choose(session, office.manager, role="manager", wanted={"dispute_opened": "never"})
    _tell(office, office.manager)
    _tell(office, office.manager, kind="report_ready")
    assert send_mails(office.writing, settings, SEVEN) == 1
    assert "Odwołanie" not in _plain(post.letters[0])


def test_an_arabic_e_mail_is_written_from_right_to_left(office: Office, settings: Settings, post: Post) -> None:
    _tell(office, office.layla)
    send_mails(office.writing, settings, SEVEN)
    assert '<html lang="ar" dir="rtl">' in _html(post.letters[0])
    assert "مرحبًا Layla،" in _plain(post.letters[0])


def test_names_are_escaped(office: Office, settings: Settings, post: Post) -> None:
    _tell(office, office.manager, agent="<b>Eve</b>\nBcc: x@y.example")
    send_mails(office.writing, settings, SEVEN)
    assert "&lt;b&gt;Eve&lt;/b&gt;" in _html(post.letters[0])
    assert post.letters[0]["Bcc"] is None


def test_people_who_may_not_sign_in_get_nothing(office: Office, settings: Settings, post: Post) -> None:
    _tell(office, office.manager)
    with office.writing.begin() as session:
        session.get_one(tables.User, office.manager).is_active = False
    assert send_mails(office.writing, settings, SEVEN) == 0


def test_a_refused_recipient_keeps_nobody_else_from_theirs(office: Office, settings: Settings, post: Post) -> None:
    post.refused = {"maria@acme.example"}
    _tell(office, office.manager)
    _tell(office, office.layla)
    assert send_mails(office.writing, settings, SEVEN) == 1
    with office.writing() as session:
        (trouble,) = mail_state(session).troubles
    assert (trouble.email, trouble.problem, trouble.failures) == ("maria@acme.example", "550 no such mailbox", 1)


def test_a_refused_recipient_is_tried_again_later_and_arrives(office: Office, settings: Settings, post: Post) -> None:
    post.refused = {"maria@acme.example"}
    _tell(office, office.manager)
    send_mails(office.writing, settings, SEVEN)
    post.refused = set()
    assert send_mails(office.writing, settings, SEVEN + timedelta(minutes=4)) == 0
    assert send_mails(office.writing, settings, SEVEN + timedelta(minutes=5)) == 1
    with office.writing() as session:
        assert mail_state(session).troubles == ()
        assert mail_state(session).sent_at == SEVEN + timedelta(minutes=5)


def test_a_server_that_is_away_is_told_to_the_administrator_once(office: Office, settings: Settings) -> None:
    away = replace(settings, smtp_url="smtp://127.0.0.1:1")
    with office.writing.begin() as session:
        add_webhook(session, "https://hooks.example/", kinds=["mail_failed"], ours=(), by=office.admin, now=MADE)
    _tell(office, office.manager)
    for minutes in (0, 10, 60):
        assert send_mails(office.writing, away, SEVEN + timedelta(minutes=minutes)) == 0
    with office.writing() as session:
        assert len(session.scalars(select(tables.WebhookDelivery)).all()) == 1
        told = session.scalars(select(tables.Notice).where(tables.Notice.kind == "mail_failed")).all()
    assert [one.user_id for one in told] == [office.admin]
    assert "refused" in str(told[0].details["problem"])


@pytest.mark.parametrize(
    ("url", "problem"),
    [
        pytest.param("smtp://qa:wrong@127.0.0.1:{port}", "535", id="wrong password"),
        pytest.param("starttls://qa:x@127.0.0.1:{port}", "STARTTLS", id="no TLS offered"),
        pytest.param("smtps://qa:x@127.0.0.1:{port}", "SSL", id="no TLS spoken"),
    ],
)
def test_what_the_server_answers_is_told(settings: Settings, post: Post, url: str, problem: str) -> None:
    with pytest.raises(MailError, match=problem):
        send_test(ADA, office=office_of(settings), smtp_url=url.format(port=post.port), now=SEVEN)


def test_a_test_e_mail_arrives(settings: Settings, post: Post) -> None:
    assert settings.smtp_url
    send_test(ADA, office=office_of(settings), smtp_url=settings.smtp_url, now=SEVEN)
    assert post.letters[0]["Subject"] == "Plumbline: a test"


def test_nothing_is_sent_where_no_server_is_set(office: Office, tmp_path: Path) -> None:
    _tell(office, office.manager)
    assert send_mails(office.writing, Settings.from_environment({"QA_HOME": str(tmp_path)}), SEVEN) == 0
