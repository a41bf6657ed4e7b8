from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from qa.facts.lint import is_iban, lint_facts
from tests.facts.texts import FULL, fact

TODAY = date(2026, 11, 1)
SHIPPED = Path(__file__).resolve().parents[2] / "rubrics" / "facts"


def _problems(text: str) -> str:
    return "\n".join(str(problem) for problem in lint_facts(text, "shop.yaml", today=TODAY).problems)


@pytest.mark.parametrize("name", sorted(path.name for path in SHIPPED.glob("*.yaml")))
def test_shipped_facts_have_no_problems(name: str) -> None:
    path = SHIPPED / name
    assert lint_facts(path.read_text(encoding="utf-8"), str(path), today=TODAY).problems == ()


def test_a_good_file_has_no_problems() -> None:
    assert _problems(FULL) == ""


def test_all_problems_are_said_at_once() -> None:
    found = lint_facts(FULL.replace("country", "land").replace("unit: day", "unit: dya"), "shop.yaml", today=TODAY)
    assert [problem.line for problem in found.problems] == [4, 6, 14]


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        pytest.param(
            "[acme.example]", "[https://acme.example]", "is not a host name such as acme.example", id="domain"
        ),
        pytest.param(
            "+48225550100", "225550100", "shop.yaml:23: '225550100' in 'contacts' is not a number", id="phone"
        ),
        pytest.param("PL61 1090", "PL61 1091", "is not an IBAN whose check digits are right", id="account"),
    ],
)
def test_addresses_that_cannot_be_right_are_said(old: str, new: str, said: str) -> None:
    assert said in _problems(FULL.replace(old, new, 1))


@pytest.mark.parametrize(
    ("account", "is_right"),
    [
        pytest.param("PL61109010140000071219812874", True, id="Poland"),
        pytest.param("PT50000201231234567890154", True, id="Portugal"),
        pytest.param("PL61109010140000071219812875", False, id="one digit wrong"),
        pytest.param("61109010140000071219812874", False, id="no country"),
    ],
)
def test_check_digits_are_reckoned(account: str, is_right: bool) -> None:
    assert is_iban(account) is is_right


@pytest.mark.parametrize(
    ("source", "note"),
    [
        pytest.param("{kind: law, ref: x, certainty: from_memory}", "fact 'one' is from_memory", id="from memory"),
        pytest.param("{kind: law, ref: x}", "fact 'one' is of unknown certainty", id="unknown"),
        pytest.param("{kind: policy, ref: x, reviewed: 2026-04-01}", "last reviewed on 2026-04-01", id="old"),
    ],
)
def test_facts_to_be_looked_at_again_are_noted(source: str, note: str) -> None:
    notes = lint_facts(fact(source=source), "shop.yaml", today=TODAY).notes
    assert note in notes[0]


def test_topics_without_a_fact_are_noted() -> None:
    (note,) = lint_facts(fact(), "shop.yaml", today=TODAY).notes
    assert note.startswith("no fact speaks to: withdrawal.period, return.period, complaint.reply")
