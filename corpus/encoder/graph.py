"""Writes an Encoder as one fused ONNX graph: token ids in, unit sentence vectors out.

Every token of a text counts; texts of different lengths are computed apart, so that there is no padding and no mask.
The operators of the domain `com.microsoft` are ONNX Runtime's own fused ones. Three number formats:

    q4    the packed file's own 4-bit blocks, exactly; activations are rounded to 8 bits block by block
    int8  8 bits per weight with a scale per row; activations are rounded with one scale for all texts at once
    fp32  plain floats
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

import numpy as np
import onnx
from numpy.typing import NDArray
from onnx import TensorProto, helper, numpy_helper

from corpus.encoder.weights import BLOCK, Backend, Encoder, Floats, Layer, Linear, Norm, QuantisedMatrix, stacked

_OPSET = 18
_IR_VERSION = 9
_MICROSOFT = "com.microsoft"
_ROUNDED_TO_INT8 = 4


class _Graph:
    """Nodes and constants as they are added; every method returns the names of what it added."""

    def __init__(self) -> None:
        self.all_nodes: list[onnx.NodeProto] = []
        self.constants: list[onnx.TensorProto] = []

    def constant(self, value: NDArray[Any]) -> str:
        name = f"constant_{len(self.constants)}"
        self.constants.append(numpy_helper.from_array(np.ascontiguousarray(value), name))
        return name

    def integers(self, *values: int) -> str:
        return self.constant(np.array(values, np.int64))

    def node(self, operator: str, *inputs: str, **attributes: float) -> str:
        return self.nodes(operator, *inputs, outputs=1, domain="", **attributes)[0]

    def fused(self, operator: str, *inputs: str, **attributes: float) -> str:
        return self.nodes(operator, *inputs, outputs=1, domain=_MICROSOFT, **attributes)[0]

    def nodes(
        self, operator: str, *inputs: str, outputs: int, domain: str = "", **attributes: float
    ) -> tuple[str, ...]:
        names = tuple(f"value_{len(self.all_nodes)}_{i}" for i in range(outputs))
        self.all_nodes.append(helper.make_node(operator, inputs, names, None, None, domain, None, **attributes))
        return names


class _Format(Protocol):
    """How one number format looks up rows and multiplies."""

    def gather(self, graph: _Graph, matrix: QuantisedMatrix, ids: str) -> str:
        """The rows `ids` of the matrix."""

    def multiply(self, graph: _Graph, matrix: QuantisedMatrix, x: str) -> str:
        """`x @ matrix.T`."""


class _Q4:
    def gather(self, graph: _Graph, matrix: QuantisedMatrix, ids: str) -> str:
        packed, scales = graph.constant(matrix.packed()), graph.constant(matrix.scales)
        layout = {"bits": 4, "block_size": BLOCK, "gather_axis": 0, "quantize_axis": 1}
        return graph.fused("GatherBlockQuantized", packed, ids, scales, **layout)

    def multiply(self, graph: _Graph, matrix: QuantisedMatrix, x: str) -> str:
        rows, columns = matrix.levels.shape
        packed = graph.constant(matrix.packed().reshape(rows, columns // BLOCK, BLOCK // 2))
        scales = graph.constant(matrix.scales.reshape(-1))
        layout = {"bits": 4, "block_size": BLOCK, "K": columns, "N": rows, "accuracy_level": _ROUNDED_TO_INT8}
        return graph.fused("MatMulNBits", x, packed, scales, **layout)


class _Int8:
    def gather(self, graph: _Graph, matrix: QuantisedMatrix, ids: str) -> str:
        levels, scales = _rounded_to_int8(matrix.dense())
        rows = graph.node("Cast", graph.node("Gather", graph.constant(levels), ids), to=TensorProto.FLOAT)
        return graph.node("Mul", rows, graph.node("Gather", graph.constant(scales), ids))

    def multiply(self, graph: _Graph, matrix: QuantisedMatrix, x: str) -> str:
        levels, scales = _rounded_to_int8(matrix.dense())
        rounded, scale, zero = graph.nodes("DynamicQuantizeLinear", x, outputs=3)
        weight, weight_scale = graph.constant(levels.T), graph.constant(scales[:, 0])
        return graph.fused("MatMulIntegerToFloat", rounded, weight, scale, weight_scale, zero)


class _Fp32:
    def gather(self, graph: _Graph, matrix: QuantisedMatrix, ids: str) -> str:
        return graph.node("Gather", graph.constant(matrix.dense()), ids)

    def multiply(self, graph: _Graph, matrix: QuantisedMatrix, x: str) -> str:
        return graph.node("MatMul", x, graph.constant(matrix.dense().T))


_FORMATS: dict[Backend, _Format] = {"q4": _Q4(), "int8": _Int8(), "fp32": _Fp32()}


def _rounded_to_int8(matrix: Floats) -> tuple[NDArray[np.int8], Floats]:
    """Levels -127–127 and one scale per row, shape (rows, 1)."""
    scales = np.maximum(np.abs(matrix).max(axis=1, keepdims=True) / 127, np.finfo(np.float32).tiny)
    return np.rint(matrix / scales).astype(np.int8), scales


def write_graph(encoder: Encoder, backend: Backend, path: Path) -> None:
    """Writes the graph: from `input_ids`, int64 (texts, tokens), to unit vectors, float32 (texts, width)."""
    writer = _Writer(graph=_Graph(), form=_FORMATS[backend], encoder=encoder)
    x = writer.embed()
    for layer in encoder.layers:
        x = writer.layer(layer, x)
    onnx.save(writer.model(writer.pool(x)), path)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Writer:
    """The parts of the encoder; a string is the name of a value in the graph."""

    graph: _Graph
    form: _Format
    encoder: Encoder

    def embed(self) -> str:
        words = self.form.gather(self.graph, self.encoder.word_embeddings, "input_ids")
        length = self.graph.node("Gather", self.graph.node("Shape", "input_ids"), self.graph.integers(1))
        positions = self.graph.constant(self.encoder.position_embeddings + self.encoder.type_embedding)
        places = self.graph.node("Slice", positions, self.graph.integers(0), length, self.graph.integers(0))
        total = self.graph.node("Add", words, places)
        norm = self.norm(self.encoder.embedding_norm)
        return self.graph.node("LayerNormalization", total, *norm, axis=-1, epsilon=self.encoder.epsilon)

    def layer(self, layer: Layer, x: str) -> str:
        attended = self.attend(layer, x)
        x = self.add_and_norm(attended, x, layer.attention_output, layer.attention_norm)
        inner = self.form.multiply(self.graph, layer.intermediate.weight, x)
        inner = self.graph.fused("BiasGelu", inner, self.graph.constant(layer.intermediate.bias))
        return self.add_and_norm(inner, x, layer.output, layer.output_norm)

    def attend(self, layer: Layer, x: str) -> str:
        joint = stacked([layer.query, layer.key, layer.value])
        projected = self.form.multiply(self.graph, joint.weight, x)
        widths = self.graph.integers(*[self.encoder.type_embedding.size] * 3)
        parts = self.graph.nodes("Split", projected, widths, outputs=3, axis=-1)
        bias = self.graph.constant(joint.bias)
        return self.graph.fused("MultiHeadAttention", *parts, bias, num_heads=self.encoder.heads)

    def add_and_norm(self, x: str, residual: str, linear: Linear, norm: Norm) -> str:
        """`norm(linear(x) + residual)`."""
        y = self.form.multiply(self.graph, linear.weight, x)
        bias = self.graph.constant(linear.bias)
        return self.graph.fused(
            "SkipLayerNormalization", y, residual, *self.norm(norm), bias, epsilon=self.encoder.epsilon
        )

    def norm(self, norm: Norm) -> tuple[str, str]:
        return self.graph.constant(norm.scale), self.graph.constant(norm.bias)

    def pool(self, x: str) -> str:
        """The mean over the tokens, brought to unit length."""
        mean = self.graph.node("ReduceMean", x, self.graph.integers(1), keepdims=0)
        return self.graph.node("Div", mean, self.graph.node("ReduceL2", mean, self.graph.integers(1), keepdims=1))

    def model(self, output: str) -> onnx.ModelProto:
        value = helper.make_tensor_value_info
        inputs = [value("input_ids", TensorProto.INT64, ["texts", "tokens"])]
        outputs = [value(output, TensorProto.FLOAT, ["texts", self.encoder.type_embedding.size])]
        return helper.make_model(
            helper.make_graph(self.graph.all_nodes, "encoder", inputs, outputs, self.graph.constants),
            opset_imports=[helper.make_opsetid("", _OPSET), helper.make_opsetid(_MICROSOFT, 1)],
            ir_version=_IR_VERSION,
        )
