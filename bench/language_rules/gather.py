"""Gathers the sentences of all sources into two halves per language and a rest, a document in one of them only."""

from __future__ import annotations

import json
import zlib
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

from bench.language_rules.prose import count_words, paragraphs, sentences

LANGUAGES = ("pl", "en", "pt-PT", "pt-BR", "ar")
HALVES = ("first", "second")
REST = "rest"
PARTS = (*HALVES, REST)
MOST_WORDS = 75_000
"""Of one source in one part: no source shall be most of the text."""


def gather(folder: Path, language: str) -> dict[str, int]:
    """Write `text/LANGUAGE-PART.jsonl` under the folder; return the words of each part.

    A document's half depends on its name alone, so its translations are all in the same half. What is left over of a
    source that has filled its half is the rest, as is all of a source that says so.
    """
    words: Counter[str] = Counter()
    by_source: Counter[tuple[str, str]] = Counter()
    seen: set[str] = set()
    rows: dict[str, list[dict[str, str]]] = {part: [] for part in PARTS}
    for source, path, form, is_rest in _documents(folder, language):
        part = REST if is_rest else HALVES[zlib.crc32(_name(path, folder).encode()) % 2]
        if by_source[source, part] >= MOST_WORDS:
            part = REST
        if by_source[source, part] >= MOST_WORDS:
            continue
        for paragraph in paragraphs(path, form):
            for sentence in sentences(paragraph, language):
                if sentence not in seen:
                    seen.add(sentence)
                    rows[part].append({"source": source, "text": sentence})
                    by_source[source, part] += count_words(sentence)
                    words[part] += count_words(sentence)
    for part, found in rows.items():
        write_rows(text_file(folder, language, part), found)
    return dict(words)


def text_file(folder: Path, language: str, part: str) -> Path:
    """Return the file of one language and part."""
    return folder / "text" / f"{language}-{part}.jsonl"


def write_rows(path: Path, rows: list[dict[str, Any]]) -> None:
    """Write one JSON object a line."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), encoding="utf-8")


def read_rows(path: Path) -> list[dict[str, Any]]:
    """Read what `write_rows` wrote."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def _documents(folder: Path, language: str) -> Iterator[tuple[str, Path, str, bool]]:
    for source in YAML(typ="safe").load(Path(__file__).with_name("sources.yaml")):
        pattern = source["files"].get(language)
        paths = sorted(folder.glob(pattern), key=lambda path: zlib.crc32(path.name.encode())) if pattern else ()
        yield from ((source["name"], path, source["form"], source.get("part") == REST) for path in paths)


def _name(path: Path, folder: Path) -> str:
    """Return a name that is the same in every language: that of the file, or of its folder where all are alike."""
    inside = path.relative_to(folder)
    return inside.parent.parent.as_posix() if path.suffix == ".json" else path.stem
