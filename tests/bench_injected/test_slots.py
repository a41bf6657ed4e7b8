"""Slots are filled with what belongs to the scene."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from bench.injected.errors import SlotError
from bench.injected.scene import Scene, set_scene
from bench.injected.slots import fill
from tests.bench_injected.made import load


@pytest.fixture
def scene(tmp_path: Path) -> Scene:
    wording, _ = load(tmp_path)
    return set_scene(wording, wording.plots[0], 0)


@pytest.mark.parametrize(
    ("text", "filled"),
    [
        pytest.param("{customer}, {customer_first}, {direct}", "Mark Dean, Mark, Mr Dean", id="customer"),
        pytest.param("{agent} and {other_agent_first}", "Ruth Hale and Owen", id="agents"),
        pytest.param("{Product.the} is a {product}.", "The kettle is a kettle.", id="product"),
        pytest.param("{order}, {tracking}", "41000, 6201041000", id="numbers"),
        pytest.param("It is {price}, or {total} in all.", "It is £39.00, or £42.99 in all.", id="sums"),
        pytest.param("It is £{price} or {price} GBP.", "It is £39.00 or 39.00 GBP.", id="currency named beside"),
        pytest.param("on {yesterday}, by {date} = {day}", "on 11 May, by 15 May = 15 May", id="days"),
        pytest.param("[[m:Mr|f:Ms]] [[am:he|af:she]]", "Mr she", id="gender"),
        pytest.param("100 % {} { order }", "100 % {} { order }", id="no slot"),
    ],
)
def test_a_slot_is_filled(scene: Scene, text: str, filled: str) -> None:
    assert fill(text, scene) == filled


def test_an_unknown_slot_is_named_with_the_known_ones(scene: Scene) -> None:
    with pytest.raises(SlotError, match=re.escape("nothing to put into {product.gen}. Known: agent, ")):
        fill("of {product.gen}", scene)
