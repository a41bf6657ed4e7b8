"""Wording files are read whole, and what is wrong is named and left out."""

from __future__ import annotations

from pathlib import Path

import pytest

from bench.injected.load import load_wordings
from tests.bench_injected.made import CRITERIA, SMALL, load


def test_all_parts_of_a_file_are_read(tmp_path: Path) -> None:
    wording, errors = load(tmp_path)
    assert errors == ()
    assert [plot.id for plot in wording.plots] == ["late", "back", "ring"]
    assert [fault.half for fault in wording.faults] == ["dev", "held", "dev"]


@pytest.mark.parametrize(
    ("fault", "problem"),
    [
        pytest.param("{criterion: no-blam, how: add, text: x}", "cannot be 'no-blam': expected one of", id="criterion"),
        pytest.param("{criterion: no-blame, how: put, text: x}", "cannot be 'put': expected one of add", id="way"),
        pytest.param("{criterion: no-blame, how: add}", "has no 'text', which it needs", id="missing text"),
        pytest.param("{criterion: no-blame, how: add, text: x, inn: say}", "has no key 'inn'", id="unknown key"),
        pytest.param("{criterion: no-blame, how: add, text: x, marked: y}", "marks 'y', which does not", id="mark"),
        pytest.param("{criterion: greeting, how: remove}", "removes nothing", id="nothing to remove"),
        pytest.param("{criterion: greeting, how: remove, part: hello}", "expected one of", id="unknown part"),
        pytest.param(
            "{criterion: no-blame, how: turns, turns: [{agent: x}], fault_turn: 1}", "has no turn 1", id="turn"
        ),
    ],
)
def test_a_wrong_fault_is_named_with_its_line_and_the_others_stay(tmp_path: Path, fault: str, problem: str) -> None:
    right = "  - {criterion: no-blame, how: add, text: It is your own doing.}"
    wording, errors = load(tmp_path, faults=f"  - {fault}\n{right}")
    line = SMALL[: SMALL.index("faults:")].count("\n") + 2
    assert str(errors[0]).startswith(f"{tmp_path / 'small.yaml'}:{line}:")
    assert problem in str(errors[0])
    assert [one.text for one in wording.faults] == ["It is your own doing."]


def test_a_wrong_item_does_not_move_the_others_to_another_half(tmp_path: Path) -> None:
    wrong = "  - {criterion: no-blame, how: add}"
    right = "  - {criterion: no-blame, how: add, text: It is your own doing.}"
    wording, _ = load(tmp_path, faults=f"{wrong}\n{right}")
    assert [one.half for one in wording.faults] == ["held"]


def test_a_file_that_is_no_yaml_is_named_and_the_others_are_read(tmp_path: Path) -> None:
    (tmp_path / "broken.yaml").write_text("language: [en\n", encoding="utf-8")
    wording, errors = load(tmp_path)
    assert "broken.yaml" in str(errors[0])
    assert len(wording.plots) == 3


def test_files_of_one_language_belong_together(tmp_path: Path) -> None:
    more = "language: en\nfaults:\n  - {criterion: no-blame, how: add, text: So read more carefully.}\n"
    (tmp_path / "z-more.yaml").write_text(more, encoding="utf-8")
    wording, errors = load(tmp_path)
    assert errors == ()
    assert (wording.faults[-1].order, wording.faults[-1].half) == (2, "dev")


def test_a_language_without_conversations_is_named(tmp_path: Path) -> None:
    (tmp_path / "th.yaml").write_text("language: th\nfaults: []\n", encoding="utf-8")
    wordings, errors = load_wordings(tmp_path, CRITERIA)
    assert wordings == ()
    assert "no agents and no customers and no products and no conversations" in str(errors[0])
