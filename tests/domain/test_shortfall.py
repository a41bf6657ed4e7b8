"""Samples that fall short of a quota or a choice say by how many, and which groups."""

from __future__ import annotations

import pytest

from qa.domain.sample import Design, SamplePlan, Shortfall, Stratum, draw_grouped, shortfall_of

GROUPS = {"Anna": [1, 2, 3, 4], "Jan": [5], "Layla": []}


def shortfall(plan: SamplePlan) -> Shortfall | None:
    sample = draw_grouped(plan, GROUPS)
    return shortfall_of(asked_size=None, size=len(sample.picks), layers=sample.layers, strata=sample.strata)


def test_a_quota_names_who_gave_too_few_least_first() -> None:
    short = shortfall(SamplePlan(Design.QUOTA, 1, 7, "agent", quota=3, random_share=0.3))
    assert short == Shortfall(9, 4, (Stratum("Layla", 0, 0, asked=3), Stratum("Jan", 1, 1, asked=3)))
    assert short.in_words() == "Asked for were 9, there were 4. Too few: Layla 0 of 3, Jan 1 of 3."


@pytest.mark.parametrize(
    ("plan", "asked"),
    [
        pytest.param(SamplePlan(Design.PURPOSIVE, 5, 7, chosen=(1, 2)), (5, 2), id="fewer met the filters"),
        pytest.param(SamplePlan(Design.PURPOSIVE, 2, 7, chosen=(1, 2)), None, id="all that were chosen"),
        pytest.param(SamplePlan(Design.QUOTA, 1, 7, "agent", quota=3), (9, 4), id="quota"),
        pytest.param(SamplePlan(Design.STRATIFIED, 5, 7, "agent"), None, id="strata"),
    ],
)
def test_only_what_was_asked_for_falls_short(plan: SamplePlan, asked: tuple[int, int] | None) -> None:
    short = shortfall(plan)
    assert (short and (short.asked, short.drawn)) == asked


def test_what_is_stored_of_a_layer_comes_back() -> None:
    sample = draw_grouped(SamplePlan(Design.QUOTA, 1, 7, "agent", quota=3), GROUPS)
    assert [type(one).from_json(one.as_json()) for one in sample.layers] == list(sample.layers)
