"""Reads what was written in a mail and what was attached to it."""

from __future__ import annotations

import mimetypes
from collections.abc import Iterator
from email.message import Message as RawMail

from qa.domain.conversation import Attachment
from qa.importers._mail.charsets import decode
from qa.importers._mail.headers import RawHeaders, read_words
from qa.importers._mail.html import read_html
from qa.importers._mail.quotes import cut_history
from qa.importers._mail.signature import cut_signature
from qa.importers._values import normal_text

_TEXTS = ("text/plain", "text/html")


def read_written(mail: RawMail) -> str:
    """Return what the writer wrote: no history, no signature, HTML as text."""
    whole = read_whole(mail)
    return cut_signature(cut_history(whole))


def read_whole(mail: RawMail) -> str:
    """Return all the text of a mail, history and signature included."""
    plain = "\n\n".join(_plain(part) for part in _parts(mail) if _is_text(part, "text/plain"))
    if not plain.strip():
        plain = "\n\n".join(read_html(_decoded(part)) for part in _parts(mail) if _is_text(part, "text/html"))
    return normal_text(plain.replace("\r\n", "\n").replace("\r", "\n").replace("\x00", "")).strip()


def read_attachments(mail: RawMail) -> tuple[Attachment, ...]:
    """Return the name, type and size in bytes of every file that came with a mail."""
    return tuple(
        _describe(part, number)
        for number, part in enumerate(_parts(mail), start=1)
        if not any(_is_text(part, kind) for kind in _TEXTS)
    )


def _parts(mail: RawMail) -> Iterator[RawMail]:
    """Yield the parts that hold something; an attached mail is one part."""
    if mail.get_content_type() == "message/rfc822":
        yield mail
    elif mail.is_multipart():
        for part in mail.get_payload():
            if isinstance(part, RawMail):
                yield from _parts(part)
    else:
        yield mail


def _is_text(part: RawMail, kind: str) -> bool:
    return part.get_content_type() == kind and part.get_content_disposition() != "attachment" and not _name_of(part)


def _content(part: RawMail) -> bytes:
    content = part.get_payload(decode=True)
    return content if isinstance(content, bytes) else b""


def _decoded(part: RawMail) -> str:
    return decode(_content(part), part.get_content_charset())


def _plain(part: RawMail) -> str:
    text = _decoded(part).replace("\r\n", "\n")
    if str(part.get_param("format", "")).lower() != "flowed":
        return text
    return _unflow(text, drops_space=str(part.get_param("delsp", "")).lower() == "yes")


def _unflow(text: str, *, drops_space: bool) -> str:
    """Join the lines of flowed text (RFC 3676): a line that ends in a space goes on in the next."""
    joined: list[str] = []
    goes_on = False
    for line in text.split("\n"):
        bare = line.removeprefix(" ") if not line.startswith(" >") else line
        is_quoted = bare.startswith(">")
        if goes_on and not is_quoted and joined:
            joined[-1] += bare
        else:
            joined.append(bare)
        goes_on = bare.endswith(" ") and bare != "-- " and not is_quoted
        if goes_on and drops_space:
            joined[-1] = joined[-1][:-1]
    return "\n".join(joined)


def _name_of(part: RawMail) -> str:
    name = part.get_filename()
    if not name:
        return ""
    part_name = RawMail(policy=RawHeaders())
    part_name["Subject"] = name
    return read_words(part_name, "Subject")


def _describe(part: RawMail, number: int) -> Attachment:
    kind = part.get_content_type()
    if kind == "message/rfc822":
        inner = part.get_payload(0) if part.is_multipart() else part
        subject = read_words(inner, "Subject") if isinstance(inner, RawMail) else ""
        size = len(inner.as_bytes()) if isinstance(inner, RawMail) else 0
        return Attachment(name=_name_of(part) or f"{subject or 'mail'}.eml", type=kind, size=size)
    name = _name_of(part) or f"part-{number}{mimetypes.guess_extension(kind) or ''}"
    return Attachment(name=name, type=kind, size=len(_content(part)))
