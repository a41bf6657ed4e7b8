"""Finds which mails belong to one conversation, by the ids they carry and refer to."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator
from typing import Generic, TypeVar

Value = TypeVar("Value")


class Threads(Generic[Value]):
    """Groups values that share an id with one another, directly or through others."""

    def __init__(self) -> None:
        self._parents: dict[int, int] = {}
        self._values: list[tuple[int, Value]] = []

    def add(self, value: Value, ids: Iterable[Hashable]) -> None:
        """Add a value with its own id and the ids it refers to; without any it stands alone."""
        keys = [hash(id) for id in ids] or [hash(("alone", len(self._values)))]
        first = self._root(keys[0])
        for key in keys[1:]:
            self._parents[self._root(key)] = first
        self._values.append((first, value))

    def groups(self) -> Iterator[list[Value]]:
        """Yield the values of each thread, in the order they were added; threads by their first value."""
        grouped: dict[int, list[Value]] = {}
        for key, value in self._values:
            grouped.setdefault(self._root(key), []).append(value)
        yield from grouped.values()

    def _root(self, key: int) -> int:
        parents = self._parents
        parents.setdefault(key, key)
        while parents[key] != key:
            parents[key] = parents[parents[key]]
            key = parents[key]
        return key
