"""Reads what rules were written with: phrase packs, bench/tone, and the lookalikes of the tests, as one writer's."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from ruamel.yaml import YAML

from bench.acts.said import Said
from bench.tone.__main__ import SENTENCES, read
from checks.vocabulary import SURE, phrase_book
from qa.domain.conversation import Role
from qa.domain.finding import Verdict
from tests.checks.unseen.items import read_items

ROOT = Path(__file__).resolve().parents[2]
WRITER = "own"
ACT_OF_SET = {
    "absolute-promise": "sure",
    "blame": "blame",
    "channel-move": "channel",
    "channel-must": "channel",
    "complaint-refused": "deny",
    "dismissal": "belittle",
    "pass-the-buck": "sendoff",
    "refusal": "refuse",
    "rights-denied": "deny",
    "rude": "rude",
    "sales-pressure": "press",
}
ACT_OF_CRITERION = {
    "fair-selling": "press",
    "no-blame": "blame",
    "no-dismissal": "belittle",
    "no-rudeness": "rude",
    "no-unrealistic-promise": "sure",
    "ownership": "sendoff",
    "refusal-with-option": "refuse",
    "same-channel": "channel",
    "statutory-rights": "deny",
}

ASKED = frozenset(ACT_OF_SET.values())


def own(language: str) -> list[Said]:
    """Return the sentences by which the rules of a language were made."""
    return [*_packs(language), *_tone(language), *_said_together(language), *_dialogues(language)]


def _packs(language: str) -> Iterator[Said]:
    """Yield what a set of phrases must hit, and what lies near and it must not; what is doubtful teaches nothing."""
    book = phrase_book(language)
    assert book is not None
    sets = YAML(typ="safe", pure=True).load(ROOT / "checks" / "languages" / language / "phrases.yaml")
    for name, act in ACT_OF_SET.items():
        sure = name + SURE if name + SURE in book else name
        hits = (text for text in sets[name]["hits"] if book.spans(text, sure))
        yield from (Said(text, frozenset({act}), WRITER, asked=ASKED) for text in hits)
        yield from (Said(text, frozenset(), WRITER) for text in sets[name]["misses"])


def _tone(language: str) -> Iterator[Said]:
    path = SENTENCES / f"{language}.txt"
    for one in read(path) if path.exists() else ():
        labels = frozenset(ACT_OF_SET[name] for name in one.labels if name in ACT_OF_SET)
        if labels or not one.labels:
            yield Said(one.text, labels, WRITER, asked=ASKED)


def _said_together(language: str) -> Iterator[Said]:
    told = YAML(typ="safe", pure=True).load(ROOT / "tests" / "checks" / "said_together.yaml")
    for criterion, act in ACT_OF_CRITERION.items():
        for kind, texts in told.get(criterion, {}).get(language, {}).items():
            labels = frozenset({act} if kind == "fault" else ())
            yield from (Said(text.rpartition(" | ")[2], labels, WRITER, asked=ASKED) for text in texts)


def _dialogues(language: str) -> Iterator[Said]:
    """Yield agents' turns that a fair coach passes for one of the criteria."""
    for item in read_items(language):
        if item.criterion in ACT_OF_CRITERION and item.verdicts == {Verdict.PASS}:
            turns = (one for one in item.conversation().messages if one.role is Role.AGENT)
            yield from (Said(turn.text, frozenset(), WRITER) for turn in turns)
