"""Reads a language pack: the phrase sets in `phrases.yaml` beside the pack's own file."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import ClassVar, cast

from ruamel.yaml import YAML

from checks.combinations import combinations_path
from qa.ports import PhraseSet

_HERE = Path(__file__).parent


class YamlPack:
    """A language pack whose phrase sets stand in `checks/languages/<code>/phrases.yaml`."""

    code: ClassVar[str]
    version: ClassVar[int]

    def phrase_sets(self) -> Mapping[str, PhraseSet]:
        """Return the pack's phrase sets by name."""
        return _read(self.code)

    def content_hash(self) -> str:
        """Return the SHA-256 of the phrases, which names them in outcomes even when `version` was forgotten."""
        beside = combinations_path(self.code)
        return hashlib.sha256(
            _path(self.code).read_bytes() + (beside.read_bytes() if beside.exists() else b"")
        ).hexdigest()


def _path(code: str) -> Path:
    return _HERE / code / "phrases.yaml"


@cache
def _read(code: str) -> Mapping[str, PhraseSet]:
    loaded = cast(dict[str, dict[str, list[str]]], YAML(typ="safe").load(_path(code).read_text(encoding="utf-8")))
    return {
        name: PhraseSet(
            name=name,
            phrases=(*parts["phrases"], *parts.get("doubtful", ())),
            hits=tuple(parts.get("hits", ())),
            misses=tuple(parts.get("misses", ())),
            doubtful=tuple(parts.get("doubtful", ())),
        )
        for name, parts in loaded.items()
    }
