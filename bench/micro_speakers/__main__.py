"""Makes miniature models that tell speakers apart, and calls: `python -m bench.micro_speakers calls --out FOLDER`."""

from __future__ import annotations

import sys
from importlib.util import find_spec
from pathlib import Path

import click

from bench.micro_speakers.calls import make_calls
from bench.micro_whisper.speech import missing_voice
from bench.micro_whisper.writing import write_heard
from qa.errors import QaError

_CORPUS_SEED, _WINDOWS_SEED, _BANDS_SEED = 1, 100, 1
_SPEAKERS, _SENTENCES = 420, 12
_FILES, _WINDOWS_A_FILE = 30, 150
_STEPS = {"segmentation": (3000, 16), "embedding": (2000, 64)}
_NEEDED = ("torch", "onnx", "kaldi_native_fbank")

_OUT = click.option("--out", type=click.Path(path_type=Path), required=True, help="Folder to write to.")
_WORK = click.option("--work", type=click.Path(path_type=Path), required=True, help="Folder for what is in between.")


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
def main() -> None:
    """Make test calls in one channel, and the miniature models that tell their speakers apart.

    \b
    Example:
      python -m bench.micro_speakers calls --out /tmp/mono --seed 7
    """


@main.command()
@_OUT
@click.option("--seed", default=1, show_default=True, help="Another number gives other calls.")
@click.option("--scripts", default=2, show_default=True, help="How many texts, each with one, two and three speakers.")
def calls(out: Path, seed: int, scripts: int) -> None:
    """Make calls of one, two and three speakers in one channel: 16 kHz, telephone, noise, speakers cutting in."""
    _require_voice()
    out.mkdir(parents=True, exist_ok=True)
    for call in make_calls(seed, scripts=scripts):
        click.echo(write_heard(call.heard, out))


@main.command()
@_WORK
@click.option("--threads", default=1, show_default=True, help="Processor cores to use.")
@click.option("--scale", default=1.0, show_default=True, help="Share of the course: 0.01 only tries that it runs.")
def train(work: Path, threads: int, scale: float) -> None:
    """Say the corpus, mix windows of it and train both models: about a quarter of an hour of one core, 1.5 GB of disk.

    Needs espeak-ng, and torch, onnx and kaldi-native-fbank (an environment of their own will do). What lies in the
    folder already is not made again.
    """
    _require_voice()
    _require_packages()
    import numpy as np
    import torch

    from bench.micro_speakers.corpus import make_corpus, read_corpus, write_corpus
    from bench.micro_speakers.training import train_embedding, train_segmentation
    from bench.micro_speakers.windows import bands_of, make_windows, write_windows

    torch.set_num_threads(threads)
    work.mkdir(parents=True, exist_ok=True)
    path = work / "corpus.pkl"
    if not path.exists():
        write_corpus(path, make_corpus(_CORPUS_SEED, speakers=max(4, round(_SPEAKERS * scale)), sentences=_SENTENCES))
    corpus = read_corpus(path)
    for number in range(max(1, round(_FILES * scale))):
        part = work / f"windows-{_WINDOWS_SEED + number}.npz"
        if not part.exists():
            write_windows(part, make_windows(corpus, number=_WINDOWS_A_FILE, seed=_WINDOWS_SEED + number))
    steps = {name: (max(1, round(number * scale)), batch) for name, (number, batch) in _STEPS.items()}
    number, batch = steps["segmentation"]
    click.echo(train_segmentation(work, steps=number, batch=batch, say=click.echo))
    noise = np.random.default_rng(_BANDS_SEED)
    number, batch = steps["embedding"]
    bands = [bands_of(speech, noise) for speech in corpus]
    click.echo(train_embedding(bands, work, steps=number, batch=batch, say=click.echo))


@main.command()
@_WORK
@_OUT
def export(work: Path, out: Path) -> None:
    """Write the trained models as sherpa-onnx reads them, as in rubrics/demo/model/speakers."""
    _require_packages()
    from bench.micro_speakers.export import export as export_models

    if missing := [name for name in _STEPS if not (work / f"{name}.pt").exists()]:
        raise click.ClickException(f"{work} holds no {', '.join(f'{name}.pt' for name in missing)}: run train first.")
    for path in export_models(work, out):
        click.echo(path)


def _require_packages() -> None:
    if missing := [name for name in _NEEDED if find_spec(name) is None]:
        raise click.ClickException(f"not installed: {', '.join(missing)}. pip install torch onnx kaldi-native-fbank")


def _require_voice() -> None:
    if problem := missing_voice():
        raise click.ClickException(problem)


if __name__ == "__main__":
    try:
        main()
    except QaError as error:
        sys.exit(f"Error: {error}")
