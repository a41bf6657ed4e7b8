"""What a corrected line of a call keeps: the times of its words, and the places that others pointed at."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher

from qa.domain.transcript import Word

_RUN = re.compile(r"\[masked:[^\]]*\][^\s\[]*|[^\s\[]+|\[[^\s\[]*|\s+")
_LETTER = re.compile(r"[\u0e00-\u0e7f]|\[masked:[^\]]*\]|[^\s\u0e00-\u0e7f]+|\s+")
_UNSPACED = re.compile(r"[\u0e00-\u0e7f]")
_SURE = 1.0


@dataclass(frozen=True, slots=True)
class MovedPlace:
    """Where a place of the old text is in the new one; `is_changed` where words within it were corrected."""

    start: int
    end: int
    is_changed: bool


def realign_words(words: Sequence[Word], text: str, *, start_ms: int, end_ms: int) -> tuple[Word, ...]:
    """Return the words of a corrected text with their times.

    Words that stayed keep time and confidence. Words that took the place of others share their time; new ones share
    the pause they were put into, which lies within `start_ms` to `end_ms`. A person wrote them: confidence 1.
    """
    if not words:
        return ()
    written = _written(words, text)
    matcher = SequenceMatcher(None, [_key(one.text) for one in words], [_key(one) for one in written], autojunk=False)
    aligned: list[Word] = []
    for tag, i1, i2, j1, j2 in matcher.get_opcodes():
        if tag == "equal":
            aligned += [replace(words[i1 + n], text=written[j1 + n]) for n in range(j2 - j1)]
        elif tag == "replace" and i2 - i1 == j2 - j1:
            aligned += [replace(words[i1 + n], text=written[j1 + n], confidence=_SURE) for n in range(j2 - j1)]
        elif j2 > j1:
            before = words[i1 - 1].end_ms if i1 else start_ms
            after = words[i2].start_ms if i2 < len(words) else end_ms
            span = (words[i1].start_ms, words[i2 - 1].end_ms) if tag == "replace" else (before, max(before, after))
            aligned += _spread(written[j1:j2], *span)
    return tuple(aligned)


def move_place(before: str, after: str, *, start: int, end: int) -> MovedPlace:
    """Return where `before[start:end]` is in `after`, in whole words where words were changed."""
    pattern = _LETTER if _UNSPACED.search(before) or _UNSPACED.search(after) else _RUN
    old, new = _runs(pattern, before), _runs(pattern, after)
    matcher = SequenceMatcher(None, [one[2] for one in old], [one[2] for one in new], autojunk=False)
    starts: list[int] = []
    ends: list[int] = []
    is_changed = False
    for tag, i1, i2, j1, j2 in matcher.get_opcodes():
        left, right = _edges(old, i1, i2, len(before))
        new_left, new_right = _edges(new, j1, j2, len(after))
        if not (left < end and start < right) and not (left == right and start < left < end):
            continue
        is_changed = is_changed or tag != "equal"
        starts.append(new_left + max(0, start - left) if tag == "equal" else new_left)
        ends.append(new_left + min(end, right) - left if tag == "equal" else new_right)
    if not starts:
        return MovedPlace(min(start, len(after)), min(end, len(after)), is_changed=before != after)
    return MovedPlace(min(starts), max(ends), is_changed)


def _written(words: Sequence[Word], text: str) -> list[str]:
    """Cut a text into words; where a script writes none apart, as they were heard, else the run between them whole."""
    spaced = [run for run in (found.group() for found in _RUN.finditer(text)) if not run.isspace()]
    if not _UNSPACED.search(text):
        return spaced
    return [piece for run in spaced for piece in _cut_as_heard(run, [one.text for one in words])]


def _cut_as_heard(run: str, heard: Sequence[str]) -> Iterator[str]:
    known = sorted({one for one in heard if one and one in run}, key=len, reverse=True)
    if not known:
        yield run
        return
    pattern = re.compile("|".join(re.escape(one) for one in known))
    cursor = 0
    for found in pattern.finditer(run):
        if found.start() > cursor:
            yield run[cursor : found.start()]
        yield found.group()
        cursor = found.end()
    if cursor < len(run):
        yield run[cursor:]


def _key(word: str) -> str:
    """Return what makes two words the same: neither capitals nor punctuation."""
    return "".join(letter for letter in word.casefold() if letter.isalnum()) or word


def _spread(written: Sequence[str], start_ms: int, end_ms: int) -> Iterator[Word]:
    """Yield words over a span, each as long as its letters."""
    letters = sum(len(one) for one in written)
    done = 0
    for one in written:
        start = start_ms + (end_ms - start_ms) * done // letters
        done += len(one)
        yield Word(one, start, start_ms + (end_ms - start_ms) * done // letters, _SURE)


def _runs(pattern: re.Pattern[str], text: str) -> list[tuple[int, int, str]]:
    return [(found.start(), found.end(), found.group()) for found in pattern.finditer(text)]


def _edges(runs: Sequence[tuple[int, int, str]], first: int, last: int, length: int) -> tuple[int, int]:
    """Return the characters that runs `first` to `last` stand at; an empty place where there are none."""
    if first < last:
        return runs[first][0], runs[last - 1][1]
    at = runs[first][0] if first < len(runs) else length
    return at, at
