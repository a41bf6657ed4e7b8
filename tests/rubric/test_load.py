from __future__ import annotations

from pathlib import Path

import pytest

from qa.domain.conversation import Channel, Role, Where
from qa.domain.rubric import ExampleMaterials, PhraseChoice
from qa.errors import RubricError
from qa.rubric.load import load_rubric, parse_rubric
from tests.rubric.rubrics import SMALL

pytestmark = pytest.mark.usefixtures("small_kinds")


def test_a_rubric_is_read_whole() -> None:
    rubric = parse_rubric(SMALL, "small.yaml")
    blame, questions = rubric.criteria
    assert (rubric.name, rubric.version, rubric.pass_mark) == ("small", 2, 75.0)
    assert rubric.channels == (Channel.CHAT, Channel.CALL)
    assert (blame.weight, blame.is_critical, blame.checks[0].kind) == (2.0, True, "words")
    assert questions.scale == (0, 2, 4)
    assert questions.anchors == {0: "None of them", 4: "All of them"}
    assert questions.title == {"en": "Answers every question"}


def test_examples_are_numbered_by_their_verdict() -> None:
    rubric = parse_rubric(SMALL, "small.yaml")
    examples = rubric.criterion("no-blame").examples
    assert [example.id for example in examples] == ["fail-1", "pass-1", "not-applicable-1", "todo-fail-1"]
    assert examples[0].source == "small.yaml:18"
    assert examples[3].is_todo


def test_the_same_text_has_the_same_hash() -> None:
    first, second = parse_rubric(SMALL, "a.yaml"), parse_rubric(SMALL, "b.yaml")
    assert first.content_hash == second.content_hash
    assert first.content_hash != parse_rubric(SMALL + "# more\n", "a.yaml").content_hash


def _with_check(lines: str) -> str:
    return SMALL.replace("        forbid: [you should have, your fault]\n", lines)


@pytest.mark.parametrize(
    ("given", "choice"),
    [
        pytest.param("forbid: late", PhraseChoice(add={"*": ("late",)}), id="one phrase"),
        pytest.param("forbid: [late, slow]", PhraseChoice(add={"*": ("late", "slow")}), id="a list"),
        pytest.param("forbid: {use: blame}", PhraseChoice(use=("blame",)), id="a set"),
        pytest.param(
            "forbid: {use: [blame, rude], add: {en: [you people]}, take: {pl: trzeba było}}",
            PhraseChoice(use=("blame", "rude"), add={"en": ("you people",)}, take={"pl": ("trzeba było",)}),
            id="sets with phrases added and taken",
        ),
    ],
)
def test_phrases_have_one_form(given: str, choice: PhraseChoice) -> None:
    rubric = parse_rubric(_with_check(f"        {given}\n"), "small.yaml")
    assert rubric.criteria[0].checks[0].options["forbid"] == choice


def test_where_says_what_is_looked_at() -> None:
    lines = "        forbid: x\n        where: {role: bot, position: last, within: 2, channels: [chat]}\n"
    check = parse_rubric(_with_check(lines), "small.yaml").criteria[0].checks[0]
    assert check.where == Where(role=Role.BOT, position="last", within=2, channels=(Channel.CHAT,))


