"""Frozen dataclasses as JSON and back, so that stored figures are read as what they were computed as."""

from __future__ import annotations

import types
from collections.abc import Callable, Mapping
from dataclasses import fields, is_dataclass
from datetime import date, datetime
from functools import cache, partial
from typing import Any, TypeVar, Union, cast, get_args, get_origin, get_type_hints

Value = TypeVar("Value")
_SIMPLE = (str, int, float, type(None))


def to_json(value: Any) -> Any:
    """Return a dataclass as plain objects, lists, numbers and texts; dates in ISO form."""
    if isinstance(value, _SIMPLE):
        return value
    if isinstance(value, Mapping):
        return {name: to_json(one) for name, one in value.items()}
    if isinstance(value, list | tuple):
        return [to_json(one) for one in value]
    if is_dataclass(value):
        return {name: to_json(getattr(value, name)) for name in _hints(cast(Any, type(value)))}
    return value.isoformat() if isinstance(value, date | datetime) else value


def from_json(kind: type[Value], given: Any) -> Value:
    """Return the dataclass that `to_json` wrote.

    What is missing takes its default, and what is not known any more is left out, so that figures stored by another
    version can be read. Raises TypeError where a field without a default is missing.
    """
    return cast(Value, _reader(cast(Any, kind))(given))


@cache
def _reader(kind: Any) -> Callable[[Any], Any]:
    """Return what reads values of a kind: looked up once, as a page reads thousands."""
    origin, kinds = get_origin(kind), get_args(kind)
    if origin in (Union, types.UnionType):
        return _reader(next(one for one in kinds if one is not type(None)))
    if origin is tuple:
        return _tuple_reader(kinds)
    if origin is Mapping and kinds[0] is str:
        read = _reader(kinds[1])
        return _unless_none(lambda given: {name: read(one) for name, one in given.items()})
    if is_dataclass(kind):
        return _unless_none(partial(_read_dataclass, kind))
    if kind in (date, datetime):
        return _unless_none(kind.fromisoformat)
    return _unless_none(float) if kind is float else lambda given: given


def _unless_none(read: Callable[[Any], Any]) -> Callable[[Any], Any]:
    return lambda given: None if given is None else read(given)


def _tuple_reader(kinds: tuple[Any, ...]) -> Callable[[Any], Any]:
    if kinds[-1] is Ellipsis:
        read = _reader(kinds[0])
        return _unless_none(lambda given: tuple([read(one) for one in given]))
    readers = [_reader(kind) for kind in kinds]
    return _unless_none(lambda given: tuple([read(one) for read, one in zip(readers, given, strict=True)]))


def _read_dataclass(kind: Any, given: Mapping[str, Any]) -> Any:
    return kind(**{name: read(given[name]) for name, read in _field_readers(kind) if name in given})


@cache
def _field_readers(kind: type) -> tuple[tuple[str, Callable[[Any], Any]], ...]:
    return tuple((name, _reader(hint)) for name, hint in _hints(kind).items())


@cache
def _hints(kind: type) -> dict[str, Any]:
    found = get_type_hints(kind)
    return {field.name: found[field.name] for field in fields(cast(Any, kind))}
