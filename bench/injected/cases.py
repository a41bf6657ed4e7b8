"""Makes all that is judged: clean conversations, and each fault and tempting sentence in several fitting ones."""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from bench.injected.build import Made, make
from bench.injected.errors import SlotError, WordingError
from bench.injected.inject import can_hold, put_fault, put_sentence
from bench.injected.scene import set_scene
from bench.injected.words import Fault, Plot, Tempting, Wording
from qa.domain.fact import Template

COPIES = 3
ALL_HALVES = "all"
_SAVED = "personalised"


@dataclass(frozen=True, slots=True)
class Case:
    """One conversation to be judged. `source` is what was put into it, None in a clean one; `half` is then `all`.

    `templates` are the shop's saved replies in that language.
    """

    id: str
    language: str
    half: str
    made: Made
    plot: Plot
    source: Fault | Tempting | None = None
    templates: tuple[Template, ...] = ()


def make_cases(
    wording: Wording, channels: Mapping[str, tuple[str, ...]]
) -> tuple[tuple[Case, ...], tuple[WordingError, ...]]:
    """Make every case of a language; and what could not be made.

    `channels` are those each criterion is judged in, () for all.
    """
    cases: list[Case] = []
    errors: dict[str, WordingError] = {}
    for plot in wording.plots:
        for copy in range(COPIES):
            _take(cases, errors, wording, plot, copy=copy)
    sources: tuple[Fault | Tempting, ...] = (*wording.faults, *wording.tempting)
    for source in sources:
        criterion = source.criterion if isinstance(source, Fault) else source.near
        fitting = fitting_plots(wording.plots, source, channels.get(criterion, ()))
        if not fitting:
            errors[source.place] = _error(source.place, "it fits into no conversation: widen its limits.")
            continue
        first = _number(criterion) + source.order * COPIES
        for copy in range(COPIES):
            _take(cases, errors, wording, fitting[(first + copy) % len(fitting)], copy=copy, source=source)
    return tuple(cases), tuple(errors.values())


def fitting_plots(plots: Iterable[Plot], source: Fault | Tempting, channels: tuple[str, ...] = ()) -> tuple[Plot, ...]:
    """Return the conversations that a fault or sentence may be put into; a fault only where it is judged."""
    is_fault = isinstance(source, Fault)
    fitting = tuple(
        plot
        for plot in plots
        if source.limits.fit(plot)
        and can_hold(plot, source)
        and (not is_fault or not channels or plot.channel in channels)
    )
    if isinstance(source, Fault) and source.criterion == _SAVED:
        # A saved reply beside a personal one is no fault.
        return tuple(plot for plot in fitting if sum(turn.is_agent for turn in plot.turns) == 1) or fitting
    return fitting


def saved_replies(wording: Wording) -> tuple[Template, ...]:
    """Return what the shop has as saved replies: the texts of those faults that send one as it is."""
    return tuple(
        Template(id=f"saved-{fault.order}", text=fault.text)
        for fault in wording.faults
        if fault.criterion == _SAVED and fault.how == "translate"
    )


def _take(
    cases: list[Case],
    errors: dict[str, WordingError],
    wording: Wording,
    plot: Plot,
    *,
    copy: int,
    source: Fault | Tempting | None = None,
) -> None:
    place = source.place if source else plot.place
    try:
        cases.append(_make(wording, plot, copy, source))
    except SlotError as error:
        errors.setdefault(place, _error(place, error.problem))


def _make(wording: Wording, plot: Plot, copy: int, source: Fault | Tempting | None) -> Case:
    if source is None:
        id = f"{wording.language}-clean-{plot.id}-{copy}"
        scene = set_scene(wording, plot, _number(id))
        made = make(plot, plot.turns, scene, id=id)
        return Case(id, wording.language, ALL_HALVES, made, plot, templates=saved_replies(wording))
    kind = source.criterion if isinstance(source, Fault) else f"near-{source.near}"
    id = f"{wording.language}-{kind}-{source.order + 1}-{plot.id}-{copy}"
    number = _number(id)
    scene = set_scene(wording, plot, number, source.limits)
    turns = put_fault(plot, source, number) if isinstance(source, Fault) else put_sentence(plot, source, number)
    made = make(plot, turns, scene, id=id, fault=source if isinstance(source, Fault) else None)
    return Case(id, wording.language, source.half, made, plot, source, saved_replies(wording))


def _number(name: str) -> int:
    """Return a number that is the same for a name in every process, which `hash` is not."""
    return zlib.crc32(name.encode()) % 100_000


def _error(place: str, problem: str) -> WordingError:
    file, _, line = place.rpartition(":")
    return WordingError(file, int(line), problem)
