"""Mails become threads, with the agent's side told by the company's mail domains."""

from __future__ import annotations

from base64 import b64encode
from datetime import datetime
from pathlib import Path

import pytest

from qa.domain.conversation import Attachment, Channel, Participant, Role
from qa.ports import ImportOptions
from tests.importers.reading import WasRead, read, write

ACME = ImportOptions(mail_domains=("acme.example",))

QUESTION = """From: Jan Kowalski <jan@example.com>
To: Sklep <pomoc@acme.example>
Message-ID: <q1@example.com>
Date: Tue, 12 May 2026 10:02:00 +0200
Subject: =?utf-8?B?R2R6aWUgcGFjemthPw==?=
Content-Type: text/plain; charset=utf-8

Gdzie moja paczka?
"""
ANSWER = """From: =?iso-8859-2?Q?Anna_=AFak?= <anna@pomoc.acme.example>
To: jan@example.com
Message-ID: <a1@acme.example>
In-Reply-To: <q1@example.com>
References: <q1@example.com>
Date: Tue, 12 May 2026 11:00:00 +0200
Subject: Re: Gdzie paczka?
Content-Type: text/plain; charset=utf-8

Jutro.

W dniu 12.05.2026 o 10:02, Jan Kowalski pisze:
> Gdzie moja paczka?
"""


def read_mail(folder: Path, content: str | bytes, options: ImportOptions = ACME) -> WasRead:
    """Write one mail and read it."""
    return read("mail", write(folder / "a.eml", content), options)


def body(content_type: str, content: bytes) -> bytes:
    """Write a mail of a customer with this body."""
    head = f"From: jan@example.com\nMessage-ID: <q1@example.com>\nContent-Type: {content_type}\n"
    return head.encode() + b"Content-Transfer-Encoding: base64\n\n" + b64encode(content)


def test_a_question_and_its_answer_are_one_conversation(tmp_path: Path) -> None:
    write(tmp_path / "b.eml", QUESTION)
    write(tmp_path / "sent" / "a.eml", ANSWER)
    conversation = read("mail", tmp_path, ACME).only
    assert [(one.role, one.text) for one in conversation.messages] == [
        (Role.CUSTOMER, "Gdzie moja paczka?"),
        (Role.AGENT, "Jutro."),
    ]
    assert (conversation.id, conversation.channel) == ("q1@example.com", Channel.EMAIL)
    assert conversation.agent == Participant("anna@pomoc.acme.example", "Anna Żak", "anna@pomoc.acme.example")
    assert conversation.customer == Participant("jan@example.com", "Jan Kowalski", "jan@example.com")
    assert conversation.messages[0].subject == "Gdzie paczka?"
    assert conversation.started_at == datetime.fromisoformat("2026-05-12T08:02:00+00:00")


def test_an_answer_alone_has_the_id_of_its_thread(tmp_path: Path) -> None:
    assert read_mail(tmp_path, ANSWER).only.id == "q1@example.com"


def test_a_mailbox_is_read_with_its_escapes(tmp_path: Path) -> None:
    separator = "From jan@example.com Tue May 12 10:02:00 2026\n"
    question = QUESTION + "\n>From tomorrow on I am away.\nFrom the shop I want 1 thing.\n"
    path = write(tmp_path / "all.mbox", f"{separator}{question}\n{separator}{ANSWER}\n{separator}{ANSWER}\n")
    messages = read("mail", path, ACME).only.messages
    assert [one.role for one in messages] == [Role.CUSTOMER, Role.AGENT]
    assert messages[0].text.endswith("From tomorrow on I am away.\nFrom the shop I want 1 thing.")


def test_without_mail_domains_nothing_is_guessed(tmp_path: Path) -> None:
    was_read = read_mail(tmp_path, QUESTION, ImportOptions())
    assert not was_read.conversations
    assert "--mail-domain acme.example" in was_read.problem


def test_a_domain_that_only_ends_alike_is_not_the_company(tmp_path: Path) -> None:
    mail = QUESTION.replace("jan@example.com", "jan@notacme.example")
    assert read_mail(tmp_path, mail).only.messages[0].role is Role.CUSTOMER


@pytest.mark.parametrize(
    ("change", "role"),
    [
        pytest.param(("", ""), Role.AGENT, id="a person"),
        pytest.param(("Date:", "Auto-Submitted: auto-replied\nDate:"), Role.BOT, id="answering machine"),
        pytest.param(("anna@", "no-reply@"), Role.BOT, id="nobody's address"),
        pytest.param(("Date:", "Reply-To: jan@example.com\nDate:"), Role.CUSTOMER, id="contact form"),
    ],
)
def test_machines_of_the_company_are_no_agents(tmp_path: Path, change: tuple[str, str], role: Role) -> None:
    mail = ANSWER.replace(*change, 1) if change[0] else ANSWER
    assert read_mail(tmp_path, mail).only.messages[0].role is role


def test_a_mail_between_colleagues_is_internal(tmp_path: Path) -> None:
    mail = ANSWER.replace("To: jan@example.com", "To: szef@acme.example")
    assert read_mail(tmp_path, mail).only.messages[0].is_internal


