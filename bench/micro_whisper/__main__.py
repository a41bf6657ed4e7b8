"""Makes test calls and the miniature speech model: `python -m bench.micro_whisper calls --out FOLDER`."""

from __future__ import annotations

import sys
from importlib.util import find_spec
from pathlib import Path

import click

from bench.micro_whisper.composing import compose
from bench.micro_whisper.conditions import hear_all, hear_nobody
from bench.micro_whisper.scripts import demo_scripts, new_scripts
from bench.micro_whisper.speech import missing_voice
from bench.micro_whisper.writing import write_demo, write_heard
from qa.errors import QaError

_DEMO_SEED = 11
_OUT = click.option("--out", type=click.Path(path_type=Path), required=True, help="Folder to write to.")
_WORK = click.option("--work", type=click.Path(path_type=Path), required=True, help="Folder for what is in between.")


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
def main() -> None:
    """Make test calls, and the miniature speech model of the demo.

    \b
    Example:
      python -m bench.micro_whisper calls --out /tmp/calls --seed 7
    """


@main.command()
@_OUT
@click.option("--seed", default=1, show_default=True, help="Another number gives other calls.")
@click.option("--number", default=4, show_default=True, help="How many calls, each in every condition.")
def calls(out: Path, seed: int, number: int) -> None:
    """Make new calls of held-out wording, each at 16 kHz, by telephone, in noise, with music, crosstalk and mono.

    Half of them are in voices that training never heard. Sounds without anybody speaking come beside. Every sound
    has a JSON file with its true turns and the times of its words.
    """
    _require_voice()
    out.mkdir(parents=True, exist_ok=True)
    for place, script in enumerate(new_scripts(seed, number=number)):
        call = compose(script, seed=seed * 1000 + place)
        for heard in hear_all(call, seed=seed):
            click.echo(write_heard(heard, out))
    for heard in hear_nobody(seed):
        click.echo(write_heard(heard, out))


@main.command("demo-calls")
@_OUT
def demo_calls(out: Path) -> None:
    """Make the seven calls of the demo anew, as in rubrics/demo/calls."""
    _require_voice()
    for place, script in enumerate(demo_scripts()):
        click.echo(write_demo(compose(script, seed=_DEMO_SEED + place), out))
    for place, script in enumerate(demo_scripts(in_one_channel=True)):
        call = compose(script, seed=_DEMO_SEED + 100 + place)
        click.echo(write_demo(call, out / "one-channel", in_one_channel=True))


@main.command()
@_WORK
@click.option("--threads", default=2, show_default=True, help="Processor cores to use.")
@click.option("--scale", default=1.0, show_default=True, help="Share of the course: 0.001 only tries that it runs.")
def train(work: Path, threads: int, scale: float) -> None:
    """Say the corpora and train the model on them: about 70 minutes on two cores, and 3 GB of disk.

    Needs espeak-ng and openai-whisper. Corpora and stages that lie in the folder already are not made again.
    """
    _require_voice()
    _require_whisper()
    from bench.micro_whisper.corpus import write_corpus
    from bench.micro_whisper.course import load_course
    from bench.micro_whisper.training import train as train_course

    work.mkdir(parents=True, exist_ok=True)
    course = load_course(scale=scale)
    for number, plan in enumerate(course.corpora):
        path = work / f"corpus-{number}.pkl"
        if not path.exists():
            click.echo(f"Corpus {number}: {plan.sessions} sessions")
            write_corpus(path, plan)
    click.echo(train_course(course, work, threads=threads, say=click.echo))


@main.command()
@_WORK
@_OUT
def export(work: Path, out: Path) -> None:
    """Write the trained model for both engines: whisper-micro.pt and ct2/, as in rubrics/demo/model."""
    _require_whisper()
    from bench.micro_whisper.export import export as export_model

    stages = sorted(work.glob("stage-*.pt"))
    if not stages:
        raise click.ClickException(f"{work} holds no stage-*.pt: run train first.")
    export_model(stages[-1], out)
    click.echo(out)


def _require_whisper() -> None:
    if find_spec("whisper") is None:
        raise click.ClickException("openai-whisper is not installed: make openai-whisper")


def _require_voice() -> None:
    if problem := missing_voice():
        raise click.ClickException(problem)


if __name__ == "__main__":
    try:
        main()
    except QaError as error:
        sys.exit(f"Error: {error}")
