"""Gives the small shop checks, and conversations that both the checks and people judged."""

from __future__ import annotations

from hashlib import sha256

from sqlalchemy.orm import Session

from qa.store import tables
from tests.shop import NOW, RUBRIC, Shop
from tests.web.opened import Opened

_NO_BLAME = """\
    checks:
      - id: no-blame-check
        kind: phrase
        state: {th: shadow, "*": assist}
        forbid: {use: blame}
        message: {en: "'{match}' can sound like blame ({severity})."}
      - id: blame-draft
        kind: phrase
        state: draft
        forbid: {use: blame}
        message: {en: "'{match}' is a draft."}
"""
_GREETING = """\
    checks:
      - {id: greeting-check, kind: presence, require: {use: greeting}, message: {en: No <b>greeting</b>.}}
"""
QUESTIONS = {
    '    question: {en: "Does the agent speak without blame or impatience?"}\n': _NO_BLAME,
    '    question: {en: "Does the agent greet before getting to the point?"}\n': _GREETING,
}


def give_checks(page: Opened) -> None:
    """Put checks into the rubric in force."""
    text = RUBRIC
    for question, checks in QUESTIONS.items():
        assert question in text
        text = text.replace(question, question + checks)
    with page.session() as session:
        rubric = session.get_one(tables.Rubric, page.shop.rubric)
        rubric.yaml, rubric.content_hash = text, sha256(text.encode()).hexdigest()


def add_judged(
    session: Session, shop: Shop, *, language: str, right: int, wrong: int, missed: int, spared: int
) -> None:
    """Draw conversations that `no-blame-check` and a reviewer judged."""
    pairs = [("fail", "fail")] * right + [("fail", "pass")] * wrong + [("pass", "fail")] * missed
    pairs += [("pass", "pass")] * spared
    sample = tables.Sample(
        name=f"Drawn {language}", design="simple", size=len(pairs), seed=1, frame_size=900, strata=[], created_at=NOW
    )
    session.add(sample)
    session.flush()
    for number, (machine, person) in enumerate(pairs):
        _add_one(session, shop, sample, name=f"d-{language}-{number}", language=language, said=(machine, person))


def _add_one(
    session: Session, shop: Shop, sample: tables.Sample, *, name: str, language: str, said: tuple[str, str]
) -> None:
    machine, person = said
    conversation = tables.Conversation(
        source="shop",
        external_id=name,
        channel="chat",
        language=language,
        content_hash=name,
        state=tables.State.CHECKED,
        imported_at=NOW,
        updated_at=NOW,
    )
    session.add(conversation)
    session.flush()
    place = {"sample_id": sample.id, "conversation_id": conversation.id}
    finding = tables.Finding(check="no-blame-check", verdict="fail", message_position=0, start=0, end=1, quote="Y")
    outcome = tables.Outcome(
        conversation_id=conversation.id,
        criterion="no-blame",
        verdict=machine,
        findings=[finding] if machine == "fail" else [],
    )
    run = tables.CheckRun(
        conversation_id=conversation.id,
        rubric_id=shop.rubric,
        message_hash="m",
        versions={},
        checked_at=NOW,
        outcomes=[outcome],
    )
    assignment = tables.Assignment(**place, reviewer_id=shop.other_reviewer, created_at=NOW, finished_at=NOW)
    session.add_all([tables.SamplePick(**place, position=conversation.id, inclusion_probability=0.1), run, assignment])
    session.flush()
    rating = tables.Rating(criterion="no-blame", verdict=person, updated_at=NOW)
    session.add(
        tables.Review(
            conversation_id=conversation.id,
            reviewer_id=shop.other_reviewer,
            rubric_id=shop.rubric,
            assignment_id=assignment.id,
            status=tables.ReviewStatus.SUBMITTED,
            started_at=NOW,
            updated_at=NOW,
            submitted_at=NOW,
            ratings=[rating],
        )
    )
    session.flush()
