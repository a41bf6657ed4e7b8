"""A small shop in a database: people of every role, a rubric, a chat, a mail, a call and an Arabic chat."""

from __future__ import annotations

import math
import wave
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from pathlib import Path

from sqlalchemy.orm import Session

from qa.stages.accounts import NewUser, add_user
from qa.store import tables
from qa.store.tables import State, UserRole

NOW = datetime(2026, 5, 20, 9, 0, tzinfo=UTC)
PASSWORD = "plumb-line-demo"

RUBRIC = """\
rubric: shop
version: 1
title: {en: Shop support, pl: Obsługa sklepu}
pass_mark: 80
criteria:
  - id: policy-durations
    dimension: accuracy
    weight: 6
    critical: true
    title: {en: Time limits are right, pl: Terminy są prawdziwe}
    question:
      en: "Is every time limit the agent names the one our policy or the law gives?"
      pl: "Czy każdy termin, który podaje konsultant, zgadza się z zasadami i prawem?"
  - id: questions-answered
    dimension: accuracy
    weight: 4
    scale: [0, 1, 2, 3, 4]
    title: {en: Every question is answered}
    question: {en: "Does the customer get an answer to everything they asked?"}
    anchors: {0: Not addressed, 2: Some answered, 4: All answered}
  - id: spelling
    dimension: language
    weight: 2
    title: {en: Spelling}
    question: {en: "Are the agent's words spelt right?"}
  - id: greeting
    dimension: tone
    weight: 1
    title: {en: Greets the customer}
    question: {en: "Does the agent greet before getting to the point?"}
  - id: no-blame
    dimension: tone
    weight: 2
    title: {en: Does not blame the customer}
    question: {en: "Does the agent speak without blame or impatience?"}
  - id: recording-notice
    dimension: compliance
    weight: 2
    channels: [call]
    title: {en: Says that the call is recorded}
    question: {en: "Does the customer hear, before anything else, that the call is recorded?"}
"""

CHAT = (
    ("customer", "Hi! Where is my refund? And can I still send back the second jacket?"),
    ("agent", "Hello Jan, thank you for writing. You should have read our terms: refunds take 30 days."),
    ("customer", "30 days? Your page says 14. 🙄"),
    ("agent", "Yes, the second jacket can come back within 14 days of delivery."),
    ("customer", "ok thanks"),
    ("agent", "You are welcome. Have a nice day!"),
)
MAIL = (
    ("customer", "Dzień dobry,\nproszę o zwrot pieniędzy za zamówienie 10457.\n\nPozdrawiam\nEwa Lis"),
    (
        "agent",
        "Dzień dobry Pani Ewo,\n\nzwrot pieniędzy nastąpi w ciągu 14 dni.\n\nPozdrawiam\nAnna Nowak\n\n"
        "> Dzień dobry,\n> proszę o zwrot pieniędzy za zamówienie 10457.\n> Ewa Lis",
    ),
)
CALL = (
    ("agent", "Good morning, this call is recorded. How can I help you?"),
    ("customer", "My parcel is late."),
    ("agent", "I am sorry to hear that. It arrives tomorrow."),
)
ARABIC = (
    ("customer", "مرحبا، أين طلبي رقم 10457؟"),
    ("agent", "أهلاً بك أستاذ كريم، طلبك في الطريق وسيصل خلال 3 أيام عبر DPX."),
)


@dataclass(frozen=True, slots=True)
class Shop:
    """Row ids of what the tests speak of."""

    manager: int
    reviewer: int
    other_reviewer: int
    coach: int
    agent_user: int
    other_agent_user: int
    agent: int
    rubric: int
    chat: int
    mail: int
    call: int
    arabic: int


