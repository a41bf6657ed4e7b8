"""Says which of two speakers told apart in one channel is the agent, or that nobody can tell."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from pathlib import Path

from ruamel.yaml import YAML

from qa.domain.transcript import Segment


def agent_among(segments: Sequence[Segment], *, told: int | None) -> int | None:
    """Return the speaker who is the agent; None where nobody can tell.

    `told` is who the agent is said to be, in the order speakers first speak. It is not believed where there are not two
    speakers (a menu that is none, a call handed over), or where the other alone says what agents say (agents.yaml):
    then the order is another one, and what a customer says must not be charged to an agent.
    """
    said: dict[int, list[str]] = {}
    for segment in segments:
        if segment.role is None:
            said.setdefault(segment.channel, []).append(segment.text)
    if told not in said or len(said) != 2:
        return None
    sounds_like_agent = [speaker for speaker, texts in said.items() if _says_agents_words(" ".join(texts))]
    return told if told in sounds_like_agent or not sounds_like_agent else None


def _says_agents_words(text: str) -> bool:
    plain = " ".join(re.sub(r"[^\w\s]", " ", text.casefold()).split())
    return any(phrase in plain for phrase in _phrases())


@cache
def _phrases() -> tuple[str, ...]:
    read = YAML(typ="safe").load(Path(__file__).with_suffix(".yaml"))
    return tuple(phrase.casefold() for phrases in read.values() for phrase in phrases)
