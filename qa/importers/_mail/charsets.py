"""Decodes bytes whose declared charset is missing, unknown or slightly wrong."""

from __future__ import annotations

import codecs
import re

_ALIASES = {
    "windows-874": "cp874",
    "x-windows-874": "cp874",
    "iso-8859-11": "cp874",
    "tis-620": "cp874",
    "iso-8859-8-i": "iso-8859-8",
    "unicode-1-1-utf-7": "utf-7",
    "x-mac-ce": "mac_latin2",
    "ks_c_5601-1987": "cp949",
    "gb2312": "gb18030",
}
_WINDOWS = {"iso8859-1": "cp1252", "iso8859-2": "cp1250", "iso8859-6": "cp1256", "iso8859-9": "cp1254"}
_CONTROLS = re.compile("[\x80-\x9f]")


def decode(content: bytes, charset: str | None) -> str:
    """Decode mail content.

    Text that says it is ISO 8859 but uses the places Windows added is Windows text; text
    of no or a wrong charset is UTF-8 where it can be, else what Windows uses for Polish.
    """
    name = (charset or "us-ascii").strip().strip("\"'").lower()
    try:
        codec = codecs.lookup(_ALIASES.get(name, name)).name
        text = content.decode(codec)
    except (LookupError, UnicodeDecodeError, ValueError):
        return _guess(content, charset)
    if codec in _WINDOWS and _CONTROLS.search(text):
        return content.decode(_WINDOWS[codec], errors="replace")
    return text


def _guess(content: bytes, charset: str | None) -> str:
    for name in ("utf-8", _ALIASES.get((charset or "").lower(), "cp1250")):
        try:
            return content.decode(name)
        except (LookupError, UnicodeDecodeError):
            continue
    return content.decode("utf-8", errors="replace")
