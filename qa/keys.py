"""Takes the keys of a mapping by name and type, noting whatever is missing, of another type or unknown."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import TypeVar

from qa.errors import Sentence
from qa.places import Entry, Node, Problems, Scalar, Series, Table, name_known

Value = TypeVar("Value")


class Keys:
    """The keys of one mapping. Each `take` method notes a problem instead of raising; `close` reports unknown keys.

    `what` names the mapping in messages: "criterion 'no-blame'".
    """

    def __init__(self, node: Node | None, problems: Problems, *, what: str) -> None:
        self.node, self.problems, self.what = node, problems, what
        self._entries: dict[str, Entry] = {}
        self._taken: set[str] = set()
        if isinstance(node, Table):
            self._entries = {entry.key: entry for entry in node.entries}
        elif node is not None:
            problems.add(node, Sentence("%(what)s must be a mapping of keys to values.", what=what))

    def entry(self, name: str, *, is_required: bool = False) -> Entry | None:
        """Take a key as it is."""
        self._taken.add(name)
        entry = self._entries.get(name)
        if entry is None and is_required and isinstance(self.node, Table):
            problem = Sentence("%(what)s has no %(name)s, which it needs.", what=self.what, name=repr(name))
            self.problems.add(self.node, problem)
        return entry

    def text(self, name: str, *, is_required: bool = False) -> str | None:
        """Take a text that is not empty."""
        return self._take(name, _text, expected=Sentence("a text"), is_required=is_required)

    def word(self, name: str, *, is_required: bool = False) -> str | None:
        """Take a text or number as it is written."""
        return self._take(name, _written, expected=Sentence("a text"), is_required=is_required)

    def number(self, name: str, *, is_required: bool = False) -> float | None:
        """Take a number."""
        return self._take(name, _number, expected=Sentence("a number"), is_required=is_required)

    def whole(self, name: str, *, is_required: bool = False) -> int | None:
        """Take a whole number of at least 1."""
        return self._take(name, _whole, expected=Sentence("a whole number of at least 1"), is_required=is_required)

    def flag(self, name: str) -> bool:
        """Take true or false; false when absent."""
        return self._take(name, _flag, expected=Sentence("true or false")) or False

    def day(self, name: str) -> date | None:
        """Take a date; null is the same as absent."""
        entry = self._entries.get(name)
        if entry and isinstance(entry.node, Scalar) and entry.node.value is None:
            self._taken.add(name)
            return None
        return self._take(name, _day, expected=Sentence("a date such as %(day)s", day="2026-10-01"))

    def decimal(self, name: str, *, is_required: bool = False) -> Decimal | None:
        """Take a decimal number exactly as it is written."""
        return self._take(
            name,
            _decimal,
            expected=Sentence("a decimal number such as %(number)s", number='"12.99"'),
            is_required=is_required,
        )

    def choice(self, name: str, choices: Iterable[str], *, is_required: bool = False) -> str | None:
        """Take one of the names in `choices`."""
        known = frozenset(choices)
        expected = Sentence("one of %(names)s", names=name_known(known))
        return self._take(
            name, lambda node: node.raw if node.raw in known else None, expected=expected, is_required=is_required
        )

    def words(self, name: str) -> tuple[str, ...]:
        """Take a list of texts; one text alone is a list of one."""
        entry = self.entry(name)
        return self._words_of(entry) if entry else ()

    def choices(self, name: str, choices: Iterable[str]) -> tuple[str, ...]:
        """Take a list of names, each one of `choices`."""
        known = tuple(choices)
        entry, words = self.entry(name), self.words(name)
        for word in words:
            if entry and word not in known:
                self._refuse_value(entry, word, Sentence("one of %(names)s", names=name_known(known)))
        return tuple(word for word in words if word in known)

    def texts(self, name: str, *, is_required: bool = False) -> dict[str, str]:
        """Take texts by language; a plain text is the English one."""
        entry = self.entry(name, is_required=is_required)
        if entry is None:
            return {}
        if isinstance(entry.node, Table):
            return {one.key: _raw(one.node) for one in entry.node.entries if self._is_text(one)}
        return {"en": _raw(entry.node)} if self._is_text(entry) else {}

    def keys(self, name: str, *, what: str, is_required: bool = False) -> Keys | None:
        """Take a mapping, to be read and closed in its turn."""
        entry = self.entry(name, is_required=is_required)
        return Keys(entry.node, self.problems, what=what) if entry else None

    def nodes(self, name: str, *, is_required: bool = False) -> tuple[Node, ...]:
        """Take a list of anything."""
        entry = self.entry(name, is_required=is_required)
        if entry is None:
            return ()
        if isinstance(entry.node, Series):
            return entry.node.nodes
        self._refuse(entry, Sentence("a list"))
        return ()

    def rest(self) -> tuple[Entry, ...]:
        """Return the keys that nobody took."""
        return tuple(entry for name, entry in self._entries.items() if name not in self._taken)

    def close(self) -> None:
        """Note every key that nobody took, with the known ones."""
        for entry in self.rest():
            problem = Sentence(
                "%(what)s has no key %(key)s. Known: %(known)s.",
                what=self.what,
                key=repr(entry.key),
                known=name_known(self._taken),
            )
            self.problems.add(entry, problem)

    def _take(
        self, name: str, read: Callable[[Scalar], Value | None], *, expected: str, is_required: bool = False
    ) -> Value | None:
        entry = self.entry(name, is_required=is_required)
        if entry is None:
            return None
        value = read(entry.node) if isinstance(entry.node, Scalar) else None
        if value is None:
            self._refuse(entry, expected)
        return value

    def _words_of(self, entry: Entry) -> tuple[str, ...]:
        nodes = entry.node.nodes if isinstance(entry.node, Series) else (entry.node,)
        words = []
        for node in nodes:
            if isinstance(node, Scalar) and node.raw.strip():
                words.append(node.raw)
            else:
                problem = Sentence("%(key)s of %(what)s must be texts.", key=repr(entry.key), what=self.what)
                self.problems.add(node, problem)
        return tuple(words)

    def _is_text(self, entry: Entry) -> bool:
        if isinstance(entry.node, Scalar) and entry.node.raw.strip():
            return True
        self._refuse(entry, Sentence("a text; one with a comma or colon in it needs quotes"))
        return False

    def _refuse(self, entry: Entry, expected: str) -> None:
        shown = entry.node.raw if isinstance(entry.node, Scalar) else None
        self._refuse_value(entry, shown, expected)

    def _refuse_value(self, entry: Entry, shown: str | None, expected: str) -> None:
        key = repr(entry.key)
        if shown is None:
            problem = Sentence(
                "%(key)s of %(what)s has a value of another form: expected %(expected)s.",
                key=key,
                what=self.what,
                expected=expected,
            )
        else:
            problem = Sentence(
                "%(key)s of %(what)s cannot be %(value)s: expected %(expected)s.",
                key=key,
                what=self.what,
                value=repr(shown),
                expected=expected,
            )
        self.problems.add(entry.node, problem)


def _raw(node: Node) -> str:
    return node.raw.strip() if isinstance(node, Scalar) else ""


def _text(node: Scalar) -> str | None:
    return node.value if isinstance(node.value, str) and node.value.strip() else None


def _written(node: Scalar) -> str | None:
    return node.raw if node.raw.strip() else None


def _number(node: Scalar) -> float | None:
    value = node.value
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    return value if math.isfinite(value) else None


def _whole(node: Scalar) -> int | None:
    value = node.value
    return value if isinstance(value, int) and not isinstance(value, bool) and value >= 1 else None


def _flag(node: Scalar) -> bool | None:
    return node.value if isinstance(node.value, bool) else None


def _day(node: Scalar) -> date | None:
    try:
        return date.fromisoformat(node.raw)
    except ValueError:
        return None


def _decimal(node: Scalar) -> Decimal | None:
    try:
        amount = Decimal(node.raw)
    except InvalidOperation:
        return None
    return amount if amount.is_finite() else None
