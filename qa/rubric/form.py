"""Reads a criterion's YAML as the fields of a form, and writes changed fields back without touching the rest."""

from __future__ import annotations

import textwrap
from collections.abc import Mapping
from dataclasses import dataclass, field
from io import StringIO
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap, CommentedSeq
from ruamel.yaml.error import YAMLError

_WIDE = 100_000
_UNREADABLE = (YAMLError, ValueError, RecursionError, AttributeError, KeyError, IndexError, TypeError)


@dataclass(frozen=True, slots=True)
class CheckFields:
    """One check: its whole YAML, with what a form shows beside it. `state` is empty where none is written."""

    id: str = field(default="", compare=False)
    kind: str = field(default="", compare=False)
    state: str = ""
    yaml: str = ""


@dataclass(frozen=True, slots=True)
class ExampleFields:
    """One example: the verdict it must get (`pass`, `todo_fail`) and its dialogue."""

    key: str = ""
    text: str = ""


@dataclass(frozen=True, slots=True)
class CriterionFields:
    """A criterion as a form shows it: everything as text, so that what cannot be used is shown as it was typed.

    Texts are by language, `anchors` by point and then by language; `scale` is `0, 1, 2`. An example without text
    and a check without YAML are left out when they are written.
    """

    id: str
    dimension: str = ""
    weight: str = ""
    is_critical: bool = False
    title: Mapping[str, str] = field(default_factory=dict)
    question: Mapping[str, str] = field(default_factory=dict)
    why: Mapping[str, str] = field(default_factory=dict)
    channels: tuple[str, ...] = ()
    scale: str = ""
    anchors: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    checks: tuple[CheckFields, ...] = ()
    examples: tuple[ExampleFields, ...] = ()


def read_fields(body: str) -> CriterionFields | None:
    """Read a criterion's block; None where its YAML cannot be read or is no criterion."""
    mapping = load_block(body)
    if mapping is None:
        return None
    return CriterionFields(
        id=_text(mapping.get("id")),
        dimension=_text(mapping.get("dimension")),
        weight=_text(mapping.get("weight")),
        is_critical=mapping.get("critical") is True,
        title=read_texts(mapping.get("title")),
        question=read_texts(mapping.get("question")),
        why=read_texts(mapping.get("why")),
        channels=tuple(_text(one) for one in _items(mapping.get("channels"))),
        scale=", ".join(_text(one) for one in _items(mapping.get("scale"))),
        anchors=_anchors(mapping.get("anchors"), mapping.get("anchors_by_language")),
        checks=tuple(_check(one) for one in _items(mapping.get("checks"))),
        examples=tuple(_example(one) for one in _items(mapping.get("examples"))),
    )


def read_texts(value: object) -> dict[str, str]:
    """Read texts by language; a plain text is the English one."""
    if isinstance(value, dict):
        return {_text(key): _text(text).strip() for key, text in value.items()}
    return {"en": _text(value).strip()} if value is not None else {}


def load_block(body: str) -> CommentedMap | None:
    """Load a criterion's block, a list of one; None where it cannot be read."""
    # Moved in as it is written again, so that comments at the end of lines keep their column.
    moved = textwrap.indent(textwrap.dedent(body), "  ")
    try:
        loaded = round_trip().load(moved)
    except _UNREADABLE:
        return None
    is_one = isinstance(loaded, CommentedSeq) and len(loaded) == 1 and isinstance(loaded[0], CommentedMap)
    return loaded[0] if is_one else None


def load_snippet(text: str) -> CommentedMap | None:
    """Load the YAML of one check; None where it is no mapping of keys to values."""
    try:
        loaded = round_trip().load(textwrap.dedent(text.replace("\r\n", "\n")))
    except _UNREADABLE:
        return None
    return loaded if isinstance(loaded, CommentedMap) else None


def dump(value: object, *, indent: int = 0) -> str:
    """Write YAML as the shipped rubrics are written, each line moved in by `indent`."""
    written = StringIO()
    round_trip().dump(value, written)
    return textwrap.indent(textwrap.dedent(written.getvalue()), " " * indent)


def round_trip() -> YAML:
    """Return a reader and writer of YAML that keeps comments, order and quotes."""
    yaml = YAML(typ="rt")
    yaml.preserve_quotes = True
    yaml.width = _WIDE
    yaml.indent(mapping=2, sequence=4, offset=2)
    return yaml


def _anchors(plain: object, by_language: object) -> dict[str, dict[str, str]]:
    """Read anchors, which are English, and those of the other languages, by point."""
    anchors = {point: {"en": text} for point, text in read_texts(plain).items() if isinstance(plain, dict)}
    for language, texts in by_language.items() if isinstance(by_language, dict) else ():
        for point, text in read_texts(texts).items():
            anchors.setdefault(point, {})[_text(language)] = text
    return anchors


def _check(raw: object) -> CheckFields:
    if not isinstance(raw, CommentedMap):
        return CheckFields(yaml=_text(raw))
    state = raw.get("state")
    return CheckFields(
        id=_text(raw.get("id")),
        kind=_text(raw.get("kind")),
        state=state if isinstance(state, str) else "by language" if state else "",
        yaml=dump(raw),
    )


def _example(raw: object) -> ExampleFields:
    if not isinstance(raw, CommentedMap) or len(raw) != 1:
        return ExampleFields(text=_text(raw))
    key, text = next(iter(raw.items()))
    return ExampleFields(_text(key), _text(text).rstrip("\n"))


def _items(value: object) -> list[Any]:
    return list(value) if isinstance(value, list) else []


def _text(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    return str(value)
