"""`qa sample`: draws a sample of conversations for review."""

from __future__ import annotations

from dataclasses import asdict, replace
from datetime import UTC, datetime, time
from typing import Any

import click

from qa.cli._common import open_migrated, print_json, print_table
from qa.cli._sample_options import read_plan, what_to_draw
from qa.domain.sample import Design, SamplePlan, Shortfall, Stratum
from qa.settings import Settings
from qa.stages import accounts, sampling
from qa.stages.choosing_scorecards import find_offered
from qa.store import tables


@click.command("sample", short_help="Draw a sample for review.")
@what_to_draw
@click.option("--name", help="What it is called; the day otherwise.")
@click.option("--assign", multiple=True, metavar="EMAIL", help="Share it among these reviewers; may be repeated.")
@click.option("--due", type=click.DateTime(["%Y-%m-%d"]), help="Last day for the reviews.")
@click.option("--scorecard", "cards", multiple=True, metavar="NAME", help="Ask this short scorecard where it fits.")
@click.option("--open", "is_open", is_flag=True, help="Show reviewers the machine's verdicts from the start.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def command(
    *,
    name: str | None,
    assign: tuple[str, ...],
    due: datetime | None,
    cards: tuple[str, ...],
    is_open: bool,
    as_json: bool,
    **given: Any,
) -> None:
    """Draw conversations at random and keep seed, frame, layers and inclusion probabilities.

    Designs but random and stratified are drawn beside a plain random layer of 30 % or more. What is chosen with
    --choose, or with --design purposive by filters, enters no estimate. --scorecard may be repeated: each conversation
    is asked the one that fits it best, all criteria where none does.

    Example: qa sample --size 50 --design risk --assign robert@acme.example --json
    """
    settings, now = Settings.from_environment(), datetime.now(UTC)
    plan = read_plan(given)
    with open_migrated(settings).writing.begin() as session:
        order = sampling.SampleOrder(
            name=name or f"Sample of {now.astimezone(settings.zone):%Y-%m-%d}",
            reviewers=accounts.find_reviewers(session, assign),
            due_at=datetime.combine(due.date(), time(23, 59), settings.zone) if due else None,
            is_blind=not is_open,
            scorecards=find_offered(session, cards),
        )
        if plan.design is Design.PURPOSIVE:
            chosen = _chosen(session, plan, given["choose"], settings=settings)
            plan = replace(plan, chosen=chosen, size=len(chosen) if given["choose"] else plan.size)
        sample = sampling.draw_sample(session, plan, order, zone=settings.zone, now=now)
        shortfall = sampling.read_shortfall(sample)
        picks = [_pick(pick) for pick in sample.picks]
    _print(sample, picks, shortfall=shortfall, as_json=as_json)


def _chosen(session: Any, plan: SamplePlan, named: tuple[str, ...], *, settings: Settings) -> tuple[int, ...]:
    if named:
        return sampling.find_chosen(session, named)
    groups = sampling.FilterGroups.from_json(plan.filters)
    return sampling.choose_first(session, groups, size=plan.size, zone=settings.zone)


def _pick(pick: tables.SamplePick) -> dict[str, object]:
    return {
        "conversation": pick.conversation.external_id,
        "source": pick.conversation.source,
        "stratum": pick.stratum,
        "drawn_by": pick.drawn_by,
        "inclusion_probability": pick.inclusion_probability,
    }


def _print(
    sample: tables.Sample, picks: list[dict[str, object]], *, shortfall: Shortfall | None, as_json: bool
) -> None:
    if as_json:
        fields = ("id", "name", "design", "stratify_by", "size", "asked_size", "seed", "filters", "frame_size")
        more = ("layers", "strata", "exclusions", "random_reason", "scorecards")
        short = {"shortfall": shortfall and asdict(shortfall), "picks": picks}
        print_json({name: getattr(sample, name) for name in (*fields, *more)} | short)
        return
    click.echo(f"Drew {sample.size} of {sample.frame_size} conversations, seed {sample.seed}, as sample {sample.id}.")
    if shortfall:
        click.echo(shortfall.in_words())
    if sample.scorecards:
        click.echo("Asked by: " + ", ".join(card["name"] for card in sample.scorecards) + ".")
    for one in sample.exclusions:
        click.echo(f"Left out: {one['count']} {one['kind'].replace('_', ' ')}.")
    if len(sample.layers) > 1:
        click.echo("Layers: " + ", ".join(f"{layer['size']} {layer['design']}" for layer in sample.layers) + ".")
    rows = [_row(Stratum(**one)) for one in sample.strata]
    print_table(("stratum", "drawn", "of", "inclusion probability"), rows)


def _row(stratum: Stratum) -> tuple[str, int, int, float]:
    return stratum.name or "all", stratum.size, stratum.frame_size, round(stratum.chance, 6)
