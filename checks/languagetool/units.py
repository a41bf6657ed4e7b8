"""Cuts a message into the units that are checked and remembered one by one: sentences, where the cut is certain."""

from __future__ import annotations

import re
from dataclasses import dataclass

# Short words that keep their full stop inside a sentence, in all languages checked; longer ones are rare.
_SHORT = """
al art av cf cm dept dot dr dra drs etc ew exma exmo fig godz ha hab im inc inż itd itp jr kg kl km kod kpt lic lok
ltd ltda m mec mgr min mkw mln mr mrs ms mł np nr num obr ok os pag par pkt pl pn por poz pp ppor pref proc prof pt
pw płk r red rodz ros rys s sek sob sp spr sr sra st str sz szt tel tj tys tyt tzn tzw ul vs w wew wg woj ws wt ww
wyd z zł
"""
_ABBREVIATIONS = frozenset(_SHORT.split())
_SENTENCE_END = re.compile(r"(?<=[.!?…؟])[\"”’»)\]]*[ \t\u00a0]+(?=[\"„“«‘(\[¿¡–—-]*[^\W\d_])")
_LINE_END = re.compile(r"[ \t]*\n[\s]*")
_LAST_WORD = re.compile(r"(\w+)\.[\"”’»)\]]*[ \t\u00a0]*$")
_PICTURE = re.compile(
    r"[\U00010000-\U0010ffff\u2600-\u27bf\u2b00-\u2bff][\ufe0f\u200d\U00010000-\U0010ffff\u2600-\u27bf]*"
)
_WRAPPED_LINE = 60


@dataclass(frozen=True, slots=True)
class Unit:
    """A stretch of a message: `text` is `message[start:start + len(text)]`, fit for the server."""

    start: int
    text: str


def split_units(text: str) -> tuple[Unit, ...]:
    """Cut at blank lines, ends of short lines, pictures and certain sentence ends; nothing but white space is lost.

    A picture (emoji) is left out altogether: people put it where a full stop would be. What remains
    outside the basic plane becomes a one-unit sign, so that the server's offsets equal Python's.
    """
    cuts = sorted({0, len(text), *_line_cuts(text), *_picture_cuts(text), *_sentence_cuts(text)})
    units = []
    for start, end in zip(cuts, cuts[1:], strict=False):
        piece = text[start:end]
        stripped = piece.strip()
        if any(character.isalpha() for character in stripped) and not _PICTURE.fullmatch(stripped):
            units.append(Unit(start + len(piece) - len(piece.lstrip()), _in_basic_plane(stripped)))
    return tuple(units)


def _line_cuts(text: str) -> list[int]:
    """A line end is a cut unless the line was wrapped: it is long, ends inside a sentence and goes on in lower case."""
    cuts = []
    for found in _LINE_END.finditer(text):
        line = text[text.rfind("\n", 0, found.start()) + 1 : found.start()]
        is_wrapped = len(line) >= _WRAPPED_LINE and line[-1:] not in ".!?…؟:;" and found.group().count("\n") == 1
        if not is_wrapped:
            cuts.append(found.end())
    return cuts


def _picture_cuts(text: str) -> list[int]:
    return [cut for found in _PICTURE.finditer(text) for cut in found.span()]


def _sentence_cuts(text: str) -> list[int]:
    cuts = []
    for found in _SENTENCE_END.finditer(text):
        first = text[found.end() :].lstrip('"„“«‘([¿¡–—-')[:1]
        if not first.islower() and _is_certain(text[: found.end()]):
            cuts.append(found.end())
    return cuts


def _is_certain(before: str) -> bool:
    """A full stop after an abbreviation, a number or a single letter may go on; other signs always end."""
    last = _LAST_WORD.search(before[-60:])
    if last is None:
        return before.rstrip(' \t\u00a0"”’»)]')[-1:] in "!?…؟"
    word = last.group(1)
    return len(word) > 1 and not word.isdigit() and word.lower() not in _ABBREVIATIONS


def _in_basic_plane(text: str) -> str:
    return "".join(character if character <= "\uffff" else "\u25cf" for character in text)
