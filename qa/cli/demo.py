"""`qa demo`: the main job on the demo shop, from import to a drawn sample, and the page."""

from __future__ import annotations

import os
from datetime import UTC, datetime
from importlib.util import find_spec
from pathlib import Path

import click
from sqlalchemy import select

from qa import registry
from qa.cli._common import Database, open_migrated
from qa.cli._demo_calibration import store_calibrations
from qa.cli._demo_coaching import store_coaching
from qa.cli._demo_depth import store_depth
from qa.cli._demo_disputes import store_disputes
from qa.cli._demo_noted import correct_demo_line, note_demo_abuse
from qa.cli._demo_reports import make_reports, store_month
from qa.cli._demo_reviews import store_reviews
from qa.cli._demo_rubrics import write_draft
from qa.cli._demo_sampling import store_plans
from qa.cli._demo_scorecards import store_scorecards
from qa.cli._demo_standing import store_decision
from qa.cli._importing import import_as_member
from qa.cli.work import run_worker
from qa.domain.sample import Design, SamplePlan
from qa.ports import ImportOptions
from qa.settings import Settings
from qa.stages import due
from qa.stages.importing import store_facts, store_orders, store_templates
from qa.stages.people import Person, store_people
from qa.stages.sampling import SampleOrder, draw_sample
from qa.stages.transcribing import missing_model
from qa.store import tables

_PACK = Path(__file__).resolve().parents[2] / "rubrics" / "demo"
_PASSWORD = "plumbline-demo"  # noqa: S105 - printed for everybody who tries the demo
_SAMPLE, _SAMPLE_SIZE, _SEED = "Demo sample", 12, 20261021


def _speaker_models() -> str:
    """Return the models that tell one call's speakers apart; none without sherpa-onnx, and nobody is the agent then."""
    folder = _PACK / "model" / "speakers"
    return f"{folder / 'segmentation.onnx'},{folder / 'embedding.onnx'}" if find_spec("sherpa_onnx") else ""


ENVIRONMENT = {
    "QA_HOME": "var/demo",
    "QA_WHISPER_MODEL": str(_PACK / "model" / "ct2"),
    "QA_DIARISATION": _speaker_models(),
    "QA_MAIL_DOMAINS": "zielonydom.example,northwind.example",
}


@click.command("demo", short_help="Try everything on an invented shop.")
@click.option("--serve/--no-serve", default=True, help="Serve the page afterwards.")
@click.option("--work/--no-work", default=True, help="Transcribe, check and draw here; else leave it to workers.")
def command(*, serve: bool, work: bool) -> None:
    """Import the demo shop, transcribe, check, draw a sample, and serve the page.

    Everything lies in var/demo (QA_HOME). A second run repeats nothing. The speech model
    of the demo knows the demo's calls only; never use it on real ones.

    Example: qa demo --no-serve
    """
    for name, value in ENVIRONMENT.items():
        os.environ.setdefault(name, value)
    settings = Settings.from_environment()
    database = open_migrated(settings)
    people = _store_records(database)
    _import(settings, database)
    if work:
        if _is_something_due(database):
            run_worker(settings, database, drain=True)
        with database.writing.begin() as session:
            is_corrected = correct_demo_line(session, settings, now=datetime.now(UTC))
            note_demo_abuse(session, now=datetime.now(UTC))
        if is_corrected:
            run_worker(settings, database, drain=True)
        _draw(settings, database)
        with database.writing.begin() as session:
            store_reviews(session, _PACK / "reviews.yaml", now=datetime.now(UTC))
            store_depth(session, _PACK / "notes.yaml", now=datetime.now(UTC))
            scorecards = store_scorecards(session, now=datetime.now(UTC))
            store_plans(session, settings, scorecards=scorecards, now=datetime.now(UTC))
            store_disputes(session, settings, _PACK / "disputes.yaml", now=datetime.now(UTC))
            store_decision(session, settings, now=datetime.now(UTC))
        store_month(database, settings)
        with database.writing.begin() as session:
            store_coaching(session, settings, _PACK / "coaching.yaml", now=datetime.now(UTC))
            store_calibrations(session, _PACK / "calibration.yaml", now=datetime.now(UTC))
        write_draft(settings, database, now=datetime.now(UTC))
        make_reports(database, settings)
    _print_missing(settings)
    _print_people(people)
    database.engine.dispose()
    if serve:
        _serve()


def _store_records(database: Database) -> tuple[Person, ...]:
    with database.writing.begin() as session:
        people = store_people(session, _PACK / "people.yaml", password=_PASSWORD)
        store_facts(session, _PACK / "facts.yaml", now=datetime.now(UTC))
        store_orders(session, _PACK / "orders.jsonl")
        store_templates(session, _PACK / "templates.jsonl")
    return people


def _import(settings: Settings, database: Database) -> None:
    from qa.workflows import Member

    sources = {"chat": "chats.jsonl", "mail": "mail", "calls": "calls"}
    with Member(settings, reading=database.reading, writing=database.writing):
        for source, name in sources.items():
            options = ImportOptions(
                source=source,
                mail_domains=settings.mail_domains,
                time_zone=settings.time_zone,
                consent="notice-v1" if source == "calls" else None,
                agent_channel=0 if source == "calls" else None,
            )
            count = import_as_member(database, [_PACK / name], options=options)
            click.echo(f"{name}: {count.conversations} conversations, {count.stored.new} new.", err=True)


def _is_something_due(database: Database) -> bool:
    with database.reading() as session:
        status = due.work_status(session, now=datetime.now(UTC), failures=0)
    return sum(status.counts.values()) > status.done


def _draw(settings: Settings, database: Database) -> None:
    with database.writing.begin() as session:
        if session.scalar(select(tables.Sample.id).where(tables.Sample.name == _SAMPLE)) is not None:
            return
        is_reviewer = tables.User.role == tables.UserRole.REVIEWER
        reviewers = session.scalars(select(tables.User.id).where(is_reviewer).order_by(tables.User.id)).all()
        plan = SamplePlan(design=Design.STRATIFIED, size=_SAMPLE_SIZE, seed=_SEED, stratify_by="channel")
        order = SampleOrder(name=_SAMPLE, reviewers=reviewers)
        sample = draw_sample(session, plan, order, zone=settings.zone, now=datetime.now(UTC))
        click.echo(f"Drew {sample.size} of {sample.frame_size} conversations, by channel, seed {_SEED}.", err=True)


def _print_missing(settings: Settings) -> None:
    for sentence in registry.reader()(settings).missing():
        click.echo(f"Missing: {sentence}", err=True)
    if problem := missing_model(settings):
        click.echo(f"Missing: {problem} Until then calls wait.", err=True)


def _print_people(people: tuple[Person, ...]) -> None:
    click.echo(f"\nSign in with the password {_PASSWORD} as:")
    for person in people:
        click.echo(f"  {person.role.value:9} {person.email:30} {person.name}")
    click.echo("")


def _serve() -> None:
    from qa.cli.serve import command as serve

    serve.main([], standalone_mode=False)
