"""The page of webhooks: administrators add, try and mend them; a secret is shown once."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select

from qa.stages.accounts import NewUser, add_user
from qa.store import tables
from qa.store.tables import DeliveryStatus, UserRole
from tests.shop import NOW
from tests.web.opened import Opened, open_page, words

URL = "https://hooks.example/plumbline?key=very-secret"


@pytest.fixture
def page(tmp_path: Path) -> Iterator[Opened]:
    with open_page(tmp_path) as opened:
        yield opened


@pytest.fixture
def admin(page: Opened) -> FlaskClient:
    with page.session() as session:
        new = NewUser(email="ada@acme.example", name="Ada", role=UserRole.ADMIN, password="x" * 12)
        return page.as_user(add_user(session, new).id)


def _row(page: Opened) -> tables.Webhook:
    with page.session() as session:
        return session.scalars(select(tables.Webhook)).one()


@pytest.mark.parametrize("name", ["manager", "coach", "reviewer", "agent_user"])
def test_administrators_alone_see_webhooks(page: Opened, name: str) -> None:
    client = page.as_user(getattr(page.shop, name))
    assert client.get("/webhooks").status_code == 403
    assert client.post("/webhooks", data={"url": URL}).status_code == 403


def test_a_webhook_is_added_and_its_secret_shown_once(page: Opened, admin: FlaskClient) -> None:
    html = admin.post("/webhooks", data={"url": URL, "kind": ["dispute_opened", "appeal_opened"]}).text
    row = _row(page)
    assert row.kinds == ["appeal_opened", "dispute_opened"]
    assert row.secret in html
    assert row.secret not in admin.get(f"/webhooks/{row.id}").text
    assert row.secret not in admin.get("/webhooks").text


def test_an_address_that_cannot_be_used_is_refused_with_the_reason(page: Opened, admin: FlaskClient) -> None:
    answer = admin.post("/webhooks", data={"url": "http://169.254.169.254/", "kind": "report_ready"})
    assert answer.status_code == 422
    assert "expected https" in words(answer.text)
    assert 'value="http://169.254.169.254/"' in answer.text
    assert re.search(r'value="report_ready" checked', answer.text)


def test_what_it_is_told_of_is_changed_and_audited_without_its_key(page: Opened, admin: FlaskClient) -> None:
    admin.post("/webhooks", data={"url": URL})
    admin.post("/webhooks/1", data={"kind": "report_ready"})
    row = _row(page)
    assert (row.kinds, row.is_active) == (["report_ready"], False)
    with page.session() as session:
        events = session.scalars(select(tables.AuditEvent).where(tables.AuditEvent.subject == "webhook")).all()
    assert [one.action for one in events] == ["add_webhook", "change_webhook"]
    assert "very-secret" not in str([one.details for one in events])


def test_switching_on_again_begins_anew(page: Opened, admin: FlaskClient) -> None:
    admin.post("/webhooks", data={"url": URL})
    with page.session() as session:
        row = session.scalars(select(tables.Webhook)).one()
        row.is_active, row.stopped_at, row.failing_since = False, NOW, NOW
    assert "Stopped: kept failing" in words(admin.get("/webhooks").text)
    admin.post("/webhooks/1", data={"is_active": "yes"})
    row = _row(page)
    assert (row.is_active, row.stopped_at, row.failing_since) == (True, None, None)


def test_a_test_and_what_was_given_up_are_put_on_their_way(page: Opened, admin: FlaskClient) -> None:
    admin.post("/webhooks", data={"url": URL})
    admin.post("/webhooks/1/test")
    with page.session() as session:
        delivery = session.scalars(select(tables.WebhookDelivery)).one()
        delivery.status, delivery.problem, delivery.attempts = DeliveryStatus.FAILED, "HTTP 500", 1
    assert "Test webhook 1" in words(admin.get("/webhooks/1").text)
    assert "Given up 1 HTTP 500" in words(admin.get("/webhooks/1").text)
    admin.post("/webhooks/1/deliveries/1")
    with page.session() as session:
        assert session.scalars(select(tables.WebhookDelivery)).one().status is DeliveryStatus.WAITING


def test_a_new_secret_is_shown_and_the_old_one_kept_for_a_day(page: Opened, admin: FlaskClient) -> None:
    admin.post("/webhooks", data={"url": URL})
    old = _row(page).secret
    html = admin.post("/webhooks/1/secret").text
    row = _row(page)
    assert row.secret in html and row.secret != old
    assert row.old_secret == old and row.old_secret_until is not None


def test_a_webhook_is_removed_with_its_deliveries(page: Opened, admin: FlaskClient) -> None:
    admin.post("/webhooks", data={"url": URL})
    admin.post("/webhooks/1/test")
    admin.post("/webhooks/1/remove")
    with page.session() as session:
        assert session.scalars(select(tables.WebhookDelivery)).all() == []
    assert admin.get("/webhooks/1").status_code == 404


def test_without_a_mail_server_the_page_says_what_to_set(admin: FlaskClient) -> None:
    assert "Set QA_SMTP_URL and QA_MAIL_FROM" in words(admin.get("/webhooks").text)
    admin.post("/webhooks/test-mail")
    assert "The test could not be sent: QA_SMTP_URL" in words(admin.get("/webhooks").text)
