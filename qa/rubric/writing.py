"""Writes what a form changed into a criterion's YAML: only the keys that differ, comments and order kept."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ruamel.yaml.comments import CommentedMap, CommentedSeq
from ruamel.yaml.scalarstring import LiteralScalarString

from qa.errors import RubricFormError
from qa.rubric.form import CheckFields, CriterionFields, ExampleFields, dump, load_block, load_snippet, read_fields

_ORDER = (
    "id",
    "dimension",
    "weight",
    "critical",
    "title",
    "question",
    "why",
    "channels",
    "scale",
    "anchors",
    "anchors_by_language",
    "checks",
    "examples",
)


def write_fields(body: str, wanted: CriterionFields) -> str:
    """Return the block with the fields of a form. Raises RubricFormError where the block or a check cannot be read."""
    body, remarks = _without_remarks(body)
    mapping, now = load_block(body), read_fields(body)
    if mapping is None or now is None:
        raise RubricFormError("The YAML of this criterion cannot be read, so the form cannot change it. Mend it first.")
    if wanted == now:
        return body + remarks
    _write_plain(mapping, now, wanted)
    for key, old, new in (
        ("title", now.title, wanted.title),
        ("question", now.question, wanted.question),
        ("why", now.why, wanted.why),
    ):
        _write_texts(mapping, key, old=old, new=new)
    _write_anchors(mapping, now, wanted)
    _write_list(mapping, "checks", _checks(mapping, now, wanted))
    _write_list(mapping, "examples", _examples(mapping, now, wanted))
    indent = len(body) - len(body.lstrip(" "))
    sequence = CommentedSeq([mapping])
    return dump(sequence, indent=indent) + remarks


def _without_remarks(body: str) -> tuple[str, str]:
    """Part the comments at the end of a criterion from it: they belong to no key and stay whatever is taken out."""
    lines = body.splitlines(keepends=True)
    edge, end = len(body) - len(body.lstrip(" ")) + 2, len(lines)
    while end > 1 and lines[end - 1].lstrip().startswith("#"):
        if len(lines[end - 1]) - len(lines[end - 1].lstrip()) > edge:
            break
        end -= 1
    return "".join(lines[:end]), "".join(lines[end:])


def new_criterion(id: str, *, dimension: str, indent: int = 2) -> str:
    """Return the block of a criterion that people alone rate, to begin with."""
    title = id.replace("-", " ").capitalize()
    mapping = CommentedMap({"id": id, "dimension": dimension, "weight": 1, "title": CommentedMap({"en": title})})
    mapping["title"].fa.set_flow_style()
    return "\n" + dump(CommentedSeq([mapping]), indent=indent)


def _write_plain(mapping: CommentedMap, now: CriterionFields, wanted: CriterionFields) -> None:
    for key, old, new in (("id", now.id, wanted.id), ("dimension", now.dimension, wanted.dimension)):
        if new != old:
            _put(mapping, key, new)
    if wanted.weight != now.weight:
        _put(mapping, "weight", _number(wanted.weight) if wanted.weight else None)
    if wanted.is_critical != now.is_critical:
        _put(mapping, "critical", True if wanted.is_critical else None)
    if set(wanted.channels) != set(now.channels):
        _put(mapping, "channels", _flow(wanted.channels))
    if wanted.scale != now.scale:
        _put(mapping, "scale", _flow([_number(one) for one in wanted.scale.replace(",", " ").split()]))


def _write_texts(mapping: CommentedMap, key: str, *, old: Mapping[str, str], new: Mapping[str, str]) -> None:
    """Write texts by language into what is there; a plain text stays plain while it is English alone."""
    kept = {language: text for language, text in new.items() if text}
    if kept == dict(old):
        return
    there = mapping.get(key)
    if isinstance(there, str) and set(kept) == {"en"}:
        mapping[key] = kept["en"]
    elif not kept:
        _put(mapping, key, None)
    elif isinstance(there, CommentedMap):
        known = {str(one): one for one in there}
        for language in [one for one in known if one not in kept]:
            del there[known[language]]
        for language, text in kept.items():
            if old.get(language) != text:
                there[known.get(language, language)] = text
    else:
        _put(mapping, key, CommentedMap(kept))


def _write_anchors(mapping: CommentedMap, now: CriterionFields, wanted: CriterionFields) -> None:
    """Write what the points mean: in English under `anchors`, in other languages under `anchors_by_language`."""
    old, new = _by_language(now.anchors), _by_language(wanted.anchors)
    _write_points(mapping, "anchors", old=old.pop("en", {}), new=new.pop("en", {}))
    if old == new:
        return
    there = mapping.get("anchors_by_language")
    others = there if isinstance(there, CommentedMap) else CommentedMap()
    for language in (*old, *new):
        _write_points(others, language, old=old.get(language, {}), new=new.get(language, {}))
    _put(mapping, "anchors_by_language", others if new else None)


def _by_language(anchors: Mapping[str, Mapping[str, str]]) -> dict[str, dict[str, str]]:
    found: dict[str, dict[str, str]] = {}
    for point, texts in anchors.items():
        for language, text in texts.items():
            if text:
                found.setdefault(language, {})[point] = text
    return found


def _write_points(mapping: CommentedMap, key: str, *, old: Mapping[str, str], new: Mapping[str, str]) -> None:
    """Write texts by point; points are numbers."""
    if old == new:
        return
    there = mapping.get(key)
    points = there if isinstance(there, CommentedMap) else CommentedMap()
    known = {str(point): point for point in points}
    for point in [one for one in known if one not in new]:
        del points[known[point]]
    for point, text in new.items():
        points[known.get(point, _number(point))] = text
    if not new:
        mapping.pop(key, None)
    elif key in _ORDER:
        _put(mapping, key, points)
    else:
        mapping[key] = points


def _checks(mapping: CommentedMap, now: CriterionFields, wanted: CriterionFields) -> list[Any] | None:
    """Return the checks to write, None where none differs. Unchanged ones are the very nodes that were there."""
    if wanted.checks == now.checks:
        return None
    there = list(mapping.get("checks") or [])
    return [
        _check(number, fields, node=there[number] if number < len(there) else None, now=now)
        for number, fields in enumerate(wanted.checks)
        if fields.yaml.strip()
    ]


def _check(number: int, fields: CheckFields, *, node: Any, now: CriterionFields) -> Any:
    before = now.checks[number] if number < len(now.checks) else CheckFields()
    if fields.yaml.strip() != before.yaml.strip():
        node = load_snippet(fields.yaml)
        if node is None:
            raise RubricFormError(
                "Check %(number)s is no YAML mapping of keys to values; the rest was not saved.", number=number + 1
            )
    if fields.state != before.state and fields.state != "by language" and isinstance(node, CommentedMap):
        _put_state(node, fields.state)
    return node


def _put_state(node: CommentedMap, state: str) -> None:
    if not state:
        node.pop("state", None)
    elif "state" in node:
        node["state"] = state
    else:
        node.insert(min(2, len(node)), "state", state)


def _examples(mapping: CommentedMap, now: CriterionFields, wanted: CriterionFields) -> list[Any] | None:
    if wanted.examples == now.examples:
        return None
    there = list(mapping.get("examples") or [])
    return [
        there[number] if number < len(there) and fields == now.examples[number] else _example(fields)
        for number, fields in enumerate(wanted.examples)
        if fields.text.strip()
    ]


def _example(fields: ExampleFields) -> CommentedMap:
    lines = fields.text.replace("\r\n", "\n").strip("\n").split("\n")
    text = "\n".join(line.rstrip() for line in lines).lstrip()
    return CommentedMap({fields.key or "pass": LiteralScalarString(text + "\n")})


def _write_list(mapping: CommentedMap, key: str, nodes: list[Any] | None) -> None:
    """Put the nodes into the list that is there, so that comments at its edge stay."""
    if nodes is None:
        return
    there = mapping.get(key)
    if not nodes:
        _put(mapping, key, None)
    elif isinstance(there, CommentedSeq):
        while len(there) > len(nodes):
            del there[-1]
        for number, node in enumerate(nodes):
            if number < len(there):
                there[number] = node
            else:
                there.append(node)
    else:
        _put(mapping, key, CommentedSeq(nodes))


def _put(mapping: CommentedMap, key: str, value: Any) -> None:
    """Set a key where it belongs in the usual order, or take it out with None or nothing in it."""
    if value is None or (isinstance(value, list) and not value):
        mapping.pop(key, None)
    elif key in mapping:
        mapping[key] = value
    else:
        rank = _ORDER.index(key)
        place = sum(1 for one in mapping if one in _ORDER and _ORDER.index(one) < rank)
        mapping.insert(place, key, value)


def _flow(values: Any) -> CommentedSeq:
    sequence = CommentedSeq(values)
    sequence.fa.set_flow_style()
    return sequence


def _number(text: str) -> int | float | str:
    """Read a number as it would be written; what is none stays text, for lint to say so."""
    for convert in (int, float):
        try:
            return convert(text.replace(",", ".") if convert is float else text)
        except ValueError:
            continue
    return text
