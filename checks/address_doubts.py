"""Tells familiar words that may be no address at all: names of buttons, titles before a name, a style of chatting."""

from __future__ import annotations

import re

from qa.ports import Span

_OPENS = re.compile(r"(?:^|[.!?…\n\"„”«(]|\s[-–—•*])\s*$")
_NAMED = re.compile(
    r"(?i)(?:napis\w*|hasł\w+|przycisk\w*|opcj\w+|program\w*|akcj\w+|zakładk\w+|komunikat\w*|pol[eau]|ikon\w+|brzmi|pisze)"
    r":?\s(?:nie\s)?$"
)
_REFERRING = frozenset(("patrz", "zob", "zobacz", "porównaj", "por"))
# Written with a capital out of politeness.
_POLITE_CAPITALS = frozenset(
    ("Ci", "Cię", "Ty", "Ciebie", "Tobie", "Tobą", "Twój", "Twoja", "Twoje", "Twojego", "Twojej", "Twojemu", "Twoją")
    + ("Twoim", "Twoi", "Twoich", "Twoimi")
)
_COMPANIONS = re.compile(
    r"(?i)\b(?:mate|pal|buddy|dude|bro|bruv|hun|hon|babes?|darling|sweetie|sweetheart|matey|chum|fella|luv|hunni|love|dear|"
    r"my friend|sunshine|petal|treacle|champ|boss|fam|man|lovely|honey|duck|pet|missus|mister|peeps)\b"
)
_SET_OFF = re.compile(
    r"(?i)(?:[,!.?]|^|\b(?:hey|hi|hiya|hello|thanks|cheers|sorry|okay|ok|sure|yes|no|yeah|right|alright|out|up|now|there|"
    r"worries|problem|problems|course|listen|look|morning|yo))\s*(?:my )?$"
)
_ENDS = re.compile(r"\s*(?:[.,!?)…]|$|\n|[:;]-?[)D])")
_ARABIC_TITLE = re.compile(r"يا (?:أخ|أخت|اخ|اخت|حاج|حاجة)$")
_THIRD_PERSON = re.compile(r"\s?(?:คน(?:นั้น|นี้|ที่)|เป็น|คือ)")


def may_be_no_address(text: str, span: Span, *, language: str, is_clitic: bool) -> bool:
    """Tell whether words taken for a familiar address may be none, so that a person has to look.

    Polish: an imperative with a capital inside a sentence ("przycisk Zapisz zmiany", "program Poleć znajomego"), after
    a word for what is written there, and "patrz". English: the words of chatting ("yep", "thx"); a companion ("mate")
    is one where commas set it off. Brazilian *te* beside "a senhora" (`is_clitic`). Arabic: a title of kinship before
    a name ("يا أخ إدريس"). Thai: เธอ of somebody else.
    """
    said, before, after = text[span.start : span.end], text[: span.start], text[span.end :]
    if language == "pl":
        is_label = said[:1].isupper() and said[1:].islower() and not _OPENS.search(before)
        return (is_label and said not in _POLITE_CAPITALS) or said.lower() in _REFERRING or bool(_NAMED.search(before))
    if language == "en":
        word = _COMPANIONS.search(said)
        if word is None:
            return True
        is_set_off = _SET_OFF.search(text[: span.start + word.start()])
        return not (is_set_off and _ENDS.match(text, span.start + word.end()))
    if language == "ar":
        return _ARABIC_TITLE.search(said) is not None and re.match(r"\s\w", after) is not None
    if language == "th":
        return said.startswith("เธอ") and _THIRD_PERSON.match(text, span.start + len("เธอ")) is not None
    return is_clitic
