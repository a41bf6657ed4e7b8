"""Two tabs at the very same moment: one rating is stored, the other is told so."""

from __future__ import annotations

import threading
from collections import Counter
from pathlib import Path

import pytest
from sqlalchemy import select

from qa.domain.finding import Verdict
from qa.errors import ConflictError
from qa.stages import reviewing
from qa.stages.reviewing import RatingChange
from qa.store import tables
from qa.store.session import Sessions, open_database, sessions_of
from tests.shop import NOW, open_shop

TABS = 6


def rate_in_many_tabs(sessions: Sessions, review_id: int, *, reviewer_id: int, revision: int) -> Counter[str]:
    """Let all tabs rate the same criterion from the same revision; count what they are told."""
    gate, told = threading.Barrier(TABS), Counter[str]()

    def rate(comment: str) -> None:
        gate.wait()
        with sessions() as session:
            change = RatingChange("greeting", Verdict.PASS, comment=comment, revision=revision)
            try:
                reviewing.rate(session, review_id, change, reviewer_id=reviewer_id, now=NOW)
            except ConflictError:
                told["conflict"] += 1
            else:
                session.commit()
                told["saved"] += 1

    threads = [threading.Thread(target=rate, args=(f"tab {number}",)) for number in range(TABS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return told


@pytest.mark.parametrize("revision", [pytest.param(0, id="first rating"), pytest.param(1, id="change")])
def test_one_of_many_tabs_saves_and_the_others_are_told(tmp_path: Path, revision: int) -> None:
    engine = open_database(f"sqlite:///{tmp_path / 'shop.db'}")
    tables.Base.metadata.create_all(engine)
    sessions = sessions_of(engine, is_writing=True)
    with sessions() as session:
        shop = open_shop(session)
        review = reviewing.start_review(session, shop.chat, reviewer_id=shop.reviewer, now=NOW).id
        if revision:
            reviewing.rate(session, review, RatingChange("greeting"), reviewer_id=shop.reviewer, now=NOW)
        session.commit()
    told = rate_in_many_tabs(sessions, review, reviewer_id=shop.reviewer, revision=revision)
    assert told == {"saved": 1, "conflict": TABS - 1}
    with sessions() as session:
        assert session.scalars(select(tables.Rating.revision)).all() == [revision + 1]
    engine.dispose()
