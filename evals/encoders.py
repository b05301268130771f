"""How well and how fast the bundled model finds passages in each number format: `python -m evals.encoders FILE`.

FILE is JSON lines, plain or gzipped, with the fields `question` and `context` and, where they are known, `answers` (a
list of strings that stand in the context) and `answerable`. Every context is cut into passages as long as the index's
own; a question is answered by the passages that hold an answer to it, or by all of its context's where none does.

Each number format runs in a process of its own, so that its memory is its own.
"""

from __future__ import annotations

import argparse
import gzip
import json
import multiprocessing
import resource
import statistics
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar, get_args

import numpy as np
from rich.console import Console
from rich.table import Table

from corpus.embeddings import OnnxEmbeddings
from corpus.encoder.build import build_model, graph_file
from corpus.encoder.weights import Backend
from corpus.settings import CorpusSettings, load_settings
from corpus.swedish import sentence_spans
from evals.metrics.retrieval import reciprocal_rank
from evals.statistics import Interval, mean, paired_difference

PASSAGE_LENGTH = 900
DEPTH = 10

Argument = TypeVar("Argument")
Result = TypeVar("Result")


@dataclass(frozen=True, slots=True, kw_only=True)
class Collection:
    """Passages and questions about them.

    Attributes:
        passages: What is searched.
        questions: What is asked.
        gold: For each question the rows of the passages that answer it.
    """

    passages: tuple[str, ...]
    questions: tuple[str, ...]
    gold: tuple[frozenset[int], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Measurement:
    """What one number format did.

    Attributes:
        backend: The number format.
        reciprocal_ranks: For each question 1 / the place of the first passage that answers it; 0 when below DEPTH.
        query_ms: The median time that a question took.
        passages_per_second: On all processors.
        memory_mb: The process's largest memory once the model had answered a question.
        file_mb: The graph's size on disk.
    """

    backend: Backend
    reciprocal_ranks: tuple[float, ...]
    query_ms: float
    passages_per_second: float
    memory_mb: float
    file_mb: float


def read_collection(path: Path, limit: int | None) -> Collection:
    """The answerable questions of a file, or `limit` of them drawn by chance, and all its passages."""
    rows = [json.loads(line) for line in _lines(path)]
    passages: list[str] = []
    places: dict[str, range] = {}
    for context in dict.fromkeys(row["context"] for row in rows):
        pieces = split(context)
        places[context] = range(len(passages), len(passages) + len(pieces))
        passages.extend(pieces)
    asked = [row for row in rows if row.get("answerable", True)]
    drawn = np.random.default_rng(0).permutation(len(asked))[:limit]
    return Collection(
        passages=tuple(passages),
        questions=tuple(asked[i]["question"] for i in drawn),
        gold=tuple(_gold(passages, places[asked[i]["context"]], asked[i].get("answers", ())) for i in drawn),
    )


def split(context: str) -> tuple[str, ...]:
    """Whole sentences, as many as fit in PASSAGE_LENGTH characters."""
    passages: list[str] = []
    first = 0
    end = 0
    for start, stop in sentence_spans(context):
        if stop - first > PASSAGE_LENGTH and end > first:
            passages.append(context[first:end])
            first = start
        end = stop
    return (*passages, context[first:end])


def measure(folder: Path, backend: Backend, collection: Collection) -> Measurement:
    """Embeds everything and ranks the passages for each question."""
    encoder = OnnxEmbeddings(folder, backend)
    encoder.embed_query(collection.questions[0])
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    questions, seconds = zip(*(_timed(encoder.embed_query, question) for question in collection.questions), strict=True)
    passages, duration = _timed(encoder.embed_array, collection.passages)
    order = np.argsort(-(np.array(questions) @ passages.T), axis=1, kind="stable")[:, :DEPTH]
    gains = ([float(row in gold) for row in found] for found, gold in zip(order, collection.gold, strict=True))
    return Measurement(
        backend=backend,
        reciprocal_ranks=tuple(reciprocal_rank(gained, DEPTH) for gained in gains),
        query_ms=statistics.median(seconds) * 1000,
        passages_per_second=len(passages) / duration,
        memory_mb=memory,
        file_mb=graph_file(folder, backend).stat().st_size / 1e6,
    )


def table(title: str, measurements: Sequence[Measurement]) -> Table:
    """The measurements, a column each; differences are to the last one, question by question."""
    reference = measurements[-1]
    result = Table("", *(one.backend for one in measurements), title=title)
    for name, show in _rows(reference).items():
        result.add_row(name, *(show(one) for one in measurements))
    return result


def _rows(reference: Measurement) -> Mapping[str, Callable[[Measurement], str]]:
    return {
        "R@1": lambda one: _shown(mean([float(rank == 1) for rank in one.reciprocal_ranks])),
        f"MRR@{DEPTH}": lambda one: _shown(mean(one.reciprocal_ranks)),
        f"skillnad mot {reference.backend}": lambda one: _shown(
            paired_difference(reference.reciprocal_ranks, one.reciprocal_ranks)
        ),
        "fråga, ms (median)": lambda one: f"{one.query_ms:.1f}",
        "stycken per sekund": lambda one: f"{one.passages_per_second:.0f}",
        "minne, MB": lambda one: f"{one.memory_mb:.0f}",
        "fil, MB": lambda one: f"{one.file_mb:.1f}",
    }


def main() -> None:
    """Measures what the command line names and prints a table."""
    parser = argparse.ArgumentParser(prog="python -m evals.encoders", description="Mäter språkmodellens talformat.")
    parser.add_argument(
        "file", type=Path, metavar="FIL", help="frågor och texter som JSON-rader, .jsonl eller .jsonl.gz"
    )
    parser.add_argument(
        "--backend", action="append", choices=get_args(Backend), help="talformat; kan anges flera gånger"
    )
    parser.add_argument("--limit", type=int, metavar="ANTAL", help="ställ så många frågor, valda på måfå")
    arguments = parser.parse_args()
    collection = read_collection(arguments.file, arguments.limit)
    backends: Sequence[Backend] = arguments.backend or get_args(Backend)
    models = load_settings(CorpusSettings).model_dir
    folders = [build_model(models, backend) for backend in backends]
    with ProcessPoolExecutor(1, multiprocessing.get_context("spawn"), max_tasks_per_child=1) as pool:
        measurements = tuple(pool.map(measure, folders, backends, [collection] * len(backends)))
    title = f"{arguments.file.name}: {len(collection.questions)} frågor, {len(collection.passages)} stycken"
    Console(width=100).print(table(title, measurements))


def _lines(path: Path) -> Iterator[str]:
    data = path.read_bytes()
    text = gzip.decompress(data) if path.suffix == ".gz" else data
    return (line for line in text.decode("utf-8").splitlines() if line.strip())


def _gold(passages: Sequence[str], rows: Sequence[int], answers: Sequence[str]) -> frozenset[int]:
    squeezed = [" ".join(answer.split()) for answer in answers]
    holding = (row for row in rows if any(answer in " ".join(passages[row].split()) for answer in squeezed))
    return frozenset(holding) or frozenset(rows)


def _timed(function: Callable[[Argument], Result], argument: Argument) -> tuple[Result, float]:
    start = time.perf_counter()
    result = function(argument)
    return result, time.perf_counter() - start


def _shown(interval: Interval) -> str:
    return f"{interval.value:.3f} [{interval.low:.3f}, {interval.high:.3f}]"


if __name__ == "__main__":
    main()
