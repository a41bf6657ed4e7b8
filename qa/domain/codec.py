"""Frozen dataclasses as JSON and back, so that stored figures are read as what they were computed as."""

from __future__ import annotations

import types
from collections.abc import Mapping
from dataclasses import asdict, fields, is_dataclass
from datetime import date, datetime
from functools import cache
from typing import Any, TypeVar, Union, cast, get_args, get_origin, get_type_hints

Value = TypeVar("Value")


def to_json(value: Any) -> Any:
    """Return a dataclass as plain objects, lists, numbers and texts; dates in ISO form."""
    return _plain(asdict(value))


def from_json(kind: type[Value], given: Any) -> Value:
    """Return the dataclass that `to_json` wrote.

    What is missing takes its default, and what is not known any more is left out, so that figures stored by another
    version can be read. Raises TypeError where a field without a default is missing.
    """
    return cast(Value, _read(kind, given))


def _plain(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {name: _plain(one) for name, one in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(one) for one in value]
    return value.isoformat() if isinstance(value, date | datetime) else value


def _read(kind: Any, given: Any) -> Any:
    if given is None:
        return None
    origin = get_origin(kind)
    if origin in (Union, types.UnionType):
        return _read(next(one for one in get_args(kind) if one is not type(None)), given)
    if origin is tuple:
        return _read_tuple(get_args(kind), given)
    if origin is Mapping and get_args(kind)[0] is str:
        return {name: _read(get_args(kind)[1], one) for name, one in given.items()}
    if is_dataclass(kind):
        hints = _hints(cast(type, kind))
        return kind(**{name: _read(hints[name], given[name]) for name in hints if name in given})  # type: ignore[operator]
    if kind in (date, datetime):
        return kind.fromisoformat(given)
    return float(given) if kind is float else given


def _read_tuple(kinds: tuple[Any, ...], given: Any) -> tuple[Any, ...]:
    if kinds[-1] is Ellipsis:
        return tuple(_read(kinds[0], one) for one in given)
    return tuple(_read(kind, one) for kind, one in zip(kinds, given, strict=True))


@cache
def _hints(kind: type) -> dict[str, Any]:
    found = get_type_hints(kind)
    return {field.name: found[field.name] for field in fields(cast(Any, kind))}
