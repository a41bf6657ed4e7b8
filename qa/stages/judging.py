"""Judges stored conversations with the rubric in force, each in its own short transaction."""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from qa import registry
from qa.domain.conversation import Conversation
from qa.domain.fact import FactBase
from qa.errors import QaError
from qa.ports import Materials, Reader
from qa.rubric.judge import Judge
from qa.settings import Settings
from qa.stages.checking import CheckedConversation, store_outcomes
from qa.stages.conversations import read_conversations
from qa.stages.due import fail
from qa.stages.materials import facts_in_force, materials_for, materials_version, rubric_in_force
from qa.store.session import Sessions

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class JudgedCount:
    """How many conversations were judged, and how many could not be."""

    judged: int
    failed: int


@dataclass(frozen=True, slots=True)
class _InForce:
    """What a block of conversations is judged by."""

    rubric_id: int
    judge: Judge
    facts: FactBase
    version: str


class Judging:
    """Judges conversations for one process: the reader and the judge are made once and kept."""

    def __init__(self, settings: Settings, *, reading: Sessions, writing: Sessions) -> None:
        self._settings, self._reading, self._writing = settings, reading, writing
        self._reader: Reader | None = None
        self._in_force: _InForce | None = None

    @property
    def reader(self) -> Reader:
        """The reader all checks share, made on first use."""
        if self._reader is None:
            self._reader = registry.reader()(self._settings)
        return self._reader

    def judge(self, ids: Sequence[int], *, clock: Callable[[], datetime]) -> JudgedCount:
        """Judge the conversations of these row ids and store what is said of them.

        A conversation that cannot be judged is put aside with the reason; the rest goes on.
        """
        in_force = self._what_is_in_force(now=clock())
        with self._reading() as session:
            conversations = read_conversations(session, ids)
            materials = materials_for(
                session, self._settings, facts=in_force.facts, conversations=conversations.values()
            )
        failed = 0
        for conversation_id, conversation in sorted(conversations.items()):
            try:
                checked = self._judge_one(conversation, in_force, materials)
                with self._writing.begin() as session:
                    store_outcomes(session, conversation_id, checked, rubric_id=in_force.rubric_id, now=clock())
            except (QaError, ValueError, LookupError) as error:
                failed += 1
                logger.exception("Conversation %d could not be judged", conversation_id)
                with self._writing.begin() as session:
                    fail(session, conversation_id, reason=_reason(error), now=clock())
        return JudgedCount(judged=len(conversations) - failed, failed=failed)

    def close(self) -> None:
        """Let go of what the reader holds."""
        if self._reader is not None:
            self._reader.close()
            self._reader = None

    def _judge_one(self, conversation: Conversation, in_force: _InForce, materials: Materials) -> CheckedConversation:
        judgement = in_force.judge.judge(conversation, materials)
        versions: Mapping[str, str] = {**dict(judgement.versions), "materials": in_force.version}
        return CheckedConversation(
            conversation=conversation,
            outcomes=judgement.outcomes,
            score=judgement.score,
            versions=versions,
            waits=judgement.waits,
        )

    def _what_is_in_force(self, *, now: datetime) -> _InForce:
        with self._writing.begin() as session:
            rubric_id, rubric = rubric_in_force(session, self._settings, now=now)
            version = materials_version(session)
            kept = self._in_force
            if kept is not None and (kept.rubric_id, kept.version) == (rubric_id, version):
                return kept
            facts = facts_in_force(session)
        judge = Judge(rubric, self.reader)
        self._in_force = _InForce(rubric_id=rubric_id, judge=judge, facts=facts, version=version)
        return self._in_force


def _reason(error: Exception) -> str:
    if isinstance(error, QaError):
        return str(error)
    return f"The check stopped with {type(error).__name__}; the log of the worker has the details."
