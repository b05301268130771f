"""The neighbours of a vector: one Chroma collection for each audience, built once and then only read.

Each audience has a collection of its own, so that a search without staff rights never touches what is the staff's.
"""

from __future__ import annotations

import threading
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import cast

import chromadb
import numpy as np
from chromadb.api.client import Client
from chromadb.api.collection_configuration import CreateHNSWConfiguration
from chromadb.api.types import IDs
from chromadb.config import Settings

from corpus.documents import AUDIENCES, Audience
from corpus.store import Vectors

_BATCH = 5_000  # Chroma 1.5 takes at most 5,461 rows in one call
_OPENING = threading.Lock()
"""Chroma keeps one system for each folder in a registry that it does not guard against several threads."""


class Neighbours:
    """The collections in a folder, opened for reading; safe to ask from several threads."""

    def __init__(self, directory: Path) -> None:
        self._client = _client(directory)
        try:
            self._collections = {
                audience: self._client.get_collection(audience, embedding_function=None) for audience in AUDIENCES
            }
        except Exception:
            self.close()
            raise

    def close(self) -> None:
        """Let go of the files."""
        _close(self._client)

    def count(self) -> int:
        """How many vectors there are; the first time, this loads them."""
        return sum(collection.count() for collection in self._collections.values())

    def nearest(self, vector: Vectors, k: int, audiences: Iterable[Audience]) -> list[tuple[str, float]]:
        """The ids and cosines of the `k` passages nearest to a unit vector, best first."""
        found: list[tuple[str, float]] = []
        for audience in set(audiences):
            result = self._collections[audience].query(
                query_embeddings=np.asarray([vector], np.float32), n_results=k, include=["distances"]
            )
            distances = result["distances"] or [[]]
            found += [(id_, 1.0 - distance) for id_, distance in zip(result["ids"][0], distances[0], strict=True)]
        return sorted(found, key=lambda hit: -hit[1])[:k]


def build_neighbours(directory: Path, rows: Mapping[Audience, Sequence[tuple[str, Vectors]]]) -> None:
    """Write the collections into a new `directory`, from each audience's passages: id and unit vector."""
    client = _client(directory)
    for audience in AUDIENCES:
        _build(client, audience, rows[audience])
    _close(client)


def _build(client: Client, audience: Audience, rows: Sequence[tuple[str, Vectors]]) -> None:
    # One write of the graph at the end: half the time of the default, and nothing half-written before it.
    hnsw = CreateHNSWConfiguration(
        space="cosine", sync_threshold=max(len(rows), 3), ef_construction=200, ef_search=200, max_neighbors=24
    )
    collection = client.create_collection(audience, configuration={"hnsw": hnsw}, embedding_function=None)
    for begin in range(0, len(rows), _BATCH):
        batch = rows[begin : begin + _BATCH]
        ids: IDs = [id_ for id_, _ in batch]
        collection.add(ids=ids, embeddings=np.stack([vector for _, vector in batch]))


def _client(directory: Path) -> Client:
    # Without _env_file Chroma would read its settings from any .env in the folder that we are started in.
    settings = Settings(_env_file=None, anonymized_telemetry=False)  # type: ignore[call-arg]  # pydantic's own
    with _OPENING:
        client = chromadb.PersistentClient(path=str(directory), settings=settings)
    return cast(Client, client)  # declared as the interface, which cannot be closed


def _close(client: Client) -> None:
    with _OPENING:
        client.close()
