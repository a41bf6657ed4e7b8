"""Prints the figures, and the cases an author of rules wants to see."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from bench.injected.cases import ALL_HALVES
from bench.injected.figures import Innocent, Record
from bench.injected.match import Answer, Matched
from bench.injected.words import HALVES

_HEAD = f"{'criterion':26} {'faults':>6} {'(words)':>7}  {'recall':20} {'human':>5}  {'precision':20} {'marked':>6}"


def print_figures(records: Iterable[Record], innocent: Iterable[Innocent], halves: Iterable[str] = HALVES) -> None:
    """Print a table for each language and half, and the innocent conversations."""
    told, wanted = tuple(records), tuple(halves)
    for language in dict.fromkeys(record.language for record in told):
        for half in wanted:
            own = [record for record in told if record.language == language and record.half == half]
            if own:
                print(f"\n{language}, {half}\n{_HEAD}")
                print("\n".join(_line(record) for record in own))
    print()
    for one in innocent:
        if one.half in wanted or one.half == ALL_HALVES:
            half = "" if one.half == ALL_HALVES else f" ({one.half})"
            print(
                f"{one.language}: {one.kind}{half}: false fail in {one.false} of {one.n} conversations "
                f"({one.wordings} wordings), {one.share.interval()}"
            )


def _line(record: Record) -> str:
    return (
        f"{record.criterion:26} {record.faults:6} {f'({record.wordings})':>7}  {record.recall.interval():20} "
        f"{record.left_to_person!s:>5}  {record.precision.interval():20} {record.words!s:>6}"
    )


def show(matched: Iterable[Matched], what: str, *, halves: Iterable[str]) -> None:
    """Print the missed faults, the false fails, or the faults left to a person, with what was said.

    A false fail that a clean conversation has is printed once, not again for every fault put into it.
    """
    wanted, seen = (*halves, ALL_HALVES), set[tuple[str, str, str]]()
    for one in matched:
        if one.case.half in wanted:
            for line in _false(one, seen) if what == "false" else _missed(one, what):
                print(line)


def _missed(one: Matched, what: str) -> Iterator[str]:
    said, place = _source(one)
    if what == "needs_human" and one.answer is Answer.LEFT_TO_PERSON:
        yield f"{one.case.id}: {said!r}{place}"
    elif what == "misses" and one.answer in (Answer.MISSED, Answer.ELSEWHERE, Answer.ALREADY):
        yield f"{one.case.id}: {one.answer.value} (verdict {one.verdict}): {said!r}{place}"
    elif what == "misses" and one.are_words_right is False:
        yield f"{one.case.id}: found by other words: {said!r}{place}"


def _false(one: Matched, seen: set[tuple[str, str, str]]) -> Iterator[str]:
    said, place = _source(one)
    for fail in one.false:
        key = (one.case.language, one.case.plot.id, fail.criterion)
        if key not in seen or fail.is_on_sentence:
            where = " on the sentence" if fail.is_on_sentence else ""
            found = f" ({fail.found})" if fail.found else ""
            put_in = f"; put in: {said!r}{place}" if one.case.source else f"  {one.case.plot.place}"
            yield f"{one.case.id}: {fail.criterion}/{fail.check}{where}: {fail.quote!r}{found}{put_in}"
        if one.case.source is None:
            seen.add(key)


def _source(one: Matched) -> tuple[str, str]:
    source = one.case.source
    if source is None:
        return "", ""
    return one.case.made.sentence or getattr(source, "how", ""), f"  {source.place}"
