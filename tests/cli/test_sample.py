"""`qa sample` and `qa plan`: drawn by any design, and what cannot be is said."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from qa.cli.plan import command as plan
from qa.cli.sample import command as sample
from qa.domain.sample import Design, SamplePlan
from qa.stages.planning import PlanOrder, save_plan
from qa.store.migrate import upgrade
from qa.store.session import open_database, sessions_of
from tests.web.seed import NOW, seed


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    place = tmp_path_factory.mktemp("home")
    engine = open_database(f"sqlite:///{place / 'plumbline.db'}")
    upgrade(engine)
    with sessions_of(engine, is_writing=True).begin() as session:
        seed(session, count=100)
    engine.dispose()
    yield place


def run(command: Any, home: Path, *arguments: str) -> Result:
    return CliRunner().invoke(command, list(arguments), env={"QA_HOME": str(home)})


def drawn(home: Path, *arguments: str) -> dict[str, Any]:
    answer: dict[str, Any] = json.loads(run(sample, home, *arguments, "--json").output)
    return answer


@pytest.mark.parametrize(
    ("arguments", "designs"),
    [
        pytest.param(("--size", "10"), ["random"], id="random"),
        pytest.param(("--size", "10", "--by", "channel"), ["stratified"], id="strata"),
        pytest.param(("--size", "10", "--design", "risk"), ["random", "risk"], id="risk"),
        pytest.param(("--quota", "2"), ["random", "quota"], id="quota"),
        pytest.param(("--size", "10", "--design", "neyman", "--by", "team"), ["random", "neyman"], id="neyman"),
        pytest.param(("--choose", "s-0001", "--choose", "s-0002"), ["random", "purposive"], id="chosen"),
    ],
)
def test_each_design_is_drawn_with_its_layers(home: Path, arguments: tuple[str, ...], designs: list[str]) -> None:
    answer = drawn(home, *arguments, "--seed", "4")
    assert [layer["design"] for layer in answer["layers"]] == designs
    assert answer["picks"] == drawn(home, *arguments, "--seed", "4")["picks"]


def test_groups_and_exclusions_are_kept(home: Path) -> None:
    answer = drawn(home, "--size", "5", "--channel", "call", "--or", "language=th channel=chat", "--shorter-than", "2")
    assert answer["filters"] == {"any_of": [{"channel": "call"}, {"channel": "chat", "language": "th"}]}
    assert answer["exclusions"][0]["kind"] == "short"


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        pytest.param((), "Say how many: --size 50.", id="size"),
        pytest.param(("--size", "5", "--or", "mood=bad"), "Known: channel, language", id="filters"),
        pytest.param(("--size", "5", "--design", "risk", "--random-share", "10"), "write down why", id="share"),
        pytest.param(("--choose", "nobody"), "There is no conversation 'nobody'", id="chosen"),
    ],
)
def test_what_cannot_be_drawn_is_said(home: Path, arguments: tuple[str, ...], words: str) -> None:
    refused = run(sample, home, *arguments)
    assert refused.exit_code != 0
    assert words in refused.output + str(refused.exception)


def test_the_table_names_layers_and_what_was_left_out(home: Path) -> None:
    output = run(sample, home, "--size", "10", "--design", "risk", "--leave-out", "not_judged").output
    assert "Layers: 3 random, 7 risk." in output and "Left out:" in output


def test_plans_are_listed_and_drawn_once(home: Path) -> None:
    assert "no plan yet" in run(plan, home, "list").output
    keep_plan(home)
    listed = json.loads(run(plan, home, "list", "--json").output)
    assert (listed[0]["name"], listed[0]["what"]["design"]) == ("Chats", "random")
    assert "as sample" in run(plan, home, "draw").output
    assert run(plan, home, "draw").output == "Nothing was due.\n"
    assert json.loads(run(plan, home, "draw", "--json").output) == []


def keep_plan(home: Path) -> None:
    engine = open_database(f"sqlite:///{home / 'plumbline.db'}")
    what = SamplePlan(Design.RANDOM, 4, 1, filters={"channel": "chat"})
    order = PlanOrder("Chats", "once", NOW.date(), what)
    with sessions_of(engine, is_writing=True).begin() as session:
        save_plan(session, order, by=None, today=NOW.date(), now=NOW)
    engine.dispose()


def test_a_frame_that_holds_fewer_than_asked_for_says_so(home: Path) -> None:
    told = run(sample, home, "--size", "500", "--seed", "4").output
    assert "Drew 100 of 100 conversations" in told
    assert "Asked for were 500, there were 100." in told
    assert drawn(home, "--size", "500", "--reason", "not-known")["asked_size"] == 500
    assert run(sample, home, "--size", "5", "--reason", "moon").exit_code != 0


def test_a_quota_names_the_agents_that_fell_short(home: Path) -> None:
    answer = drawn(home, "--quota", "90", "--channel", "call", "--seed", "4")
    short = answer["shortfall"]
    assert (short["asked"], short["drawn"]) == (540, sum(one["size"] for one in short["groups"]))
    assert all(one["size"] < one["asked"] == 90 for one in short["groups"])
    assert "Too few: " in run(sample, home, "--quota", "90", "--channel", "call", "--seed", "4").output


def test_a_choice_by_filters_says_when_fewer_meet_them(home: Path) -> None:
    answer = drawn(home, "--design", "purposive", "--size", "101", "--seed", "4")
    assert (answer["shortfall"]["asked"], answer["shortfall"]["drawn"]) == (101, 100)
    assert drawn(home, "--choose", "s-0001", "--size", "50")["shortfall"] is None


def test_a_sample_asks_by_the_scorecards_named(home: Path) -> None:
    refused = run(sample, home, "--size", "5", "--scorecard", "Daily")
    assert "Unknown short scorecard “Daily”" in refused.output + str(refused.exception)
