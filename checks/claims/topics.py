"""Decides what a value is about, by trigger words around it, and from when a length of time runs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from checks.claims.clauses import Stretch
from checks.claims.lexicon import Lexicon
from checks.claims.values import Found
from qa.domain.claim import DateClaim, StatusClaim
from qa.domain.fact import Duration, Money, Relation

_SHORT = 5
_DURATIONS = "topics_duration"
_HALF_A_DAY = 12
_AFTER_WORDS = 999
_WINDOWS = ("withdrawal.period", "return.period", "guarantee.period", "conformity.period")
_WEAK = {"product.price": ("shipping.price", "shipping.free_from", "return.cost")}


@dataclass(frozen=True, slots=True)
class Trigger:
    """Words that name a topic, at offsets of the text; a lower `rank` is more telling."""

    topic: str
    start: int
    end: int
    rank: int


@dataclass(frozen=True, slots=True)
class Place:
    """A value with its offsets in the text and the clause it stands in."""

    found: Found
    start: int
    end: int
    clause: Stretch


def find_triggers(lexicon: Lexicon, text: str, stretch: Stretch, *, section: str) -> tuple[Trigger, ...]:
    """Find the topic words of a stretch; words that say from when (`od otrzymania paczki`) do not count."""
    within = text[stretch.start : stretch.end]
    triggers = [
        Trigger(topic, stretch.start + found.start(), stretch.start + found.end(), rank)
        for rank, (topic, pattern) in enumerate(lexicon.patterns(section))
        for found in pattern.finditer(within)
    ]
    if not triggers:
        return ()
    masked = [(stretch.start + start, stretch.start + end) for start, end in _starts(lexicon, within)]
    return tuple(one for one in triggers if not any(start <= one.start < end for start, end in masked))


def find_conjoined(lexicon: Lexicon, text: str, stretch: Stretch, *, section: str) -> tuple[Trigger, ...]:
    """Find topics by words that together tell one, in any order (`money` and `arrives`): for a clause of one value.

    Rules under `first` tell more than single words (money that arrives is no parcel), the others less.
    """
    within = text[stretch.start : stretch.end]
    if not lexicon.conjoined(section, within):
        return ()
    for start, end in _starts(lexicon, within):
        within = within[:start] + " " * (end - start) + within[end:]
    return tuple(
        Trigger(topic, stretch.start + start, stretch.start + end, rank)
        for rank, topic, start, end in lexicon.conjoined(section, within)
    )


def find_answered(lexicon: Lexicon, text: str, clause: Stretch) -> tuple[Trigger, ...]:
    """An answer is about the complaint a message named before: `complaint filed. We reply within 14 days`."""
    if not lexicon.tells("replies", text[clause.start : clause.end]):
        return ()
    if not lexicon.tells("complaint", text[: clause.end]):
        return ()
    return (Trigger("complaint.reply", clause.start, clause.start, _AFTER_WORDS),)


def _starts(lexicon: Lexicon, text: str) -> list[tuple[int, int]]:
    """Find the words that say from when a time runs: what they name is not its topic."""
    starts = (*lexicon.patterns("start_events"), *lexicon.patterns("start_other"))
    return [found.span() for _, pattern in starts for found in pattern.finditer(text)]


def section_of(value: object) -> str:
    """Return which table of trigger words a kind of value is looked up in."""
    if isinstance(value, Duration):
        return _DURATIONS
    if isinstance(value, Money):
        return "topics_money"
    return "topics_date" if isinstance(value, DateClaim | StatusClaim) else "topics_percent"


def topic_of(
    place: Place,
    *,
    others: Sequence[Place],
    clauses: Sequence[Stretch],
    triggers: Sequence[Trigger],
    is_whole: bool,
) -> str | None:
    """Choose the topic of a value: from its clause, else from clauses before it, else from the one after.

    What follows a clause that says all itself, a condition (`if you cancel within 14 days`) or an answer (`we reply
    within 14 days`), is another matter.

    `others` are the other values of its kind in the sentence. Where a clause holds
    several values, each takes the words on its own side.
    """
    own = [one for one in triggers if place.clause.start <= one.start < place.clause.end]
    beside = [one for one in others if one.clause == place.clause]
    chosen = _on_its_side(place, beside, own) if beside else own
    before = [one for one in triggers if one.start < place.clause.start]
    if chosen:
        is_day = isinstance(place.found.value, DateClaim)
        best = min(chosen, key=lambda one: (0 if is_day else one.rank, _distance(one, place))).topic
        goes_on = best in _WEAK and not others and any(one.topic in _WEAK[best] for one in before)
        if not goes_on:
            return best
    if before:
        nearest = max(_clause_of(one, clauses) for one in before)
        told = min((one for one in before if _clause_of(one, clauses) == nearest), key=lambda one: one.rank).topic
        has_own = any(clauses.index(one.clause) == nearest for one in others)
        return "delivery.time" if told == "dispatch.time" and has_own and _is_length(place) else told
    after = [] if is_whole else [one for one in triggers if one.start >= place.clause.end]
    has_others = any(one.start >= place.clause.end for one in others)
    if after and not has_others and _is_next(after, place, clauses):
        return min(after, key=lambda one: (_clause_of(one, clauses), one.rank)).topic
    return None


def _is_length(place: Place) -> bool:
    """Tell whether a value is a time: after the time until dispatch comes that of the way (`and then takes 2 days`)."""
    return isinstance(place.found.value, Duration)


def _is_next(after: Sequence[Trigger], place: Place, clauses: Sequence[Stretch]) -> bool:
    """Only the clause right after a value can still say what it is about."""
    own = clauses.index(place.clause)
    if own + 1 == len(clauses) or clauses[own + 1].is_new_thought:
        return False
    return any(_clause_of(one, clauses) == own + 1 for one in after)


def is_elliptic(sentence: Stretch, places: Sequence[Place]) -> bool:
    """Tell whether a sentence says little beside its value, so that the sentence before names the topic."""
    words = sum(place.found.end - place.found.start for place in places)
    return sentence.last - sentence.first - words <= _SHORT


def start_event(lexicon: Lexicon, text: str, place: Place, *, before: int, after: int) -> tuple[str, int, int] | None:
    """Find from when a length runs, between the values next to it: (event, start, end) in the text."""
    found = _first_event(lexicon, text, place.end, after)
    if found is None:
        return _first_event(lexicon, text, before, place.start)
    return found


def after_start(lexicon: Lexicon, text: str, value_end: int, until: int) -> int:
    """Return where the words end that say from when an earlier value runs: they are not the next one's."""
    found = _first_event(lexicon, text, value_end, until)
    return found[2] if found is not None and found[1] - value_end <= 1 else value_end


