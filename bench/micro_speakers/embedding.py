"""The network that turns the sound of one speaker into numbers that are alike for the same voice."""

from __future__ import annotations

from typing import Any

import torch
from torch import nn
from torch.nn import functional

BANDS, NUMBERS = 80, 96
_WIDE = 96
_SCALE, _MARGIN = 24.0, 0.2
_BAR = 0.38


class Embedding(nn.Module):
    """From Kaldi's 80 bands, less their mean over time, to 96 numbers: (pieces, frames, 80) to (pieces, 96).

    Convolutions over ever longer stretches, then mean and spread over all frames.
    """

    def __init__(self) -> None:
        super().__init__()
        self.near = nn.Sequential(
            nn.Conv1d(BANDS, _WIDE, 5, stride=2, padding=2),
            nn.ReLU(),
            nn.BatchNorm1d(_WIDE),
            *_layer(dilation=1),
            *_layer(dilation=2),
            *_layer(dilation=3),
            nn.Conv1d(_WIDE, 2 * _WIDE, 1),
            nn.ReLU(),
        )
        self.out = nn.Sequential(nn.BatchNorm1d(4 * _WIDE), nn.Linear(4 * _WIDE, NUMBERS), nn.BatchNorm1d(NUMBERS))

    def forward(self, bands: Any) -> Any:
        """Return the numbers, of no particular length."""
        near = self.near(bands.transpose(1, 2) / 4)
        mean = near.mean(-1)
        spread = ((near - mean[..., None]).square().mean(-1) + 1e-4).sqrt()
        return self.out(torch.cat([mean, spread], -1))


class WholeEmbedding(nn.Module):
    """What is exported: numbers of length 1 and one more that all voices share, so that half alike is the same voice.

    Where the errors of both kinds are as many on voices never heard, pieces are `_BAR` alike; the number in common
    brings that to a half, which is where sherpa-onnx and the product part voices if nothing else is said.
    """

    def __init__(self, network: Embedding) -> None:
        super().__init__()
        self.network = network
        self.register_buffer("common", torch.tensor([((0.5 - _BAR) / 0.5) ** 0.5]))

    def forward(self, bands: Any) -> Any:
        """Return the numbers, (pieces, NUMBERS + 1)."""
        numbers = functional.normalize(self.network(bands), dim=-1)
        return torch.cat([numbers, self.common.expand(numbers.shape[0], 1)], -1)


class Naming(nn.Module):
    """Names the speaker of a piece while the embedding is trained; the right one has to win by a margin."""

    def __init__(self, speakers: int) -> None:
        super().__init__()
        self.rows = nn.Parameter(torch.randn(speakers, NUMBERS) * 0.1)

    def forward(self, numbers: Any, speakers: Any) -> tuple[Any, Any]:
        """Return the loss, and the share that is named right."""
        alike = functional.normalize(numbers, dim=-1) @ functional.normalize(self.rows, dim=-1).T
        right = functional.one_hot(speakers, len(self.rows))
        loss = functional.cross_entropy(_SCALE * (alike - _MARGIN * right), speakers)
        return loss, (alike.argmax(-1) == speakers).float().mean()


def _layer(*, dilation: int) -> tuple[Any, Any, Any]:
    return (
        nn.Conv1d(_WIDE, _WIDE, 3, dilation=dilation, padding=dilation),
        nn.ReLU(),
        nn.BatchNorm1d(_WIDE),
    )
