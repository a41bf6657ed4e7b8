"""Measures how often LanguageTool's rules mark right text: `python -m bench.language_rules gather|ask|count FOLDER`."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from fnmatch import fnmatchcase
from pathlib import Path

import click

from bench.injected.judging import ROOT
from bench.language_rules.count import Mark, count, count_rules, marks_of
from bench.language_rules.gather import LANGUAGES, PARTS, gather
from bench.language_rules.marks import ask

RESULT = ROOT / "bench" / "results" / "language_rules.json"
_FOLDER = click.argument("folder", type=click.Path(exists=True, file_okay=False, path_type=Path))
_LANGUAGE = click.option("--language", "languages", multiple=True, type=click.Choice(LANGUAGES), help="Only this.")
_PART = click.option("--part", "parts", multiple=True, type=click.Choice(PARTS), help="Only this.")


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
def main() -> None:
    """Read whole sentences out of packages unpacked in FOLDER, have LanguageTool mark them, and judge the marks.

    The packages are those of `sources.yaml`; sentences and marks stay in the folder.
    """


@main.command("gather")
@_FOLDER
@_LANGUAGE
def gather_sentences(folder: Path, languages: tuple[str, ...]) -> None:
    """Gather sentences into two halves and a rest per language."""
    for language in languages or LANGUAGES:
        words = gather(folder, language)
        print(f"{language}: {', '.join(f'{part} {words.get(part, 0):,} words' for part in PARTS)}")


@main.command("ask")
@_FOLDER
@_LANGUAGE
@_PART
def ask_server(folder: Path, languages: tuple[str, ...], parts: tuple[str, ...]) -> None:
    """Have LanguageTool mark the sentences; some minutes for each language."""
    for language in languages or LANGUAGES:
        for part in parts or PARTS:
            print(f"{language} {part}: marks in {ask(folder, language, part):,} sentences")


@main.command("count")
@_FOLDER
@_LANGUAGE
@_PART
@click.option("--rules", is_flag=True, help="Print each rule with its marks and how many of them fail.")
@click.option("--show", help="Print the marks that fail of the rules that match this pattern.")
def count_marks(
    folder: Path, languages: tuple[str, ...], parts: tuple[str, ...], *, rules: bool, show: str | None
) -> None:
    """Judge the marks by the rules as they stand now."""
    counts = [count(folder, language, part) for language in languages or LANGUAGES for part in parts or PARTS]
    for one in counts:
        print(
            f"{one.language} {one.part}: {one.certain} of {one.marks} marks in {one.words:,} words fail, {one.false} "
            f"of them false ({one.false_rate} in 100,000 words), {one.unread} not read by eye"
        )
        marks = list(marks_of(folder, one.language, one.part)) if rules or show else []
        for rule, number, certain in count_rules(marks) if rules else ():
            print(f"  {rule}: {number}, {certain} fail")
        for line in _shown(marks, show or ""):
            print(f"  {line}")
    if not languages and not parts:
        RESULT.write_text(json.dumps([asdict(one) for one in counts], indent=1) + "\n", encoding="utf-8")


def _shown(marks: Sequence[Mark], pattern: str) -> Iterator[str]:
    for mark in marks:
        if mark.is_certain and fnmatchcase(mark.rule, pattern):
            yield f"{mark.id} {mark.rule} ⟦{mark.words}⟧ {mark.sentence} ({mark.source})"


if __name__ == "__main__":
    main()