def is_beside_the_point(lexicon: Lexicon, text: str, place: Place, topic: str | None, *, sentence: Stretch) -> bool:
    """Tell whether a value is of another matter: what is missing to a threshold, what is paid on top, a bank's time."""
    within = text[place.clause.start : place.clause.end]
    value = place.found.value
    if isinstance(value, Money):
        if topic == "order.total" and lexicon.has("other_sum", text[sentence.start : sentence.end]):
            return True
        is_order_size = topic == "shipping.price" and value.relation is Relation.AT_LEAST
        return lexicon.has("short_of", within) or (is_order_size and not lexicon.has("price_word", within))
    if not isinstance(value, Duration):
        return False
    named = (within, _naming(lexicon, text, place, sentence))
    if any(_is_of_letters(lexicon, one, value, topic) for one in named) or _is_time_gone_by(lexicon, text, place):
        return True
    beside = f"{text[place.clause.start : place.start]} {text[place.end : place.clause.end]}"
    is_banks = topic == "refund.time" and lexicon.has("third_party", beside)
    return is_banks or lexicon.has("another_matter", beside)


def _naming(lexicon: Lexicon, text: str, place: Place, sentence: Stretch) -> str:
    """Return the clause of a value, with all before it where its topic is (`the reply comes, in writing, in`)."""
    has_topic = any(one.search(text, place.clause.start, place.clause.end) for _, one in lexicon.patterns(_DURATIONS))
    return text[place.clause.start if has_topic else sentence.start : place.clause.end]


