"""Fills a database with people of all roles, agents and varied conversations; `python -m tests.web.seed` serves it."""

from __future__ import annotations

import random
from datetime import UTC, datetime, timedelta

from sqlalchemy.orm import Session

from qa.settings import Settings
from qa.stages.accounts import NewUser, add_user
from qa.store import tables
from qa.store.migrate import upgrade
from qa.store.session import open_database, sessions_of
from qa.store.tables import State, UserRole
from tests.web.dialogues import DIALOGUES, Dialogue

NOW = datetime(2026, 5, 20, 9, 0, tzinfo=UTC)
PASSWORD = "plumb-line-demo"
TEAMS = ("Warszawa", "Lisboa")
AGENTS = (
    "Anna Nowak",
    "Piotr Zieliński",
    "Marta Lis",
    "Sofia Costa",
    "João Pires",
    "Layla Hassan",
    "Nok Chai",
    "Ewa Mazur",
)
PEOPLE = (
    ("Maria Manager", "manager@acme.example", UserRole.MANAGER),
    ("Robert Reviewer", "reviewer@acme.example", UserRole.REVIEWER),
    ("Renata Reviewer", "reviewer2@acme.example", UserRole.REVIEWER),
    ("Kamil Coach", "coach@acme.example", UserRole.COACH),
    ("Ada Admin", "admin@acme.example", UserRole.ADMIN),
    ("Anna Nowak", "agent@acme.example", UserRole.AGENT),
)
CRITERIA = {
    "accuracy": ("policy-durations", "amounts", "order-facts", "contact-details"),
    "language": ("spelling", "grammar", "form-of-address", "template-hygiene"),
    "tone": ("greeting", "empathy", "apology", "no-blame", "no-dismissal", "no-rudeness", "closing"),
    "process": ("first-response-time", "no-unanswered-message"),
    "compliance": ("recording-notice", "no-secret-data", "statutory-rights"),
}
CRITICAL = ("policy-durations", "no-secret-data")


def seed(session: Session, *, count: int = 200) -> None:
    """Add teams, agents, users, a rubric and `count` conversations; the same every time."""
    chance = random.Random(7)
    agents = _add_agents(session)
    for name, email, role in PEOPLE:
        agent = "a-1" if role is UserRole.AGENT else None
        add_user(session, NewUser(email=email, name=name, role=role, password=PASSWORD, agent=agent, team=TEAMS[0]))
    rubric = tables.Rubric(name="seed", version=1, content_hash="seed", yaml=rubric_yaml(), created_at=NOW)
    session.add(rubric)
    session.flush()
    for number in range(count):
        dialogue = DIALOGUES[number % len(DIALOGUES)]
        conversation = _conversation(dialogue, number, chance=chance, agent=chance.choice(agents))
        session.add(conversation)
        session.flush()
        if conversation.state is State.CHECKED:
            _add_outcomes(session, conversation, dialogue, rubric)
    session.flush()


def rubric_yaml() -> str:
    """Write the seed's rubric: every criterion rated by people."""
    lines = ["rubric: seed", "version: 1", "title: {en: Seed rubric, pl: Przykładowa karta}", "criteria:"]
    for dimension, criteria in CRITERIA.items():
        for criterion in criteria:
            title = criterion.replace("-", " ").capitalize()
            lines += [
                f"  - id: {criterion}",
                f"    dimension: {dimension}",
                "    weight: 2",
                f"    title: {{en: {title}}}",
            ]
            lines += ["    critical: true"] if criterion in CRITICAL else []
    return "\n".join(lines) + "\n"


def _add_agents(session: Session) -> list[tables.Agent]:
    teams = [tables.Team(name=name) for name in TEAMS]
    agents = [
        tables.Agent(external_id=f"a-{number}", name=name, email=f"a{number}@acme.example", team=teams[number % 2])
        for number, name in enumerate(AGENTS, start=1)
    ]
    session.add_all([*teams, *agents])
    session.flush()
    return agents


