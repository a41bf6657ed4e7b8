"""No criterion fails an agent on words hardly heard, or heard in music: all failing examples of the rubric, spoken."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from qa import registry
from qa.domain.call import Mark, MarkKind
from qa.domain.conversation import Channel, Conversation, Message, Recording
from qa.domain.finding import Verdict
from qa.domain.rubric import Criterion, Example, Rubric
from qa.domain.transcript import Word
from qa.facts.materials import load_example_materials
from qa.ports import Materials, Reader
from qa.rubric.judge import Judge
from qa.rubric.load import load_rubric
from qa.settings import Settings

RUBRIC = Path(__file__).resolve().parents[2] / "rubrics/ecommerce-support.yaml"
WORD_MS = 300


@pytest.fixture(scope="module")
def rubric() -> Rubric:
    return load_rubric(RUBRIC)


@pytest.fixture(scope="module")
def reader() -> Iterator[Reader]:
    reader = registry.reader()(Settings.from_environment())
    yield reader
    reader.close()


@pytest.fixture(scope="module")
def failing(rubric: Rubric) -> list[tuple[Criterion, Example]]:
    kinds = {"languagetool"}
    return [
        (criterion, example)
        for criterion in rubric.criteria
        if criterion.checks and not any(check.kind in kinds for check in criterion.checks)
        for example in criterion.examples
        if example.verdict is Verdict.FAIL and not example.is_todo
    ]


def spoken(conversation: Conversation, *, confidence: float, marks: tuple[Mark, ...] = ()) -> Conversation:
    """Turn a conversation into a call whose every word was heard with one confidence."""
    begin = 0
    messages: list[Message] = []
    for message in conversation.messages:
        if message.sent_at and conversation.started_at:
            begin = max(begin, round((message.sent_at - conversation.started_at) / timedelta(milliseconds=1)))
        texts = message.text.split()
        words = tuple(
            Word(text, begin + place * WORD_MS, begin + (place + 1) * WORD_MS, confidence)
            for place, text in enumerate(texts)
        )
        end = begin + len(texts) * WORD_MS
        messages.append(replace(message, start_ms=begin, end_ms=end, words=words))
        begin = end
    recording = Recording(path="call.flac", consent="notice-v1", marks=marks)
    return replace(conversation, channel=Channel.CALL, messages=tuple(messages), recording=recording)


def _fails(
    rubric: Rubric, reader: Reader, failing: list[tuple[Criterion, Example]], **heard: object
) -> list[str]:  # fmt: skip
    judge = Judge(rubric, reader)
    materials: Materials = load_example_materials(Settings.from_environment(), rubric.example_materials)
    return [
        f"{criterion.id}/{example.id}"
        for criterion, example in failing
        if judge.judge_criterion(
            criterion, spoken(example.conversation, **heard), materials  # type: ignore[arg-type]
        ).verdict
        is Verdict.FAIL
    ]  # fmt: skip


def test_words_heard_well_still_fail(
    rubric: Rubric, reader: Reader, failing: list[tuple[Criterion, Example]]
) -> None:  # fmt: skip
    assert len(_fails(rubric, reader, failing, confidence=0.99)) > len(failing) // 2


def test_no_fail_rests_on_words_hardly_heard(
    rubric: Rubric, reader: Reader, failing: list[tuple[Criterion, Example]]
) -> None:  # fmt: skip
    assert _fails(rubric, reader, failing, confidence=0.5) == []


def test_no_fail_rests_on_what_was_heard_in_music(
    rubric: Rubric, reader: Reader, failing: list[tuple[Criterion, Example]]
) -> None:  # fmt: skip
    music = Mark(MarkKind.MUSIC, 0, 10**9, reason="music")
    assert _fails(rubric, reader, failing, confidence=0.99, marks=(music,)) == []
