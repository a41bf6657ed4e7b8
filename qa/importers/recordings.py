"""Imports recordings of calls: what a table beside them or their names say, and the sound."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import ClassVar
from zoneinfo import ZoneInfo

from qa.domain.conversation import Channel, Conversation, Participant, Recording
from qa.errors import BadRecordError
from qa.importers._rows import read_table
from qa.importers._sound import SUFFIXES, TRANSCRIPTS, sound_problem, transcripts_beside
from qa.importers._table import read_header
from qa.importers._values import LONGEST_ID, normal_text, read_file_time, shorten
from qa.ports import ImportOptions, common_folder

__all__ = ["Recordings"]

_TABLES = (".csv", ".tsv")
_NAMED = frozenset(
    ("id", "agent", "agent_name", "time", "date", "customer", "customer_name", "language", "agent_channel")
)


class Recordings:
    """WAV, FLAC, MP3, OGG/Opus and M4A files, each a call.

    A CSV in the same folder with a column of file names says whose and when a call is; else
    the pattern of the options does, with groups id, agent, time, date, customer, language and
    agent_channel, any other group being metadata; else the file name is the id.
    """

    adds_messages: ClassVar[bool] = False

    def reads(self, path: Path) -> bool:
        """Tell whether this is a sound file, or a transcript or a table of the sound files beside it."""
        if path.is_dir():
            return False
        if path.suffix.lower() in TRANSCRIPTS:
            return any(_is_sound(one) and one.is_file() and path in transcripts_beside(one) for one in _beside(path))
        return _is_sound(path) or (_names_sound(path) and any(_is_sound(one) for one in path.parent.iterdir()))

    def read(self, path: Path, options: ImportOptions) -> Iterator[Conversation | BadRecordError]:
        """Yield the call of one file, or the calls of all files in a folder."""
        paths = sorted(one for one in path.rglob("*") if self.reads(one)) if path.is_dir() else [path]
        yield from self.read_together(paths, options)

    def read_together(self, paths: Sequence[Path], options: ImportOptions) -> Iterator[Conversation | BadRecordError]:
        """Yield the calls of several files; a table beside a file is read though it is not among them."""
        if not paths:
            return
        base = common_folder(paths)
        sounds = {path.absolute() for path in paths if _is_sound(path)}
        given = [path.absolute() for path in paths if path.suffix.lower() in _TABLES]
        beside = {table for folder in {path.parent for path in sounds} for table in folder.iterdir()}
        told: set[Path] = set()
        for table in (*given, *sorted(one for one in beside.difference(given) if _names_sound(one))):
            yield from _read_table(table, base, options, told, sounds=None if table in given else sounds)
        done = 0
        taken: dict[str, Path] = {}
        for path in sorted(sounds - told):
            yield _read_name(path, base, options, taken)
            done += path.stat().st_size
            if options.report:
                options.report(done)


def _beside(transcript: Path) -> Iterator[Path]:
    """Yield the recordings a transcript may belong to."""
    yield transcript.with_suffix("")
    for suffix in SUFFIXES:
        yield transcript.with_suffix(suffix)


def _is_sound(path: Path) -> bool:
    return path.suffix.lower() in SUFFIXES


def _names_sound(path: Path) -> bool:
    """Tell whether a file is a table with a column of sound files and none of texts."""
    if path.suffix.lower() not in _TABLES or not path.is_file():
        return False
    try:
        known = read_header(path, ImportOptions())[0].known
    except csv.Error:
        return False
    return "audio" in known and "text" not in known


def _read_table(
    table: Path, base: Path, options: ImportOptions, told: set[Path], *, sounds: set[Path] | None
) -> Iterator[Conversation | BadRecordError]:
    """Yield the calls a table tells of and note their files; only those among `sounds` if it is given."""
    for found in read_table(table, options):
        if isinstance(found, BadRecordError):
            if sounds is None:
                yield found
            continue
        if found.recording is None:
            continue
        path = (table.parent / found.recording.path).absolute()
        if sounds is not None and path not in sounds:
            continue
        told.add(path)
        problem = _problem_of(path) if path.exists() else None
        place = path.relative_to(base).as_posix() if path.is_relative_to(base) else found.recording.path
        yield problem or replace(found, recording=replace(found.recording, path=place))


def _read_name(path: Path, base: Path, options: ImportOptions, taken: dict[str, Path]) -> Conversation | BadRecordError:
    """Read a call from the name of its file."""
    place = path.relative_to(base).as_posix()
    said = {"id": path.stem}
    if options.pattern:
        matched = re.search(options.pattern, place)
        if not matched:
            return BadRecordError(str(path), 1, f"the name does not match the pattern {options.pattern!r}.")
        said = {name: value for name, value in matched.groupdict().items() if value}
    id = normal_text(said.get("id", path.stem))[:LONGEST_ID]
    if id in taken:
        return BadRecordError(
            str(path), 1, f"the id {shorten(id)} is taken by {taken[id]}; give ids with a CSV or a pattern."
        )
    if problem := _problem_of(path):
        return problem
    taken[id] = path
    return _make_call(path, place, id, said, options)


def _make_call(
    path: Path, place: str, id: str, said: dict[str, str], options: ImportOptions
) -> Conversation | BadRecordError:
    moment = said.get("date", "") + said.get("time", "")
    started_at = read_file_time(moment, ZoneInfo(options.time_zone)) if moment else None
    if moment and started_at is None:
        return BadRecordError(str(path), 1, f"the time in the name is {shorten(moment)}; expected 20260512-100200.")
    side = said.get("agent_channel", "")
    return Conversation(
        id=id,
        channel=Channel.CALL,
        messages=(),
        source=options.source,
        language=said.get("language"),
        started_at=started_at,
        agent=_participant(said.get("agent"), said.get("agent_name")),
        customer=_participant(said.get("customer"), said.get("customer_name")),
        metadata={name: normal_text(value) for name, value in sorted(said.items()) if name not in _NAMED},
        recording=Recording(
            path=place,
            agent_channel=int(side) if side.isdecimal() else options.agent_channel,
            consent=options.consent,
        ),
    )


def _participant(id: str | None, name: str | None) -> Participant | None:
    return Participant(id=id, name=name or id) if id or name else None


def _problem_of(path: Path) -> BadRecordError | None:
    try:
        problem = sound_problem(path)
    except OSError as error:
        problem = f"the file cannot be read: {error.strerror}"
    return BadRecordError(str(path), 1, f"{problem}.") if problem else None
