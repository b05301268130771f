"""The benchmark: ingest, start-up, memory and latency on a generated corpus, beside a plain peer in the same run."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import ParamSpec, TypeVar

from assistant.conversation import Question
from assistant.service import open_assistant
from assistant.settings import AssistantSettings
from corpus.embeddings import TextEncoder, open_embeddings
from corpus.index import embedded_text
from corpus.store import Store
from corpus.versions import IndexFolder
from evals.generated import Item, generate, write_documents
from evals.metrics.retrieval import reciprocal_rank
from evals.statistics import Interval, mean, percentile
from ingest.pipeline import Progress, ingest

P = ParamSpec("P")
T = TypeVar("T")

QUESTIONS = 100
"""How many questions are asked at most."""

DEPTH = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class IndexCost:
    """What an index costs and gives.

    Attributes:
        passages: How many passages it holds.
        ingest_seconds: How long it took to build.
        megabytes: What it takes on disk.
        search_seconds: How long each search took.
        ranks: For each question one divided by the rank of the first hit that holds its answer, or 0.
    """

    passages: int
    ingest_seconds: float
    megabytes: float
    search_seconds: tuple[float, ...]
    ranks: tuple[float, ...]

    @property
    def found(self) -> Interval:
        """The mean of the ranks: MRR@10."""
        return mean(self.ranks)

    def search_percentile(self, share: float) -> Interval:
        """A percentile of the search's times."""
        return percentile(self.search_seconds, share)


@dataclass(frozen=True, slots=True, kw_only=True)
class Benchmark:
    """What the benchmark found.

    Attributes:
        ours: Our index.
        peer: The plain peer's.
        encoder_seconds: How long the encoder alone took for the same texts.
        again_seconds: How long a second ingest took, with nothing changed.
        start_seconds: How long it took from the start of a process until its first answer was given.
        memory: What that process held then, in MB.
        answer_seconds: How long each answer took.
    """

    ours: IndexCost
    peer: IndexCost
    encoder_seconds: float
    again_seconds: float
    start_seconds: float
    memory: float
    answer_seconds: tuple[float, ...]

    @property
    def pace(self) -> float:
        """The share of an ingest's time that the encoder alone takes: 1 when nothing else takes any time."""
        return self.encoder_seconds / self.ours.ingest_seconds


def run_bench(passages: int, settings: AssistantSettings, progress: Progress) -> Benchmark:
    """Generate a corpus with this many passages and measure both on it."""
    items, encoder = generate(passages), open_embeddings(settings)
    asked = items[:: max(1, len(items) // QUESTIONS)][:QUESTIONS]
    with TemporaryDirectory() as folder:
        sources, index = Path(folder, "sources"), Path(folder, "index")
        write_documents(items, sources)
        report, ingest_seconds = _timed(ingest, sources, index, encoder, progress)
        _, encoder_seconds = _timed(encoder.embed_array, _embedded_texts(index))
        _, again_seconds = _timed(ingest, sources, index, encoder, progress)
        start_seconds, memory = _start(index, asked[0].question)
        with closing(open_assistant(settings.model_copy(update={"index_dir": index}))) as assistant:
            ours = _index_cost(
                (report.passages, ingest_seconds, _megabytes(index)),
                asked,
                lambda text: [hit.passage.text for hit in assistant.search(text, DEPTH)],
            )
            answer_seconds = tuple(_timed(assistant.answer, Question(text=item.question))[1] for item in asked)
        return Benchmark(
            ours=ours,
            peer=_peer(sources, Path(folder, "peer"), encoder, asked),
            encoder_seconds=encoder_seconds,
            again_seconds=again_seconds,
            start_seconds=start_seconds,
            memory=memory,
            answer_seconds=answer_seconds,
        )


def _embedded_texts(index: Path) -> tuple[str, ...]:
    """What the encoder was given at the ingest."""
    with closing(Store(IndexFolder(index).current() / "store.sqlite")) as store:
        entries = [store.entry(source.id) for source in store.sources()]
    return tuple(embedded_text(passage, e.source) for e in entries if e for passage in e.passages)


def _peer(sources: Path, index: Path, encoder: TextEncoder, asked: Sequence[Item]) -> IndexCost:
    from evals.peer import Peer

    peer, seconds = _timed(Peer, sources, index, encoder)
    return _index_cost((peer.passages, seconds, _megabytes(index)), asked, lambda text: peer.search(text, DEPTH))


def _index_cost(
    built: tuple[int, float, float], asked: Sequence[Item], search: Callable[[str], Sequence[str]]
) -> IndexCost:
    """The cost of an index, built with so many passages in so many seconds and MB, and of searching it."""
    passages, ingest_seconds, megabytes = built
    search(asked[0].question)  # what is loaded at the first search is a part of starting, not of searching
    found = [_timed(search, item.question) for item in asked]
    gains = [[float(item.fact in text) for text in texts] for item, (texts, _) in zip(asked, found, strict=True)]
    return IndexCost(
        passages=passages,
        ingest_seconds=ingest_seconds,
        megabytes=megabytes,
        search_seconds=tuple(seconds for _, seconds in found),
        ranks=tuple(reciprocal_rank(gained, DEPTH) for gained in gains),
    )


def _start(index: Path, question: str) -> tuple[float, float]:
    """The seconds until a new process has answered a question and ended, and the MB that it held then."""
    command = [sys.executable, "-m", "evals.startup", str(index), question]
    process, seconds = _timed(subprocess.run, command, capture_output=True, text=True, check=True)
    return seconds, json.loads(process.stdout)["memory"]


def _timed(work: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> tuple[T, float]:
    """What the work gives, and how many seconds it took."""
    started = time.perf_counter()
    return work(*args, **kwargs), time.perf_counter() - started


def _megabytes(folder: Path) -> float:
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file()) / 1e6
