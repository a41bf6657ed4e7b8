"""The network that tells, every 17 ms of ten seconds, who of up to three speakers talks; the shape is pyannote's."""

from __future__ import annotations

import math
from typing import Any

import torch
from torch import nn
from torch.nn import functional

from bench.micro_speakers.mixing import FIELD, FRAMES, RATE, SETS, SHIFT

BANDS = 64
_WINDOW, _STEP = 400, SHIFT // 2
_FIRST = (FIELD - _WINDOW) // 2 - _STEP // 2
_LOWEST_HZ, _HIGHEST_HZ = 80.0, 7_000.0
_WIDE, _HIDDEN, _HEADS = 128, 64, 4
_PART = 4
_STEPS = -(-FRAMES // _PART)


class Spectrum(nn.Module):
    """Loudness in 64 bands, on the scale of mel, of each frame: (windows, 1, samples) to (windows, 64, frames).

    A fixed convolution with a cosine and a sine for each band, so that the model takes sound and nothing else.
    """

    def __init__(self) -> None:
        super().__init__()
        self.register_buffer("waves", _waves())

    def forward(self, sound: Any) -> Any:
        """Return the logarithm of power, whatever the sound's own loudness."""
        sound = sound / (sound.square().mean(-1, keepdim=True).sqrt() + 1e-4)
        real, imaginary = functional.conv1d(sound[..., _FIRST:], self.waves, stride=_STEP).chunk(2, dim=1)
        power = (real.square() + imaginary.square())[..., : 2 * FRAMES]
        return (power.unflatten(-1, (FRAMES, 2)).mean(-1) + 1e-4).log()


class Segmentation(nn.Module):
    """From the spectrum to the logarithm of each class's probability, (windows, frames, classes); see SETS.

    Two layers pass what was heard on, forwards and backwards, and between them each moment is compared with every
    other: the same voice, or another?
    """

    def __init__(self) -> None:
        super().__init__()
        self.near = nn.Sequential(
            nn.BatchNorm1d(BANDS),
            nn.Conv1d(BANDS, 96, 5, stride=2, padding=2),
            nn.ReLU(),
            nn.BatchNorm1d(96),
            nn.Conv1d(96, _WIDE, 5, stride=2, padding=2),
            nn.ReLU(),
            nn.BatchNorm1d(_WIDE),
        )
        self.before = nn.LSTM(_WIDE, _HIDDEN, batch_first=True, bidirectional=True)
        self.asked = nn.Linear(_WIDE, 3 * _WIDE)
        self.told = nn.Linear(_WIDE, _WIDE)
        self.after = nn.LSTM(_WIDE, _HIDDEN, batch_first=True, bidirectional=True)
        self.out = nn.Linear(_WIDE, _PART * len(SETS))

    def forward(self, spectrum: Any) -> Any:
        """Return the logarithm of probabilities."""
        padded = functional.pad(spectrum, (0, _PART * _STEPS - FRAMES))
        near = self.near(padded).transpose(1, 2)
        heard, _ = self.before(near)
        heard = heard + near
        heard = heard + self._compared(heard)
        last, _ = self.after(heard)
        logits = self.out(last + heard).reshape(-1, _PART * _STEPS, len(SETS))[:, :FRAMES]
        return logits.log_softmax(-1)

    def _compared(self, heard: Any) -> Any:
        query, key, value = (_heads(one) for one in self.asked(heard).chunk(3, dim=-1))
        weights = (query @ key.transpose(-1, -2) * (_WIDE // _HEADS) ** -0.5).softmax(-1)
        return self.told((weights @ value).transpose(1, 2).flatten(2))


class WholeSegmentation(nn.Module):
    """From sound to classes: what is exported."""

    def __init__(self, network: Segmentation) -> None:
        super().__init__()
        self.spectrum, self.network = Spectrum(), network

    def forward(self, sound: Any) -> Any:
        """Return the logarithm of probabilities."""
        return self.network(self.spectrum(sound))


def _heads(values: Any) -> Any:
    return values.reshape(values.shape[0], _STEPS, _HEADS, _WIDE // _HEADS).transpose(1, 2)


def _waves() -> Any:
    """Return cosines, then sines, under a bell as long as a band is narrow: (2 * bands, 1, samples)."""
    edges = torch.linspace(_mel(_LOWEST_HZ), _mel(_HIGHEST_HZ), BANDS + 2)
    hertz = 700 * (10 ** (edges / 2595) - 1)
    middle, width = hertz[1:-1, None], (hertz[2:] - hertz[:-2])[:, None] / 2
    times = (torch.arange(_WINDOW)[None] - (_WINDOW - 1) / 2) / RATE
    bell = torch.exp(-0.5 * (times * 2 * math.pi * width.clamp(min=30) / 2.355) ** 2) * torch.hann_window(_WINDOW)
    bell = bell / bell.sum(-1, keepdim=True)
    phase = 2 * math.pi * middle * times
    return torch.cat([bell * phase.cos(), bell * phase.sin()])[:, None]


def _mel(hertz: float) -> float:
    return 2595 * math.log10(1 + hertz / 700)
