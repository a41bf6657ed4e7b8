"""Counts what was found and what was not, by language, criterion and half."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass

from bench.injected.cases import ALL_HALVES
from bench.injected.match import Answer, Matched
from bench.injected.words import HALVES, Fault, Tempting
from qa.statistics.intervals import wilson


@dataclass(frozen=True, slots=True)
class Share:
    """`count` of `n`."""

    count: int
    n: int

    def __str__(self) -> str:
        return f"{self.count / self.n:.2f}" if self.n else "-"

    def interval(self) -> str:
        """Return the share with its Wilson interval of 95 %."""
        if not self.n:
            return "-"
        ends = wilson(self.count, self.n)
        return f"{self} [{ends.low:.2f}, {ends.high:.2f}]"


@dataclass(frozen=True, slots=True)
class Record:
    """How one criterion did in one language and half; also used for whole languages, with criterion `all`.

    `false` counts false fails in conversations with a fault of this half, tempting ones of it, and all clean ones.
    """

    language: str
    criterion: str
    half: str
    wordings: int
    faults: int
    found: int
    needs_human: int
    words_right: int
    words_asked: int
    right: int
    false: int

    @property
    def recall(self) -> Share:
        """Faults found, in the right place, of all."""
        return Share(self.found, self.faults)

    @property
    def left_to_person(self) -> Share:
        """Faults left to a person, of all."""
        return Share(self.needs_human, self.faults)

    @property
    def precision(self) -> Share:
        """Fails that were right, of all fails."""
        return Share(self.right, self.right + self.false)

    @property
    def words(self) -> Share:
        """Faults found by the right words, of those found whose words were known."""
        return Share(self.words_right, self.words_asked)


@dataclass(frozen=True, slots=True)
class Innocent:
    """How conversations without a fault did: how many of `n`, made of so many `wordings`, got a false fail."""

    language: str
    kind: str
    half: str
    wordings: int
    n: int
    false: int

    @property
    def share(self) -> Share:
        """Conversations with a false fail, of all."""
        return Share(self.false, self.n)


def count_records(matched: Iterable[Matched], criteria: Iterable[str]) -> tuple[Record, ...]:
    """Count by language, criterion and half; each language ends with a record of criterion `all`."""
    told = tuple(matched)
    order = tuple(criteria)
    languages = dict.fromkeys(one.case.language for one in told)
    return tuple(record for language in languages for record in _of_language(language, order, told))


def count_innocent(matched: Iterable[Matched]) -> tuple[Innocent, ...]:
    """Count clean conversations with any false fail, and tempting sentences with one on their words."""
    told = tuple(matched)
    found = []
    for language in dict.fromkeys(one.case.language for one in told):
        own = [one for one in told if one.case.language == language]
        clean = [one for one in own if one.case.source is None]
        if clean:
            plots = {one.case.plot.id for one in clean}
            fails = sum(bool(one.false) for one in clean)
            found.append(Innocent(language, "clean", ALL_HALVES, len(plots), len(clean), fails))
        for half in HALVES:
            some = [one for one in own if isinstance(one.case.source, Tempting) and one.case.half == half]
            if some:
                places = {one.case.source.place for one in some if one.case.source}
                fails = sum(any(fail.is_on_sentence for fail in one.false) for one in some)
                found.append(Innocent(language, "tempting", half, len(places), len(some), fails))
    return tuple(found)


def as_rows(values: Iterable[Record | Innocent]) -> list[dict[str, object]]:
    """Return the values as plain mappings for a file."""
    return [asdict(value) for value in values]


def _of_language(language: str, criteria: tuple[str, ...], told: tuple[Matched, ...]) -> Iterator[Record]:
    own = [one for one in told if one.case.language == language]
    for half in HALVES:
        some = [one for one in own if one.case.half in (half, ALL_HALVES)]
        false = Counter(fail.criterion for one in some for fail in one.false)
        right = Counter(criterion for one in some for criterion in one.right)
        records = []
        for criterion in criteria:
            faults = [
                one for one in some if isinstance(one.case.source, Fault) and one.case.source.criterion == criterion
            ]
            if faults or false[criterion] or right[criterion]:
                records.append(_record(language, criterion, half, faults, right[criterion], false[criterion]))
        if any(record.faults for record in records):
            yield from records
            yield _total(language, half, records)


def _record(language: str, criterion: str, half: str, faults: list[Matched], right: int, false: int) -> Record:
    words = [one.are_words_right for one in faults if one.are_words_right is not None]
    return Record(
        language=language,
        criterion=criterion,
        half=half,
        wordings=len({one.case.source.place for one in faults if one.case.source}),
        faults=len(faults),
        found=sum(one.answer is Answer.FOUND for one in faults),
        needs_human=sum(one.answer is Answer.LEFT_TO_PERSON for one in faults),
        words_right=sum(words),
        words_asked=len(words),
        right=right,
        false=false,
    )


def _total(language: str, half: str, records: list[Record]) -> Record:
    def total(name: str) -> int:
        return sum(int(getattr(record, name)) for record in records)

    return Record(
        language,
        "all",
        half,
        total("wordings"),
        total("faults"),
        total("found"),
        total("needs_human"),
        total("words_right"),
        total("words_asked"),
        total("right"),
        total("false"),
    )
