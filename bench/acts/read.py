"""Reads the sentences that weights are learnt from."""

from __future__ import annotations

import lzma
from pathlib import Path

from bench.acts.own import own
from bench.acts.said import Said
from bench.natural.count import conversations
from checks.text import spoken_sentences
from qa.domain.conversation import Role

FOLDER = Path(__file__).parent
LANGUAGES = ("pl", "en", "pt", "ar", "th")
FIRST = frozenset(
    ("apology", "belittle", "blame", "bye", "channel", "deny", "empathy", "greet", "next", "option", "own", "press")
    + ("recap", "refuse", "rude", "sendoff", "sure")
)
LATER = frozenset(("again", "cutoff", "data", "noboss", "nofix", "praise", "secret", "stall"))
"""The labels that the writers of the files were told of; of good acts nothing is learnt, but they are no faults."""
PARTS = 4
"""Ordinary talk is cut into so many parts, of which one is left out in turn."""


def labelled(language: str) -> list[Said]:
    """Return all labelled sentences of a language; `labels` is empty for innocent ones.

    Each file has a writer; one who was asked for other acts alone is cut into parts that are left out in turn.
    """
    found = []
    for path in sorted((FOLDER / "sentences").glob(f"{language}-*.txt.xz")):
        is_more = "-more" in path.name
        for number, line in enumerate(read_lines(path)):
            names, _, text = line.partition("|")
            writer = f"{path.name} {number % PARTS}" if is_more else path.name
            labels = frozenset(names.split("+")) - {"none"}
            found.append(Said(text.strip(), labels, writer, asked=LATER if is_more else FIRST))
    return found + own(language)


def ordinary(language: str) -> list[Said]:
    """Return sentences of ordinary, faultless talk: written as such, and of the open natural conversations."""
    found = []
    for path in sorted((FOLDER / "plain").glob(f"{language}-*.txt.xz")):
        lines = read_lines(path)
        found += [Said(line, frozenset(), path.name, number * PARTS // len(lines)) for number, line in enumerate(lines)]
    for number, conversation in enumerate(conversations(language, "dev")):
        for message in conversation.messages:
            if message.role is Role.AGENT:
                told = spoken_sentences(message.text, language=language)
                texts = (message.text[one.start : one.end] for one in told)
                found += [Said(text, frozenset(), "natural", number % PARTS) for text in texts]
    return found


def read_lines(path: Path) -> list[str]:
    """Return the lines of a packed file."""
    return [line for line in lzma.decompress(path.read_bytes()).decode().splitlines() if line.strip()]
