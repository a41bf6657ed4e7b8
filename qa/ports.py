"""What plug-ins implement: importers, speech engines, check kinds, language packs and the reader checks share."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any, ClassVar, Protocol, runtime_checkable

from qa.domain.call import Stretch
from qa.domain.claim import Claim
from qa.domain.conversation import Conversation
from qa.domain.dictionary import DictionaryWord
from qa.domain.fact import FactBase, OrderBase, Template
from qa.domain.finding import CheckResult
from qa.domain.rubric import CheckSpec
from qa.domain.transcript import Transcript
from qa.errors import BadRecordError
from qa.settings import Settings


@dataclass(frozen=True, slots=True)
class ImportOptions:
    """What an importer needs to know beside the file.

    `mail_domains` are the company's own; `time_zone` is the IANA zone for times without an
    offset; `pattern` is a file-name pattern for recordings with named groups; `encoding`
    is that of tables that are not UTF-8. `report` is called now and then with the bytes
    read so far of what is being read.
    """

    source: str = "default"
    mail_domains: tuple[str, ...] = ()
    time_zone: str = "Europe/Warsaw"
    pattern: str | None = None
    consent: str | None = None
    agent_channel: int | None = None
    encoding: str | None = None
    report: Callable[[int], None] | None = None


class Importer(Protocol):
    """Reads one kind of file as conversations."""

    def reads(self, path: Path) -> bool:
        """Tell from the name and, where that is not enough, the first bytes whether this file is of its kind."""

    def read(self, path: Path, options: ImportOptions) -> Iterator[Conversation | BadRecordError]:
        """Yield conversations as they are read, and a BadRecordError (not raised) for each bad record.

        Never holds the whole file in memory. Raises OSError when the file cannot be opened.
        """


@runtime_checkable
class GroupImporter(Importer, Protocol):
    """An importer of files that belong together, such as mails that answer one another.

    `adds_messages` tells that a conversation may come in pieces: messages stored before stay.
    """

    adds_messages: ClassVar[bool]

    def read_together(self, paths: Sequence[Path], options: ImportOptions) -> Iterator[Conversation | BadRecordError]:
        """Read several files as one; paths of recordings are relative to `common_folder` of the files."""


def common_folder(paths: Sequence[Path]) -> Path:
    """Return the deepest folder that holds all these files."""
    return Path(os.path.commonpath([path.parent.absolute() for path in paths]))


class Pieces(Protocol):
    """Keeps what was heard in each finished piece of a call, so that work that was broken off goes on there."""

    def read(self, key: str) -> Mapping[str, Any] | None:
        """Return what was kept under a key; None without it."""

    def keep(self, key: str, heard: Mapping[str, Any]) -> None:
        """Keep what was heard in a piece; JSON values only."""


@dataclass(frozen=True, slots=True)
class TranscriptionRequest:
    """What to transcribe and how. `model` is a size or a folder; `language` None means detect per call.

    `report` is called with (milliseconds done, milliseconds in all). `pieces` keeps what is finished. `device` is cpu,
    cuda or auto; `batch` is how many windows are heard at once; `hot_words` are names an engine should expect.
    `diarisation` names the two models that tell the speakers of one channel apart; voices at least `same_voice` alike
    (0 to 1) count as one. With `is_language_by_channel` each speaker's language is detected for itself;
    `channel_languages` tells it: `agent`, `customer` or the number of a channel -> language, before `language`.
    """

    audio: Path
    model: str | None
    language: str | None = None
    agent_channel: int | None = None
    threads: int = 1
    beam_size: int = 5
    report: Callable[[int, int], None] | None = None
    pieces: Pieces | None = None
    device: str = "cpu"
    batch: int = 1
    hot_words: tuple[str, ...] = ()
    diarisation: tuple[Path, Path] | None = None
    is_language_by_channel: bool = False
    same_voice: float = 0.5
    channel_languages: Mapping[str, str] = field(default_factory=dict)


class Silencer(Protocol):
    """Makes the copy of a recording that people hear."""

    def __call__(self, original: Path, copy: Path, *, stretches: Sequence[Stretch]) -> None:
        """Write the original to `copy`, silent in the stretches. Raises AudioError for bad sound."""


class Engine(Protocol):
    """Turns the sound of one call into a transcript. An instance may be made anew for each call."""

    def missing(self, model: str | None) -> str | None:
        """Say what is missing to work with that model and how to mend it; None when it can start."""

    def transcribe(self, request: TranscriptionRequest) -> Transcript:
        """Transcribe one file. Raises AudioError for bad sound, ModelMissingError without a model."""


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of a message's text: code points, end exclusive. `name` says what matched there."""

    start: int
    end: int
    name: str = ""


