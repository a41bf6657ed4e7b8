"""Turns the HTML of a mail into the text a reader sees, without the history quoted in it."""

from __future__ import annotations

import re
import warnings
from collections.abc import Iterator
from itertools import islice

from bs4 import BeautifulSoup, MarkupResemblesLocatorWarning, XMLParsedAsHTMLWarning
from bs4.element import NavigableString, PageElement, PreformattedString, Tag

_UNSEEN = ("style", "script", "head", "title", "template", "object", "svg")
_BLOCK = re.compile(
    "address|article|aside|blockquote|center|d[dlt]|div|fieldset|footer|form|h[1-6]|header|hr|li|main|nav|[ou]l|p|pre"
    "|section|table|tr"
)
_HISTORY = (
    "blockquote[type=cite], .gmail_quote_container, .gmail_quote, .gmail_extra blockquote, .moz-cite-prefix, "
    ".yahoo_quoted, .protonmail_quote, .zmail_extra, .tutanota_quote, .OutlookMessageHeader"
)
_HISTORY_STARTS = "#divRplyFwdMsg, #appendonsend, #mail-editor-reference-message-container, .mailspring-quote"
_HIDDEN = re.compile(r"(?:^|;)\s*(?:display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all)", re.IGNORECASE)
_LINK_STRINGS = 20
_HTTP = re.compile(r"^https?://", re.IGNORECASE)


def read_html(html: str) -> str:
    """Return the visible text; addresses of links follow their words in brackets."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", MarkupResemblesLocatorWarning)
        warnings.simplefilter("ignore", XMLParsedAsHTMLWarning)
        soup = BeautifulSoup(html, "html.parser")
    for tag in soup.find_all(_UNSEEN):
        tag.decompose()
    for tag in soup.find_all(style=_HIDDEN):
        tag.decompose()
    whole = _text_of(soup)
    _drop_history(soup)
    return _text_of(soup) or whole


def _drop_history(soup: BeautifulSoup) -> None:
    for start in soup.select(_HISTORY_STARTS):
        for later in [*start.find_all_next()]:
            if not _holds(later, start):
                later.decompose()
        start.decompose()
    for quote in soup.select(_HISTORY):
        if not quote.decomposed:
            quote.decompose()


def _holds(outer: PageElement, inner: PageElement) -> bool:
    return any(parent is outer for parent in inner.parents)


def _text_of(soup: BeautifulSoup) -> str:
    text = "".join(_pieces(soup)).replace("\xa0", " ")
    text = re.sub(r"[ \t\r\f\v]*\n[ \t\r\f\v]*", "\n", text)
    text = re.sub(r"[ \t]{2,}", " ", text)
    return re.sub(r"\n{3,}", "\n\n", text).strip()


def _pieces(soup: BeautifulSoup) -> Iterator[str]:
    """Yield the pieces of text in order; without recursion, since a mail may nest its tags as deep as it likes."""
    waiting: list[PageElement | str] = [soup]
    while waiting:
        node = waiting.pop()
        if isinstance(node, Tag):
            before, after = _around(node)
            yield before
            waiting.append(after)
            waiting.extend(reversed(node.contents))
        elif isinstance(node, NavigableString):
            if not isinstance(node, PreformattedString):
                in_pre = node.parent is not None and node.parent.name == "pre"
                yield str(node) if in_pre else re.sub(r"\s+", " ", str(node))
        else:
            yield str(node)


def _around(tag: Tag) -> tuple[str, str]:
    """Return what stands before and after the text of a tag."""
    if tag.name == "br":
        return "\n", ""
    if tag.name == "p":
        return "\n\n", "\n\n"
    if tag.name == "li":
        return "\n- ", "\n"
    if _BLOCK.fullmatch(tag.name):
        return "\n", "\n"
    return "", " " if tag.name in ("td", "th") else _address_after(tag)


def _address_after(tag: Tag) -> str:
    """Return where a link leads, unless its words say so."""
    address = str(tag.get("href", "")) if tag.name == "a" else ""
    words = "".join(islice(tag.strings, _LINK_STRINGS)).strip() if address else ""
    if not words or not _HTTP.match(address) or _HTTP.sub("", words).rstrip("/") in address:
        return ""
    return f" ({address})"
