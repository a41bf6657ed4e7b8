from __future__ import annotations

import pytest

from qa import registry
from qa.ports import Materials
from qa.rubric.lint import lint_rubric
from qa.rubric.load import parse_rubric
from tests.rubric.kinds import SmallReader
from tests.rubric.rubrics import SMALL

pytestmark = pytest.mark.usefixtures("small_kinds")


@pytest.fixture(autouse=True)
def one_language(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(registry, "languages", lambda: ("en",))
    monkeypatch.setattr("qa.rubric.wording.known_phrase_sets", lambda: frozenset({"blame", "rude"}))


def _lint(text: str) -> list[str]:
    return [str(problem) for problem in lint_rubric(text, "x.yaml", reader=SmallReader(), materials=Materials())]


def test_a_good_rubric_has_no_problems() -> None:
    assert _lint(SMALL) == []


def test_all_problems_are_said_in_the_order_of_the_file() -> None:
    text = (
        SMALL.replace("dimension: tone", "dimension: mood").replace("weight: 2", "weight: no").replace("scale", "scael")
    )
    lines = [problem.line for problem in lint_rubric(text, "x.yaml")]
    assert lines == [8, 9, 29, 30, 30]


SECOND_CHECK = """\
      - id: more-words
        kind: words
        forbid: [you should have]
        message: {en: Blame.}
"""


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        pytest.param(
            "forbid: [you should have, your fault]",
            "forbid: {use: blmae}",
            "uses the phrase set 'blmae', which no language has.\n  Known: blame, rude.",
            id="unknown phrase set",
        ),
        pytest.param(
            "forbid: [you should have, your fault]",
            "forbid: {add: {xx: [late], en: [you should have]}}",
            "has phrases in 'xx', which is no known language. Known: en.",
            id="unknown language",
        ),
        pytest.param("your fault", '"(late)?"', "the pattern '(late)?' matches the empty string", id="empty match"),
        pytest.param("your fault", "nowhere", "the pattern 'nowhere' matches nothing", id="no match"),
        pytest.param(
            "      - pass: |\n          agent: It was sent today.\n",
            "",
            "x.yaml:7:5: criterion 'no-blame' has checks and no 'pass' example.",
            id="no pass example",
        ),
        pytest.param(
            "- fail: |\n          agent: [[You should have]]",
            "- todo_fail: |\n          agent: [[You had to]]",
            "x.yaml:13:9: check 'blaming-words' of 'no-blame' has no 'fail' example that only it catches.",
            id="no fail example",
        ),
        pytest.param(
            "    examples:\n",
            SECOND_CHECK + "    examples:\n",
            "check 'more-words' of 'no-blame' has no 'fail' example that only it catches.",
            id="a check that is never alone",
        ),
    ],
)
def test_what_only_shows_when_tried_is_said(old: str, new: str, said: str) -> None:
    assert said in "\n".join(_lint(SMALL.replace(old, new, 1)))


def test_a_check_that_cannot_be_tried_is_left_alone() -> None:
    text = SMALL.replace("kind: words", "kind: spelling").replace("        forbid: [you should have, your fault]\n", "")
    assert _lint(text) == []


def test_a_rubric_without_criteria_is_refused() -> None:
    assert _lint("rubric: x\nversion: 1\ntitle: X\ncriteria: []\n") == ["x.yaml:2:10: the rubric has no criteria."]


@pytest.mark.parametrize(
    ("old", "new", "problems"),
    [
        pytest.param("weight: 2", "weight: 3", 1, id="a change of meaning"),
        pytest.param("Does not blame", "Never blames", 1, id="a change of wording"),
        pytest.param("version: 2", "version: 1", 0, id="nothing but the version"),
        pytest.param("It was sent today.", "It was sent at noon.", 0, id="a change of an example"),
        pytest.param("rubric: small", "rubric: other\n", 0, id="another rubric"),
        pytest.param("version: 2\ntitle: {en: Small", "version: 3\ntitle: {en: Tiny", 0, id="a higher version"),
    ],
)
def test_a_changed_text_needs_a_higher_version(old: str, new: str, problems: int) -> None:
    found = lint_rubric(SMALL.replace(old, new, 1), "x.yaml", older=[parse_rubric(SMALL, "x.yaml")])
    assert len(found) == problems
    assert all("'version' must be 3 or more" in str(problem) for problem in found)
