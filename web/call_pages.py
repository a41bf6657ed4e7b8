"""What templates show of calls: the player's lanes and measures, and which lines were corrected."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import quote

from babel.numbers import format_decimal
from flask import g, url_for
from flask_babel import gettext as _
from markupsafe import Markup

from qa.domain.call import CallMeasures, Mark, MarkKind, SpeakerMeasures, Stretch
from qa.stages.corrected import CorrectedLine, read_corrections
from qa.stages.hearing import CallView, Lane, read_call
from web import auth
from web.languages import format_locale
from web.names import speaker_name
from web.permissions import Permission
from web.sessions import db, settings

MOST_LISTED = 40
"""Stretches in one list; of more, the longest are shown."""


@dataclass(frozen=True, slots=True)
class Listed:
    """One measure: what it is called, its figure, and the stretches to listen to. `count` is that of all of them."""

    name: str
    figure: str
    stretches: tuple[Stretch | Mark, ...] = ()
    count: int = 0


@dataclass(frozen=True, slots=True)
class MeasureGroup:
    """The measures of the call, or of one speaker."""

    title: str
    role: str
    measures: tuple[Listed, ...]


def tools() -> dict[str, object]:
    """Give the templates what they show calls with."""
    return {
        "call_of": call_of,
        "correct_link": correct_link,
        "corrections_of": corrections_of,
        "measures_of": measures_of,
    }


def call_of(conversation_id: int) -> CallView | None:
    """Return the call of a conversation, read once a request; None where there is no kept recording."""
    known: dict[int, CallView | None] = g.setdefault("calls", {})
    if conversation_id not in known:
        known[conversation_id] = read_call(db(), conversation_id, home=settings().recordings_home)
    return known[conversation_id]


def corrections_of(conversation_id: int) -> Mapping[int, CorrectedLine]:
    """Return the corrected lines of a call by position, read once a request."""
    known: dict[int, Mapping[int, CorrectedLine]] = g.setdefault("corrections", {})
    if conversation_id not in known:
        known[conversation_id] = read_corrections(db(), conversation_id)
    return known[conversation_id]


def correct_link(conversation_id: int, position: int, back: str) -> Markup:
    """Return the way to correct a line, for who may; a call has a thousand lines, so it is put together by hand."""
    kept: dict[int, tuple[str, str]] = g.setdefault("correct_links", {})
    if conversation_id not in kept:
        place = url_for("corrections.show", conversation_id=conversation_id, position=0)
        kept[conversation_id] = (place if auth.can(Permission.REVIEW) else "", _("Correct this line"))
    start, label = kept[conversation_id]
    if not start:
        return Markup("")
    address = start.replace("/messages/0/", f"/messages/{position}/") + (f"?back={quote(back)}" if back else "")
    return Markup('<a class="correct small shy" href="{}">{}</a>').format(address, label)


def measures_of(call: CallView) -> tuple[MeasureGroup, ...]:
    """Return the measures to list: of the call, then of each speaker."""
    if call.measures is None:
        return ()
    lanes = {lane.role: lane for lane in call.lanes}
    people = (_of_speaker(one, call.measures, lanes.get(one.role)) for one in call.measures.speakers)
    return (_of_call(call), *people)


def seconds(milliseconds: int) -> str:
    """Write a length: `3.2 s`, from a minute on `1:05`."""
    if milliseconds >= 60_000:
        minutes, rest = divmod(round(milliseconds / 1000), 60)
        return f"{minutes}:{rest:02}"
    return str(_("%(number)s s", number=_number(milliseconds / 1000, "0.#")))


def mark_name(kind: str) -> str:
    """Say why words were left out of a transcript, or are not to be trusted; nothing for other marks."""
    names = {
        MarkKind.INVENTED.value: _("written by the engine, hardly said"),
        MarkKind.CROSSTALK.value: _("the other speaker, heard through the line"),
    }
    return str(names.get(kind, ""))


def _of_call(call: CallView) -> MeasureGroup:
    measures = call.measures
    assert measures is not None
    counted = (
        (_("Longest silence"), measures.longest_silence_ms, _longest(measures.silences, 1)),
        (_("Silence of two seconds and more"), measures.silence_ms, measures.silences),
        (_("Hold and music"), measures.hold_ms, measures.hold),
        (_("Talking at once"), measures.overtalk_ms, measures.overtalk),
    )
    said = [_listed(name, seconds(length), stretches) for name, length, stretches in counted]
    announced = call.marks_of("announcement")
    dropped = call.marks_of("invented", "crosstalk")
    if announced:
        said.append(_listed(_("Announcements and menus"), str(len(announced)), announced))
    if dropped:
        said.append(_listed(_("Left out of the transcript"), str(len(dropped)), dropped))
    return MeasureGroup(_("The call"), "", tuple(said))


def _of_speaker(one: SpeakerMeasures, measures: CallMeasures, lane: Lane | None) -> MeasureGroup:
    talk = lane.talk if lane else ()
    share = _number(100 * one.share, "0")
    pace = _number(one.words_per_minute, "0") if one.words_per_minute is not None else "–"
    gap = one.median_response_ms
    awaited = [silence for silence in measures.silences if silence.role is one.role]
    return MeasureGroup(
        speaker_name(one.role.value),
        one.role.value,
        (
            _listed(_("Share of talk"), f"{share} %", talk, note=seconds(one.talk_ms)),
            _listed(_("Turns"), str(one.turns), note=_("longest %(length)s", length=seconds(one.longest_turn_ms))),
            _listed(_("Words a minute"), pace),
            _listed(_("Silence before speaking"), seconds(measures.silence_of(one.role)), awaited),
            _listed(_("Interruptions"), str(len(one.interruptions)), one.interruptions),
            _listed(_("Middle response gap"), seconds(gap) if gap is not None else "–", one.response_gaps),
        ),
    )


def _listed(name: str, figure: str, stretches: Sequence[Stretch | Mark] = (), *, note: str = "") -> Listed:
    shown = _longest(stretches, MOST_LISTED)
    return Listed(name, f"{figure} ({note})" if note else figure, tuple(shown), len(stretches))


def _longest(stretches: Sequence[Stretch | Mark], most: int) -> tuple[Stretch | Mark, ...]:
    """Return the longest ones in order of time."""
    chosen = sorted(stretches, key=lambda one: one.start_ms - one.end_ms)[:most]
    return tuple(sorted(chosen, key=lambda one: one.start_ms))


def _number(value: float, pattern: str) -> str:
    return _written(value, pattern, format_locale())


@lru_cache(maxsize=4096)
def _written(value: float, pattern: str, language: str) -> str:
    return str(format_decimal(value, pattern, locale=language))
