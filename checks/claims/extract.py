"""Reads all claims of a message: sentence by sentence, every kind of value, with its topic and how it was meant."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from decimal import Decimal

from checks.claims.calendar import Calendar
from checks.claims.clauses import Stretch, clauses, sentences
from checks.claims.dates import read_dates
from checks.claims.durations import read_durations
from checks.claims.lexicon import Lexicon, Token, languages, lexicon
from checks.claims.modality import as_rule, is_hedged, modality_of
from checks.claims.money import read_money, read_percents
from checks.claims.places import is_of_minutes, moved, tells_status
from checks.claims.statuses import find_statuses, join_dates
from checks.claims.topics import (
    Place,
    Trigger,
    after_start,
    find_answered,
    find_conjoined,
    find_triggers,
    is_beside_the_point,
    is_elliptic,
    is_order_size,
    is_threshold,
    section_of,
    start_event,
    topic_of,
)
from checks.claims.values import Found
from checks.normal import NormalText, normalise
from qa.domain.claim import Claim, DateClaim, Modality, StatusClaim
from qa.domain.fact import Duration, Money

_DEFAULT_COUNTRY = {"pt-BR": "BR", "pt-PT": "PT", "en-US": "US", "en-GB": "GB"}
_MOST_VALUES = 20
_RETURNS = (None, "return.period", "withdrawal.period")
_RELATIVE = frozenset({"relative"})
_NOT_AFTER_RETURN = ("withdrawal.period", "return.period", "dispatch.time", "delivery.time", "complaint.reply")
_RETURN_OR_SHIPPING = ("return.cost", "shipping.price")


@dataclass(frozen=True, slots=True)
class _Text:
    """A message as compared, with all that reading it needs."""

    original: str
    normal: NormalText
    compared: str
    tokens: tuple[Token, ...]
    lexicon: Lexicon
    calendar: Calendar
    country: str | None


def extract_claims(
    text: str, *, language: str, sent_at: datetime | None = None, country: str | None = None
) -> tuple[Claim, ...]:
    """Read what a message states, in order. `language` may have a region; unknown languages state nothing.

    Relative days are resolved against `sent_at` (aware), never the clock; without it they give
    no claim. `country` (ISO 3166) decides currencies and the order of day and month.
    """
    code = language.split("-")[0].lower()
    if code not in languages():
        return ()
    words = lexicon(code)
    normal = normalise(text, language=code)
    compared = words.signs(normal.text)
    if not words.may_state(compared):
        return ()
    place = country or _DEFAULT_COUNTRY.get(language)
    calendar = Calendar.at(sent_at, language=code, country=place)
    read = _Text(text, normal, compared, words.tokens(compared), words, calendar, place)
    claims: list[Claim] = []
    previous: Stretch | None = None
    for sentence in sentences(read.tokens, _cased(read), language=code):
        claims.extend(_claims_of(read, sentence, previous))
        previous = sentence
    return tuple(sorted(claims, key=lambda claim: (claim.start, claim.end)))


def _cased(read: _Text) -> str:
    """The text with its capitals where offsets did not move; where they did the script has no capitals."""
    return read.original if read.normal.offsets is None else read.compared


def _claims_of(read: _Text, sentence: Stretch, previous: Stretch | None) -> Iterator[Claim]:
    if not _may_state(read, sentence):
        return
    parts = clauses(read.tokens, sentence)
    places = tuple(place for place in _places(read, sentence, parts) if not _is_disowned(read, sentence, place))
    if len(places) > _MOST_VALUES:
        return
    reported = [place.clause for place in places if tells_status(place)]
    for section in sorted({section_of(place.found.value) for place in places}):
        same = [place for place in places if section_of(place.found.value) == section]
        triggers = _triggers(read, sentence, same, section=section)
        sized = [is_order_size(read.lexicon, read.compared, place) for place in same]
        stated = [place for place, is_size in zip(same, sized, strict=True) if not is_size]
        topics = [
            None if is_size and len(same) > 1 else _topic(read, place, stated, parts, triggers)
            for place, is_size in zip(same, sized, strict=True)
        ]
        if previous is not None and None in topics and is_elliptic(sentence, same):
            topics = [
                topic or (None if is_of_minutes(place) else _inherited(read, previous, sentence, section=section))
                for place, topic in zip(same, topics, strict=True)
            ]
        for place, topic in zip(same, topics, strict=True):
            for claim in _claim(read, sentence, place, topic=topic, same=same):
                is_reported = isinstance(claim.value, Money) and place.clause in reported
                is_past = is_reported and claim.modality.is_assertion
                yield replace(claim, modality=Modality.REPORT_PAST) if is_past else claim


def _is_disowned(read: _Text, sentence: Stretch, place: Place) -> bool:
    """Tell whether the agent says not to vouch for what follows (`I can't promise it will arrive in two days`)."""
    return read.lexicon.has("disowned", read.compared[sentence.start : place.start])


def _triggers(read: _Text, sentence: Stretch, same: Sequence[Place], *, section: str) -> tuple[Trigger, ...]:
    """Find what tells topics in a sentence; several words together count where their clause holds one value."""
    found = find_triggers(read.lexicon, read.compared, sentence, section=section)
    clauses_of_one = {place.clause for place in same if sum(one.clause == place.clause for one in same) == 1}
    for clause in sorted(clauses_of_one, key=lambda one: one.start):
        found += find_conjoined(read.lexicon, read.compared, clause, section=section)
        found += find_answered(read.lexicon, read.compared, clause) if section == "topics_duration" else ()
    return found


def _may_state(read: _Text, sentence: Stretch) -> bool:
    """Tell quickly whether a sentence can hold a value: most sentences of a message that states one do not."""
    if any(token.begins for token in read.tokens[sentence.first : sentence.last]):
        return True
    within = read.compared[sentence.start : sentence.end]
    return read.lexicon.may_name_status(within) or read.lexicon.has("free", within)


def _places(read: _Text, sentence: Stretch, parts: Sequence[Stretch]) -> Iterator[Place]:
    tokens = read.tokens[sentence.first : sentence.last]
    values = [*read_money(tokens, country=read.country), *read_percents(tokens)]
    values += [one for one in read_durations(tokens) if not _overlaps(one.start, one.end, values)]
    places = [_place(read, found, parts, offset=sentence.first) for found in values]
    yield from places
    yield from _days(read, parts)
    priced = [place.clause for place in places if isinstance(place.found.value, Money)]
    if not any(is_threshold(read.lexicon, read.compared, place, sentence=sentence) for place in places):
        yield from _nothing_to_pay(read, [part for part in parts if part not in priced])


def _days(read: _Text, parts: Sequence[Stretch]) -> Iterator[Place]:
    """Yield dates and statuses clause by clause; a day without a status is told by the topic later."""
    for part in parts:
        within = read.compared[part.start : part.end]
        tokens = read.tokens[part.first : part.last]
        statuses = tuple(find_statuses(read.lexicon, read.compared, read.tokens, part))
        if not statuses and not any(token.begins for token in tokens):
            continue
        is_past = bool(statuses) or read.lexicon.has("past", within)
        days = [
            (replace(moved(found, part.first), after=_RELATIVE if is_relative else found.after), is_relative)
            for found, is_relative in read_dates(tokens, read.calendar, is_past=is_past)
        ]
        for found in join_dates(statuses, days):
            yield _place(read, found, parts, offset=0)
        if not (len(statuses) == 1 and len(days) == 1):
            for found, is_relative in days:
                has_topic = find_triggers(read.lexicon, read.compared, part, section="topics_date")
                if has_topic or not is_relative:
                    yield _place(read, found, parts, offset=0)


def _nothing_to_pay(read: _Text, parts: Sequence[Stretch]) -> Iterator[Place]:
    """`dostawa jest darmowa` states a sum of nothing, in no currency."""
    for part in parts:
        within = read.compared[part.start : part.end]
        ((_, free),) = read.lexicon.patterns("free")
        found = free.search(within)
        if found is None:
            continue
        triggers = find_triggers(read.lexicon, read.compared, part, section="topics_money")
        if not any(one.topic in _RETURN_OR_SHIPPING for one in triggers):
            continue
        start, end = part.start + found.start(), part.start + found.end()
        first = next(index for index, token in enumerate(read.tokens) if token.end > start)
        last = next((index for index, token in enumerate(read.tokens) if token.start >= end), len(read.tokens))
        if not _is_denied(read, part, free):
            yield Place(Found(Money(Decimal(0), None), first, last), start, end, part)


def _is_denied(read: _Text, part: Stretch, free: re.Pattern[str]) -> bool:
    """Tell whether a clause denies something beside what its words for `free` deny themselves (`no charge`)."""
    spans = [
        (part.start + one.start(), part.start + one.end())
        for one in free.finditer(read.compared[part.start : part.end])
    ]
    return any(
        "negation" in token and not any(start <= token.start < end for start, end in spans)
        for token in read.tokens[part.first : part.last]
    )


def _topic(
    read: _Text, place: Place, same: Sequence[Place], parts: Sequence[Stretch], triggers: Sequence[Trigger]
) -> str | None:  # fmt: skip
    others = [one for one in same if one is not place]
    within = read.compared[place.clause.start : place.clause.end]
    is_whole = read.lexicon.has("conditional", within) or read.lexicon.tells("replies", within)
    return topic_of(place, others=others, clauses=parts, triggers=triggers, is_whole=is_whole)


def _inherited(read: _Text, previous: Stretch, sentence: Stretch, *, section: str) -> str | None:
    """`Zwrot pieniędzy? Do 14 dni.`: a sentence that says little takes its topic with the one before."""
    both = Stretch(previous.first, sentence.last, previous.start, sentence.end)
    triggers = find_triggers(read.lexicon, read.compared, both, section=section)
    return min(triggers, key=lambda one: (one.rank, -one.start)).topic if triggers else None


def _claim(
    read: _Text, sentence: Stretch, place: Place, *, topic: str | None, same: Sequence[Place]
) -> Iterator[Claim]:  # fmt: skip
    value = place.found.value
    if isinstance(value, DateClaim) and topic == "dispatch.time" and place.found.after == _RELATIVE:
        return
    if isinstance(value, StatusClaim) or (isinstance(value, DateClaim) and value.status):
        topic = "order.status"
    elif (
        isinstance(value, Money)
        and topic != "return.cost"
        and is_threshold(read.lexicon, read.compared, place, sentence=sentence)
    ):
        topic = "shipping.free_from"
    elif _is_of_no_topic(read, sentence, place, topic):
        topic = None
    start, end, event = place.start, place.end, None
    if isinstance(value, Duration):
        earlier = max((one.end for one in same if one.end <= start), default=None)
        before = sentence.start if earlier is None else after_start(read.lexicon, read.compared, earlier, start)
        after = min([one.start for one in same if one.start >= end], default=sentence.end)
        told = start_event(read.lexicon, read.compared, place, before=before, after=after)
        if told is not None:
            is_of_complaint = topic == "complaint.reply" and told[0] in ("goods_received", "goods_returned")
            event = "complaint_received" if is_of_complaint else told[0]
            topic = "complaint.reply" if event == "complaint_received" and topic in _RETURNS else topic
            end = told[2] if 0 <= told[1] - end <= 1 else end
    if event == "goods_returned" and topic in _NOT_AFTER_RETURN:
        topic = None
    modality = modality_of(
        read.lexicon,
        read.compared[sentence.start : sentence.end],
        start=start - sentence.start,
        clause=(place.clause.start - sentence.start, place.clause.end - sentence.start),
        is_length=isinstance(value, Duration),
        said=(_as_said(read, place.clause), _as_said(read, sentence)),
    )
    if topic == "shipping.free_from" or (event == "goods_received" and modality is Modality.REPORT_PAST):
        modality = as_rule(read.lexicon, read.compared[place.clause.start : place.clause.end], modality)
    if isinstance(value, Money) and value.amount and value.currency is None and topic != "shipping.free_from":
        return
    if isinstance(value, StatusClaim | DateClaim) and topic == "order.status" and modality.is_assertion:
        modality = Modality.REPORT_PAST
    first, last = read.normal.original(start, end)
    yield Claim(
        topic=topic,
        value=value,
        modality=modality,
        start=first,
        end=last,
        quote=read.original[first:last],
        start_event=event,
        is_hedged=is_hedged(read.lexicon, read.compared[place.clause.start : place.clause.end]),
    )


def _is_of_no_topic(read: _Text, sentence: Stretch, place: Place, topic: str | None) -> bool:
    """Tell whether a value is of another matter, or a day on which something is only sent."""
    is_day_of_sending = isinstance(place.found.value, DateClaim) and topic == "dispatch.time"
    return is_day_of_sending or is_beside_the_point(read.lexicon, read.compared, place, topic, sentence=sentence)


def _as_said(read: _Text, stretch: Stretch) -> str:
    first, last = read.normal.original(stretch.start, stretch.end)
    return read.original[first:last]


def _place(read: _Text, found: Found, parts: Sequence[Stretch], *, offset: int) -> Place:
    within = moved(found, offset)
    clause = next(part for part in parts if part.holds(within.end - 1))
    return Place(within, read.tokens[within.start].start, read.tokens[within.end - 1].end, clause)


def _overlaps(start: int, end: int, values: Sequence[Found]) -> bool:
    return any(start < one.end and one.start < end for one in values)