@dataclass(frozen=True, slots=True)
class LanguageError:
    """A fault a language server marked. `rule` is its id, `issue` its issue type.

    `is_sure` tells that right words are hardly ever marked so; where it is not set, a person has to look.
    """

    start: int
    end: int
    rule: str
    issue: str
    explanation: str
    suggestions: tuple[str, ...] = ()
    is_sure: bool = False


@dataclass(frozen=True, slots=True)
class Materials:
    """What conversations are compared with: the shop's facts, orders, saved replies and own words."""

    facts: FactBase = FactBase()
    orders: OrderBase = OrderBase()
    templates: tuple[Template, ...] = ()
    time_zone: str = "Europe/Warsaw"
    country: str = "PL"
    mail_domains: tuple[str, ...] = ()
    dictionary: tuple[DictionaryWord, ...] = ()


class Reading(Protocol):
    """One conversation, read once and shared by all checks; every method caches its answer."""

    @property
    def conversation(self) -> Conversation:
        """The conversation as stored: offsets refer to its messages."""

    @property
    def materials(self) -> Materials:
        """What to compare with."""

    def language_of(self, message: int) -> str:
        """Return the two-letter language of a message; the conversation's when the text is too short to tell."""

    def has_phrases(self, message: int, name: str) -> bool:
        """Tell whether the message's language has a pack with a set of that name: without one nothing can be judged."""

    def phrases(self, message: int, name: str) -> tuple[Span, ...]:
        """Return where phrases of the named set of the message's language pack occur, in order; () without the set."""

    def may_hold(self, message: int, names: frozenset[str]) -> bool:
        """Tell quickly whether phrases of all the named sets can occur in a message; where not, none is looked for."""

    def match(self, message: int, phrases: tuple[str, ...]) -> tuple[Span, ...]:
        """Return where the given phrases (same pattern language as the packs) occur, in order."""

    def claims(self, message: int) -> tuple[Claim, ...]:
        """Return what an agent's message states."""

    def language_errors(self, message: int) -> tuple[LanguageError, ...] | None:
        """Return the faults marked in a message; None where its language has no such resource.

        Raises LanguageServerError when the server cannot be used.
        """

    def confidence(self, message: int, start: int, end: int) -> float | None:
        """Return the lowest word confidence in a span of a call; None for written text."""


@dataclass(frozen=True, slots=True)
class OptionSpec:
    """One option of a check kind: what it is for and the types YAML may give it."""

    purpose: str
    types: tuple[type, ...] = (str,)
    is_required: bool = False
    choices: tuple[str, ...] = ()
    is_phrases: bool = False


class Check(Protocol):
    """A kind of check. A class is registered by its file's name; an instance serves one CheckSpec.

    Class docstring: when it fails, when it does not apply.
    """

    options: ClassVar[Mapping[str, OptionSpec]]
    version: ClassVar[int]

    def __init__(self, spec: CheckSpec) -> None: ...

    def check(self, reading: Reading) -> CheckResult:
        """Judge one conversation."""


@dataclass(frozen=True, slots=True)
class ContactReason:
    """Why a customer wrote, in kebab-case; `is_given` by the source, else read from the customer's words."""

    name: str
    is_given: bool


class Reader(Protocol):
    """Makes readings; holds what is costly to build (pipelines, matchers, connections)."""

    def __init__(self, settings: Settings) -> None: ...

    def read(self, conversation: Conversation, materials: Materials) -> Reading:
        """Prepare one conversation for the checks."""

    def reason(self, reading: Reading) -> ContactReason | None:
        """Tell why the customer writes: as the source says, else by their own words; None where nothing tells it."""

    def versions(self, language: str | None) -> tuple[tuple[str, str], ...]:
        """Return sorted (name, version) pairs of what readings of that language are made with."""

    def missing(self) -> tuple[str, ...]:
        """Say, a sentence each, what cannot be used now, what that costs and how to mend it; () when all is well."""

    def close(self) -> None:
        """Let go of connections; a language server shared with other processes goes on."""


class ClaimExtractor(Protocol):
    """Reads what a sentence states."""

    def __call__(
        self, text: str, *, language: str, sent_at: datetime | None = None, country: str | None = None
    ) -> tuple[Claim, ...]:
        """Return the claims of a text, in order; relative days are resolved against `sent_at`."""


@dataclass(frozen=True, slots=True)
class PhraseSet:
    """Named phrases of a language, with sentences that must and must not match.

    `doubtful` are those of `phrases` that may be said in good part, too.
    """

    name: str
    phrases: tuple[str, ...]
    hits: tuple[str, ...] = ()
    misses: tuple[str, ...] = ()
    doubtful: tuple[str, ...] = ()


class LanguagePack(Protocol):
    """What is known of one language. Registered by its folder's name, the two-letter code."""

    code: ClassVar[str]
    version: ClassVar[int]

    def phrase_sets(self) -> Mapping[str, PhraseSet]:
        """Return the pack's phrase sets by name."""
