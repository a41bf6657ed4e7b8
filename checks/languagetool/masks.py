"""Finds what is no language: addresses, codes, numbers with letters, place-holders, names of files and accounts."""

from __future__ import annotations

import re

from babel import Locale

_CURRENCIES = {
    sign
    for language in ("cs", "da", "en", "hr", "hu", "pl", "ro", "sv")
    for sign in Locale.parse(language).currency_symbols.values()
    if sign.isalpha()
}
_MASKS = re.compile(
    rf"""
      \b(?:https?://|www\.)\S+                                  # web addresses
    | [\w.+-]+@[\w-]+(?:\.[\w-]+)+                              # e-mail addresses
    | (?<!\w)[@\#][\w./-]+                                      # accounts, hash tags, #10457
    | \b[a-z0-9-]+(?:\.[a-z0-9-]+)*\.(?:pl|com|net|org|eu|pt|br|uk|us|de|io|info|shop|store|app|example|test)\b(?:/\S*)?
    | \b[\w-]+\.(?:pdf|docx?|xlsx?|png|jpe?g|zip|csv|txt|html?|mp[34])\b
    | (?<=\d)[ \u00a0\u202f]?(?-i:{"|".join(sorted(_CURRENCIES))})\b        # 12.99 zł, 300 Kč
    | \b[A-Z]{{2}}\d{{2}}(?:[ ]?\d{{4}}){{3,7}}                         # IBAN
    | \b(?=[\w/-]*\d)(?=[\w/-]*[^\W\d_])\w[\w/-]*               # FV/2026/05/117, RMA-5521, WAW123M
    | \{{\{{?[^{{}}\n]*\}}?\}} | %\w+% | <[^<>\n]*> | \[[^\[\]\n]*\]  # place-holders: another check's matter
    """,
    re.VERBOSE | re.IGNORECASE,
)


def masked_spans(text: str) -> tuple[tuple[int, int], ...]:
    """Return the (start, end) of every stretch no language fault can be found in."""
    return tuple(found.span() for found in _MASKS.finditer(text))
