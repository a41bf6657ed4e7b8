"""What the value at a place is, apart from its topic."""

from __future__ import annotations

from checks.claims.topics import Place
from checks.claims.values import Found
from qa.domain.claim import DateClaim, StatusClaim
from qa.domain.fact import Duration


def tells_status(place: Place) -> bool:
    """Tell whether a place says what has come about; a sum in the same clause then tells the same story."""
    value = place.found.value
    return isinstance(value, StatusClaim) or (isinstance(value, DateClaim) and value.status is not None)


def is_of_minutes(place: Place) -> bool:
    """Tell whether a value is a time under an hour: a step takes that long, no matter that a shop has a rule for."""
    value = place.found.value
    return isinstance(value, Duration) and value.unit == "hour" and (value.max or value.n or 1) < 1


def moved(found: Found, offset: int) -> Found:
    """Return a value found in a part of the tokens with its place among all of them."""
    return Found(found.value, found.start + offset, found.end + offset, found.after)
