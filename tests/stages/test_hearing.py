"""What the player of a call shows: who spoke when, what is to be skipped, and where findings were said."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import delete
from sqlalchemy.orm import Session

from qa.domain.call import Mark, MarkKind, Stretch, measure_call
from qa.domain.call_figures import figures_of, mark_record, measures_of
from qa.domain.conversation import Role
from qa.errors import NotFoundError
from qa.stages.conversations import read_conversations
from qa.stages.hearing import CallView, moments_of, read_call
from qa.stages.listening import find_sound
from qa.store import tables
from tests.shop import CALL, Shop, open_shop

MUSIC = Mark(MarkKind.MUSIC, 8_800, 9_800)


@pytest.fixture
def shop(session: Session, tmp_path: Path) -> Shop:
    return open_shop(session, recordings=tmp_path)


def recording(session: Session, shop: Shop) -> tables.Recording:
    kept = session.get_one(tables.Conversation, shop.call).recording
    assert kept
    return kept


def seen(session: Session, shop: Shop, home: Path) -> CallView:
    call = read_call(session, shop.call, home=home)
    assert call
    return call


def test_each_speaker_has_a_lane(session: Session, shop: Shop, tmp_path: Path) -> None:
    call = seen(session, shop, tmp_path)
    assert [lane.role for lane in call.lanes] == [Role.AGENT, Role.CUSTOMER]
    assert call.lanes[1].talk == (Stretch(3000, 5800, Role.CUSTOMER),)


def test_pauses_too_short_to_be_seen_are_drawn_as_talk(session: Session, shop: Shop, tmp_path: Path) -> None:
    recording(session, shop).duration_ms = 3_600_000
    session.flush()
    agent = seen(session, shop, tmp_path).lanes[0]
    assert (len(agent.talk), len(agent.drawn)) == (2, 2)
    recording(session, shop).duration_ms = 36_000_000
    session.flush()
    assert len(seen(session, shop, tmp_path).lanes[0].drawn) == 1


def test_music_and_silence_can_be_skipped(session: Session, shop: Shop, tmp_path: Path) -> None:
    recording(session, shop).marks = [mark_record(MUSIC)]
    recording(session, shop).duration_ms = 15_000
    session.flush()
    skipped = [(one.start_ms, one.end_ms) for one in seen(session, shop, tmp_path).skipped]
    assert skipped == [(8_800, 9_800), (9_800, 15_000)]


def test_stored_measures_read_as_they_were_written(session: Session, shop: Shop) -> None:
    call = read_conversations(session, [shop.call])[shop.call]
    measures = measure_call(call.messages, duration_ms=15_000, marks=[MUSIC])
    assert measures
    assert measures_of(figures_of(measures)) == measures


def test_checks_get_the_measures_that_are_stored(session: Session, shop: Shop) -> None:
    kept = recording(session, shop)
    measures = measure_call(read_conversations(session, [shop.call])[shop.call].messages)
    assert measures
    kept.measures = figures_of(replace(measures, hold=(Stretch(0, 500),)))
    session.flush()
    session.expire_all()
    call = read_conversations(session, [shop.call])[shop.call].recording
    assert call and call.measures == replace(measures, hold=(Stretch(0, 500),))


def test_until_the_copy_without_secrets_is_made_nothing_is_heard(session: Session, shop: Shop, tmp_path: Path) -> None:
    kept = recording(session, shop)
    assert seen(session, shop, tmp_path).can_be_heard
    kept.silenced, kept.waits_for_silencing = [[1000, 2000]], True
    session.flush()
    call = seen(session, shop, tmp_path)
    assert (call.can_be_heard, call.is_being_silenced) == (False, True)


def test_before_it_is_transcribed_nothing_is_heard(session: Session, shop: Shop, tmp_path: Path) -> None:
    kept = recording(session, shop)
    assert find_sound(session, kept.id, home=tmp_path).path.is_file()
    session.execute(delete(tables.Message).where(tables.Message.conversation_id == shop.call))
    kept.engine = None
    session.flush()
    call = seen(session, shop, tmp_path)
    assert (call.can_be_heard, call.has_no_words) == (False, True)
    with pytest.raises(NotFoundError):
        find_sound(session, kept.id, home=tmp_path)


def test_a_chat_is_no_call(session: Session, shop: Shop, tmp_path: Path) -> None:
    assert read_call(session, shop.chat, home=tmp_path) is None


def test_a_finding_is_heard_where_its_words_were_said(session: Session, shop: Shop) -> None:
    text = CALL[2][1]
    found = [
        tables.Finding(id=number, message_position=2, start=text.index(words), end=text.index(words) + len(words))
        for number, words in ((7, "It arrives"), (8, "sorry"))
    ]
    moments = moments_of(session, shop.call, found)
    assert (moments[7].start_ms, moments[7].end_ms) == (7866, 8488)
    assert moments[8].start_ms == 6622
