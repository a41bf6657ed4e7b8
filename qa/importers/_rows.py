"""Turns the rows of one conversation into that conversation."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from qa.domain.conversation import Channel, Conversation, Message, Participant, Recording, Role
from qa.errors import BadRecordError
from qa.importers._columns import CHANNELS, ROLES, channel_of, role_of
from qa.importers._grouping import group_rows
from qa.importers._table import Row, read_rows
from qa.importers._values import TIME_EXPECTED, read_time, shorten
from qa.ports import ImportOptions

_SPEAKER = re.compile(r"^\s*(\w[\w ]{0,24}?)\s*:\s*(.*)$")
_YES = ("1", "true", "yes", "tak", "sim", "نعم", "ใช่")


def read_table(path: Path, options: ImportOptions) -> Iterator[Conversation | BadRecordError]:
    """Yield the conversations of a table.

    A conversation with a bad row is left out whole: judged without that row it could be
    found wanting for what was said in it.
    """
    bad: list[BadRecordError] = []

    def good_rows() -> Iterator[Row]:
        for row in read_rows(path, options):
            if isinstance(row, Row):
                yield row
            else:
                bad.append(row)

    for rows in group_rows(good_rows()):
        yield from bad
        bad.clear()
        yield from _read_group(path, rows, options)
    yield from bad


def _read_group(path: Path, rows: list[Row], options: ImportOptions) -> Iterator[Conversation | BadRecordError]:
    group = RowGroup(rows, options)
    problems = [(row.line, problem) for row in rows if (problem := group.problem_of(row))]
    for line, problem in problems:
        yield BadRecordError(str(path), line, f"{problem} Conversation {shorten(rows[0].conversation)} is left out.")
    if not problems:
        yield group.to_conversation()


class RowGroup:
    """The rows of one conversation. `problem_of` every row comes before `to_conversation`."""

    def __init__(self, rows: list[Row], options: ImportOptions) -> None:
        self._rows, self._options = rows, options
        self._zone = ZoneInfo(options.time_zone)
        self._agents = {row.cells[name] for row in rows for name in _AGENT_CELLS if name in row.cells}
        self._customers = {row.cells[name] for row in rows for name in _CUSTOMER_CELLS if name in row.cells}

    def problem_of(self, row: Row) -> str | None:
        """Say what is wrong with a row."""
        cells = row.cells
        if row.problem:
            return row.problem
        if not cells.keys() & {"text", "audio"}:
            return "the row has neither text nor an audio file."
        if "time" in cells and self._time(row) is None:
            return f"the time is {shorten(cells['time'])}; expected {TIME_EXPECTED}."
        if "role" in cells and role_of(cells["role"]) is None:
            return f"the role cannot be {shorten(cells['role'])}. Known: {', '.join(ROLES)}."
        if "channel" in cells and channel_of(cells["channel"]) is None:
            return f"the channel cannot be {shorten(cells['channel'])}. Known: {', '.join(CHANNELS)}."
        if "csat" in cells and _number(cells["csat"]) is None:
            return f"the csat is {shorten(cells['csat'])}; expected a number."
        if "agent_channel" in cells and not cells["agent_channel"].isdecimal():
            return f"the agent's channel is {shorten(cells['agent_channel'])}; expected 0 or 1."
        if cells.get("audio", self._first("audio")) != self._first("audio"):
            return f"a second recording {shorten(cells['audio'])}; a call has one."
        return None

    def to_conversation(self) -> Conversation:
        """Join the rows; what a column says of the whole conversation is its first cell that is not empty."""
        rows = self._in_order()
        times = [moment for row in rows if (moment := self._time(row))]
        csat = self._first("csat")
        return Conversation(
            id=rows[0].conversation,
            source=self._first("source") or self._options.source,
            channel=self._channel(),
            messages=tuple(message for row in rows for message in self._messages(row)),
            language=self._first("language"),
            started_at=times[0] if times else None,
            ended_at=times[-1] if len(times) > 1 else None,
            agent=self._participant("agent"),
            customer=self._participant("customer"),
            reason=self._first("reason"),
            tags=tuple(tag for tag in re.split(r"[,;|]\s*", self._first("tags") or "") if tag),
            csat=_number(csat) if csat else None,
            status=self._first("status"),
            metadata=self._metadata(),
            recording=self._recording(),
        )

    def _in_order(self) -> list[Row]:
        """Sort by time where every row has one; else as they stand in the table."""
        timed = [(moment, row) for row in self._rows if (moment := self._time(row))]
        if len(timed) < len(self._rows):
            return self._rows
        return [row for _, row in sorted(timed, key=lambda pair: pair[0])]

    def _messages(self, row: Row) -> Iterator[Message]:
        text = row.cells.get("text")
        if text is None:
            return
        turns = [] if row.cells.keys() & {"role", "author"} else _split_dialogue(text)
        for role, said in turns or [(self._role(row), text)]:
            yield Message(
                role=role,
                text=said,
                id=row.cells.get("message"),
                author=row.cells.get("author") or (row.cells.get("agent") if role is Role.AGENT else None),
                sent_at=self._time(row),
                subject=row.cells.get("subject"),
                is_internal=row.cells.get("internal", "").lower() in _YES,
                template=row.cells.get("template"),
            )

    def _role(self, row: Row) -> Role:
        """Tell who speaks: the role column, else the author, else whether the row names an agent."""
        named, author = row.cells.get("role"), row.cells.get("author")
        if named:
            return role_of(named) or Role.SYSTEM
        if author is None:
            return Role.AGENT if "agent" in row.cells else Role.CUSTOMER
        if author in self._agents:
            return Role.AGENT
        return Role.CUSTOMER if author in self._customers or not self._customers else Role.SYSTEM

    def _channel(self) -> Channel:
        named = self._first("channel")
        if named:
            return channel_of(named) or Channel.CHAT
        if self._first("audio"):
            return Channel.CALL
        return Channel.EMAIL if self._first("subject") else Channel.CHAT

    def _participant(self, who: str) -> Participant | None:
        id, name, email = (self._first(key) for key in (who, f"{who}_name", f"{who}_email"))
        if not (id or name or email):
            return None
        is_address = bool(id and "@" in id)
        return Participant(
            id=id, name=name or (None if is_address else id), email=email or (id if is_address else None)
        )

    def _recording(self) -> Recording | None:
        path, side = self._first("audio"), self._first("agent_channel")
        if path is None:
            return None
        return Recording(
            path=path.replace("\\", "/"),
            agent_channel=int(side) if side else self._options.agent_channel,
            consent=self._first("consent") or self._options.consent,
        )

    def _metadata(self) -> dict[str, object]:
        metadata: dict[str, object] = {}
        for row in self._rows:
            for name, value in row.metadata.items():
                metadata.setdefault(name, _TRUTH.get(value.lower(), value))
        return metadata

    def _first(self, name: str) -> str | None:
        return next((row.cells[name] for row in self._rows if name in row.cells), None)

    def _time(self, row: Row) -> datetime | None:
        return read_time(row.cells.get("time", ""), self._zone)


_AGENT_CELLS = ("agent", "agent_name", "agent_email")
_CUSTOMER_CELLS = ("customer", "customer_name", "customer_email")
_TRUTH: dict[str, object] = {"true": True, "false": False}


def _split_dialogue(text: str) -> list[tuple[Role, str]]:
    """Split a transcript in one cell, `agent: ...` and `customer: ...` a line; empty when it is none."""
    turns: list[tuple[Role, list[str]]] = []
    for line in text.splitlines():
        spoken = _SPEAKER.match(line)
        role = role_of(spoken[1]) if spoken else None
        if spoken and role:
            turns.append((role, [spoken[2]]))
        elif turns:
            turns[-1][1].append(line)
        elif line.strip():
            return []
    return [(role, "\n".join(lines).strip()) for role, lines in turns]


def _number(text: str) -> float | None:
    try:
        return float(text.replace(",", "."))
    except ValueError:
        return None