def test_example_materials_are_found_beside_the_rubric(tmp_path: Path) -> None:
    path = tmp_path / "small.yaml"
    path.write_text(SMALL + "example_materials: {facts: facts/shop.yaml}\n", encoding="utf-8")
    assert load_rubric(path).example_materials == ExampleMaterials(facts=str(tmp_path / "facts/shop.yaml"))


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        pytest.param("version: 2", "version: two", "2:10: 'version' of the rubric cannot be 'two'", id="version"),
        pytest.param("version: 2\n", "", "1:1: the rubric has no 'version', which it needs.", id="no version"),
        pytest.param(
            "pass_mark", "passmark", "5:1: the rubric has no key 'passmark'. Known: channels", id="unknown key"
        ),
        pytest.param("chat, call", "chat, fax", "4:11: 'channels' of the rubric cannot be 'fax'", id="channel"),
        pytest.param("id: no-blame", "id: No Blame", "7:9: 'id' of a criterion cannot be 'No Blame'", id="kebab"),
        pytest.param("id: questions-answered", "id: no-blame", "26:5: criterion 'no-blame'", id="double id"),
        pytest.param("tone", "mood", "8:16: 'dimension' of criterion 'no-blame' cannot be 'mood'", id="dimension"),
        pytest.param("kind: words", "kind: wrods", "14:15: there is no check kind 'wrods'. Known: scripted", id="kind"),
        pytest.param(
            "        forbid: [you should have, your fault]\n",
            "",
            "13:9: kind 'words' needs the option 'forbid'",
            id="missing option",
        ),
        pytest.param(
            "        message:",
            "        requires: x\n        message:",
            "16:9: kind 'words' has no option 'requires'.\n"
            "  Options: forbid, limit, message, scale, state, suggest, where.",
            id="unknown option",
        ),
        pytest.param(
            "        message:",
            "        limit: much\n        message:",
            "16:16: option 'limit' of kind 'words' must be",
            id="type",
        ),
        pytest.param(
            "        message:",
            "        scale: hard\n        message:",
            "16:16: option 'scale' of kind 'words' cannot be 'hard'. Known: mild, strict.",
            id="choice",
        ),
        pytest.param(
            "        message:",
            "        #",
            "13:9: check 'blaming-words' of 'no-blame' has no 'message'",
            id="no message",
        ),
        pytest.param(
            "- fail:", "- wrong:", "18:9: an example of criterion 'no-blame' has one verdict", id="verdict key"
        ),
        pytest.param("agent: It was", "agnet: It was", "21: nobody is called 'agnet' here", id="misspelt role"),
        pytest.param("[[You should have]]", "[[You should have", "19: '[[' is not closed", id="open mark"),
        pytest.param(
            "[0, 2, 4]", "[4, 2]", "29:12: 'scale' of criterion 'questions-answered' must be rising", id="scale"
        ),
        pytest.param(
            "4: All", "3: All", "30:5: 'anchors' of criterion 'questions-answered' has no point '3'", id="anchor"
        ),
        pytest.param("weight: 2", "weight: 0", "9:13: 'weight' of criterion 'no-blame' cannot be 0", id="weight"),
        pytest.param("version: 2", "version: 2\nversion: 3", "3:1: key 'version' is given twice", id="double key"),
        pytest.param("version: 2", "version: [2", "this is not YAML", id="no YAML"),
        pytest.param("[chat, call]", "&c [chat]\nexample_materials: *c", "4:11: aliases (*name) are not", id="alias"),
    ],
)
def test_what_is_wrong_is_said_with_its_place(old: str, new: str, said: str) -> None:
    with pytest.raises(RubricError) as caught:
        parse_rubric(SMALL.replace(old, new, 1), "small.yaml")
    assert said in str(caught.value)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("", id="empty"),
        pytest.param("- 1\n", id="a list"),
        pytest.param("a", id="text"),
        pytest.param("[" * 20_000, id="too deep"),
    ],
)
def test_what_is_no_mapping_is_refused(text: str) -> None:
    with pytest.raises(RubricError, match=r"small\.yaml:1"):
        parse_rubric(text, "small.yaml")


def test_a_file_that_is_not_utf8_is_refused_with_its_line(tmp_path: Path) -> None:
    path = tmp_path / "latin.yaml"
    path.write_bytes("rubric: small\ntitle: Obs\xb3uga\n".encode("latin-1"))
    with pytest.raises(RubricError, match=r"latin\.yaml:2: this is not UTF-8"):
        load_rubric(path)


def test_anchors_are_read_in_each_language() -> None:
    rubric = parse_rubric(SMALL + "    anchors_by_language:\n      pl: {4: Wszystkie}\n", "small.yaml")
    questions = rubric.criterion("questions-answered")
    assert [questions.anchor(4, language) for language in ("pl", "th", None)] == [
        "Wszystkie",
        "All of them",
        "All of them",
    ]
    assert questions.anchor(0, "pl") == "None of them"
    assert [point for point in questions.scale if questions.is_low(point)] == [0]


def test_an_anchor_of_no_point_is_refused_in_any_language() -> None:
    with pytest.raises(RubricError, match="'pl' of .* has no point '3'. The scale: 0, 2, 4"):
        parse_rubric(SMALL + "    anchors_by_language:\n      pl: {3: Trzy}\n", "small.yaml")


def test_why_a_criterion_matters_is_read_by_language() -> None:
    text = SMALL.replace(
        "    weight: 2\n", "    weight: 2\n    why: {en: Blame is remembered., pl: Zarzut się pamięta.}\n"
    )
    assert parse_rubric(text, "small.yaml").criteria[0].why["pl"] == "Zarzut się pamięta."
    assert parse_rubric(SMALL, "small.yaml").criteria[0].why == {}
