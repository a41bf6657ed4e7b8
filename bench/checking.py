"""Measures how many messages a second all checks other than LanguageTool's judge, on one core.

python bench/checking.py [conversations]: five runs over varied conversations in Polish and English, with facts
and orders; writes the medians to bench/results/checks.json: of the criteria of the rubric's first version, and of all
there are now, each run of one beside a run of the other. Seconds are of the processor, so that other work on the
machine counts less.
"""

from __future__ import annotations

import json
import random
import statistics
import sys
import time
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from ruamel.yaml import YAML

from checks.reading import ConversationReader
from qa.domain.conversation import Channel, Conversation, Message, Participant, Role
from qa.domain.rubric import Rubric
from qa.facts.load import load_facts, load_orders
from qa.ports import Materials
from qa.rubric.judge import Judge
from qa.rubric.load import load_rubric
from qa.settings import Settings

ROOT = Path(__file__).resolve().parent.parent
RESULT = ROOT / "bench" / "results" / "checks.json"
RUNS = 5
TURNS = 8
FIRST_CRITERIA = (
    *("policy-durations", "amounts", "order-facts", "contact-details", "spelling", "grammar", "punctuation"),
    *("form-of-address", "template-hygiene", "greeting", "empathy", "apology", "no-blame", "no-dismissal"),
    *("no-rudeness", "closing", "first-response-time", "no-unanswered-message", "recording-notice", "no-secret-data"),
    "statutory-rights",
)
"""What the first version of the rubric judged."""
PIECES: dict[str, dict[str, list[str]]] = YAML(typ="safe").load(Path(__file__).with_suffix(".yaml"))


def main() -> None:
    """Run, print and write the figures."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 400
    demo = ROOT / "rubrics" / "demo"
    materials = Materials(facts=load_facts(demo / "facts.yaml"), orders=load_orders(demo / "orders.jsonl"))
    whole = without_language_server(load_rubric(ROOT / "rubrics/ecommerce-support.yaml"))
    first = replace(whole, criteria=tuple(one for one in whole.criteria if one.id in FIRST_CRITERIA))
    judges = {"first": Judge(first, reader()), "all": Judge(whole, reader())}
    for judge in judges.values():
        for warm in conversations(20, seed=0):
            judge.judge(warm, materials)
    judges["all"].settle()
    rates: dict[str, list[float]] = {name: [] for name in judges}
    for run in range(RUNS):
        for name, judge in judges.items():
            rates[name].append(measure(judge, conversations(count, seed=run + 1), materials))
    figures = {
        "messages_per_second": round(statistics.median(rates["first"])),
        "runs": [round(rate) for rate in rates["first"]],
        "all_messages_per_second": round(statistics.median(rates["all"])),
        "all_runs": [round(rate) for rate in rates["all"]],
        "conversations": count,
        "messages_per_run": count * TURNS,
        "checks": sum(len(criterion.checks) for criterion in first.criteria),
        "all_checks": sum(len(criterion.checks) for criterion in whole.criteria),
        "reach": 1500,
    }
    RESULT.parent.mkdir(exist_ok=True)
    RESULT.write_text(json.dumps(figures, indent=1) + "\n", encoding="utf-8")
    print(json.dumps(figures, indent=1))


def measure(judge: Judge, batch: list[Conversation], materials: Materials) -> float:
    """Return messages a second of processor time."""
    began = time.process_time()
    for conversation in batch:
        judge.judge(conversation, materials)
    return len(batch) * TURNS / (time.process_time() - began)


def reader() -> ConversationReader:
    """Return a reader with default settings."""
    return ConversationReader(Settings.from_environment({}))


def without_language_server(rubric: Rubric) -> Rubric:
    """Take out the checks that ask LanguageTool, which have their own bench."""
    criteria = tuple(
        replace(criterion, checks=tuple(check for check in criterion.checks if check.kind != "languagetool"))
        for criterion in rubric.criteria
    )
    return replace(rubric, criteria=criteria)


def conversations(count: int, *, seed: int) -> list[Conversation]:
    """Make conversations, the same for the same seed."""
    chance = random.Random(seed)
    return [conversation(number, chance) for number in range(count)]


def conversation(number: int, chance: random.Random) -> Conversation:
    """Make one conversation of eight turns."""
    language = chance.choice(("pl", "en"))
    began = datetime(2026, 5, 12, 8, tzinfo=UTC) + timedelta(minutes=7 * number)
    return Conversation(
        id=f"b-{number}",
        channel=chance.choice((Channel.CHAT, Channel.EMAIL)),
        language=language,
        started_at=began,
        agent=Participant("a-1", "Anna Nowak"),
        customer=Participant("c-1", "Jan Kowalski"),
        messages=tuple(
            Message(
                role=Role.AGENT if turn % 2 else Role.CUSTOMER,
                text=said(language, chance, is_agent=bool(turn % 2)),
                author="a-1" if turn % 2 else "c-1",
                sent_at=began + timedelta(minutes=turn),
            )
            for turn in range(TURNS)
        ),
    )


def said(language: str, chance: random.Random, *, is_agent: bool) -> str:
    """Make one message from pieces, with names, things and numbers filled in."""
    pieces = PIECES[language]
    names = ("opening", "body", "body", "ending") if is_agent else ("customer",)
    text = ". ".join(chance.choice(pieces[name]) for name in names) + "."
    return text.format(
        n=chance.randrange(10_000, 99_999),
        z=chance.randrange(5, 900),
        d=chance.randrange(1, 28),
        **{name: chance.choice(pieces[name]) for name in ("thing", "man", "woman")},
    )


if __name__ == "__main__":
    main()