def _is_time_gone_by(lexicon: Lexicon, text: str, place: Place) -> bool:
    """Tell whether a length is what has passed and is held against a limit: `three weeks is well inside that`."""
    if any(one.match(text[place.end : place.clause.end].lstrip()) for _, one in lexicon.patterns("lies_within")):
        return True
    before = text[place.clause.start : place.start].rstrip()
    return any(
        found.end() == len(before) for _, one in lexicon.patterns("has_passed") for found in one.finditer(before)
    )


def _is_of_letters(lexicon: Lexicon, clause: str, value: Duration, topic: str | None) -> bool:
    """Tell whether a time is that of an e-mail, a label or a call: nobody gives hours to return a parcel."""
    if value.unit == "hour" and topic in _WINDOWS:
        return True
    if topic not in ("delivery.time", "dispatch.time") or lexicon.has("parcel_noun", clause):
        return False
    is_short = value.unit == "hour" and (value.max or value.n or 0) < _HALF_A_DAY
    return is_short or lexicon.has("document", clause)


def is_threshold(lexicon: Lexicon, text: str, place: Place, *, sentence: Stretch) -> bool:
    """Tell whether a sum is the value from which something is free: in its clause, or where it is an order's size."""
    value = place.found.value
    if not isinstance(value, Money) or value.relation is not Relation.AT_LEAST:
        return False
    if lexicon.has("free", text[place.clause.start : place.clause.end]) or _is_ours(lexicon, text, place.clause):
        return True
    is_free = lexicon.has("free", text[sentence.start : sentence.end]) or _is_ours(lexicon, text, sentence)
    return is_free and is_order_size(lexicon, text, place)


def _is_ours(lexicon: Lexicon, text: str, stretch: Stretch) -> bool:
    """Tell whether a stretch says that the shop pays for the way (`from 150 zł the parcel is on us`)."""
    within = text[stretch.start : stretch.end]
    if not lexicon.has("ours", within):
        return False
    return any(topic == "shipping.price" and one.search(within) for topic, one in lexicon.patterns("topics_money"))


def is_order_size(lexicon: Lexicon, text: str, place: Place) -> bool:
    """Tell whether a bounded sum says for which orders something holds: `przy zamówieniu do 100 zł`."""
    value = place.found.value
    is_bound = isinstance(value, Money) and value.relation in (Relation.AT_LEAST, Relation.AT_MOST)
    return is_bound and lexicon.has("order_size", text[place.clause.start : place.end])


def _first_event(lexicon: Lexicon, text: str, start: int, end: int) -> tuple[str, int, int] | None:
    events = [
        (found.start(), -found.end(), name)
        for name, pattern in lexicon.patterns("start_events")
        for found in pattern.finditer(text, start, end)
    ]
    if not events:
        return None
    at, stop, name = min(events, key=lambda one: one[0])
    return name, at, -stop


def _on_its_side(place: Place, beside: Sequence[Place], own: Sequence[Trigger]) -> list[Trigger]:
    """`T1 V1 i T2 V2` or `V1 T1 i V2 T2`: the first word tells which way the clause goes."""
    if not own:
        return []
    first_value = min([place.start, *(one.start for one in beside)])
    leads = min(one.start for one in own) < first_value
    if leads:
        floor = max([one.end for one in beside if one.end <= place.start], default=0)
        chosen = [one for one in own if floor <= one.start < place.start]
        beside_it = [one for one in own if place.end <= one.start <= place.end + _SHORT]
        return chosen or beside_it or [one for one in own if one.start < place.start]
    ceiling = min([one.start for one in beside if one.start >= place.end], default=place.clause.end)
    return [one for one in own if place.end <= one.start < ceiling]


def _distance(trigger: Trigger, place: Place) -> int:
    return min(abs(trigger.start - place.end), abs(place.start - trigger.end))


def _clause_of(trigger: Trigger, clauses: Sequence[Stretch]) -> int:
    return next(index for index, one in enumerate(clauses) if one.start <= trigger.start < max(one.end, one.start + 1))
