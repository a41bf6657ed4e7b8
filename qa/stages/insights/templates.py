"""Judges the saved replies themselves: a fault there goes out as often as they do, and is no agent's."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator
from dataclasses import replace
from hashlib import sha256

from sqlalchemy import delete, insert, select, update
from sqlalchemy.orm import Session

from qa.domain.conversation import Channel, Conversation, Message, Role
from qa.domain.dictionary import DictionaryWord, hash_words
from qa.domain.fact import FactBase, Template
from qa.domain.finding import Finding, Outcome, Verdict
from qa.errors import LanguageServerError
from qa.ports import Materials
from qa.rubric.judge import Judge
from qa.settings import Settings
from qa.store import tables

logger = logging.getLogger(__name__)

_PLACE = re.compile(r"\{\{?[^{}\n]{1,40}\}?\}|\[[^\[\]\n]{1,40}\]|%\w+%|<\w+>")
_SENDERS = frozenset({"template-hygiene", "personalised"})
"""Criteria of what was made of a saved reply, which is the sender's."""


def templates_hash(
    judge: Judge, *, facts: FactBase, templates: tuple[Template, ...], dictionary: tuple[DictionaryWord, ...] = ()
) -> str:
    """Name what the faults of saved replies rest on."""
    digest = sha256(f"{judge.rubric.content_hash}\x1f{facts.content_hash}\x1f{hash_words(dictionary)}".encode())
    for template in templates:
        digest.update(f"\x1e{template.id}\x1f{template.language}\x1f{template.text}".encode())
    return digest.hexdigest()


def is_judged(session: Session, judged_with: str) -> bool:
    """Tell whether the stored faults rest on this."""
    template = tables.Template
    others = select(template.id).where(template.judged_with.is_(None) | (template.judged_with != judged_with))
    return session.scalar(others.limit(1)) is None


def find_faults(
    judge: Judge,
    *,
    settings: Settings,
    facts: FactBase,
    templates: tuple[Template, ...],
    dictionary: tuple[DictionaryWord, ...] = (),
) -> dict[str, tuple[tuple[str, Finding], ...]]:
    """Return, by saved reply, the faults in its own words as (criterion, finding).

    Raises LanguageServerError when the language server cannot be used: then not all of them are known.
    """
    materials = Materials(
        facts=facts, time_zone=settings.time_zone, country=settings.company_country, dictionary=dictionary
    )
    return {template.id: tuple(_faults_of(judge, template, materials)) for template in templates}


def store_faults(session: Session, faults: dict[str, tuple[tuple[str, Finding], ...]], *, judged_with: str) -> None:
    """Put these faults in the place of all that were stored, unless another process just did."""
    locked = session.execute(select(tables.Template.external_id, tables.Template.id).with_for_update())
    ids = {row.external_id: row.id for row in locked}
    if is_judged(session, judged_with):
        return
    session.execute(delete(tables.TemplateFault))
    rows = {
        (ids[template], criterion, one.check, one.evidence.start): {
            "template_id": ids[template],
            "criterion": criterion,
            "check": one.check,
            "start": one.evidence.start,
            "end": one.evidence.end,
            "quote": one.evidence.quote,
            "explanation": one.explanation,
            "suggestion": one.suggestion,
        }
        for template, found in faults.items()
        if template in ids
        for criterion, one in found
    }
    if rows:
        session.execute(insert(tables.TemplateFault), list(rows.values()))
    session.execute(update(tables.Template).values(judged_with=judged_with))


def _faults_of(judge: Judge, template: Template, materials: Materials) -> Iterator[tuple[str, Finding]]:
    message = Message(role=Role.AGENT, text=template.text)
    said = Conversation(
        id=template.id, channel=Channel.CHAT, messages=(message,), language=template.language, metadata={}
    )
    try:
        judgement = judge.judge(replace(said, channel=_channel(judge)), materials)
    except Exception:  # one broken reply must not stop the rest
        logger.exception("Saved reply %r could not be judged", template.id)
        return
    if judgement.waits:
        raise LanguageServerError(judgement.waits)
    for outcome in judgement.outcomes:
        yield from ((outcome.criterion, finding) for finding in outcome.findings if _is_fault(outcome, finding, said))


def _is_fault(outcome: Outcome, finding: Finding, said: Conversation) -> bool:
    """Tell whether a finding is a fault of the words: not of something missing, and not of a place to fill."""
    text, evidence = said.messages[0].text, finding.evidence
    if finding.verdict is not Verdict.FAIL or outcome.criterion in _SENDERS:
        return False
    if evidence.quote == text:
        return False
    places = (match.span() for match in _PLACE.finditer(text))
    return not any(start < evidence.end and evidence.start < end for start, end in places)


def _channel(judge: Judge) -> Channel:
    """Take a written channel that the rubric is for."""
    written = [one for one in judge.rubric.channels if one is not Channel.CALL]
    return Channel.CHAT if not written or Channel.CHAT in written else written[0]
