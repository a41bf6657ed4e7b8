"""What a form changes is written into the YAML; all else stays as it was, to the byte."""

from __future__ import annotations

from dataclasses import replace
from difflib import unified_diff
from pathlib import Path
from typing import Any

import pytest

from qa.errors import RubricFormError
from qa.rubric.blocks import cut_text
from qa.rubric.form import CheckFields, CriterionFields, ExampleFields, read_fields
from qa.rubric.head import HeadFields, read_head, write_head
from qa.rubric.load import parse_rubric
from qa.rubric.writing import new_criterion, write_fields
from tests.rubric.edited import TEXT

SHIPPED = Path(__file__).resolve().parents[2] / "rubrics" / "ecommerce-support.yaml"


def body(position: int) -> str:
    blocks = cut_text(TEXT)
    assert blocks is not None
    return blocks.blocks[position].body


def fields(position: int) -> CriterionFields:
    found = read_fields(body(position))
    assert found is not None
    return found


def changed(position: int, **values: Any) -> list[str]:
    """Return the lines that differ when these fields are written."""
    old = body(position)
    new = write_fields(old, replace(fields(position), **values))
    lines = unified_diff(old.splitlines(), new.splitlines(), n=0, lineterm="")
    return [line for line in lines if line[0] in "+-" and line[:3] not in ("+++", "---")]


@pytest.mark.parametrize(
    ("position", "values", "lines"),
    [
        pytest.param(2, {"weight": "2,5"}, ["-    weight: 2", "+    weight: 2.5"], id="weight with a comma"),
        pytest.param(
            2, {"weight": "heavy"}, ["-    weight: 2", "+    weight: heavy"], id="no number is kept to be told"
        ),
        pytest.param(1, {"is_critical": False}, ["-    critical: true"], id="not critical"),
        pytest.param(1, {"title": {"en": "Times"}}, ["-    title: Durations", "+    title: Times"], id="plain title"),
        pytest.param(
            1,
            {"title": {"en": "Durations", "pl": "Terminy"}},
            ["-    title: Durations", "+    title:", "+      en: Durations", "+      pl: Terminy"],
            id="a second language",
        ),
        pytest.param(
            1,
            {"question": {"en": "Are they?"}},
            [
                "-      en: Are times right?   # said by the lawyer",
                "+      en: Are they?          # said by the lawyer",
            ],
            id="a comment stays",
        ),
        pytest.param(
            1,
            {"scale": "0, 1, 2", "anchors": {"0": {"en": "none"}, "2": {"en": "all", "pl": "wszystko"}}},
            [
                "+    scale: [0, 1, 2]",
                "+    anchors:",
                "+      0: none",
                "+      2: all",
                "+    anchors_by_language:",
                "+      pl:",
                "+        2: wszystko",
            ],
            id="scale and anchors",
        ),
        pytest.param(2, {"channels": ("call",)}, ["+    channels: [call]"], id="channels"),
        pytest.param(
            2,
            {"checks": (CheckFields(state="shadow", yaml=fields(2).checks[0].yaml),)},
            ["+        state: shadow"],
            id="state of a check",
        ),
    ],
)
def test_only_what_differs_is_written(position: int, values: dict[str, Any], lines: list[str]) -> None:
    assert changed(position, **values) == lines


def test_a_form_that_changes_nothing_changes_no_byte() -> None:
    blocks = cut_text(SHIPPED.read_text(encoding="utf-8"))
    assert blocks is not None
    for block in blocks.criteria:
        found = read_fields(block.body)
        assert found is not None
        assert write_fields(block.body, found) == block.body


def test_a_changed_criterion_of_the_shipped_rubric_keeps_every_other_line() -> None:
    blocks = cut_text(SHIPPED.read_text(encoding="utf-8"))
    assert blocks is not None
    for block in blocks.criteria:
        found = read_fields(block.body)
        assert found is not None
        new = write_fields(block.body, replace(found, weight="17"))
        lines = set(block.body.splitlines()) ^ set(new.splitlines())
        assert {line.split(":")[0].strip() for line in lines} == {"weight"}


def test_examples_are_added_changed_and_taken_out() -> None:
    old = fields(2)
    examples = (ExampleFields("fail", old.examples[0].text), ExampleFields("pass", "agent: Good [[day]].\n  Bye."))
    new = write_fields(body(2), replace(old, examples=examples))
    assert "      - pass: |\n          agent: Good [[day]].\n            Bye.\n" in new
    assert "customer: Hi" not in new
    parse_rubric(TEXT.replace(body(2), new), "shop.yaml")


@pytest.mark.parametrize(
    "examples", [pytest.param((), id="none left"), pytest.param((ExampleFields("pass", "agent: Good."),), id="another")]
)
def test_remarks_at_the_end_of_a_criterion_stay(examples: tuple[ExampleFields, ...]) -> None:
    remarks = "    # Calibration of May: clarify\n    # what blame is\n"
    new = write_fields(body(2) + remarks, replace(fields(2), examples=examples))
    assert new.endswith(remarks)


def test_the_last_check_taken_out_leaves_no_key() -> None:
    assert "checks:" not in write_fields(body(2), replace(fields(2), checks=(CheckFields(yaml=" "),)))


def test_a_check_that_is_no_mapping_is_refused_with_its_number() -> None:
    with pytest.raises(RubricFormError, match="Check 1 is no YAML mapping"):
        write_fields(
            body(2),
            replace(
                fields(2),
                checks=(
                    CheckFields(
                        yaml="id: [",
                    ),
                ),
            ),
        )


@pytest.mark.parametrize("text", ["  - id: [", "nothing", "  - a\n  - b\n", "  - id: x\n    id: y\n"])
def test_what_cannot_be_read_has_no_form_and_is_not_written_over(text: str) -> None:
    assert read_fields(text) is None
    with pytest.raises(RubricFormError, match="cannot be read"):
        write_fields(text, fields(1))


def test_a_new_criterion_can_be_read() -> None:
    text = TEXT + new_criterion("polite-closing", dimension="tone")
    assert parse_rubric(text, "shop.yaml").criterion("polite-closing").title == {"en": "Polite closing"}


def test_the_head_is_written_without_touching_name_version_and_comments() -> None:
    wanted = HeadFields(title={"en": "Shop", "pl": "Nasz sklep"}, pass_mark="75", channels=("chat",))
    new = write_head(body(0), wanted)
    assert "# Our own rubric.\nrubric: shop\nversion: 1\n" in new
    assert "title: {en: Shop, pl: Nasz sklep}\npass_mark: 75\n" in new
    rubric = parse_rubric(TEXT.replace(body(0), new), "shop.yaml")
    assert [channel.value for channel in rubric.channels] == ["chat"]


def test_a_head_that_does_not_change_keeps_every_byte() -> None:
    head = read_head(body(0))
    assert head is not None
    assert write_head(body(0), head) == body(0)
