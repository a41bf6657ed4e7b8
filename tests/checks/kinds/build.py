"""Builds what tests of check kinds need: a reading of a small conversation and a check made from options."""

from __future__ import annotations

from collections.abc import Mapping

from checks.reading import ConversationReader
from qa import registry
from qa.domain.conversation import Conversation, Where
from qa.domain.finding import CheckResult
from qa.domain.rubric import CheckSpec, PhraseChoice
from qa.ports import Materials
from qa.settings import Settings

READER = ConversationReader(Settings.from_environment({}))


def use(*names: str) -> PhraseChoice:
    """Choose phrase sets by name."""
    return PhraseChoice(use=names)


def words(*phrases: str) -> PhraseChoice:
    """Choose phrases given here."""
    return PhraseChoice(add={"*": phrases})


def judge(
    kind: str,
    conversation: Conversation,
    *,
    where: Where | None = None,
    materials: Materials | None = None,
    message: Mapping[str, str] | None = None,
    **options: object,
) -> CheckResult:
    """Judge a conversation by a check of that kind."""
    spec = CheckSpec(id="it", kind=kind, where=where or Where(), options=options, message=message or {})
    return registry.check_kind(kind)(spec).check(READER.read(conversation, materials or Materials()))


def quotes(result: CheckResult) -> list[str]:
    """Return the words a result rests on."""
    return [finding.evidence.quote for finding in result.findings]
