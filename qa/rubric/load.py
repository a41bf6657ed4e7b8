"""Loads a rubric from YAML, saying file, line and column of whatever breaks a rule of the rubric language."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

from qa.domain.conversation import Channel
from qa.domain.rubric import DIMENSIONS, Criterion, ExampleMaterials, Rubric
from qa.errors import RubricError, Sentence
from qa.keys import Keys
from qa.places import Node, Problems, Scalar, Series, read_text, read_yaml
from qa.rubric.checks import read_check
from qa.rubric.examples_of import read_examples
from qa.rubric.names import of, read_id

CHANNELS = tuple(channel.value for channel in Channel)


@dataclass(frozen=True, slots=True)
class LocatedRubric:
    """A rubric with the places of its parts.

    Keys of `places`: '' (the version), 'no-blame' (a criterion), 'no-blame/blaming-words' (a check),
    'no-blame/blaming-words/forbid' (an option), 'no-blame/fail-1' (an example).
    """

    rubric: Rubric
    places: Mapping[str, Node] = field(default_factory=dict)


def load_rubric(path: Path | str) -> Rubric:
    """Load the rubric in a file. Raises RubricError at the first thing wrong, OSError without a file."""
    return parse_rubric(read_text(path, RubricError), str(path))


@lru_cache(maxsize=8)
def parse_rubric(text: str, file: str) -> Rubric:
    """Read a rubric from YAML text; `file` is named in errors and is where relative paths start.

    The last few texts are kept read, for workers that ask again before every block of work.
    """
    problems = Problems(file, RubricError)
    located = read_rubric(text, problems)
    problems.raise_first()
    assert located is not None
    return located.rubric


def read_rubric(text: str, problems: Problems) -> LocatedRubric | None:
    """Read a rubric as far as it can be read, noting every problem; None when it is no YAML mapping at all."""
    root = read_yaml(text, problems)
    if root is None:
        return None
    keys = Keys(root, problems, what=Sentence("the rubric"))
    places: dict[str, Node] = {}
    name = read_id(keys, "rubric")
    version = keys.entry("version")
    places[""] = version.node if version else root
    channels = tuple(Channel(one) for one in keys.choices("channels", CHANNELS))
    rubric = Rubric(
        name=name or "?",
        version=keys.whole("version", is_required=True) or 1,
        title=keys.texts("title", is_required=True),
        channels=channels,
        pass_mark=_pass_mark(keys),
        criteria=_read_criteria(keys, rubric=name or "?", channels=channels, places=places),
        content_hash=hashlib.sha256(text.encode()).hexdigest(),
        example_materials=_read_example_materials(keys),
    )
    keys.close()
    return LocatedRubric(rubric, places)


def _pass_mark(keys: Keys) -> float:
    mark = keys.number("pass_mark")
    entry = keys.entry("pass_mark")
    if mark is not None and entry and not 0 <= mark <= 100:
        problem = Sentence("'pass_mark' of the rubric cannot be %(mark)s: expected 0 to 100.", mark=mark)
        keys.problems.add(entry.node, problem)
    return 80.0 if mark is None else float(mark)


def _read_example_materials(keys: Keys) -> ExampleMaterials:
    inner = keys.keys("example_materials", what="'example_materials'")
    if inner is None:
        return ExampleMaterials()
    paths = {name: _beside(keys.problems.file, inner.text(name)) for name in ("facts", "orders", "templates")}
    inner.close()
    return ExampleMaterials(**paths)


def _beside(file: str, path: str | None) -> str | None:
    return None if path is None else str(Path(file).parent / path)


def _read_criteria(
    keys: Keys, *, rubric: str, channels: tuple[Channel, ...], places: dict[str, Node]
) -> tuple[Criterion, ...]:
    criteria: dict[str, Criterion] = {}
    for node in keys.nodes("criteria", is_required=True):
        inner = Keys(node, keys.problems, what=Sentence("a criterion"))
        criterion = _read_criterion(inner, channels=channels, places=places)
        if criterion is None:
            continue
        if criterion.id in criteria:
            problem = Sentence(
                "criterion %(id)s of %(rubric)s is given twice: ids must differ.",
                id=repr(criterion.id),
                rubric=repr(rubric),
            )
            keys.problems.add(node, problem)
        criteria.setdefault(criterion.id, criterion)
    return tuple(criteria.values())


def _read_criterion(keys: Keys, *, channels: tuple[Channel, ...], places: dict[str, Node]) -> Criterion | None:
    id = read_id(keys, "id")
    if id is None or keys.node is None:
        return None
    keys.what = Sentence("criterion %(id)s", id=repr(id))
    places[id] = keys.node
    own_channels = tuple(Channel(one) for one in keys.choices("channels", CHANNELS))
    checks = [read_check(node, keys.problems, criterion=id, places=places) for node in keys.nodes("checks")]
    criterion = Criterion(
        id=id,
        dimension=keys.choice("dimension", DIMENSIONS, is_required=True) or DIMENSIONS[0],
        weight=_weight(keys),
        title=keys.texts("title", is_required=True),
        question=keys.texts("question"),
        why=keys.texts("why"),
        is_critical=keys.flag("critical"),
        channels=own_channels,
        scale=_scale(keys),
        anchors=_anchors(keys),
        anchor_texts=_anchor_texts(keys),
        checks=tuple(check for check in checks if check),
        examples=read_examples(keys, channel=(own_channels or channels or (Channel.CHAT,))[0], places=places),
    )
    _note_double_checks(criterion, keys)
    keys.close()
    return criterion


def _note_double_checks(criterion: Criterion, keys: Keys) -> None:
    ids = [check.id for check in criterion.checks]
    for double in sorted({id for id in ids if ids.count(id) > 1}):
        if keys.node is not None:
            problem = Sentence(
                "%(what)s has two checks %(id)s: ids must differ.", what=keys.what, id=repr(double)
            )  # fmt: skip
            keys.problems.add(keys.node, problem)


def _weight(keys: Keys) -> float:
    weight, entry = keys.number("weight"), keys.entry("weight")
    if weight is not None and weight <= 0 and entry:
        problem = Sentence(
            "'weight' of %(what)s cannot be %(weight)s: expected more than 0.", what=keys.what, weight=weight
        )
        keys.problems.add(entry.node, problem)
    return 1.0 if weight is None else float(weight)


def _scale(keys: Keys) -> tuple[int, ...]:
    entry = keys.entry("scale")
    if entry is None:
        return ()
    nodes = entry.node.nodes if isinstance(entry.node, Series) else ()
    values = [node.value for node in nodes if isinstance(node, Scalar) and isinstance(node.value, int)]
    if len(values) < 2 or len(values) != len(nodes) or values != sorted(set(values)):
        problem = Sentence("'scale' of %(what)s must be rising whole numbers such as [0, 1, 2].", what=keys.what)
        keys.problems.add(entry.node, problem)
        return ()
    return tuple(values)


def _anchors(keys: Keys) -> dict[int, str]:
    return _points(keys, "anchors", scale=_scale(keys))


def _anchor_texts(keys: Keys) -> dict[int, dict[str, str]]:
    """Read the anchors in other languages: by language, then by point."""
    scale = _scale(keys)
    inner = keys.keys("anchors_by_language", what=of("anchors_by_language", keys))
    if inner is None:
        return {}
    texts: dict[int, dict[str, str]] = {}
    for entry in inner.rest():
        for point, text in _points(inner, entry.key, scale=scale).items():
            texts.setdefault(point, {})[entry.key] = text
    inner.close()
    return texts


def _points(keys: Keys, name: str, *, scale: tuple[int, ...]) -> dict[int, str]:
    texts, entry = keys.texts(name), keys.entry(name)
    anchors: dict[int, str] = {}
    for point, text in texts.items():
        if point.isdigit() and int(point) in scale:
            anchors[int(point)] = text
        elif entry:
            points = ", ".join(str(one) for one in scale) or "none"
            problem = Sentence(
                "%(key)s of %(what)s has no point %(point)s. The scale: %(points)s.",
                key=repr(name),
                what=keys.what,
                point=repr(point),
                points=points,
            )
            keys.problems.add(entry, problem)
    return anchors
