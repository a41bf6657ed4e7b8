"""Judges stored conversations with the rubric in force, each in its own short transaction."""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session

from qa import registry
from qa.domain.conversation import Conversation
from qa.domain.dictionary import DictionaryWord
from qa.domain.fact import FactBase, Template
from qa.errors import LanguageServerError, QaError
from qa.ports import Materials, Reader
from qa.rubric.judge import SERVER_MISSING, Judge
from qa.settings import Settings
from qa.stages.checking import CheckedConversation, store_outcomes
from qa.stages.conversations import read_conversations
from qa.stages.dictionary import dictionary_in_force
from qa.stages.due import fail
from qa.stages.insights import (
    Insight,
    find_faults,
    is_judged,
    note_insight,
    store_faults,
    store_insight,
    templates_hash,
)
from qa.stages.materials import (
    facts_in_force,
    materials_for,
    rubric_in_force,
    templates_in_force,
)
from qa.stages.standing import standing_hash, standings_of, with_standings
from qa.store.session import Sessions

logger = logging.getLogger(__name__)

_SERVER_MISSING = "The language checks wait for the language server; `qa status` says what is missing."


@dataclass(frozen=True, slots=True)
class JudgedCount:
    """How many conversations were judged, and how many could not be."""

    judged: int
    failed: int


@dataclass(frozen=True, slots=True)
class _InForce:
    """What a block of conversations is judged by."""

    rubric_id: int
    standing: str
    judge: Judge
    facts: FactBase
    templates: tuple[Template, ...]
    dictionary: tuple[DictionaryWord, ...]


class Judging:
    """Judges conversations for one process: the reader and the judge are made once and kept."""

    def __init__(self, settings: Settings, *, reading: Sessions, writing: Sessions) -> None:
        self._settings, self._reading, self._writing = settings, reading, writing
        self._reader: Reader | None = None
        self._in_force: _InForce | None = None
        self._is_settled = False

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
            materials = {
                id_: self._materials(session, conversation, in_force) for id_, conversation in conversations.items()
            }
        self._judge_templates(in_force)
        failed = 0
        for conversation_id, conversation in sorted(conversations.items()):
            try:
                checked = _judge_one(conversation, in_force, materials[conversation_id])
                insight = self._note(checked, in_force, materials[conversation_id])
                with self._writing.begin() as session:
                    store_outcomes(session, conversation_id, checked, rubric_id=in_force.rubric_id, now=clock())
                    store_insight(session, conversation_id, insight)
            except SQLAlchemyError:
                raise
            except Exception as error:  # one broken conversation must not stop the rest
                failed += 1
                logger.exception("Conversation %d could not be judged", conversation_id)
                with self._writing.begin() as session:
                    fail(session, conversation_id, reason=_reason(error), now=clock())
        if conversations and not self._is_settled:
            in_force.judge.settle()
            self._is_settled = True
        return JudgedCount(judged=len(conversations) - failed, failed=failed)

    def close(self) -> None:
        """Let go of what the reader holds."""
        if self._reader is not None:
            self._reader.close()
            self._reader = None

    def _materials(self, session: Session, conversation: Conversation, in_force: _InForce) -> Materials:
        return materials_for(
            session,
            self._settings,
            conversation=conversation,
            facts=in_force.facts,
            templates=in_force.templates,
            dictionary=in_force.dictionary,
        )

    def _note(self, checked: CheckedConversation, in_force: _InForce, materials: Materials) -> Insight:
        """Say what a conversation adds to the insights, which look at what was judged and change nothing of it."""
        reason = self.reader.reason(self.reader.read(checked.conversation, materials))
        rubric = in_force.judge.rubric
        return note_insight(
            checked.conversation, checked.outcomes, rubric=rubric, reason=reason, zone=self._settings.zone
        )

    def _judge_templates(self, in_force: _InForce) -> None:
        """Look for faults in the saved replies themselves, once for all that they rest on."""
        facts, templates, words = in_force.facts, in_force.templates, in_force.dictionary
        judged_with = templates_hash(in_force.judge, facts=facts, templates=templates, dictionary=words)
        with self._reading() as session:
            if is_judged(session, judged_with):
                return
        try:
            faults = find_faults(
                in_force.judge, settings=self._settings, facts=facts, templates=templates, dictionary=words
            )
        except LanguageServerError:
            return  # they are looked at again with the next block
        with self._writing.begin() as session:
            store_faults(session, faults, judged_with=judged_with)

    def _what_is_in_force(self, *, now: datetime) -> _InForce:
        with self._writing.begin() as session:
            rubric_id, rubric = rubric_in_force(session, self._settings, now=now)
            facts, templates = facts_in_force(session), templates_in_force(session)
            dictionary = dictionary_in_force(session)
            standings = standings_of(session, rubric.name)
        kept, standing = self._in_force, standing_hash(rubric, standings)
        if kept is not None and (kept.rubric_id, kept.standing) == (rubric_id, standing):
            judge = kept.judge
        else:
            judge = Judge(with_standings(rubric, standings), self.reader, standing=standing)
        self._in_force = _InForce(
            rubric_id=rubric_id,
            standing=standing,
            judge=judge,
            facts=facts,
            templates=templates,
            dictionary=dictionary,
        )
        return self._in_force


def _judge_one(conversation: Conversation, in_force: _InForce, materials: Materials) -> CheckedConversation:
    judgement = in_force.judge.judge(conversation, materials)
    waits = any(finding.kind == SERVER_MISSING for outcome in judgement.outcomes for finding in outcome.findings)
    rubric, channel = in_force.judge.rubric, conversation.channel.value
    return CheckedConversation(
        conversation=conversation,
        outcomes=tuple(
            one
            for one in judgement.outcomes
            if rubric.criterion(one.criterion).is_judged_in(judgement.language, channel)
        ),
        score=judgement.score,
        versions=dict(judgement.versions),
        language=judgement.language,
        waits=_SERVER_MISSING if waits else None,
        shadows=judgement.shadows,
    )


def _reason(error: Exception) -> str:
    if isinstance(error, QaError):
        return str(error)
    return f"The check stopped with {type(error).__name__}; the log of the worker has the details."
