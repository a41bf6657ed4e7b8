"""Reads the head of a rubric as the fields of a form, and writes changed ones back; comments and order are kept."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from ruamel.yaml.comments import CommentedMap, CommentedSeq
from ruamel.yaml.error import YAMLError

from qa.errors import RubricFormError
from qa.rubric.form import dump, read_texts, round_trip


@dataclass(frozen=True, slots=True)
class HeadFields:
    """What is said of a whole rubric. All as text, so that what cannot be used is shown as it was typed."""

    name: str = ""
    version: str = ""
    title: Mapping[str, str] = field(default_factory=dict)
    pass_mark: str = ""
    channels: tuple[str, ...] = ()


def read_head(body: str) -> HeadFields | None:
    """Read the head's block, `criteria:` included; None where its YAML cannot be read."""
    mapping = _load(body)
    if mapping is None:
        return None
    channels = mapping.get("channels")
    return HeadFields(
        name=str(mapping.get("rubric") or ""),
        version=str(mapping.get("version") or ""),
        title=read_texts(mapping.get("title")),
        pass_mark="" if mapping.get("pass_mark") is None else str(mapping["pass_mark"]),
        channels=tuple(str(one) for one in channels) if isinstance(channels, list) else (),
    )


def write_head(body: str, wanted: HeadFields) -> str:
    """Return the head with the title, pass mark and channels of a form. Raises RubricFormError where it is unreadable.

    Name and version are not the form's to change.
    """
    mapping, now = _load(body), read_head(body)
    if mapping is None or now is None:
        raise RubricFormError("The YAML of the head cannot be read, so the form cannot change it. Mend it first.")
    kept = {language: text for language, text in wanted.title.items() if text}
    if (kept, wanted.pass_mark, set(wanted.channels)) == (dict(now.title), now.pass_mark, set(now.channels)):
        return body
    if kept != dict(now.title):
        mapping["title"] = _texts(mapping.get("title"), kept)
    if wanted.pass_mark != now.pass_mark:
        _put(mapping, "pass_mark", _number(wanted.pass_mark))
    if set(wanted.channels) != set(now.channels):
        sequence = CommentedSeq(wanted.channels)
        sequence.fa.set_flow_style()
        _put(mapping, "channels", sequence if wanted.channels else None)
    return dump(mapping)


def _load(body: str) -> CommentedMap | None:
    try:
        loaded = round_trip().load(body)
    except (YAMLError, ValueError, RecursionError, AttributeError, TypeError, KeyError, IndexError):
        return None
    return loaded if isinstance(loaded, CommentedMap) else None


def _texts(there: Any, kept: Mapping[str, str]) -> Any:
    if isinstance(there, CommentedMap):
        for language in [one for one in there if one not in kept]:
            del there[language]
        there.update(kept)
        return there
    return kept["en"] if set(kept) == {"en"} else CommentedMap(kept)


def _put(mapping: CommentedMap, key: str, value: Any) -> None:
    if value is None or value == "":
        mapping.pop(key, None)
    elif key in mapping:
        mapping[key] = value
    else:
        mapping.insert(list(mapping).index("criteria") if "criteria" in mapping else len(mapping), key, value)


def _number(text: str) -> int | float | str:
    for convert in (int, float):
        try:
            return convert(text.replace(",", "."))
        except ValueError:
            continue
    return text