def _conversation(
    dialogue: Dialogue, number: int, *, chance: random.Random, agent: tables.Agent
) -> tables.Conversation:
    started = NOW - timedelta(minutes=chance.randrange(60 * 24 * 60))
    state, reason = _state(dialogue, number)
    return tables.Conversation(
        source="seed",
        external_id=f"s-{number:04}",
        channel=dialogue.channel,
        language=dialogue.language,
        started_at=started,
        ended_at=started + timedelta(minutes=4 * len(dialogue.turns)),
        agent=agent,
        customer_external_id=f"c-{chance.randrange(90)}",
        customer_name=chance.choice(("Jan Kowalski", "Sam Hill", "Kate Moor", "Rui Costa", "Huda Saleh", None)),
        reason=dialogue.reason,
        csat=chance.choice((None, 1, 2, 4, 5)),
        extra={"subject": dialogue.subject} if dialogue.subject else {},
        message_count=len(dialogue.turns),
        content_hash=f"hash-{number}",
        state=state,
        state_reason=reason,
        imported_at=NOW,
        updated_at=NOW,
        messages=[
            tables.Message(
                position=position,
                role=role,
                author=agent.name if role == "agent" else None,
                text=text,
                subject=dialogue.subject,
                sent_at=started + timedelta(minutes=4 * position),
                start_ms=4000 * position if dialogue.channel == "call" else None,
                end_ms=4000 * position + 3500 if dialogue.channel == "call" else None,
                words=_words(text, 4000 * position) if dialogue.channel == "call" else None,
            )
            for position, (role, text) in enumerate(dialogue.turns)
        ],
    )


def _words(text: str, start_ms: int) -> list[list[object]]:
    words = text.split()
    step = 3500 // len(words)
    return [[word, start_ms + step * place, start_ms + step * (place + 1), 0.93] for place, word in enumerate(words)]


def _state(dialogue: Dialogue, number: int) -> tuple[State, str | None]:
    if dialogue.channel == "call" and number % 4 == 3:
        return State.WAITING_FOR_MODEL, "No speech model: set QA_WHISPER_MODEL to a size or a folder."
    if number % 67 == 5:
        return State.FAILED, "calls/s-0005.flac: not a sound file"
    return State.CHECKED, None


def _add_outcomes(
    session: Session, conversation: tables.Conversation, dialogue: Dialogue, rubric: tables.Rubric
) -> None:
    run = tables.CheckRun(
        conversation=conversation, rubric=rubric, message_hash="hash", versions={"seed": "1"}, checked_at=NOW
    )
    marked = {mark.criterion: mark for mark in dialogue.marks}
    for criteria in CRITERIA.values():
        for criterion in criteria:
            mark = marked.get(criterion)
            verdict = mark.verdict if mark else "not_applicable"
            outcome = tables.Outcome(
                conversation_id=conversation.id,
                criterion=criterion,
                verdict=verdict,
                score={"pass": 1.0, "fail": 0.0}.get(verdict),
            )
            if mark:
                start = dialogue.turns[mark.turn][1].index(mark.quote)
                outcome.findings.append(
                    tables.Finding(
                        check=f"{criterion}-check",
                        verdict=mark.verdict,
                        message_position=mark.turn,
                        start=start,
                        end=start + len(mark.quote),
                        quote=mark.quote,
                        explanation=mark.explanation,
                        suggestion=mark.suggestion,
                        found=mark.found,
                        expected=mark.expected,
                        kind=mark.kind,
                    )
                )
            run.outcomes.append(outcome)
    judged = [one.verdict for one in dialogue.marks if one.verdict in ("pass", "fail")]
    critical = [one.criterion for one in dialogue.marks if one.verdict == "fail" and one.criterion in CRITICAL]
    run.score_value = round(100 * judged.count("pass") / len(judged), 1) if judged else None
    run.score_coverage = round(len(judged) / max(1, len(dialogue.marks)), 4)
    run.critical = critical
    conversation.score_value, conversation.score_coverage = run.score_value, run.score_coverage
    conversation.has_critical = bool(critical)
    session.add(run)


def main() -> None:
    """Seed the database of `QA_HOME` once, then serve it on `QA_PORT`."""
    import waitress

    import web

    settings = Settings.from_environment()
    engine = open_database(settings.database_url)
    upgrade(engine)
    with sessions_of(engine, is_writing=True)() as session:
        if session.get(tables.User, 1) is None:
            seed(session)
            session.commit()
    waitress.serve(web.create_app(settings), host=settings.host, port=settings.port)


if __name__ == "__main__":
    main()
