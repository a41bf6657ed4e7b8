"""`qa sample`: draws a sample of conversations for review."""

from __future__ import annotations

import secrets
from datetime import UTC, date, datetime, time

import click

from qa.cli._common import open_migrated, print_json, print_table
from qa.domain.sample import Design, SamplePlan
from qa.settings import Settings
from qa.stages import accounts, sampling
from qa.stages.browsing import ConversationFilters
from qa.store import tables


@click.command("sample", short_help="Draw a sample for review.")
@click.option("--size", type=click.IntRange(1, sampling.LARGEST), required=True, help="How many conversations.")
@click.option("--by", type=click.Choice(sampling.STRATA), help="Stratify: each part gets its share.")
@click.option("--seed", type=click.IntRange(0), help="Draw the same sample again; chosen by chance when not given.")
@click.option("--name", help="What it is called; the day otherwise.")
@click.option("--assign", multiple=True, metavar="EMAIL", help="Share it among these reviewers; may be repeated.")
@click.option("--due", type=click.DateTime(["%Y-%m-%d"]), help="Last day for the reviews.")
@click.option("--channel", help="Only conversations of this channel.")
@click.option("--language", help="Only conversations in this language.")
@click.option("--from", "date_from", type=click.DateTime(["%Y-%m-%d"]), help="Only from this day on.")
@click.option("--to", "date_to", type=click.DateTime(["%Y-%m-%d"]), help="Only to this day, included.")
@click.option("--open", "is_open", is_flag=True, help="Show reviewers the machine's verdicts from the start.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def command(*, size: int, by: str | None, seed: int | None, as_json: bool, **given: object) -> None:
    """Draw conversations at random and keep seed, frame and inclusion probabilities.

    Example: qa sample --size 50 --by agent --assign robert@acme.example --json
    """
    settings, now = Settings.from_environment(), datetime.now(UTC)
    plan = SamplePlan(
        design=Design.STRATIFIED if by else Design.RANDOM,
        size=size,
        seed=secrets.randbelow(2**31 - 1) if seed is None else seed,
        stratify_by=by,
        filters=_filters(given).as_json(),
    )
    with open_migrated(settings).writing.begin() as session:
        due = _day(given["due"])
        order = sampling.SampleOrder(
            name=str(given["name"] or f"Sample of {now.astimezone(settings.zone):%Y-%m-%d}"),
            reviewers=accounts.find_reviewers(session, _texts(given["assign"])),
            due_at=datetime.combine(due, time(23, 59), settings.zone) if due else None,
            is_blind=not given["is_open"],
        )
        sample = sampling.draw_sample(session, plan, order, zone=settings.zone, now=now)
        picks = [_pick(pick) for pick in sample.picks]
    _print(sample, picks, as_json=as_json)


def _filters(given: dict[str, object]) -> ConversationFilters:
    return ConversationFilters(
        channel=str(given["channel"]) if given["channel"] else None,
        language=str(given["language"]) if given["language"] else None,
        date_from=_day(given["date_from"]),
        date_to=_day(given["date_to"]),
    )


def _day(value: object) -> date | None:
    return value.date() if isinstance(value, datetime) else None


def _texts(values: object) -> tuple[str, ...]:
    return tuple(str(value) for value in values) if isinstance(values, tuple) else ()


def _pick(pick: tables.SamplePick) -> dict[str, object]:
    return {
        "conversation": pick.conversation.external_id,
        "source": pick.conversation.source,
        "stratum": pick.stratum,
        "inclusion_probability": pick.inclusion_probability,
    }


def _print(sample: tables.Sample, picks: list[dict[str, object]], *, as_json: bool) -> None:
    if as_json:
        fields = ("id", "name", "design", "stratify_by", "size", "seed", "filters", "frame_size", "strata")
        print_json({name: getattr(sample, name) for name in fields} | {"picks": picks})
        return
    click.echo(f"Drew {sample.size} of {sample.frame_size} conversations, seed {sample.seed}, as sample {sample.id}.")
    rows = [
        (one["name"] or "all", one["size"], one["frame_size"], one["size"] / one["frame_size"]) for one in sample.strata
    ]
    print_table(("stratum", "drawn", "of", "inclusion probability"), rows)
