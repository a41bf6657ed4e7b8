"""Writes a trained model for openai-whisper (`.pt`) and for faster-whisper (a CTranslate2 folder)."""

from __future__ import annotations

import dataclasses
import json
import shutil
from pathlib import Path
from typing import Any

import torch
from ctranslate2.converters import utils
from ctranslate2.specs import common_spec, whisper_spec
from whisper.model import sinusoids

from bench.micro_whisper.network import DECODER_LAYERS, ENCODER_LAYERS, HEADS, WIDTH, new_whisper
from bench.micro_whisper.tokens import FIRST_TIMESTAMP, TIMESTAMPS, TOKENS, as_fast_tokenizer, tokenizer

CHUNK_S = 10
"""Seconds faster-whisper decodes at a time: what so small a model handles best."""

_SPACE = 220


def export(checkpoint: Path, out: Path) -> None:
    """Write `whisper-micro.pt` and `ct2/` into a folder."""
    model = load_trained(checkpoint)
    out.mkdir(parents=True, exist_ok=True)
    halves = {name: value.half() for name, value in model.state_dict().items()}
    torch.save({"dims": dataclasses.asdict(model.dims), "model_state_dict": halves}, out / "whisper-micro.pt")
    write_ct2(model, out / "ct2")


def load_trained(checkpoint: Path) -> Any:
    """Return a trained model in openai-whisper's classes, its embedding filled to the whole vocabulary."""
    kept = torch.load(checkpoint, weights_only=False)
    state = {name: value.clone().float() for name, value in kept["smooth"].items()}
    used, unused = state.pop("used"), state.pop("unused")
    times = sinusoids(TIMESTAMPS, WIDTH) @ state.pop("times.weight").T + state.pop("times.bias")
    for name in ("time_table", "phonemes.weight", "phonemes.bias"):
        state.pop(name)
    embedding = unused.repeat(TOKENS, 1)
    embedding[torch.tensor(kept["used"])] = used
    embedding[FIRST_TIMESTAMP:] = times
    model = new_whisper()
    model.load_state_dict({**state, "decoder.token_embedding.weight": embedding}, strict=False)
    return model


def write_ct2(model: Any, folder: Path) -> None:
    """Write a model straight from its weights, int8, with tokenizer and settings."""
    spec = whisper_spec.WhisperSpec(ENCODER_LAYERS, HEADS, DECODER_LAYERS, HEADS)
    _fill_encoder(spec.encoder, model.encoder)
    _fill_decoder(spec.decoder, model.decoder)
    fast, texts = as_fast_tokenizer()
    own = tokenizer()
    spec.register_vocabulary(texts)
    never = {own.transcribe, own.translate, own.sot, own.sot_prev, own.sot_lm, own.no_speech}
    spec.config.suppress_ids = sorted({*own.non_speech_tokens, *never})
    spec.config.suppress_ids_begin = [_SPACE, own.eot]
    spec.config.lang_ids = sorted(own.all_language_tokens)
    late = range(DECODER_LAYERS // 2, DECODER_LAYERS)  # where openai-whisper looks for words by default
    spec.config.alignment_heads = [[layer, head] for layer in late for head in range(HEADS)]
    spec.validate()
    spec.optimize(quantization="int8")
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    spec.save(str(folder))
    fast.save(str(folder / "tokenizer.json"), pretty=False)
    (folder / "preprocessor_config.json").write_text(json.dumps(_preprocessor(), indent=1) + "\n", encoding="utf-8")


def _preprocessor() -> dict[str, Any]:
    return {
        "chunk_length": CHUNK_S,
        "feature_extractor_type": "WhisperFeatureExtractor",
        "feature_size": 80,
        "hop_length": 160,
        "n_fft": 400,
        "n_samples": CHUNK_S * 16000,
        "nb_max_frames": CHUNK_S * 100,
        "sampling_rate": 16000,
        "padding_side": "right",
        "padding_value": 0.0,
        "return_attention_mask": False,
    }


def _fill_encoder(spec: Any, encoder: Any) -> None:
    for own, module in ((spec.conv1, encoder.conv1), (spec.conv2, encoder.conv2)):
        _fill(own, module)
    spec.position_encodings.encodings = _array(encoder.positional_embedding)
    _fill_norm(spec.layer_norm, encoder.ln_post)
    for own, block in zip(spec.layer, encoder.blocks, strict=True):
        _fill_attention(own.self_attention, block.attn, block.attn_ln)
        _fill_feed_forward(own.ffn, block)


def _fill_decoder(spec: Any, decoder: Any) -> None:
    spec.embeddings.weight = _array(decoder.token_embedding.weight)
    spec.projection.weight = _array(decoder.token_embedding.weight)
    spec.position_encodings.encodings = _array(decoder.positional_embedding)
    _fill_norm(spec.layer_norm, decoder.ln)
    for own, block in zip(spec.layer, decoder.blocks, strict=True):
        _fill_attention(own.self_attention, block.attn, block.attn_ln)
        _fill_cross_attention(own.attention, block.cross_attn, block.cross_attn_ln)
        _fill_feed_forward(own.ffn, block)


def _fill_attention(spec: Any, attention: Any, norm: Any) -> None:
    _fill_norm(spec.layer_norm, norm)
    utils.fuse_linear(spec.linear[0], [_linear(one) for one in (attention.query, attention.key, attention.value)])
    _fill(spec.linear[-1], attention.out)


def _fill_cross_attention(spec: Any, attention: Any, norm: Any) -> None:
    _fill_norm(spec.layer_norm, norm)
    _fill(spec.linear[0], attention.query)
    utils.fuse_linear(spec.linear[1], [_linear(one) for one in (attention.key, attention.value)])
    _fill(spec.linear[-1], attention.out)


def _fill_feed_forward(spec: Any, block: Any) -> None:
    _fill_norm(spec.layer_norm, block.mlp_ln)
    _fill(spec.linear_0, block.mlp[0])
    _fill(spec.linear_1, block.mlp[2])


def _linear(module: Any) -> Any:
    spec = common_spec.LinearSpec()
    _fill(spec, module)
    return spec


def _fill(spec: Any, module: Any) -> None:
    spec.weight = _array(module.weight)
    if module.bias is not None:
        spec.bias = _array(module.bias)


def _fill_norm(spec: Any, norm: Any) -> None:
    spec.gamma, spec.beta = _array(norm.weight), _array(norm.bias)


def _array(values: Any) -> Any:
    return values.detach().float().numpy()
