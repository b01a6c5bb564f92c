"""A tagger as ONNX Runtime runs it, as trained and with weights of eight bits."""

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import torch
from onnxruntime import InferenceSession, SessionOptions
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import nn


def export(tagger: nn.Module, folder: Path) -> list[Path]:
    """Write `tagger.onnx` and `tagger.int8.onnx`; returns where they are."""
    folder.mkdir(parents=True, exist_ok=True)
    whole, small = folder / "tagger.onnx", folder / "tagger.int8.onnx"
    length = torch.export.Dim("length", min=2, max=4096)
    torch.onnx.export(
        tagger.eval(),
        (torch.ones((1, 16), dtype=torch.int64),),
        whole,
        input_names=["tokens"],
        output_names=["scores"],
        dynamic_shapes=({1: length},),
        external_data=False,
        verbose=False,
    )
    quantize_dynamic(whole, small, weight_type=QuantType.QInt8)
    return [whole, small]


class Session:
    """A tagger on one core: subwords of a part to the label of each."""

    def __init__(self, path: Path) -> None:
        options = SessionOptions()
        options.intra_op_num_threads = 1
        self._session = InferenceSession(path, options, providers=["CPUExecutionProvider"])

    def __call__(self, tokens: list[int]) -> Sequence[int]:
        """Return the number of the best label of each subword."""
        (scores,) = self._session.run(None, {"tokens": np.array([tokens], np.int64)})
        labels: list[int] = scores[0].argmax(-1).tolist()
        return labels
