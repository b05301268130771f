"""Encoder and its parts: the model as plain arrays, between the file it is read from and the files it is written to."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]

Backend = Literal["q4", "int8", "fp32"]
"""The number format in which ONNX Runtime computes."""

BLOCK = 32
"""Weights in a row that share one scale."""

ZERO_LEVEL = 8
"""The level that stands for 0."""


@dataclass(frozen=True, slots=True, kw_only=True)
class QuantisedMatrix:
    """A matrix in 4-bit blocks; the weight is `(level - ZERO_LEVEL) * scale`.

    Attributes:
        levels: Whole numbers 0–15, shape (rows, columns).
        scales: Shape (rows, columns / BLOCK).
    """

    levels: NDArray[np.uint8]
    scales: Floats

    def dense(self) -> Floats:
        """The weights, shape (rows, columns)."""
        centred = self.levels.astype(np.float32) - ZERO_LEVEL
        blocks = centred.reshape(len(self.levels), -1, BLOCK) * self.scales[:, :, None]
        return blocks.reshape(self.levels.shape)

    def packed(self) -> NDArray[np.uint8]:
        """The levels two in a byte, the first of each pair in the low half; shape (rows, columns / 2)."""
        return self.levels[:, 0::2] | (self.levels[:, 1::2] << np.uint8(4))


@dataclass(frozen=True, slots=True, kw_only=True)
class Linear:
    """`y = weight @ x + bias`."""

    weight: QuantisedMatrix
    bias: Floats


@dataclass(frozen=True, slots=True, kw_only=True)
class Norm:
    """The scale and the bias of a layer normalisation."""

    scale: Floats
    bias: Floats


@dataclass(frozen=True, slots=True, kw_only=True)
class Layer:
    """One transformer layer, in the order in which it computes."""

    query: Linear
    key: Linear
    value: Linear
    attention_output: Linear
    attention_norm: Norm
    intermediate: Linear
    output: Linear
    output_norm: Norm


@dataclass(frozen=True, slots=True, kw_only=True)
class Encoder:
    """A BERT encoder with a Unigram vocabulary.

    Attributes:
        pieces: The word pieces; a piece's place here is its token id.
        scores: The pieces' log probabilities.
        word_embeddings: One row per piece.
        position_embeddings: One row per position, shape (512, 384).
        type_embedding: Added at every position, shape (384,).
        embedding_norm: Applied to the sum of the three.
        layers: The transformer layers, first one first.
        heads: Attention heads per layer.
        epsilon: What every normalisation adds to the variance.
    """

    pieces: tuple[str, ...]
    scores: tuple[float, ...]
    word_embeddings: QuantisedMatrix
    position_embeddings: Floats
    type_embedding: Floats
    embedding_norm: Norm
    layers: tuple[Layer, ...]
    heads: int
    epsilon: float


def stacked(linears: Sequence[Linear]) -> Linear:
    """Several linears with the same input as one, whose output is theirs one after another."""
    return Linear(
        weight=QuantisedMatrix(
            levels=np.concatenate([linear.weight.levels for linear in linears]),
            scales=np.concatenate([linear.weight.scales for linear in linears]),
        ),
        bias=np.concatenate([linear.bias for linear in linears]),
    )
