"""The miniature Whisper while it is trained: its losses, and the way from two decoder layers to four."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import torch
from torch import nn
from torch.nn import functional
from whisper.model import ModelDimensions, Whisper, sinusoids

from bench.micro_whisper.tokens import TIMESTAMPS, TOKENS

WIDTH, HEADS, ENCODER_LAYERS, DECODER_LAYERS = 128, 4, 4, 4

State = dict[str, Any]
_BETWEEN = re.compile(r"decoder\.blocks\.[12]\.(attn\.out|cross_attn\.out|mlp\.2)\.")


@dataclass(frozen=True, slots=True)
class Batch:
    """Windows side by side; see `Window` for what each tensor holds."""

    mel: Any
    offset: Any
    phonemes: Any
    inputs: Any
    targets: Any
    ahead: Any
    here: Any


@dataclass(frozen=True, slots=True)
class Losses:
    """What one batch costs: next token, phonemes, listening ahead, listening here; and the share of tokens right."""

    tokens: Any
    phonemes: Any
    ahead: Any
    here: Any
    right: Any


def new_whisper(layers: int = DECODER_LAYERS) -> Any:
    """Return an untrained model in openai-whisper's own classes."""
    return Whisper(ModelDimensions(80, 1500, WIDTH, HEADS, ENCODER_LAYERS, TOKENS, 448, WIDTH, HEADS, layers))


def grow(state: Mapping[str, Any], network: Any) -> State:
    """Return the state of a decoder of two layers as the first and last of four; those between change nothing yet."""
    if state.keys() == network.state_dict().keys():
        return dict(state)
    grown = {name: value.clone() for name, value in network.state_dict().items()}
    for name, value in state.items():
        grown[name.replace("decoder.blocks.1.", "decoder.blocks.3.")] = value
    return {name: value * 0 if _BETWEEN.match(name) else value for name, value in grown.items()}


class Network(nn.Module):
    """Whisper's encoder and decoder with few output rows (see `Vocabulary`) and a head that names phonemes.

    Rows of timestamps are a linear map of sinusoids, so that 1,501 of them share what they learn.
    """

    def __init__(self, used: int, unused: int, phonemes: int, *, layers: int) -> None:
        super().__init__()
        whisper = new_whisper(layers)
        self.encoder, self.decoder, self.unused_tokens = whisper.encoder, whisper.decoder, unused
        self.decoder.token_embedding = None  # made of the rows below, filled in at export
        self.decoder.positional_embedding.data = 0.3 * sinusoids(448, WIDTH)
        self.used = nn.Parameter(torch.randn(used, WIDTH) * 0.06)
        self.unused = nn.Parameter(torch.randn(1, WIDTH) * 0.06)
        self.times = nn.Linear(WIDTH, WIDTH)
        self.register_buffer("time_table", sinusoids(TIMESTAMPS, WIDTH))
        self.phonemes = nn.Linear(WIDTH, phonemes)

    def losses(self, batch: Batch) -> Losses:
        """Return what a batch costs."""
        rows = torch.cat([self.used, self.times(self.time_table), self.unused])
        with torch.autocast("cpu", torch.bfloat16):
            heard = self._encode(batch.mel, batch.offset)
            hidden, attention = self._decode(rows, batch.inputs, heard)
            named = self.phonemes(heard).float()
        kept = batch.targets >= 0
        logits = hidden.float()[kept] @ rows.T
        logits = torch.cat([logits[:, :-1], logits[:, -1:] + math.log(self.unused_tokens)], 1)
        half = len(attention) // 2
        early, late = attention[:half], attention[half:]
        return Losses(
            tokens=functional.cross_entropy(logits, batch.targets[kept]),
            phonemes=functional.cross_entropy(named.flatten(0, 1), batch.phonemes.flatten()),
            ahead=sum(_outside(one, batch.ahead) for one in late) / half,
            here=sum(_outside(one[:, : place + 1], batch.here) for place, one in enumerate(early)) / half,
            right=(logits.argmax(-1) == batch.targets[kept]).float().mean(),
        )

    def _encode(self, mel: Any, offset: Any) -> Any:
        """Encode windows that stand anywhere in the 30 s."""
        encoder = self.encoder
        heard = functional.gelu(encoder.conv2(functional.gelu(encoder.conv1(mel.transpose(1, 2))))).permute(0, 2, 1)
        heard = heard + encoder.positional_embedding[offset[:, None] + torch.arange(heard.shape[1])]
        for block in encoder.blocks:
            heard = block(heard)
        return encoder.ln_post(heard)

    def _decode(self, rows: Any, inputs: Any, heard: Any) -> tuple[Any, list[Any]]:
        """Decode, and return the attention to the sound of every layer: (batch, heads, tokens, frames)."""
        hidden = rows[inputs] + self.decoder.positional_embedding[: inputs.shape[1]]
        attention = []
        for block in self.decoder.blocks:
            hidden = hidden + block.attn(block.attn_ln(hidden), mask=self.decoder.mask)[0]
            cross, asked = block.cross_attn, block.cross_attn_ln(hidden)
            query, key, value = (_heads(one) for one in (cross.query(asked), cross.key(heard), cross.value(heard)))
            weights = ((query @ key.transpose(-1, -2)).float() * (WIDTH // HEADS) ** -0.5).softmax(-1)
            attention.append(weights)
            hidden = hidden + cross.out((weights.to(value.dtype) @ value).transpose(1, 2).flatten(2))
            hidden = hidden + block.mlp(block.mlp_ln(hidden))
        return self.decoder.ln(hidden), attention


def _heads(values: Any) -> Any:
    return values.unflatten(-1, (HEADS, WIDTH // HEADS)).transpose(1, 2)


def _outside(attention: Any, spans: Any) -> Any:
    """Return how little of the attention lies in the spans given, by its logarithm."""
    known = spans[..., 0] >= 0
    if not known.any():
        return attention.sum() * 0
    sums = functional.pad(attention.cumsum(-1), (1, 0))
    edges = sums.gather(-1, spans.clamp(min=0)[:, None].expand(-1, attention.shape[1], -1, -1))
    inside = (edges[..., 1] - edges[..., 0]).transpose(1, 2)[known]
    return -(inside.clamp(min=0) + 1e-3).log().mean()
