"""Searching and ingesting many passages: `python -m evals scale --passages 100000`.

Everything runs as it does for a real corpus but the encoder: to embed a hundred thousand passages would take an hour,
and how long a search takes does not depend on what the vectors say. So a sample is embedded, and the other passages get
vectors that are mixtures of the sample's.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
from rich.console import Console
from rich.table import Table

from assistant.service import open_assistant
from assistant.settings import AssistantSettings
from corpus.embeddings import OnBatch, TextEncoder, open_embeddings
from corpus.store import Vectors
from evals.generated import generate, write_documents
from evals.statistics import percentile
from ingest.pipeline import Progress, ingest

SAMPLE = 1_000
"""How many passages are really embedded."""

MIXED = 3
"""How many of the sample's vectors a stand-in is a mixture of. Passages lie on few dimensions, as mixtures do; noise in
all dimensions would make a set in which no approximate search finds anything."""

QUESTIONS = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Scale:
    """What many passages cost.

    Attributes:
        passages: How many there are.
        ingest_seconds: How long they took to ingest, with only the sample embedded.
        changed_seconds: How long the next ingest took, with one document changed.
        megabytes: What the index takes on disk, the version before left out.
        search_seconds: How long each warm search for ten passages took.
    """

    passages: int
    ingest_seconds: float
    changed_seconds: float
    megabytes: float
    search_seconds: tuple[float, ...]


class StandIns:
    """An encoder that embeds questions and a sample of the passages, and makes up the other passages' vectors.

    Args:
        encoder: The real one.
    """

    def __init__(self, encoder: TextEncoder) -> None:
        self._encoder = encoder
        self._chance = np.random.default_rng(0)
        self.stamp = encoder.stamp
        self.dimension = encoder.dimension

    def embed_query(self, text: str) -> list[float]:
        """The question's real vector."""
        return self._encoder.embed_query(text)

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        """See `embed_array`."""
        return [list(map(float, vector)) for vector in self.embed_array(texts)]

    def embed_array(self, texts: Sequence[str], *, on_batch: OnBatch | None = None) -> Vectors:
        """Real vectors for the first of the texts, and mixtures of them for the rest."""
        sample = self._encoder.embed_array(texts[:SAMPLE], on_batch=on_batch)
        more = len(texts) - len(sample)
        if not more:
            return sample
        mixed = sample[self._chance.integers(0, len(sample), (more, MIXED))]
        shares = self._chance.dirichlet(np.ones(MIXED), more).astype(np.float32)
        near = (mixed * shares[:, :, None]).sum(axis=1)
        if on_batch:
            on_batch(more)
        return np.concatenate([sample, near / np.linalg.norm(near, axis=1, keepdims=True)])


def run_scale(passages: int, settings: AssistantSettings, progress: Progress) -> Scale:
    """Generate a corpus with this many passages, ingest it, change one document, and search."""
    items = generate(passages)
    asked = [item.question for item in items[:: max(1, len(items) // QUESTIONS)]][:QUESTIONS]
    with TemporaryDirectory() as folder:
        sources, index = Path(folder, "sources"), Path(folder, "index")
        write_documents(items, sources)
        encoder = StandIns(open_embeddings(settings))
        began = time.perf_counter()
        report = ingest(sources, index, encoder, progress)
        ingest_seconds = time.perf_counter() - began
        first = next(sources.iterdir())
        first.write_text(first.read_text(encoding="utf-8") + "\nEn mening till.\n", encoding="utf-8")
        began = time.perf_counter()
        ingest(sources, index, encoder, progress)
        changed_seconds = time.perf_counter() - began
        version = max(index.glob("2*Z-*"))
        with closing(open_assistant(settings.model_copy(update={"index_dir": index}))) as assistant:
            assistant.search(asked[0])  # what is loaded at the first search is a part of starting
            return Scale(
                passages=report.passages,
                ingest_seconds=ingest_seconds,
                changed_seconds=changed_seconds,
                megabytes=sum(path.stat().st_size for path in version.rglob("*") if path.is_file()) / 1e6,
                search_seconds=tuple(_seconds(assistant.search, text) for text in asked),
            )


def print_scale(console: Console, found: Scale) -> None:
    """What many passages cost, as a table."""
    table = Table("", "", title="Många stycken", title_justify="left", show_header=False)
    table.add_row("Stycken", f"{found.passages:,}".replace(",", " "))
    table.add_row("Inläsning, varav vektorer för 1 000 stycken", f"{found.ingest_seconds:.0f} s")
    table.add_row("Ny inläsning, ett dokument ändrat", f"{found.changed_seconds:.0f} s")
    table.add_row("Plats på disk", f"{found.megabytes:.0f} MB")
    for share in (50, 95):
        table.add_row(f"Sökning p{share}", f"{1000 * percentile(found.search_seconds, share).value:.0f} ms")
    console.print(table)


def _seconds(search: Callable[[str], object], text: str) -> float:
    began = time.perf_counter()
    search(text)
    return time.perf_counter() - began
