"""Webhooks reach a real server, signed; what fails is tried again, later and later, and switched off after days."""

from __future__ import annotations

import hmac
import json
import socket
import threading
from base64 import b64decode, b64encode
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from sqlalchemy import select

from qa.settings import Settings
from qa.stages.notices import notify
from qa.stages.webhooks.delivering import WAITS, forget_deliveries
from qa.stages.webhooks.enqueueing import enqueue_test
from qa.stages.webhooks.keeping import add_webhook, change_webhook, rotate_secret, send_again
from qa.stages.webhooks.signing import sign
from qa.store import tables
from qa.store.tables import DeliveryStatus
from qa.workflows.hooks import send_deliveries
from tests.workflows.conftest import Office

NOW = datetime(2026, 5, 20, 9, 0, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Received:
    """One request as the receiver sees it."""

    path: str
    body: bytes
    headers: dict[str, str]


@dataclass
class Receiver:
    """A server that keeps what it is sent and answers with `status`."""

    status: int = 200
    received: list[Received] = field(default_factory=list)
    port: int = 0

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}/hook?key=1"


@pytest.fixture
def receiver() -> Iterator[Receiver]:
    kept = Receiver()

    class Answer(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["content-length"]))
            kept.received.append(Received(self.path, body, {k.lower(): v for k, v in self.headers.items()}))
            self.send_response(kept.status)
            self.send_header("location", f"http://127.0.0.1:{kept.port}/elsewhere")
            self.end_headers()

        def log_message(self, format: str, *args: object) -> None:
            """Stay silent."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Answer)
    kept.port = server.server_port
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield kept
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture
def settings(tmp_path: Path, receiver: Receiver) -> Settings:
    hosts = f"127.0.0.1:{receiver.port}"
    return Settings.from_environment({"QA_HOME": str(tmp_path), "QA_WEBHOOK_HOSTS": hosts})


@pytest.fixture
def secret(office: Office, receiver: Receiver, settings: Settings) -> str:
    with office.writing.begin() as session:
        return add_webhook(
            session, receiver.url, kinds=["dispute_opened"], ours=settings.webhook_hosts, by=office.admin, now=NOW
        ).secret


def _happen(office: Office, *, kind: str = "dispute_opened", subject_id: int = 7, users: int = 2) -> None:
    with office.writing.begin() as session:
        notify(
            session,
            users=[office.manager, office.layla][:users],
            kind=kind,
            subject="dispute",
            subject_id=subject_id,
            path=f"/disputes/{subject_id}",
            details={"agent": "Anna Nowak"},
            now=NOW,
        )


def _verify(one: Received, secret: str) -> bool:
    """Verify as a receiver does who reads the specification alone."""
    key = b64decode(secret.split("_", 1)[1])
    signed = f"{one.headers['webhook-id']}.{one.headers['webhook-timestamp']}.".encode() + one.body
    expected = b64encode(hmac.new(key, signed, sha256).digest()).decode()
    return any(
        hmac.compare_digest(f"v1,{expected}", signature) for signature in one.headers["webhook-signature"].split(" ")
    )


def _delivery(office: Office) -> tables.WebhookDelivery:
    with office.writing() as session:
        return session.scalars(select(tables.WebhookDelivery).order_by(tables.WebhookDelivery.id.desc())).first()  # type: ignore[return-value]


def test_an_event_arrives_once_signed_and_with_numbers_only(
    office: Office, settings: Settings, receiver: Receiver, secret: str
) -> None:
    _happen(office)
    assert send_deliveries(office.writing, settings, NOW) == 1
    assert send_deliveries(office.writing, settings, NOW + timedelta(days=1)) == 0
    (one,) = receiver.received
    assert _verify(one, secret)
    assert json.loads(one.body) == {
        "type": "dispute_opened",
        "timestamp": "2026-05-20T09:00:00Z",
        "data": {"subject": "dispute", "id": 7},
    }
    assert one.headers["webhook-timestamp"] == str(int(NOW.timestamp()))
    assert one.path == "/hook?key=1"


def test_the_signature_is_the_one_of_the_specification() -> None:
    """The example of the Standard Webhooks libraries."""
    signature = sign(
        b'{"test": 2432232314}',
        secret="whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw",
        event_id="msg_p5jXN8AQM9LWM0D4loKWxJek",
        now=datetime.fromtimestamp(1614265330, UTC),
    )
    assert signature == "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="


def test_a_body_that_was_changed_is_noticed(
    office: Office, settings: Settings, receiver: Receiver, secret: str
) -> None:
    _happen(office)
    send_deliveries(office.writing, settings, NOW)
    one = receiver.received[0]
    assert not _verify(Received(one.path, one.body.replace(b"7", b"8"), one.headers), secret)


def test_a_kind_that_was_not_chosen_is_not_sent(
    office: Office, settings: Settings, receiver: Receiver, secret: str
) -> None:
    _happen(office, kind="report_ready")
    assert send_deliveries(office.writing, settings, NOW) == 0
    assert receiver.received == []


@pytest.mark.parametrize("status", [500, 404, 302, 429])
def test_what_is_no_success_is_tried_again_and_no_redirect_followed(
    office: Office, settings: Settings, receiver: Receiver, secret: str, status: int
) -> None:
    receiver.status = status
    _happen(office)
    assert send_deliveries(office.writing, settings, NOW) == 0
    assert [one.path for one in receiver.received] == ["/hook?key=1"]
    row = _delivery(office)
    assert (row.status, row.response_status, row.next_try_at) == (DeliveryStatus.WAITING, status, NOW + WAITS[0])


def test_it_arrives_once_the_receiver_is_back_with_the_same_id(
    office: Office, settings: Settings, receiver: Receiver, secret: str
) -> None:
    receiver.status = 503
    _happen(office)
    send_deliveries(office.writing, settings, NOW)
    receiver.status = 204
    assert send_deliveries(office.writing, settings, NOW + WAITS[0]) == 1
    first, second = receiver.received
    assert first.headers["webhook-id"] == second.headers["webhook-id"]
    assert first.headers["webhook-signature"] != second.headers["webhook-signature"]
    assert _verify(second, secret)


def test_after_days_of_failure_it_is_switched_off_and_the_administrator_told(
    office: Office, settings: Settings, receiver: Receiver, secret: str
) -> None:
    receiver.status = 500
    _happen(office)
    now = NOW
    for wait in (*WAITS, timedelta(0)):
        send_deliveries(office.writing, settings, now)
        now += wait
    with office.writing() as session:
        webhook = session.scalars(select(tables.Webhook)).one()
        told = session.scalars(select(tables.Notice).where(tables.Notice.kind == "webhook_failed")).all()
    assert (webhook.is_active, webhook.stopped_at is not None) == (False, True)
    assert [(one.user_id, one.path) for one in told] == [(office.admin, f"/webhooks/{webhook.id}")]
    assert _delivery(office).status is DeliveryStatus.FAILED
    assert len(receiver.received) == len(WAITS) + 1


def test_a_receiver_that_is_gone_is_switched_off_at_once(
    office: Office, settings: Settings, receiver: Receiver, secret: str
) -> None:
    receiver.status = 410
    _happen(office)
    send_deliveries(office.writing, settings, NOW)
    with office.writing() as session:
        assert not session.scalars(select(tables.Webhook)).one().is_active


def test_a_webhook_that_is_off_hears_nothing_new(
    office: Office, settings: Settings, receiver: Receiver, secret: str
) -> None:
    with office.writing.begin() as session:
        change_webhook(session, 1, kinds=[], is_active=False, by=office.admin, now=NOW)
    _happen(office)
    assert send_deliveries(office.writing, settings, NOW) == 0


def test_a_rotated_secret_signs_beside_the_old_one_for_a_day(
    office: Office, settings: Settings, receiver: Receiver, secret: str
) -> None:
    with office.writing.begin() as session:
        fresh = rotate_secret(session, 1, by=office.admin, now=NOW).secret
    for days in (0, 2):
        with office.writing.begin() as session:
            enqueue_test(session, 1, now=NOW + timedelta(days=days))
        send_deliveries(office.writing, settings, NOW + timedelta(days=days))
    first, later = receiver.received
    assert (_verify(first, secret), _verify(first, fresh)) == (True, True)
    assert (_verify(later, secret), _verify(later, fresh)) == (False, True)


def test_one_failing_webhook_does_not_hold_up_another(
    office: Office, settings: Settings, receiver: Receiver, secret: str
) -> None:
    with office.writing.begin() as session:
        session.get_one(tables.Webhook, 1).url = "https://nowhere.invalid/hook"
        add_webhook(session, receiver.url, kinds=[], ours=settings.webhook_hosts, by=office.admin, now=NOW)
    for subject_id in range(5):
        _happen(office, subject_id=subject_id)
    assert send_deliveries(office.writing, settings, NOW) == 5


def test_a_name_that_leads_to_this_machine_is_not_spoken_to(
    office: Office, settings: Settings, receiver: Receiver, secret: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = [(socket.AF_INET, socket.SOCK_STREAM, 6, "", ("127.0.0.1", receiver.port))]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *args, **kwargs: found)
    with office.writing.begin() as session:
        session.get_one(tables.Webhook, 1).url = "https://rebound.example/hook"
    _happen(office)
    assert send_deliveries(office.writing, settings, NOW) == 0
    assert receiver.received == []
    assert "private address" in str(_delivery(office).problem)


def test_what_was_given_up_can_be_sent_again(
    office: Office, settings: Settings, receiver: Receiver, secret: str
) -> None:
    receiver.status = 500
    with office.writing.begin() as session:
        delivery = enqueue_test(session, 1, now=NOW)
    send_deliveries(office.writing, settings, NOW)
    assert _delivery(office).status is DeliveryStatus.FAILED
    receiver.status = 200
    with office.writing.begin() as session:
        send_again(session, 1, delivery, now=NOW)
    assert send_deliveries(office.writing, settings, NOW) == 1


def test_deliveries_that_ended_long_ago_are_forgotten(
    office: Office, settings: Settings, receiver: Receiver, secret: str
) -> None:
    _happen(office)
    send_deliveries(office.writing, settings, NOW)
    with office.writing.begin() as session:
        assert forget_deliveries(session, now=NOW + timedelta(days=29)) == 0
        assert forget_deliveries(session, now=NOW + timedelta(days=31)) == 1
