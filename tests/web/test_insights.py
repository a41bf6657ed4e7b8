"""The page of insights: for managers alone, by period, with what is stored and an empty state without."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from qa.stages.insights import HourCell
from qa.store import tables
from tests.web.seeded import Seeded
from web.insight_grid import Grid, grid_of, length_of, reason_title


@pytest.fixture(scope="module")
def told(seeded: Seeded) -> Seeded:
    """Note something of the first conversations."""
    with seeded.session() as session:
        ids = session.scalars(select(tables.Conversation.id).order_by(tables.Conversation.id).limit(3)).all()
        for number, id_ in enumerate(ids):
            session.add(
                tables.Insight(
                    conversation_id=id_,
                    reason=("order-status", "gift <card>", None)[number],
                    is_reason_given=number == 1,
                    hour_of_week=33,
                    handling_seconds=300,
                    is_self_service=True,
                )
            )
    seeded.app.extensions["plumbline.insights"].forget()
    return seeded


@pytest.mark.parametrize(("name", "status"), [("manager", 200), ("admin", 200), ("coach", 403), ("agent", 403)])
def test_only_managers_see_insights(seeded: Seeded, name: str, status: int) -> None:
    assert seeded.sign_in(name).get("/insights").status_code == status


def test_reasons_stand_with_counts_and_intervals(told: Seeded) -> None:
    html = told.sign_in("manager").get("/insights").text
    assert "Order status" in html
    assert "1 of 3" in html
    assert "between 6.2 % and 79.2 %" in html
    assert "5 min" in html


def test_words_of_the_source_are_escaped(told: Seeded) -> None:
    html = told.sign_in("manager").get("/insights").text
    assert "Gift &lt;card&gt;" in html


def test_a_bad_day_is_named_and_left_out(told: Seeded) -> None:
    html = told.sign_in("manager").get("/insights?date_from=<b>").text
    assert "“&lt;b&gt;” is not a day and was left out." in html


def test_a_period_without_conversations_says_so(told: Seeded) -> None:
    assert (
        "There are no conversations in this period."
        in told.sign_in("manager").get("/insights?date_from=2090-01-01").text
    )


def test_the_week_is_laid_out_by_hours_that_occur(seeded: Seeded) -> None:
    with seeded.app.test_request_context():
        grid: Grid = grid_of((HourCell(0, 9, 8, 8, 2), HourCell(6, 11, 1, 0, 0)))
    assert [row.hour for row in grid.rows] == ["09:00", "10:00", "11:00"]
    assert (grid.rows[0].cells[0].level, grid.rows[0].cells[0].below) == (4, 0.25)
    assert (grid.rows[2].cells[6].level, grid.rows[2].cells[6].below) == (1, None)
    assert (grid.rows[1].cells[3].level, len(grid.weekdays)) == (0, 7)


def test_no_hours_make_an_empty_grid(seeded: Seeded) -> None:
    with seeded.app.test_request_context():
        assert grid_of(()).rows == ()


@pytest.mark.parametrize(
    ("seconds", "words"),
    [(None, "–"), (0, "0 sec"), (89, "89 sec"), (300, "5 min"), (5399, "90 min"), (14_400, "4 hr"), (90_000, "25 hr")],
)
def test_a_length_has_one_unit(seeded: Seeded, seconds: int | None, words: str) -> None:
    with seeded.app.test_request_context():
        assert length_of(seconds) == words


@pytest.mark.parametrize(
    ("name", "title"),
    [("wrong-item", "Wrong item"), ("payment", "Payment"), ("loyalty-card", "Loyalty card")],
)
def test_a_reason_has_a_title(seeded: Seeded, name: str, title: str) -> None:
    with seeded.app.test_request_context():
        assert reason_title(name) == title
