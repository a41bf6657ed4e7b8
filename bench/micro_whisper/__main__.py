"""Makes test calls and the miniature speech model: `python -m bench.micro_whisper calls --out FOLDER`."""

from __future__ import annotations

import sys
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
_THREADS = click.option("--threads", default=2, show_default=True, help="Processor cores to use.")


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
    """Make the six calls of the demo anew, as in rubrics/demo/calls."""
    _require_voice()
    for place, script in enumerate(demo_scripts()):
        click.echo(write_demo(compose(script, seed=_DEMO_SEED + place), out))


def _require_voice() -> None:
    if problem := missing_voice():
        raise click.ClickException(problem)


if __name__ == "__main__":
    try:
        main()
    except QaError as error:
        sys.exit(f"Error: {error}")
