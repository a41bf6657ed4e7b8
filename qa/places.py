"""Reads YAML so that every key and value knows its place, and collects what is wrong with them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from io import StringIO
from pathlib import Path

from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.nodes import MappingNode, ScalarNode, SequenceNode
from ruamel.yaml.nodes import Node as RawNode

from qa.errors import LocatedError, Sentence

Plain = str | int | float | bool | None


@dataclass(frozen=True, slots=True)
class Scalar:
    """A single value. `raw` is how it is written; `is_block` tells a `|` text, whose first line is the next one."""

    value: Plain
    raw: str
    line: int
    column: int
    is_block: bool = False


@dataclass(frozen=True, slots=True)
class Series:
    """A list of values."""

    nodes: tuple[Node, ...]
    line: int
    column: int


@dataclass(frozen=True, slots=True)
class Entry:
    """One key of a mapping with its value."""

    key: str
    node: Node
    line: int
    column: int


@dataclass(frozen=True, slots=True)
class Table:
    """A mapping, its entries in the order of the file."""

    entries: tuple[Entry, ...]
    line: int
    column: int


Node = Scalar | Series | Table


class Problems:
    """What is wrong with one file, collected so that all of it can be said at once."""

    def __init__(self, file: str, error: type[LocatedError]) -> None:
        self.file = file
        self.found: list[LocatedError] = []
        self._error = error

    def add(self, place: Node | Entry, problem: str) -> None:
        """Note a problem at a place."""
        self.add_at(place.line, problem, column=place.column)

    def add_at(self, line: int, problem: str, *, column: int | None = None) -> None:
        """Note a problem at a line."""
        self.found.append(self._error(self.file, line, problem, column=column))

    def in_order(self) -> list[LocatedError]:
        """Return the problems by place."""
        return sorted(self.found, key=lambda one: (one.line, one.column or 0))

    def raise_first(self) -> None:
        """Raise the first problem by place, if there is any."""
        for problem in self.in_order():
            raise problem


def read_text(path: Path | str, error: type[LocatedError]) -> str:
    """Read a whole UTF-8 file. Raises `error` at the line that is not UTF-8, OSError without a file."""
    data = Path(path).read_bytes()
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as cause:
        line = data.count(b"\n", 0, cause.start) + 1
        raise error(str(path), line, "this is not UTF-8 text: save the file as UTF-8.") from cause


def read_yaml(text: str, problems: Problems) -> Node | None:
    """Read one YAML document; None when it is empty or cannot be read at all, which is noted as a problem."""
    yaml = YAML(typ="rt", pure=True)
    try:
        raw = yaml.compose(StringIO(text))
    except MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
        problem = Sentence("this is not YAML: %(problem)s.", problem=error.problem or error.context)
        problems.add_at(line, problem, column=column)
        return None
    except (YAMLError, ValueError) as error:
        problems.add_at(1, Sentence("this is not YAML: %(problem)s.", problem=str(error).splitlines()[0]))
        return None
    except RecursionError:
        problems.add_at(1, Sentence("lists and mappings are nested too deep to be read."))
        return None
    if raw is None:
        problems.add_at(1, Sentence("the file is empty."))
        return None
    return _Converter(problems).convert(raw)


class _Converter:
    """Turns the nodes of the YAML library into ours; refuses aliases and double keys."""

    def __init__(self, problems: Problems) -> None:
        self._problems = problems
        self._seen: set[int] = set()

    def convert(self, raw: RawNode) -> Node:
        line, column = raw.start_mark.line + 1, raw.start_mark.column + 1
        if isinstance(raw, ScalarNode):
            return Scalar(_plain(raw), raw.value, line, column, is_block=raw.style in ("|", ">"))
        if id(raw) in self._seen:
            problem = Sentence("aliases (*name) are not used here: write the value out.")
            self._problems.add_at(line, problem, column=column)
            return Scalar(None, "", line, column)
        self._seen.add(id(raw))
        if isinstance(raw, SequenceNode):
            return Series(tuple(self.convert(one) for one in raw.value), line, column)
        assert isinstance(raw, MappingNode)
        return Table(self._entries(raw), line, column)

    def _entries(self, raw: MappingNode) -> tuple[Entry, ...]:
        entries: dict[str, Entry] = {}
        for key, value in raw.value:
            line, column = key.start_mark.line + 1, key.start_mark.column + 1
            name = str(key.value) if isinstance(key, ScalarNode) else "?"
            if name in entries:
                problem = Sentence(
                    "key %(name)s is given twice; the first is in line %(line)s.",
                    name=repr(name),
                    line=entries[name].line,
                )
                self._problems.add_at(line, problem, column=column)
            entries.setdefault(name, Entry(name, self.convert(value), line, column))
        return tuple(entries.values())


def _plain(raw: ScalarNode) -> Plain:
    """Resolve a scalar as YAML 1.2 does; what does not convert stays text."""
    kind, value = str(raw.tag).rsplit(":", 1)[-1], str(raw.value)
    try:
        if kind == "int":
            return int(value.replace("_", ""), 0)
        if kind == "float":
            return float(value.replace("_", ""))
    except ValueError:
        return value
    if kind == "bool":
        return value.lower() == "true"
    return None if kind == "null" else value


def name_known(names: Iterable[str]) -> str:
    """Write a list of known names for a message."""
    return ", ".join(sorted(names)) or "none"
