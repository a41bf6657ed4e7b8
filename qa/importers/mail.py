"""Imports mail: .eml files and mailboxes, threads as conversations."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import ClassVar

from qa.domain.conversation import Conversation
from qa.errors import BadRecordError
from qa.importers._mail.conversation import read_thread
from qa.importers._mail.headers import read_addresses, read_ids
from qa.importers._mail.sources import MAIL_SUFFIXES, Place, find_mails, is_mailbox
from qa.importers._mail.threads import Threads
from qa.ports import ImportOptions

__all__ = ["Mail"]

_UNKNOWN_SIDE = (
    "nobody can be told to be an agent: name the company's mail domains with --mail-domain acme.example, "
    "in QA_MAIL_DOMAINS or as contacts.email_domains of the facts."
)


class Mail:
    """Mails: threads by Message-ID, References and In-Reply-To; the agent's side by the company's mail domains.

    History and signatures are cut, HTML becomes text, attachments are named. All mails are
    looked through for their ids first; then one thread at a time is read.
    """

    adds_messages: ClassVar[bool] = True

    def reads(self, path: Path) -> bool:
        """Tell whether this is an .eml or .mbox file, or a mailbox without a suffix."""
        if not path.is_file():
            return False
        return path.suffix.lower() in MAIL_SUFFIXES or is_mailbox(path)

    def read(self, path: Path, options: ImportOptions) -> Iterator[Conversation | BadRecordError]:
        """Yield the threads of one file, or of all mails in a folder."""
        paths = sorted(one for one in path.rglob("*") if self.reads(one)) if path.is_dir() else [path]
        yield from self.read_together(paths, options)

    def read_together(self, paths: Sequence[Path], options: ImportOptions) -> Iterator[Conversation | BadRecordError]:
        """Yield the threads of several files, whose mails may answer one another."""
        if paths and not options.mail_domains:
            yield BadRecordError(str(paths[0]), 1, _UNKNOWN_SIDE)
            return
        threads: Threads[Place] = Threads()
        done = 0
        for path in paths:
            yield from _look_through(path, threads)
            done += path.stat().st_size if path.exists() else 0
            if options.report:
                options.report(done // 2)
        read = 0
        for places in threads.groups():
            yield _read_places(places, options)
            read += sum(place.end - place.start for place in places)
            if options.report:
                options.report((done + read) // 2)


def _read_places(places: list[Place], options: ImportOptions) -> Conversation | BadRecordError:
    """Read one thread; mail is so often malformed that the library's own slips count as bad mail."""
    try:
        return read_thread([place.read_mail() for place in places], options)
    except (ValueError, LookupError, TypeError, AttributeError) as error:
        first = places[0]
        return BadRecordError(str(first.file), first.line, f"the mail is malformed: {type(error).__name__}.")


def _look_through(path: Path, threads: Threads[Place]) -> Iterator[BadRecordError]:
    try:
        for place in find_mails(path):
            if isinstance(place, BadRecordError):
                yield place
                continue
            headers = place.read_headers()
            if not read_addresses(headers, "From", "Sender"):
                yield BadRecordError(str(path), place.line, "this is no mail: it has no From line with an address.")
                continue
            threads.add(place, read_ids(headers, "Message-ID", "In-Reply-To", "References"))
    except OSError as error:
        yield BadRecordError(str(path), 1, f"the file cannot be read: {error.strerror}.")
