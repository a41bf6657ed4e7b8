"""Decides which importer reads which of the given files and folders."""

from __future__ import annotations

import os
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from qa import registry
from qa.errors import BadRecordError
from qa.ports import GroupImporter, common_folder


@dataclass(frozen=True, slots=True)
class ImportUnit:
    """What is read at once: one file, or all files of a kind that belong together (mails, recordings).

    Paths of recordings are relative to `base`; `size` is in bytes. `adds_messages` tells that
    messages stored before stay when they do not come again.
    """

    importer: str
    paths: tuple[Path, ...]
    base: Path
    size: int
    adds_messages: bool = False


@dataclass(frozen=True, slots=True)
class ImportPlan:
    """What will be read, what cannot be, and which files in folders nobody reads."""

    units: tuple[ImportUnit, ...]
    problems: tuple[BadRecordError, ...] = ()
    skipped: tuple[Path, ...] = ()


def plan_import(paths: Sequence[Path], *, besides: Collection[Path] = ()) -> ImportPlan:
    """Find an importer for every file given and every file in folders given.

    Files in `besides` (orders, saved replies) and hidden files are left out of folders.
    """
    planner = _Planner()
    left_out = {path.resolve() for path in besides}
    for path in paths:
        if path.is_dir():
            for file in _files_of(path):
                if file.resolve() not in left_out:
                    planner.add(file, is_named=False)
        elif path.exists():
            planner.add(path, is_named=True)
        else:
            planner.refuse(path, "there is no such file or folder.")
    return planner.plan()


class _Planner:
    """Collects units; files of an importer that reads them together become one."""

    def __init__(self) -> None:
        self._importers = {name: registry.importer(name)() for name in registry.importers()}
        self._units: list[ImportUnit] = []
        self._groups: dict[str, dict[Path, int]] = {}
        self._problems: list[BadRecordError] = []
        self._skipped: list[Path] = []

    def add(self, path: Path, *, is_named: bool) -> None:
        """Plan one file; one that nobody reads is a problem if somebody named it."""
        try:
            size = path.stat().st_size
            name = next((name for name, importer in self._importers.items() if importer.reads(path)), None)
        except OSError as error:
            self.refuse(path, f"the file cannot be read: {error.strerror}.")
            return
        if name is None and is_named:
            known = ", ".join(self._importers)
            self.refuse(path, f"no importer reads files ending in {path.suffix!r}. Importers: {known}.")
        elif name is None:
            self._skipped.append(path)
        elif isinstance(self._importers[name], GroupImporter):
            self._groups.setdefault(name, {})[path] = size
        else:
            self._units.append(ImportUnit(name, (path,), path.parent, size))

    def refuse(self, path: Path, problem: str) -> None:
        """Note what is wrong with a path."""
        self._problems.append(BadRecordError(str(path), 1, problem))

    def plan(self) -> ImportPlan:
        """Return the plan."""
        for name, sizes in self._groups.items():
            paths = tuple(sizes)
            importer = self._importers[name]
            adds_messages = isinstance(importer, GroupImporter) and importer.adds_messages
            self._units.append(
                ImportUnit(name, paths, common_folder(paths), sum(sizes.values()), adds_messages=adds_messages)
            )
        return ImportPlan(tuple(self._units), tuple(self._problems), tuple(self._skipped))


def _files_of(folder: Path) -> Iterator[Path]:
    """Yield the files of a folder and its folders by name, hidden ones left out."""
    for place, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        yield from (Path(place) / name for name in sorted(names) if not name.startswith("."))