def open_shop(session: Session, *, recordings: Path | None = None) -> Shop:
    """Add the shop. With `recordings` the call has sound: ten seconds, two channels."""
    agents = [tables.Agent(external_id=f"a-{n}", name=name) for n, name in ((1, "Anna Nowak"), (2, "Piotr Lis"))]
    session.add_all(agents)
    session.flush()
    people = {
        name: add_user(session, NewUser(email=f"{name}@acme.example", name=name.title(), role=role, password=PASSWORD))
        for name, role in (
            ("manager", UserRole.MANAGER),
            ("reviewer", UserRole.REVIEWER),
            ("other", UserRole.REVIEWER),
            ("coach", UserRole.COACH),
        )
    }
    people |= {
        f"agent{n}": add_user(
            session,
            NewUser(
                email=f"agent{n}@acme.example",
                name=str(agents[n - 1].name),
                role=UserRole.AGENT,
                password=PASSWORD,
                agent=f"a-{n}",
            ),
        )
        for n in (1, 2)
    }
    rubric = tables.Rubric(
        name="shop", version=1, content_hash=sha256(RUBRIC.encode()).hexdigest(), yaml=RUBRIC, created_at=NOW
    )
    chat = _conversation("s-1", "chat", CHAT, agent=agents[0])
    mail = _conversation("s-2", "email", MAIL, agent=agents[0], language="pl", subject="Zwrot – zamówienie 10457")
    call = _conversation("s-3", "call", CALL, agent=agents[0])
    arabic = _conversation("s-4", "chat", ARABIC, agent=agents[1], language="ar")
    session.add_all([rubric, chat, mail, call, arabic])
    session.flush()
    _check(session, chat, rubric)
    if recordings:
        call.recording = _recording(recordings)
    session.flush()
    return Shop(
        manager=people["manager"].id,
        reviewer=people["reviewer"].id,
        other_reviewer=people["other"].id,
        coach=people["coach"].id,
        agent_user=people["agent1"].id,
        other_agent_user=people["agent2"].id,
        agent=agents[0].id,
        rubric=rubric.id,
        chat=chat.id,
        mail=mail.id,
        call=call.id,
        arabic=arabic.id,
    )


def _conversation(
    external_id: str,
    channel: str,
    turns: tuple[tuple[str, str], ...],
    *,
    agent: tables.Agent,
    language: str = "en",
    subject: str | None = None,
) -> tables.Conversation:
    is_call = channel == "call"
    return tables.Conversation(
        source="shop",
        external_id=external_id,
        channel=channel,
        language=language,
        started_at=NOW,
        ended_at=NOW + timedelta(minutes=len(turns)),
        agent=agent,
        customer_name="Jan Kowalski",
        message_count=len(turns),
        content_hash=external_id,
        state=State.CHECKED,
        imported_at=NOW,
        updated_at=NOW,
        messages=[
            tables.Message(
                position=position,
                role=role,
                text=text,
                subject=subject,
                sent_at=None if is_call else NOW + timedelta(minutes=position),
                start_ms=3000 * position if is_call else None,
                end_ms=3000 * position + 2800 if is_call else None,
                words=_words(text, 3000 * position) if is_call else None,
            )
            for position, (role, text) in enumerate(turns)
        ],
    )


def _words(text: str, start_ms: int) -> list[list[object]]:
    words = text.split()
    step = 2800 // len(words)
    return [[word, start_ms + step * n, start_ms + step * (n + 1), 0.93] for n, word in enumerate(words)]


def _check(session: Session, chat: tables.Conversation, rubric: tables.Rubric) -> None:
    """Let the machine fail the time limit and the blame of the chat, pass its greeting and doubt its spelling."""
    run = tables.CheckRun(conversation=chat, rubric=rubric, message_hash="hash", versions={}, checked_at=NOW)
    for criterion, verdict, quote, expected in (
        ("policy-durations", "fail", "refunds take 30 days", "at most 14 day calendar"),
        ("no-blame", "fail", "You should have read", None),
        ("greeting", "pass", "Hello Jan", None),
        ("spelling", "needs_human", "refunds", None),
    ):
        start = CHAT[1][1].index(quote)
        finding = tables.Finding(
            check=f"{criterion}-check",
            verdict=verdict,
            message_position=1,
            start=start,
            end=start + len(quote),
            quote=quote,
            explanation=f"The machine explains {criterion}.",
            suggestion="Refunds take up to 14 days." if expected else "",
            found="30 day calendar" if expected else None,
            expected=expected,
        )
        run.outcomes.append(
            tables.Outcome(
                conversation_id=chat.id,
                criterion=criterion,
                verdict=verdict,
                score={"pass": 1.0, "fail": 0.0}.get(verdict),
                findings=[finding],
            )
        )
    session.add(run)


def _recording(folder: Path) -> tables.Recording:
    content = _sound(seconds=10)
    name = sha256(content).hexdigest()
    place = folder / name[:2] / f"{name}.wav"
    place.parent.mkdir(parents=True, exist_ok=True)
    place.write_bytes(content)
    return tables.Recording(
        path="calls/s-3.wav",
        sha256=name,
        suffix=".wav",
        agent_channel=0,
        channels=2,
        duration_ms=10_000,
        sample_rate=8000,
        peaks=[[40 + n % 50 for n in range(200)], [20 + n % 30 for n in range(200)]],
    )


def _sound(*, seconds: int) -> bytes:
    import io

    buffer = io.BytesIO()
    with wave.open(buffer, "wb") as file:
        file.setnchannels(2)
        file.setsampwidth(2)
        file.setframerate(8000)
        for n in range(8000 * seconds):
            left = int(6000 * math.sin(n / 6))
            file.writeframesraw(left.to_bytes(2, "little", signed=True) + (0).to_bytes(2, "little"))
    return buffer.getvalue()
