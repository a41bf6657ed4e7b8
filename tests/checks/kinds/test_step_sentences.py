"""Sentences written apart from the shipped checklists: what tells a reason, what shows a step and what does not."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from checks.reasons import read_reason
from checks.signs import first_sign
from qa.domain.conversation import Conversation
from qa.facts.checklists import shipped_checklists
from qa.ports import Materials
from tests.build import conversation
from tests.checks.kinds.build import READER

SENTENCES: dict[str, dict[str, Any]] = YAML(typ="safe").load(
    Path(__file__).with_name("step_sentences.yaml").read_text(encoding="utf-8")
)
TUESDAY = datetime(2026, 5, 12, 8, 0, tzinfo=UTC)


def _asked() -> Iterator[Any]:
    for name, parts in SENTENCES.items():
        for language, sentences in parts.get("asked", {}).items():
            for text in sentences:
                yield pytest.param(language, text, name, id=f"{name}/{language}/{text}")


def _shown(kind: str) -> Iterator[Any]:
    for name, parts in SENTENCES.items():
        for step, told in parts.items():
            if step != "asked":
                for language, sentences in told[kind].items():
                    for text in sentences:
                        yield pytest.param(name, step, language, text, id=f"{name}/{step}/{language}/{text}")


@pytest.mark.parametrize(("language", "text", "reason"), list(_asked()))
def test_the_customers_words_tell_the_reason(language: str, text: str, reason: str) -> None:
    read = read_reason(READER.read(_said("customer", text, language), Materials()))
    assert read is not None
    assert (read.name, read.is_given) == (reason, False)


@pytest.mark.parametrize(("name", "step", "language", "text"), list(_shown("taken")))
def test_the_agents_words_show_the_step(name: str, step: str, language: str, text: str) -> None:
    assert _shows(name, step, language, text)


@pytest.mark.parametrize(("name", "step", "language", "text"), list(_shown("not")))
def test_other_words_do_not_show_the_step(name: str, step: str, language: str, text: str) -> None:
    assert not _shows(name, step, language, text)


def _shows(name: str, step: str, language: str, text: str) -> bool:
    (signs,) = [one.signs for one in shipped_checklists()[name].steps if one.id == step]
    return first_sign(READER.read(_said("agent", text, language), Materials()), 0, signs) is not None


def _said(role: str, text: str, language: str) -> Conversation:
    said = conversation((role, text), language=language, started_at=TUESDAY)
    return replace(said, messages=(replace(said.messages[0], language=language),))
