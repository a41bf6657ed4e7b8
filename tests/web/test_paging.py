"""Long lists come a page at a time, and asking for one takes as many statements as asking for a short one."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from datetime import timedelta

import pytest
from sqlalchemy import event

from qa.domain.sample import Design, SamplePlan
from qa.stages import dictionary, exemplars
from qa.stages.calibrating import Reveal
from qa.stages.calibrating.answers import Row
from qa.stages.planning.orders import write_order
from qa.store import tables
from tests.shop import NOW
from tests.web.opened import Opened, open_page
from web.calibration_matrix import PAGE as MATRIX_PAGE
from web.calibration_matrix import matrix_of
from web.views.workload import PAGE as WORKLOAD_PAGE

_numbers = itertools.count()


@pytest.fixture
def page(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Opened]:
    with open_page(tmp_path_factory.mktemp("home")) as opened:
        yield opened


def _statements(page: Opened, url: str, *, user: int) -> int:
    asked: list[str] = []

    def note(connection: object, cursor: object, statement: str, *more: object) -> None:
        asked.append(statement)

    client, engine = page.as_user(user), page.app.extensions["plumbline.engine"]
    assert client.get(url).status_code == 200
    event.listen(engine, "before_cursor_execute", note)
    client.get(url)
    event.remove(engine, "before_cursor_execute", note)
    return len(asked)


def _exemplars(page: Opened, count: int) -> None:
    with page.session() as session:
        for number in range(count):
            session.add(
                tables.Exemplar(
                    conversation_id=page.shop.chat,
                    criterion="greeting",
                    quote=f"words {number}.",
                    message_position=1,
                    start=0,
                    end=2,
                    comment="",
                    nominated_by_id=page.shop.manager,
                    created_at=NOW,
                    accepted_at=NOW,
                )
            )


def _words(page: Opened, count: int) -> None:
    with page.session() as session:
        for _ in range(count):
            text = f"word{next(_numbers):04}"
            session.add(tables.DictionaryWord(text=text, folded=text, language="", note="", added_at=NOW))


def _assignments(page: Opened, count: int) -> None:
    with page.session() as session:
        for number in range(count):
            sample = tables.Sample(
                name=f"S{number}", design="random", size=1, seed=1, frame_size=4, strata=[], created_at=NOW
            )
            session.add(
                tables.Assignment(
                    sample=sample,
                    conversation_id=page.shop.chat,
                    reviewer_id=page.shop.reviewer,
                    created_at=NOW + timedelta(minutes=number),
                )
            )


def _plans(page: Opened, count: int) -> None:
    with page.session() as session:
        for _ in range(count):
            session.add(
                tables.SamplingPlan(
                    name=f"Plan {next(_numbers)}",
                    cadence="weekly",
                    order=write_order(SamplePlan(design=Design.RANDOM, size=5, seed=1)),
                    seed=1,
                    starts_on=NOW.date(),
                    active_from=NOW.date(),
                    reviewers=[],
                    created_at=NOW,
                    updated_at=NOW,
                )
            )


def test_exemplars_come_a_page_at_a_time(page: Opened) -> None:
    _exemplars(page, exemplars.PAGE + 3)
    client = page.as_user(page.shop.manager)
    first, second = client.get("/exemplars").text, client.get("/exemplars?page=2&criterion=greeting").text
    assert first.count('class="exemplar"') == exemplars.PAGE
    assert 'rel="next" href="/exemplars?page=2"' in first
    assert second.count('class="exemplar"') == 3
    assert 'rel="prev" href="/exemplars?page=1&amp;criterion=greeting"' in second
    assert 'rel="next"' not in second


def test_words_come_a_page_at_a_time_and_are_found(page: Opened) -> None:
    _words(page, dictionary.PAGE + 2)
    client = page.as_user(page.shop.manager)
    assert client.get("/dictionary").text.count("<bdi>word") == dictionary.PAGE
    assert client.get("/dictionary?page=2").text.count("<bdi>word") == 2
    (last,) = re.findall(r"<td><bdi>(word\w+)", client.get("/dictionary?page=2").text)[-1:]
    assert re.findall(r"<td><bdi>(word\w+)", client.get(f"/dictionary?word={last.upper()}").text) == [last]
    assert "Nothing found" in client.get("/dictionary?word=%25").text


def test_what_one_reviewer_has_open_comes_a_page_at_a_time(page: Opened) -> None:
    _assignments(page, WORKLOAD_PAGE + 1)
    client, url = page.as_user(page.shop.manager), f"/workload/{page.shop.reviewer}"
    first, second = client.get(url).text, client.get(f"{url}?page=2").text
    assert first.count('name="assignment"') == WORKLOAD_PAGE
    assert second.count('name="assignment"') == 1
    assert f'action="{url}?page=2"' in second
    assert f'max="{WORKLOAD_PAGE + 1}"' in first


def test_the_matrix_comes_a_page_at_a_time_the_most_divided_first() -> None:
    rows = [_row(1.0)] * (MATRIX_PAGE + 5) + [_row(0.0)] * (MATRIX_PAGE + 1)
    reveal = Reveal(row=None, rubric=None, raters=(), rows=tuple(rows))  # type: ignore[arg-type]
    pages = [matrix_of(reveal, page=number) for number in (1, 2, 3)]
    counts = [[(part.is_divided, len(part.rows), part.count) for part in one.parts] for one in pages]
    divided, agreed = MATRIX_PAGE + 5, MATRIX_PAGE + 1
    assert counts == [
        [(True, MATRIX_PAGE, divided)],
        [(True, 5, divided), (False, MATRIX_PAGE - 5, agreed)],
        [(False, 6, agreed)],
    ]
    assert [one.has_more for one in pages] == [True, True, False]


def _row(disagreement: float) -> Row:
    return Row(None, None, {}, None, None, disagreement, None)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("url", "add"),
    [
        pytest.param("/exemplars", _exemplars, id="exemplars"),
        pytest.param("/dictionary", _words, id="dictionary"),
        pytest.param("/workload", _assignments, id="workload"),
        pytest.param("/plans", _plans, id="plans"),
    ],
)
def test_more_rows_take_no_more_statements(page: Opened, url: str, add: object) -> None:
    assert callable(add)
    add(page, 2)
    before = _statements(page, url, user=page.shop.manager)
    add(page, 9)
    assert _statements(page, url, user=page.shop.manager) == before
