"""`qa dictionary`: the company's own words, which are never spelling mistakes."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import click

from qa.cli._common import open_migrated, print_json, print_table, say_no
from qa.domain.dictionary import DictionaryWord
from qa.facts.dictionary import LANGUAGES, load_dictionary
from qa.settings import Settings
from qa.stages import dictionary

_LANGUAGE = click.option("--language", type=click.Choice(LANGUAGES), help="Only in this language; in all by default.")


@click.group("dictionary", short_help="Keep the company's own words.")
def command() -> None:
    """Keep the company's own words: brands, products, streets and names that are never spelling mistakes.

    Example: qa dictionary add Northwind "Zielony Dom"
    """


@command.command("add")
@click.argument("words", nargs=-1)
@_LANGUAGE
@click.option("--note", default="", help="What the word is, for those who read the list.")
@click.option(
    "--file",
    "files",
    multiple=True,
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="Words one a line; a tab and a language may follow.",
)
def add(*, words: tuple[str, ...], language: str | None, note: str, files: tuple[Path, ...]) -> None:
    """Add words; conversations in which one of them was charged are judged again.

    Polish and other endings are understood: Plumbex also knows Plumbexu.

    Example: qa dictionary add Plumbex --language pl --note "the helpdesk"
    """
    given = [DictionaryWord(word, language, note) for word in words]
    given += [word for file in files for word in load_dictionary(file)]
    if not given:
        raise click.UsageError("Give at least one word, or a file of words with --file.")
    database = open_migrated(Settings.from_environment())
    with database.writing.begin() as session:
        added = dictionary.add_words(session, given, now=datetime.now(UTC))
        again = dictionary.check_marked_again(session, added)
    click.echo(f"Added {len(added)} of {len(given)} words; {len(given) - len(added)} were there.")
    if again:
        click.echo(f"{again} conversations in which they were charged will be judged again.")


@command.command("list")
@_LANGUAGE
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def list_(*, language: str | None, as_json: bool) -> None:
    """List the words by the alphabet.

    Example: qa dictionary list --language pl --json
    """
    database = open_migrated(Settings.from_environment())
    with database.reading() as session:
        kept = dictionary.list_words(session, language=language)
    if as_json:
        print_json(
            [
                {"word": one.word.text, "language": one.word.language, "note": one.word.note, "added_at": one.added_at}
                for one in kept
            ]
        )
        return
    rows = [(one.word.text, one.word.language or "all", one.word.note, one.added_by or "") for one in kept]
    print_table(("word", "language", "note", "added by"), rows)


@command.command("remove")
@click.argument("words", nargs=-1, required=True)
@_LANGUAGE
def remove(*, words: tuple[str, ...], language: str | None) -> None:
    """Take words out of the dictionary.

    Example: qa dictionary remove Plumbex
    """
    database = open_migrated(Settings.from_environment())
    with database.writing.begin() as session:
        count = dictionary.remove_words(session, words, language=language)
    if not count:
        say_no("None of these words is in the dictionary; `qa dictionary list` shows them.")
    click.echo(f"Removed {count} {'entry' if count == 1 else 'entries'}.")
