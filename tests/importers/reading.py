"""Reads files with an importer and tells conversations from problems."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from qa import registry
from qa.domain.conversation import Conversation
from qa.errors import BadRecordError
from qa.ports import ImportOptions


@dataclass(frozen=True, slots=True)
class WasRead:
    """What an importer made of a file."""

    conversations: tuple[Conversation, ...]
    problems: tuple[str, ...]

    @property
    def only(self) -> Conversation:
        """Return the single conversation."""
        (conversation,) = self.conversations
        return conversation

    @property
    def problem(self) -> str:
        """Return the single problem."""
        (problem,) = self.problems
        return problem


def read(importer: str, path: Path, options: ImportOptions | None = None) -> WasRead:
    """Read a file or folder with the importer of that name."""
    found = list(registry.importer(importer)().read(path, options or ImportOptions()))
    return WasRead(
        conversations=tuple(one for one in found if isinstance(one, Conversation)),
        problems=tuple(str(one) for one in found if isinstance(one, BadRecordError)),
    )


def write(path: Path, content: str | bytes) -> Path:
    """Write a file, its folder included, and return its path."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path
