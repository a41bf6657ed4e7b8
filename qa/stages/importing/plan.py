"""Decides which importer reads which of the given files and folders."""

from __future__ import annotations

import os
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from qa import registry
from qa.errors import BadRecordError


@dataclass(frozen=True, slots=True)
class ImportUnit:
    """One thing to read: a file, or a folder whose files belong together (threads of mail, recordings).

    Paths of recordings are relative to `base`; `size` is in bytes.
    """

    importer: str
    path: Path
    base: Path
    size: int


@dataclass(frozen=True, slots=True)
class ImportPlan:
    """What will be read, what cannot be, and which files in folders nobody reads."""

    units: tuple[ImportUnit, ...]
    problems: tuple[BadRecordError, ...] = ()
    skipped: tuple[Path, ...] = ()


def plan_import(paths: Sequence[Path], *, besides: Collection[Path] = ()) -> ImportPlan:
    """Find an importer for every path.

    A folder is read whole by each importer that reads folders; its other files one by one.
    Files in `besides` (orders, saved replies) and hidden files are left out.
    """
    units: list[ImportUnit] = []
    problems: list[BadRecordError] = []
    skipped: list[Path] = []
    left_out = {path.resolve() for path in besides}
    for path in paths:
        if path.is_dir():
            _plan_folder(path, left_out, units, skipped)
        elif not path.exists():
            problems.append(BadRecordError(str(path), 1, "there is no such file or folder."))
        elif importer := _first_reader(path):
            units.append(ImportUnit(importer, path, path.parent, path.stat().st_size))
        else:
            known = ", ".join(registry.importers())
            problems.append(
                BadRecordError(str(path), 1, f"no importer reads files ending in {path.suffix!r}. Importers: {known}.")
            )
    return ImportPlan(tuple(units), tuple(problems), tuple(skipped))


def _plan_folder(folder: Path, left_out: set[Path], units: list[ImportUnit], skipped: list[Path]) -> None:
    files = [path for path in _files_of(folder) if path.resolve() not in left_out]
    whole = [name for name in registry.importers() if registry.importer(name)().reads(folder)]
    sizes = dict.fromkeys(whole, 0)
    for path in files:
        size = path.stat().st_size
        owner = next((name for name in whole if registry.importer(name)().reads(path)), None)
        if owner:
            sizes[owner] += size
        elif importer := _first_reader(path):
            units.append(ImportUnit(importer, path, path.parent, size))
        else:
            skipped.append(path)
    units.extend(ImportUnit(name, folder, folder, size) for name, size in sizes.items())


def _first_reader(path: Path) -> str | None:
    return next((name for name in registry.importers() if registry.importer(name)().reads(path)), None)


def _files_of(folder: Path) -> Iterator[Path]:
    """Yield the files of a folder and its folders by name, hidden ones left out."""
    for place, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        yield from (Path(place) / name for name in sorted(names) if not name.startswith("."))
