"""Reads JSON Lines strictly: each line an object, its keys taken by name and type, errors with file and line."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from datetime import datetime
from decimal import Decimal, InvalidOperation
from typing import NoReturn

from qa.errors import FactsError


class Record:
    """One JSON object of a line. Each method takes a key; `close` refuses what nobody took. All raise FactsError."""

    def __init__(self, value: object, *, file: str, line: int, what: str) -> None:
        self._file, self._line, self.what = file, line, what
        self._taken: set[str] = set()
        if not isinstance(value, dict):
            self.refuse(f"{what} must be a JSON object.")
        self._values: dict[str, object] = value

    def refuse(self, problem: str) -> NoReturn:
        """Raise a FactsError at this line."""
        raise FactsError(self._file, self._line, problem)

    def take(self, name: str) -> object:
        """Take a key as it is, None when absent."""
        self._taken.add(name)
        return self._values.get(name)

    def text(self, name: str) -> str | None:
        """Take a text."""
        value = self.take(name)
        if value is not None and not isinstance(value, str):
            self.refuse(f"{name!r} of {self.what} must be a text, not {value!r}.")
        return value

    def required_text(self, name: str) -> str:
        """Take a text that must be there."""
        value = self.text(name)
        if not value:
            self.refuse(f"{self.what} has no {name!r}, which it needs.")
        return value

    def decimal(self, name: str) -> Decimal | None:
        """Take a decimal number, written as a text or a number."""
        value = self.take(name)
        if value is None:
            return None
        try:
            amount = Decimal(str(value)) if isinstance(value, str | int | float) else Decimal("nan")
        except InvalidOperation:
            amount = Decimal("nan")
        if isinstance(value, bool) or not amount.is_finite():
            self.refuse(f'{name!r} of {self.what} must be a decimal number such as "12.99", not {value!r}.')
        return amount

    def moment(self, name: str) -> datetime | None:
        """Take a time with an offset."""
        text = self.text(name)
        if text is None:
            return None
        try:
            moment = datetime.fromisoformat(text)
        except ValueError:
            moment = None
        if moment is None or moment.tzinfo is None:
            example = "2026-05-12T10:00:00+02:00"
            self.refuse(f"{name!r} of {self.what} must be a time with an offset such as {example}, not {text!r}.")
        return moment

    def required_moment(self, name: str) -> datetime:
        """Take a time with an offset that must be there."""
        moment = self.moment(name)
        if moment is None:
            self.refuse(f"{self.what} has no {name!r}, which it needs.")
        return moment

    def whole(self, name: str, *, default: int) -> int:
        """Take a whole number."""
        value = self.take(name)
        if value is None:
            return default
        if isinstance(value, bool) or not isinstance(value, int):
            self.refuse(f"{name!r} of {self.what} must be a whole number, not {value!r}.")
        return value

    def records(self, name: str, *, what: str) -> list[Record]:
        """Take a list of objects."""
        value = self.take(name)
        if value is None:
            return []
        if not isinstance(value, list):
            self.refuse(f"{name!r} of {self.what} must be a list.")
        return [Record(one, file=self._file, line=self._line, what=what) for one in value]

    def record(self, name: str, *, what: str) -> Record | None:
        """Take an object."""
        value = self.take(name)
        return None if value is None else Record(value, file=self._file, line=self._line, what=what)

    def close(self) -> None:
        """Refuse keys that nobody took."""
        for name in self._values:
            if name not in self._taken:
                self.refuse(f"{self.what} has no key {name!r}. Known: {', '.join(sorted(self._taken))}.")


def read_lines(lines: Iterable[str | bytes], *, file: str, what: str) -> Iterator[tuple[int, Record]]:
    """Yield (line number, record) for each line that is not blank. Raises FactsError for one that is no JSON object."""
    for number, line in enumerate(lines, start=1):
        text = _decode(line, file=file, number=number)
        if not text.strip():
            continue
        try:
            value = json.loads(text)
        except (ValueError, RecursionError) as error:
            reason = error.msg if isinstance(error, json.JSONDecodeError) else "it cannot be held"
            raise FactsError(file, number, f"this is not JSON: {reason}.") from error
        yield number, Record(value, file=file, line=number, what=what)


def _decode(line: str | bytes, *, file: str, number: int) -> str:
    if isinstance(line, str):
        return line
    try:
        return line.decode("utf-8-sig" if number == 1 else "utf-8")
    except UnicodeDecodeError as error:
        raise FactsError(file, number, f"this is not UTF-8: byte {error.start + 1} of the line.") from error
