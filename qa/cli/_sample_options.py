"""What `qa sample` is asked for, read into a plan."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Mapping
from datetime import date, datetime
from typing import Any, TypeVar

import click

from qa.domain.sample import Design, Exclusion, ExclusionKind, SamplePlan
from qa.stages import sampling
from qa.stages.browsing import ConversationFilters
from qa.stages.sampling import FilterGroups

Command = TypeVar("Command", bound=Callable[..., Any])
_KNOWN_FILTERS = ("channel", "language", "reason", "criterion", "verdict", "state", "text")
_EXCLUDED = (ExclusionKind.REVIEWED.value, ExclusionKind.ASSIGNED.value, ExclusionKind.NOT_JUDGED.value)
_OPTIONS = (
    click.option("--size", type=click.IntRange(1, sampling.LARGEST), help="How many conversations."),
    click.option("--design", type=click.Choice([one.value for one in Design]), help="How they are drawn."),
    click.option(
        "--by", help="Stratify by one or two of agent, team, channel, language, reason, verdict: channel+team."
    ),
    click.option("--quota", type=click.IntRange(1), help="So many of each agent (design quota)."),
    click.option("--random-share", type=click.IntRange(0, 99), help="Percentage that is plain random, 30 by default."),
    click.option("--why-less-random", help="Why fewer than 30 % are plain random; kept with the sample."),
    click.option("--choose", multiple=True, metavar="ID", help="Take this conversation (design purposive)."),
    click.option("--seed", type=click.IntRange(0), help="Draw the same sample again; chosen by chance when not given."),
    click.option("--channel", help="Only conversations of this channel."),
    click.option("--language", help="Only conversations in this language."),
    click.option("--reason", help="Only of this reason of contact, such as return; not-known: not told yet."),
    click.option("--from", "date_from", type=click.DateTime(["%Y-%m-%d"]), help="Only from this day on."),
    click.option("--to", "date_to", type=click.DateTime(["%Y-%m-%d"]), help="Only to this day, included."),
    click.option("--or", "others", multiple=True, metavar="FILTERS", help="Or these: 'channel=call language=pl'."),
    click.option("--leave-out", type=click.Choice(_EXCLUDED), multiple=True, help="Leave these out of the frame."),
    click.option("--shorter-than", type=click.IntRange(1), help="Leave out conversations of fewer messages."),
)


def what_to_draw(command: Command) -> Command:
    """Give a command the options that say what is drawn."""
    for option in reversed(_OPTIONS):
        command = option(command)
    return command


def read_plan(given: Mapping[str, Any]) -> SamplePlan:
    """Return the plan that options ask for. Raises click.UsageError for what does not go together."""
    design = _design(given)
    if given["size"] is None and design not in (Design.QUOTA, Design.PURPOSIVE):
        raise click.UsageError("Say how many: --size 50.")
    usual = 0 if design in (Design.RANDOM, Design.STRATIFIED) else 30
    share = usual if given["random_share"] is None else given["random_share"]
    return SamplePlan(
        design=design,
        size=given["size"] or 1,
        seed=secrets.randbelow(2**31 - 1) if given["seed"] is None else given["seed"],
        stratify_by=given["by"],
        filters=_groups(given).as_json(),
        exclusions=_exclusions(given),
        random_share=0.0 if design is Design.RANDOM else share / 100,
        random_reason=given["why_less_random"] or "",
        quota=given["quota"] or 0,
    )


def _design(given: Mapping[str, Any]) -> Design:
    if given["design"]:
        return Design(given["design"])
    if given["choose"]:
        return Design.PURPOSIVE
    if given["quota"]:
        return Design.QUOTA
    return Design.STRATIFIED if given["by"] else Design.RANDOM


def _groups(given: Mapping[str, Any]) -> FilterGroups:
    first = ConversationFilters(
        channel=given["channel"],
        language=given["language"],
        reason=given["reason"],
        date_from=_day(given["date_from"]),
        date_to=_day(given["date_to"]),
    )
    return FilterGroups((first, *(_group(text) for text in given["others"])))


def _group(text: str) -> ConversationFilters:
    pairs = dict(one.partition("=")[::2] for one in text.split())
    unknown = [name for name in pairs if name not in _KNOWN_FILTERS]
    if unknown or not pairs:
        known = ", ".join(_KNOWN_FILTERS)
        raise click.UsageError(f"--or {text!r} cannot be read: give pairs such as channel=call. Known: {known}.")
    return ConversationFilters(**pairs)  # type: ignore[arg-type]


def _exclusions(given: Mapping[str, Any]) -> tuple[Exclusion, ...]:
    kinds = tuple(Exclusion(ExclusionKind(kind)) for kind in given["leave_out"])
    short = given["shorter_than"]
    return (*kinds, Exclusion(ExclusionKind.SHORT, short)) if short else kinds


def _day(value: object) -> date | None:
    return value.date() if isinstance(value, datetime) else None
