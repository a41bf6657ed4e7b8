"""Reads a tagger dictionary in the form the morfologik library writes (CFSA2), word by word, without loading it all."""

from __future__ import annotations

from collections.abc import Iterator

_MAGIC = b"\\fsa\xc6"
_NUMBERED = 0x0100
_FINAL, _LAST, _NEXT, _LABEL = 0x20, 0x40, 0x80, 0x1F


class TagAutomaton:
    """A dictionary of `word SEPARATOR stem SEPARATOR tag` as one automaton over bytes.

    The form is that of CFSA2 in morfologik-fsa 2.1: a node is its arcs in a row; an arc is a byte of flags with the
    label's number, the label itself where the number is 0, and the node it leads to unless that follows the last arc.
    """

    def __init__(self, data: bytes, *, separator: str) -> None:
        if not data.startswith(_MAGIC) or int.from_bytes(data[5:7], "big") & _NUMBERED:
            raise ValueError(f"a tagger dictionary begins with {_MAGIC!r} and has no numbered nodes")
        labels = data[7]
        self._labels = data[8 : 8 + labels]
        self._arcs = data[8 + labels :]
        self._separator = separator.encode()[0]
        self._root = self._target(0)

    def tags(self, word: str) -> frozenset[str]:
        """Return the tags of all readings of a word; none where it is not in the dictionary."""
        node: int | None = self._root
        for byte in (*word.encode(), self._separator):
            node = self._follow(node, byte)
            if node is None:
                return frozenset()
        endings = [bytes(ending).rpartition(bytes([self._separator]))[2] for ending in self._endings(node)]
        return frozenset(ending.decode() for ending in endings)

    def _follow(self, node: int | None, byte: int) -> int | None:
        for arc in self._arcs_of(node):
            if self._label(arc) == byte:
                return self._target(arc)
        return None

    def _endings(self, node: int | None) -> Iterator[tuple[int, ...]]:
        for arc in self._arcs_of(node):
            label = self._label(arc)
            if self._arcs[arc] & _FINAL:
                yield (label,)
            for rest in self._endings(self._target(arc)):
                yield (label, *rest)

    def _arcs_of(self, node: int | None) -> Iterator[int]:
        if not node:
            return
        arc = node
        while True:
            yield arc
            if self._arcs[arc] & _LAST:
                return
            arc = self._after(arc)

    def _label(self, arc: int) -> int:
        number = self._arcs[arc] & _LABEL
        return self._labels[number] if number else self._arcs[arc + 1]

    def _target(self, arc: int) -> int:
        if self._arcs[arc] & _NEXT:
            while not self._arcs[arc] & _LAST:
                arc = self._after(arc)
            return self._after(arc)
        return self._number(arc + (1 if self._arcs[arc] & _LABEL else 2))[0]

    def _after(self, arc: int) -> int:
        flags = self._arcs[arc]
        place = arc + (1 if flags & _LABEL else 2)
        return place if flags & _NEXT else self._number(place)[1]

    def _number(self, place: int) -> tuple[int, int]:
        """Read a number of seven bits a byte, lowest first; return it and the place after it."""
        value = shift = 0
        while True:
            byte = self._arcs[place]
            value |= (byte & 0x7F) << shift
            place, shift = place + 1, shift + 7
            if not byte & 0x80:
                return value, place
