"""Groups of filters: a conversation is meant that meets everything one of the groups asks."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import ColumnElement, and_, or_, true
from sqlalchemy.orm import Session

from qa.stages.browsing import ConversationFilters, conditions_of

_ANY = "any_of"


@dataclass(frozen=True, slots=True)
class FilterGroups:
    """Filters joined by "or"; within a group all are joined by "and". A group that asks nothing means everything."""

    groups: tuple[ConversationFilters, ...] = (ConversationFilters(),)

    def as_json(self) -> dict[str, Any]:
        """Return them ready to be stored: one group as its filters alone."""
        if len(self.groups) == 1:
            return self.groups[0].as_json()
        return {_ANY: [group.as_json() for group in self.groups]}

    @classmethod
    def from_json(cls, stored: Mapping[str, Any]) -> FilterGroups:
        """Return the groups that `as_json` stored."""
        groups = stored.get(_ANY) or (stored,)
        return cls(tuple(ConversationFilters.from_json(group) for group in groups))

    def within(self, first: date, last: date) -> FilterGroups:
        """Return the same groups for conversations of these days alone."""
        return FilterGroups(tuple(replace(group, date_from=first, date_to=last) for group in self.groups))


def frame_conditions(session: Session, groups: FilterGroups, *, zone: ZoneInfo) -> tuple[ColumnElement[bool], ...]:
    """Return what `tables.Conversation` must meet to be of one of the groups."""
    if len(groups.groups) == 1:
        return conditions_of(session, groups.groups[0], zone=zone)
    return (or_(*(and_(true(), *conditions_of(session, group, zone=zone)) for group in groups.groups)),)
