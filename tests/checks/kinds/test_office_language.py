"""Two phrases of office language in a sentence fail, one needs a person."""

from __future__ import annotations

import pytest

from qa.domain.finding import Verdict
from tests.build import conversation
from tests.checks.kinds.build import judge, words


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        pytest.param("Please be advised that the aforesaid parcel left.", Verdict.FAIL, id="two in a sentence"),
        pytest.param("The aforesaid parcel, duly noted, left.", Verdict.FAIL, id="one of them in doubt"),
        pytest.param("The aforesaid parcel left.", Verdict.NEEDS_HUMAN, id="one alone"),
        pytest.param("The aforesaid parcel left. It is duly noted.", Verdict.NEEDS_HUMAN, id="in two sentences"),
        pytest.param("It is duly noted, duly noted.", Verdict.NEEDS_HUMAN, id="both in doubt"),
        pytest.param("Your parcel left.", Verdict.PASS, id="plain words"),
    ],
)
def test_office_language_has_two_witnesses(text: str, verdict: Verdict) -> None:
    said = conversation(("customer", "Where is it?"), ("agent", text), channel="email")
    forbid, doubt = words("please be advised", "aforesaid"), words("duly noted")
    assert judge("office_language", said, forbid=forbid, doubt=doubt).verdict is verdict
