"""Writes the two trained networks as sherpa-onnx reads them: ONNX with its metadata, weights in 16 bits."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import torch

from bench.micro_speakers.embedding import BANDS, NUMBERS, Embedding, WholeEmbedding
from bench.micro_speakers.mixing import AT_ONCE, FIELD, SETS, SHIFT, SPEAKERS, WINDOW
from bench.micro_speakers.segmentation import Segmentation, WholeSegmentation
from bench.micro_whisper.speech import RATE

_OPSET, _IR = 17, 8
_LARGE = 256
_COMMENT = "miniature for demos and tests: has heard espeak-ng alone, never a human"

_SEGMENTATION: Mapping[str, object] = {
    "model_type": "pyannote-segmentation-3.0",
    "sample_rate": RATE,
    "window_size": WINDOW,
    "receptive_field_size": FIELD,
    "receptive_field_shift": SHIFT,
    "num_speakers": SPEAKERS,
    "powerset_max_classes": AT_ONCE,
    "num_classes": len(SETS),
    "comment": _COMMENT,
}
_EMBEDDING: Mapping[str, object] = {
    "framework": "wespeaker",
    "language": "English and Polish",
    "output_dim": NUMBERS + 1,
    "sample_rate": RATE,
    "normalize_samples": 1,
    "feature_normalize_type": "global-mean",
    "comment": _COMMENT,
}


def export(work: Path, out: Path) -> tuple[Path, Path]:
    """Write segmentation.onnx and embedding.onnx from the checkpoints in `work`."""
    out.mkdir(parents=True, exist_ok=True)
    segmentation, embedding = Segmentation(), Embedding()
    segmentation.load_state_dict(torch.load(work / "segmentation.pt"))
    embedding.load_state_dict(torch.load(work / "embedding.pt"))
    return (
        _write(
            WholeSegmentation(segmentation), torch.zeros(1, 1, WINDOW), out / "segmentation.onnx", told=_SEGMENTATION
        ),  # fmt: skip
        _write(WholeEmbedding(embedding), torch.zeros(1, 200, BANDS), out / "embedding.onnx", told=_EMBEDDING),
    )


def _write(network: Any, example: Any, path: Path, *, told: Mapping[str, object]) -> Path:
    import onnx

    dynamic = {"x": {0: "N", 1: "T"}, "y": {0: "N"}} if example.shape[-1] == BANDS else {}
    torch.onnx.export(
        network.eval(),
        (example,),
        str(path),
        input_names=["x"],
        output_names=["y"],
        dynamic_axes=dynamic,
        opset_version=_OPSET,
        dynamo=False,
    )
    model = onnx.load(str(path))
    model.ir_version = _IR
    _halve(model.graph)
    for name, value in told.items():
        entry = model.metadata_props.add()
        entry.key, entry.value = name, str(value)
    onnx.save(model, str(path))
    return path


def _halve(graph: Any) -> None:
    """Keep large weights in 16 bits, and let the model make 32 of them when it is opened."""
    from onnx import TensorProto, helper, numpy_helper

    casts = []
    for weights in list(graph.initializer):
        values = numpy_helper.to_array(weights)
        if weights.data_type != TensorProto.FLOAT or values.size < _LARGE:
            continue
        graph.initializer.remove(weights)
        graph.initializer.append(numpy_helper.from_array(values.astype("float16"), f"{weights.name}.half"))
        casts.append(helper.make_node("Cast", [f"{weights.name}.half"], [weights.name], to=TensorProto.FLOAT))
    nodes = [*casts, *graph.node]
    del graph.node[:]
    graph.node.extend(nodes)
