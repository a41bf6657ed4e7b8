"""Compares every check with the people who reviewed blind, and says which state its record has earned."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypeAlias

from sqlalchemy.orm import Session

from qa.domain.rubric import CheckSpec, CheckState, Rubric
from qa.stages.judged import JudgedAlike, count_judged
from qa.statistics.check_record import CheckRecord, Judged, brief_record

BY_PLACE = "language+channel"
CUTS = ("language", "channel", BY_PLACE)
KNOWN_FIRINGS = 5
TrackKey: TypeAlias = tuple[str, str, str, str]
_ALL = "*"
ASSIST_FIRINGS, ASSIST_PRECISION = 10, 0.6
TRUST_FIRINGS, TRUST_PRECISION = 30, 0.8
_SEED = 1


@dataclass(frozen=True, slots=True)
class RecordLine:
    """The record of one check, for all conversations or those of one language, channel or both (`group`).

    `record` is None where nobody has reviewed what it judged. `earned` is the state the record speaks for: another
    than `state` is a proposal for a person to put into the rubric.
    """

    criterion: str
    check: str
    group: str
    state: CheckState
    record: CheckRecord | None
    earned: CheckState


@dataclass(frozen=True, slots=True)
class TrackRecord:
    """How often a check failed a conversation that people reviewed, and how often they did too."""

    right: int
    fired: int


def records(session: Session, rubric: Rubric, *, by: str | None = None, resamples: int = 2000) -> list[RecordLine]:
    """Measure the checks of a rubric on submitted reviews of drawn conversations, rated before the machine was shown.

    `by` is one of CUTS or None for everything together. All versions of the rubric count, each review with the
    machine's verdicts under its own version.
    """
    return record_lines(rubric, count_judged(session, rubric.name), by=by, resamples=resamples)


def record_lines(
    rubric: Rubric, judged: Counter[JudgedAlike], *, by: str | None = None, resamples: int = 2000
) -> list[RecordLine]:  # fmt: skip
    """Measure the checks of a rubric on what was counted already."""
    grouped: dict[tuple[str, str, str], Counter[JudgedAlike]] = {}
    for alike, n in judged.items():
        group = _group(alike, by)
        grouped.setdefault((alike.criterion, alike.check, group), Counter())[alike] += n
    groups = sorted({group for _, _, group in grouped}) if by else [_ALL]
    return [
        _line(criterion.id, check, group, grouped.get((criterion.id, check.id, group), Counter()), resamples=resamples)
        for criterion in rubric.criteria
        for check in criterion.checks
        for group in groups
    ]


def track_records(
    judged: Mapping[JudgedAlike, int], *, at_least: int = KNOWN_FIRINGS
) -> Mapping[TrackKey, TrackRecord]:
    """Return what is known of checks that failed `at_least` so many conversations.

    Keys are criterion, check, language and channel; an empty channel stands for all of the language.
    """
    fired: Counter[TrackKey] = Counter()
    right: Counter[TrackKey] = Counter()
    for alike, n in judged.items():
        for channel in (alike.channel, ""):
            key = (alike.criterion, alike.check, alike.language, channel)
            fired[key] += n * alike.is_flagged
            right[key] += n * (alike.is_flagged and alike.is_failed)
    return {key: TrackRecord(right=right[key], fired=n) for key, n in fired.items() if n >= at_least}


def earned_state(state: CheckState, record: CheckRecord | None) -> CheckState:
    """Return the state a record speaks for.

    A shadow may assist from ten firings on, when the lower end of its precision reaches 0.6, and be trusted from
    thirty on at 0.8. From ten firings on, a check goes down when even the upper end of its precision is below its
    state's bar. A draft stays one until its author takes it out.
    """
    interval = record.precision.interval if record else None
    if state is CheckState.DRAFT or record is None or interval is None:
        return state
    if record.firings >= TRUST_FIRINGS and interval.low >= TRUST_PRECISION:
        return CheckState.TRUSTED
    if state is CheckState.SHADOW:
        may_assist = record.firings >= ASSIST_FIRINGS and interval.low >= ASSIST_PRECISION
        return CheckState.ASSIST if may_assist else state
    if record.firings < ASSIST_FIRINGS:
        return state
    if interval.high < ASSIST_PRECISION:
        return CheckState.SHADOW
    return CheckState.ASSIST if interval.high < TRUST_PRECISION else state


def _group(alike: JudgedAlike, by: str | None) -> str:
    if by is None:
        return _ALL
    return f"{alike.language}/{alike.channel}" if by == BY_PLACE else str(getattr(alike, by))


def _line(
    criterion: str, check: CheckSpec, group: str, judged: Mapping[JudgedAlike, int], *, resamples: int
) -> RecordLine:  # fmt: skip
    language, _, channel = group.partition("/")
    state = check.state_in(language, channel or None)
    record = _measure(judged, resamples=resamples) if judged else None
    return RecordLine(criterion, check.id, group, state, record, earned_state(state, record))


def _measure(judged: Mapping[JudgedAlike, int], *, resamples: int) -> CheckRecord:
    alike = sorted(judged, key=lambda one: (one.is_flagged, one.is_failed, one.inclusion_probability, str(one)))
    both = [Judged(one.is_flagged, one.is_failed, one.inclusion_probability) for one in alike]
    counts = [judged[one] for one in alike]
    if not resamples:
        return brief_record(both, counts)
    # Kept out of the page, which asks for no bootstrap: numpy and scipy are heavy.
    import numpy as np

    from qa.statistics.record import measure_record

    return measure_record(both, counts=counts, generator=np.random.default_rng(_SEED), resamples=resamples)
