"""Finds plug-ins by name: a plug-in is a file in a folder that an entry-point group names, imported on first use.

Each plug-in file exports exactly one name in `__all__`, its class.
"""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable
from functools import cache
from importlib.metadata import entry_points
from typing import cast

from qa.errors import UnknownNameError
from qa.ports import Check, ClaimExtractor, Engine, Importer, LanguagePack, Reader, Silencer

_WHAT = {
    "plumbline.check_kinds": "check kind",
    "plumbline.engines": "engine",
    "plumbline.importers": "importer",
    "plumbline.languages": "language",
}


def check_kind(name: str) -> type[Check]:
    """Return the check kind of that name. Raises UnknownNameError listing the known ones."""
    return cast(type[Check], _load("plumbline.check_kinds", name))


def engine(name: str) -> type[Engine]:
    """Return the speech engine of that name. Raises UnknownNameError listing the known ones."""
    return cast(type[Engine], _load("plumbline.engines", name))


def importer(name: str) -> type[Importer]:
    """Return the importer of that name. Raises UnknownNameError listing the known ones."""
    return cast(type[Importer], _load("plumbline.importers", name))


def language(code: str) -> type[LanguagePack]:
    """Return the language pack of that code. Raises UnknownNameError listing the known ones."""
    return cast(type[LanguagePack], _load("plumbline.languages", code))


def check_kinds() -> tuple[str, ...]:
    """Return the names of all check kinds, sorted."""
    return tuple(sorted(_places("plumbline.check_kinds")))


def engines() -> tuple[str, ...]:
    """Return the names of all speech engines, sorted."""
    return tuple(sorted(_places("plumbline.engines")))


def importers() -> tuple[str, ...]:
    """Return the names of all importers, sorted."""
    return tuple(sorted(_places("plumbline.importers")))


def languages() -> tuple[str, ...]:
    """Return the codes of all language packs, sorted."""
    return tuple(sorted(_places("plumbline.languages")))


def reader() -> type[Reader]:
    """Return the reader that prepares conversations for checks."""
    (entry,) = [one for one in entry_points(group="plumbline.reader") if one.name == "default"]
    return cast(type[Reader], entry.load())


def silencer() -> Silencer:
    """Return what makes the copy of a recording that people hear."""
    (entry,) = entry_points(group="plumbline.sound", name="silencer")
    return cast(Silencer, entry.load())


def claim_extractor() -> ClaimExtractor:
    """Return what reads claims from a sentence."""
    (entry,) = entry_points(group="plumbline.claims", name="default")
    return cast(ClaimExtractor, entry.load())


def claim_languages() -> tuple[str, ...]:
    """Return the codes of the languages claims can be read in, sorted."""
    (entry,) = entry_points(group="plumbline.claims", name="languages")
    return cast(Callable[[], tuple[str, ...]], entry.load())()


@cache
def _places(group: str) -> dict[str, str]:
    """Map plug-in names to module paths, without importing the plug-ins."""
    places: dict[str, str] = {}
    for entry in entry_points(group=group):
        package = importlib.import_module(entry.value)
        for found in pkgutil.iter_modules(package.__path__):
            if not found.name.startswith("_"):
                places[found.name] = f"{entry.value}.{found.name}"
    return places


@cache
def _load(group: str, name: str) -> object:
    places = _places(group)
    if name not in places:
        raise UnknownNameError(_WHAT[group], name, known=places)
    loaded = importlib.import_module(places[name])
    (exported,) = loaded.__all__
    return getattr(loaded, exported)