@pytest.mark.parametrize(
    ("charset", "codec", "text"),
    [
        pytest.param("windows-1250", "cp1250", "Zażółć gęślą jaźń", id="windows-1250"),
        pytest.param("iso-8859-2", "iso-8859-2", "Zażółć gęślą jaźń", id="iso-8859-2"),
        pytest.param("iso-8859-2", "cp1250", "Zażółć gęślą jaźń", id="windows-1250 that says iso-8859-2"),
        pytest.param("windows-874", "cp874", "พัสดุอยู่ที่ไหน", id="windows-874"),
        pytest.param("windows-1256", "cp1256", "أين طردي؟", id="windows-1256"),
        pytest.param("us-ascii", "utf-8", "Zażółć", id="UTF-8 that says ASCII"),
        pytest.param("x-nonsense", "utf-8", "Zażółć", id="unknown charset"),
    ],
)
def test_charsets_are_decoded(tmp_path: Path, charset: str, codec: str, text: str) -> None:
    mail = body(f"text/plain; charset={charset}", text.encode(codec))
    assert read_mail(tmp_path, mail).only.messages[0].text == text


@pytest.mark.parametrize(
    ("codec", "charset"),
    [
        pytest.param("cp1250", "windows-1250", id="windows-1250"),
        pytest.param("utf-8", "utf-8", id="UTF-8"),
        pytest.param("cp1250", "", id="unsaid"),
    ],
)
def test_headers_that_are_not_encoded_are_decoded_like_the_body(tmp_path: Path, codec: str, charset: str) -> None:
    kind = f"Content-Type: text/plain; charset={charset}\n" if charset else ""
    mail = f"From: Żaneta Łoś <z@example.com>\nSubject: Gdzie paczka, gęś?\n{kind}\nHej\n".encode(codec)
    conversation = read_mail(tmp_path, mail).only
    assert conversation.messages[0].subject == "Gdzie paczka, gęś?"
    assert conversation.customer and conversation.customer.name == "Żaneta Łoś"


@pytest.mark.parametrize(
    ("html", "text"),
    [
        pytest.param(
            "<p>Dzień<br>dobry</p><ul><li>raz</li><li>dwa</li></ul>", "Dzień\ndobry\n\n- raz\n\n- dwa", id="blocks"
        ),
        pytest.param("<style>p{}</style><div style='display:none'>x</div><p>Hej</p>", "Hej", id="unseen"),
        pytest.param("<a href='https://acme.example/z'>tutaj</a>", "tutaj (https://acme.example/z)", id="link"),
        pytest.param("<a href='https://acme.example'>acme.example</a>", "acme.example", id="link to itself"),
        pytest.param("Hej<div class='gmail_quote'>Dnia... <blockquote>Co?</blockquote></div>", "Hej", id="Gmail quote"),
        pytest.param("<p>Hej</p><div id='divRplyFwdMsg'>Od: Jan</div><p>Co?</p>", "Hej", id="Outlook quote"),
        pytest.param("<div>" * 3000 + "Hej", "Hej", id="deep"),
        pytest.param("<!-- tajne -->&lt;b&gt; &amp;", "<b> &", id="comment and entities"),
    ],
)
def test_html_becomes_text(tmp_path: Path, html: str, text: str) -> None:
    found = read_mail(tmp_path, body("text/html; charset=utf-8", html.encode())).only.messages[0].text
    assert found.replace("\n\n", "\n") == text.replace("\n\n", "\n")


def test_attachments_are_named_with_type_and_size(tmp_path: Path) -> None:
    mail = (
        "From: jan@example.com\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=B\n\n"
        "--B\nContent-Type: text/plain\n\nW załączniku.\n"
        '--B\nContent-Type: image/png\nContent-Disposition: attachment; filename="=?utf-8?Q?zdj=C4=99cie.png?="\n'
        "Content-Transfer-Encoding: base64\n\nAAAA\n"
        "--B\nContent-Type: application/pdf\nContent-Disposition: attachment;\n filename*=utf-8''za%C5%82.pdf\n\nxy\n"
        "--B--\n"
    )
    (message,) = read_mail(tmp_path, mail).only.messages
    assert message.text == "W załączniku."
    assert message.attachments == (
        Attachment("zdjęcie.png", "image/png", 3),
        Attachment("zał.pdf", "application/pdf", 2),
    )


def test_flowed_text_is_joined(tmp_path: Path) -> None:
    mail = body("text/plain; charset=utf-8; format=flowed", "Dzień dobry, \npiszę w sprawie \npaczki.\nJan".encode())
    assert read_mail(tmp_path, mail).only.messages[0].text == "Dzień dobry, piszę w sprawie paczki.\nJan"


def test_a_time_without_an_offset_is_in_the_given_zone(tmp_path: Path) -> None:
    mail = QUESTION.replace(" +0200", "")
    options = ImportOptions(mail_domains=("acme.example",), time_zone="Asia/Bangkok")
    sent_at = read_mail(tmp_path, mail, options).only.messages[0].sent_at
    assert sent_at == datetime.fromisoformat("2026-05-12T03:02:00+00:00")


@pytest.mark.parametrize(
    ("name", "content", "expected"),
    [
        pytest.param("a.eml", "", ":1: the file is empty", id="empty"),
        pytest.param("a.eml", "\x00\x01 no mail", ":1: this is no mail: it has no From line", id="no mail"),
        pytest.param("a.mbox", "Hej\n", ":1: this is no mailbox", id="no mailbox"),
    ],
)
def test_what_is_no_mail_is_reported(tmp_path: Path, name: str, content: str, expected: str) -> None:
    was_read = read("mail", write(tmp_path / name, content), ACME)
    assert expected in was_read.problem and not was_read.conversations
