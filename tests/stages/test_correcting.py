"""A corrected line keeps what was heard, moves what points at it and is judged again."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from qa.domain.finding import Verdict
from qa.errors import ConflictError, CorrectionError, NotFoundError
from qa.settings import Settings
from qa.stages import reviewing
from qa.stages.corrected import read_corrections, read_line
from qa.stages.correcting import Correcting, LineChange, correct_line, undo_correction
from qa.stages.redacting import read_original
from qa.stages.reviewing import Pin, RatingChange
from qa.store import tables
from qa.store.tables import State
from tests.shop import NOW, Shop, open_shop

HEARD = "I am sorry to hear that. It arrives tomorrow."
RIGHT = "I am sorry to hear that. It arrives on Tuesday."
CARD = "My card is 4111 1111 1111 1111 thank you."


@pytest.fixture
def shop(session: Session, tmp_path: Path) -> Shop:
    return open_shop(session, recordings=tmp_path)


@pytest.fixture
def by(shop: Shop) -> Correcting:
    return Correcting(user_id=shop.reviewer, settings=Settings.from_environment({}), now=NOW)


def correct(
    session: Session, shop: Shop, by: Correcting, text: str = RIGHT, *, position: int = 2, seen: int = 0
) -> int:
    return correct_line(session, shop.call, position, LineChange(text, seen), by)


def line(session: Session, shop: Shop, position: int = 2) -> tables.Message:
    row = tables.Message
    return session.scalars(select(row).where(row.conversation_id == shop.call, row.position == position)).one()


def test_what_was_heard_is_kept_with_who_and_when(session: Session, shop: Shop, by: Correcting) -> None:
    correct(session, shop, by)
    corrected = read_corrections(session, shop.call)[2]
    assert (corrected.original, corrected.text, corrected.by, corrected.at) == (HEARD, RIGHT, "Reviewer", NOW)


def test_words_that_stayed_keep_their_times_and_new_ones_are_sure(session: Session, shop: Shop, by: Correcting) -> None:
    heard = {word[0]: word for word in line(session, shop).words or ()}
    correct(session, shop, by)
    words = line(session, shop).words or []
    assert words[:8] == [heard[word] for word in ("I", "am", "sorry", "to", "hear", "that.", "It", "arrives")]
    assert [(word[0], word[3]) for word in words[8:]] == [("on", 1.0), ("Tuesday.", 1.0)]
    assert words[9][2] == heard["tomorrow."][2]


def test_the_call_is_measured_and_judged_again(session: Session, shop: Shop, by: Correcting) -> None:
    correct(session, shop, by)
    call = session.get_one(tables.Conversation, shop.call)
    assert call.state is State.TO_CHECK
    assert call.recording and call.recording.measures
    assert call.recording.measures["speakers"]["agent"]["words"] == 21


def test_the_same_words_change_nothing(session: Session, shop: Shop, by: Correcting) -> None:
    assert correct(session, shop, by, f"  {HEARD} ") == 0
    assert session.get_one(tables.Conversation, shop.call).state is State.CHECKED


def test_who_saw_an_older_line_overwrites_nothing(session: Session, shop: Shop, by: Correcting) -> None:
    correct(session, shop, by)
    with pytest.raises(ConflictError) as conflict:
        correct(session, shop, by, "It arrives on Thursday.")
    assert conflict.value.current == 1
    assert line(session, shop).text == RIGHT


def test_undoing_brings_words_and_confidence_back(session: Session, shop: Shop, by: Correcting) -> None:
    heard = line(session, shop).words
    correct(session, shop, by)
    assert undo_correction(session, shop.call, 2, revision=1, by=by) == 2
    assert (line(session, shop).text, line(session, shop).words) == (HEARD, heard)
    assert read_corrections(session, shop.call) == {}
    assert [one.undoes for one in read_line(session, shop.call, 2).changes] == [None, 1]


def test_undoing_what_was_undone_brings_the_correction_back(session: Session, shop: Shop, by: Correcting) -> None:
    correct(session, shop, by)
    undo_correction(session, shop.call, 2, revision=1, by=by)
    undo_correction(session, shop.call, 2, revision=2, by=by)
    assert read_corrections(session, shop.call)[2].text == RIGHT


def test_a_line_nobody_corrected_has_nothing_to_undo(session: Session, shop: Shop, by: Correcting) -> None:
    with pytest.raises(CorrectionError, match="as it was heard"):
        undo_correction(session, shop.call, 2, revision=0, by=by)


def test_a_new_transcript_leaves_corrections_behind(session: Session, shop: Shop, by: Correcting) -> None:
    correct(session, shop, by)
    line(session, shop).text = "It arrives tomorrow."
    assert read_corrections(session, shop.call) == {}
    assert read_line(session, shop.call, 2).revision == 1


def test_no_text_of_the_line_goes_into_the_audit_log(session: Session, shop: Shop, by: Correcting) -> None:
    correct(session, shop, by)
    event = session.scalars(select(tables.AuditEvent).where(tables.AuditEvent.action == "correct_line")).one()
    assert (event.subject_id, event.details) == (shop.call, {"message": 2, "revision": 1})


def test_a_chat_is_no_transcript(session: Session, shop: Shop, by: Correcting) -> None:
    with pytest.raises(NotFoundError):
        correct_line(session, shop.chat, 1, LineChange("Hello", 0), by)


def test_a_call_that_is_heard_anew_waits(session: Session, shop: Shop, by: Correcting) -> None:
    session.get_one(tables.Conversation, shop.call).state = State.TO_TRANSCRIBE
    with pytest.raises(CorrectionError, match="transcribed anew"):
        correct(session, shop, by)


def test_a_line_that_nobody_said_can_be_emptied(session: Session, shop: Shop, by: Correcting) -> None:
    correct(session, shop, by, " ")
    assert (line(session, shop).text, line(session, shop).words) == ("", None)


def test_a_secret_that_is_written_in_is_masked_and_silenced(session: Session, shop: Shop, by: Correcting) -> None:
    correct(session, shop, by, CARD, position=1)
    call = session.get_one(tables.Conversation, shop.call)
    assert line(session, shop, 1).text == "My card is [masked: card number] thank you."
    assert call.recording and call.recording.waits_for_silencing and call.recording.silenced
    kept = session.scalars(select(tables.MessageCorrection)).one()
    assert "4111" not in f"{kept.after}{kept.before}{kept.words_before}"
    assert read_corrections(session, shop.call)[1].original == "My parcel is late."


def test_a_masked_original_is_still_found_after_a_correction(session: Session, shop: Shop, by: Correcting) -> None:
    correct(session, shop, by, CARD, position=1)
    correct(session, shop, by, "Our card is [masked: card number] thank you.", position=1, seen=1)
    read = read_original(session, shop.call, 1, reader=shop.manager, reason="a chargeback", now=NOW)
    assert read.text == CARD


def test_secrets_in_what_was_heard_are_masked_afterwards(session: Session, shop: Shop, by: Correcting) -> None:
    unmasked = Correcting(by.user_id, Settings.from_environment({"QA_REDACT": "no"}), NOW)
    correct(session, shop, unmasked, CARD, position=1)
    correct(session, shop, unmasked, "My parcel was late.", position=1, seen=1)
    correct(session, shop, by, "I am sorry.", seen=0)
    kept = session.scalars(select(tables.MessageCorrection).where(tables.MessageCorrection.position == 1)).all()
    assert not any("4111" in f"{one.before}{one.after}{one.words_before}" for one in kept)


def place(text: str, quote: str) -> dict[str, int]:
    return {"start": text.index(quote), "end": text.index(quote) + len(quote)}


def find(session: Session, shop: Shop, *quotes: str) -> tables.Outcome:
    run = tables.CheckRun(
        conversation_id=shop.call, rubric_id=shop.rubric, message_hash="h", versions={}, checked_at=NOW
    )
    outcome = tables.Outcome(conversation_id=shop.call, criterion="policy-durations", verdict="fail", score=0.0)
    outcome.findings = [
        tables.Finding(check="c", verdict="fail", message_position=2, quote=quote, **place(HEARD, quote))
        for quote in quotes
    ]
    run.outcomes.append(outcome)
    session.add(run)
    session.flush()
    return outcome


def test_no_fail_rests_on_words_nobody_said(session: Session, shop: Shop, by: Correcting) -> None:
    outcome = find(session, shop, "tomorrow")
    correct(session, shop, by)
    assert (outcome.verdict, outcome.score, outcome.findings[0].verdict) == ("needs_human", None, "needs_human")


def test_a_fail_on_other_words_of_the_line_stands_and_moves(session: Session, shop: Shop, by: Correcting) -> None:
    outcome = find(session, shop, "hear that")
    correct(session, shop, by, "Well, I am sorry to hear that. It arrives tomorrow.")
    finding = outcome.findings[0]
    assert (outcome.verdict, line(session, shop).text[finding.start : finding.end]) == ("fail", "hear that")


@pytest.mark.parametrize(
    ("status", "quote"),
    [
        pytest.param(tables.ReviewStatus.DRAFT, "arrives on Tuesday.", id="open"),
        pytest.param(tables.ReviewStatus.SUBMITTED, "arrives tomorrow.", id="handed-in"),
    ],
)
def test_notes_stay_on_their_words(
    session: Session, shop: Shop, by: Correcting, status: tables.ReviewStatus, quote: str
) -> None:
    note = pin(session, shop, status)
    correct(session, shop, by)
    assert RIGHT[note.start : note.end] == "arrives on Tuesday."
    assert note.quote == quote


def pin(session: Session, shop: Shop, status: tables.ReviewStatus) -> tables.Annotation:
    review = tables.Review(
        conversation_id=shop.call,
        reviewer_id=shop.reviewer,
        rubric_id=shop.rubric,
        status=status,
        started_at=NOW,
        updated_at=NOW,
    )
    words = "arrives tomorrow."
    note = tables.Annotation(message_position=2, quote=words, created_at=NOW, **place(HEARD, words))
    review.annotations.append(note)
    session.add(review)
    session.flush()
    return note


def test_feedback_keeps_what_was_told_and_points_at_the_right_words(
    session: Session, shop: Shop, by: Correcting
) -> None:
    review = pin(session, shop, tables.ReviewStatus.PUBLISHED).review
    told = {"criterion": "greeting", "message": 2, "quote": "tomorrow", **place(HEARD, "tomorrow")}
    feedback = tables.Feedback(review=review, agent_id=shop.agent, strength={}, points=[told], published_at=NOW)
    session.add(feedback)
    session.flush()
    correct(session, shop, by)
    session.expire(feedback)
    point = feedback.points[0]
    assert (point["quote"], RIGHT[point["start"] : point["end"]]) == ("tomorrow", "on Tuesday.")


def told(session: Session) -> list[tuple[int, str]]:
    row = tables.Notice
    query = select(row.user_id, row.path).where(row.kind == "line_corrected").order_by(row.id)
    return [(user, path) for user, path in session.execute(query)]


def begin(session: Session, shop: Shop, reviewer: int, *, pinned: int | None = None) -> tables.Review:
    review = reviewing.start_review(session, shop.call, reviewer_id=reviewer, now=NOW)
    if pinned is not None:
        reviewing.annotate(session, review.id, Pin(pinned, 0, 4, comment="Look."), reviewer_id=reviewer, now=NOW)
    return review


@pytest.mark.parametrize(
    ("pinned", "is_told"),
    [pytest.param(2, True, id="a note on the line"), pytest.param(0, False, id="a note on another line")],
)
def test_a_reviewer_is_told_when_a_line_their_review_rests_on_is_corrected(
    session: Session, shop: Shop, by: Correcting, pinned: int, is_told: bool
) -> None:
    review = begin(session, shop, shop.other_reviewer, pinned=pinned)
    correct(session, shop, by)
    assert told(session) == ([(shop.other_reviewer, f"/reviews/{review.id}#message-2")] if is_told else [])


def test_a_review_that_is_under_way_is_told_and_who_corrects_is_not(
    session: Session, shop: Shop, by: Correcting
) -> None:
    begin(session, shop, shop.reviewer, pinned=2)
    review = begin(session, shop, shop.other_reviewer)
    change = RatingChange("greeting", Verdict.PASS)
    reviewing.rate(session, review.id, change, reviewer_id=shop.other_reviewer, now=NOW)
    correct(session, shop, by)
    assert [user for user, _ in told(session)] == [shop.other_reviewer]


def test_a_review_whose_feedback_quotes_the_line_is_told(session: Session, shop: Shop, by: Correcting) -> None:
    review = begin(session, shop, shop.other_reviewer)
    review.status = tables.ReviewStatus.PUBLISHED
    quoted = {"criterion": "greeting", "text": "", "message": 2, "start": 0, "end": 4, "quote": "I am"}
    feedback = tables.Feedback(
        review_id=review.id, agent_id=shop.agent, strength=quoted, points=[], published_at=NOW
    )  # fmt: skip
    session.add(feedback)
    session.flush()
    correct(session, shop, by)
    assert [user for user, _ in told(session)] == [shop.other_reviewer]
