"""Turns the mails of one thread into a conversation."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from email.message import Message as RawMail
from zoneinfo import ZoneInfo

from qa.domain.conversation import Channel, Conversation, Message, Participant, Role
from qa.importers._mail.body import read_attachments, read_whole, read_written
from qa.importers._mail.headers import Address, is_automatic, read_addresses, read_date, read_ids, read_words
from qa.importers._values import LONGEST_ID
from qa.ports import ImportOptions

_NEVER = datetime.max.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class _Mail:
    """One mail as far as a thread needs it. `root` is the id of the first mail it knows of."""

    id: str
    root: str
    writer: Address | None
    others: tuple[Address, ...]
    message: Message


def read_thread(mails: Sequence[RawMail], options: ImportOptions) -> Conversation:
    """Return the conversation of a thread; a mail that came twice is there once."""
    domains = tuple(domain.lower().lstrip("@") for domain in options.mail_domains)
    zone = ZoneInfo(options.time_zone)
    read: dict[str, _Mail] = {}
    for raw in mails:
        mail = _read_mail(raw, domains, zone)
        read.setdefault(mail.id, mail)
    thread = sorted(read.values(), key=lambda mail: mail.message.sent_at or _NEVER)
    times = [mail.message.sent_at for mail in thread if mail.message.sent_at]
    return Conversation(
        id=thread[0].root,
        channel=Channel.EMAIL,
        messages=tuple(mail.message for mail in thread),
        source=options.source,
        started_at=times[0] if times else None,
        ended_at=times[-1] if len(times) > 1 else None,
        agent=_agent_of(thread),
        customer=_customer_of(thread, domains),
        metadata={"subject": thread[0].message.subject} if thread[0].message.subject else {},
    )


def _read_mail(raw: RawMail, domains: tuple[str, ...], zone: ZoneInfo) -> _Mail:
    senders = read_addresses(raw, "From") or read_addresses(raw, "Sender")
    answers = [one for one in read_addresses(raw, "Reply-To") if not one.is_of(domains)]
    writer = senders[0] if senders else None
    if writer and writer.is_of(domains) and answers:
        writer = answers[0]  # a contact form writes as the shop and names the customer to answer to
    others = read_addresses(raw, "To", "Cc", "Bcc")
    role = _role_of(raw, writer, domains)
    sent_at = read_date(raw, zone)
    id = _id_of(raw, writer, sent_at)
    message = Message(
        role=role,
        text=_text_of(raw, role),
        id=id,
        author=writer.email if writer else None,
        sent_at=sent_at,
        subject=read_words(raw, "Subject") or None,
        is_internal=role is Role.AGENT and bool(others) and all(other.is_of(domains) for other in others),
        attachments=read_attachments(raw),
    )
    return _Mail(id=id, root=_short((read_ids(raw, "References", "In-Reply-To") or (id,))[0]), writer=writer,
                 others=others, message=message)  # fmt: skip


def _role_of(raw: RawMail, writer: Address | None, domains: tuple[str, ...]) -> Role:
    """Tell who wrote: the company's side by its mail domains; machines are nobody's agent."""
    if writer is None:
        return Role.SYSTEM
    is_machine = is_automatic(raw) or writer.is_nobody
    if writer.is_of(domains):
        return Role.BOT if is_machine else Role.AGENT
    return Role.SYSTEM if is_machine else Role.CUSTOMER


def _text_of(raw: RawMail, role: Role) -> str:
    """Return what was written; a customer who only forwards something says it with that."""
    written = read_written(raw)
    return written if written or role is Role.AGENT else read_whole(raw)


def _id_of(raw: RawMail, writer: Address | None, sent_at: datetime | None) -> str:
    """Return the mail's id; one that has none is known by its sender, time and subject."""
    ids = read_ids(raw, "Message-ID")
    if ids:
        return _short(ids[0])
    known = (writer.email if writer else "", sent_at.isoformat() if sent_at else "", read_words(raw, "Subject"))
    return "mail-" + hashlib.sha256("\n".join(known).encode()).hexdigest()[:32]


def _short(id: str) -> str:
    if len(id) <= LONGEST_ID:
        return id
    return "mail-" + hashlib.sha256(id.encode()).hexdigest()[:32]


def _agent_of(thread: Sequence[_Mail]) -> Participant | None:
    """Return the agent who wrote most of it."""
    writers = [mail.writer for mail in thread if mail.writer and mail.message.role is Role.AGENT]
    if not writers:
        return None
    email, _ = Counter(writer.email for writer in writers).most_common(1)[0]
    name = next((writer.name for writer in writers if writer.email == email and writer.name), None)
    return Participant(id=email, name=name, email=email)


def _customer_of(thread: Sequence[_Mail], domains: tuple[str, ...]) -> Participant | None:
    """Return the customer who wrote, else the first outsider who was written to."""
    writers = [mail.writer for mail in thread if mail.writer and mail.message.role is Role.CUSTOMER]
    outsiders = [other for mail in thread for other in mail.others if not other.is_of(domains)]
    for address in (*writers, *outsiders):
        return Participant(id=address.email, name=address.name, email=address.email)
    return None
