"""Groups of filters in a form: within a group all must be met, and one of the groups."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from werkzeug.datastructures import MultiDict

from qa.stages.browsing import Choices, ConversationFilters
from qa.stages.sampling import FilterGroups
from web.filters import NAMES, Chip, chips_of, read_filters, write_filters

MOST_GROUPS = 5


@dataclass(frozen=True, slots=True)
class ReadGroups:
    """The groups that could be read, as they are shown, and a sentence for each value that could not."""

    shown: tuple[ConversationFilters, ...]
    problems: tuple[str, ...] = ()

    @property
    def groups(self) -> FilterGroups:
        """Return what is asked: a further group that asks nothing is no group."""
        first, *others = self.shown
        asking = tuple(group for group in others if group != ConversationFilters())
        return FilterGroups((first, *asking))


def read_groups(sent: MultiDict[str, str]) -> ReadGroups:
    """Read the groups of a form, one more where another is asked for, one fewer where one is dropped."""
    count = max(1, min(sent.get("groups", 1, type=int) or 1, MOST_GROUPS))
    dropped = sent.get("drop_group", type=int)
    read = [read_filters(_fields(sent, place)) for place in range(count) if place != dropped or place == 0]
    shown = [one.filters for one in read]
    if "add_group" in sent and len(shown) < MOST_GROUPS:
        shown.append(ConversationFilters())
    return ReadGroups(tuple(shown), tuple(problem for one in read for problem in one.problems))


def is_changing_groups(sent: MultiDict[str, str]) -> bool:
    """Tell whether the form was sent only to have a group more or fewer."""
    return "add_group" in sent or "drop_group" in sent


def prefix_of(place: int) -> str:
    """Return what the names of the fields of a group begin with: nothing for the first."""
    return f"or{place}-" if place else ""


def group_chips(groups: Iterable[ConversationFilters], choices: Choices) -> list[list[Chip]]:
    """Name the filters of each group."""
    return [chips_of(group, choices) for group in groups]


def group_fields(groups: FilterGroups) -> dict[str, str]:
    """Write groups for an address."""
    written = {"groups": str(len(groups.groups))} if len(groups.groups) > 1 else {}
    for place, group in enumerate(groups.groups):
        written |= {f"{prefix_of(place)}{name}": value for name, value in write_filters(group).items()}
    return written


def _fields(sent: MultiDict[str, str], place: int) -> dict[str, str]:
    prefix = prefix_of(place)
    return {name: sent.get(f"{prefix}{name}", "") for name in NAMES}
