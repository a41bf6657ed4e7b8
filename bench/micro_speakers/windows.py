"""Makes what the two networks learn from: spectra of windows with who speaks, and bands of sentences by speaker."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray

from bench.micro_speakers.corpus import Samples, Speech
from bench.micro_speakers.mixing import classes_of, mix_window
from bench.micro_speakers.segmentation import Spectrum
from bench.micro_whisper.line import with_noise
from bench.micro_whisper.speech import RATE

_NOISY = 0.5

Bands = NDArray[np.float16]


@dataclass(frozen=True, slots=True)
class Windows:
    """Windows side by side: `spectra` (windows, bands, frames), `classes` (windows, orders of speakers, frames)."""

    spectra: Bands
    classes: NDArray[np.uint8]


def make_windows(corpus: Sequence[Speech], *, number: int, seed: int) -> Windows:
    """Mix windows of what is said in a corpus."""
    rng, noise = random.Random(seed), np.random.default_rng(seed)
    spectrum = Spectrum()
    spectra, classes = [], []
    for _ in range(number):
        window = mix_window(corpus, rng, noise)
        spectra.append(spectrum(torch.from_numpy(window.sound)[None, None])[0].numpy().astype(np.float16))
        classes.append(classes_of(window.talk).astype(np.uint8))
    return Windows(np.stack(spectra), np.stack(classes))


def write_windows(path: Path, windows: Windows) -> None:
    """Keep windows; the file is there only when it is whole."""
    part = path.with_suffix(".part.npz")
    np.savez(part, spectra=windows.spectra, classes=windows.classes)
    part.rename(path)


def read_windows(paths: Sequence[Path]) -> Windows:
    """Read windows of several files."""
    read = [np.load(path) for path in paths]
    return Windows(
        np.concatenate([one["spectra"] for one in read]), np.concatenate([one["classes"] for one in read])
    )  # fmt: skip


def bands_of(speech: Speech, noise: np.random.Generator) -> tuple[Bands, ...]:
    """Return the bands of each sentence of a speaker, (frames, 80): plain or by telephone, half of them in noise."""
    return tuple(
        measure_bands(
            _heard(one.by_telephone if noise.random() < 0.5 else one.plain, noise, first=one.start, last=one.end)
        )
        for one in speech.utterances
    )


def measure_bands(sound: Any) -> Bands:
    """Return Kaldi's 80 bands as sherpa-onnx measures them, (frames, 80)."""
    import kaldi_native_fbank as kaldi

    options = kaldi.FbankOptions()
    options.frame_opts.samp_freq = RATE
    options.frame_opts.dither = 0.0
    options.frame_opts.snip_edges = False
    options.mel_opts.num_bins = 80
    options.mel_opts.high_freq = -400
    bank = kaldi.OnlineFbank(options)
    bank.accept_waveform(RATE, sound.tolist())
    bank.input_finished()
    return np.stack([bank.get_frame(place) for place in range(bank.num_frames_ready)]).astype(np.float16)


def _heard(sound: Samples, noise: np.random.Generator, *, first: int, last: int) -> NDArray[np.float32]:
    heard = sound[first:last].astype(np.float32) * np.float32(noise.uniform(0.1, 0.6))
    if noise.random() < _NOISY:
        heard = with_noise(heard, noise, snr_db=noise.uniform(3, 35))
    return np.asarray(heard + noise.normal(0, 1e-4, len(heard)), dtype=np.float32)
