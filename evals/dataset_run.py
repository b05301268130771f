"""Searching an outside data set: its texts go through the ordinary ingest into an index of their own."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from assistant.errors import InvalidQuestion
from assistant.service import Assistant, open_assistant
from assistant.settings import AssistantSettings
from corpus.embeddings import open_embeddings
from evals.datasets import Dataset
from evals.metrics.retrieval import ndcg, recall, reciprocal_rank
from evals.statistics import Interval, mean, percentile
from ingest.pipeline import Progress, ingest

DEPTH = 10
PASSAGES = 100
"""How many passages are fetched, so that ten different texts are among them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DatasetResult:
    """What searching a data set came to.

    Attributes:
        questions: How many questions were asked.
        texts: How many texts were searched.
        refused: How many texts could not be ingested.
        measures: recall@1/5/10, MRR@10 and nDCG@10, by name.
        seconds: The search's p50 and p95, by name.
    """

    questions: int
    texts: int
    refused: int
    measures: Mapping[str, Interval]
    seconds: Mapping[str, Interval]


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """What a search gave for one question.

    Attributes:
        gained: What each text found adds, best first.
        ideal: What there is to find.
        seconds: How long the search took.
    """

    gained: tuple[float, ...]
    ideal: tuple[float, ...]
    seconds: float


def run_dataset(dataset: Dataset, settings: AssistantSettings, progress: Progress) -> DatasetResult:
    """Ingest the texts into an index that is thrown away afterwards, and search it for every question."""
    with ingested(dataset, settings, progress) as (index_dir, refused):
        opened = settings.model_copy(update={"index_dir": index_dir})
        with closing(open_assistant(opened)) as assistant:
            found = list(search_dataset(assistant, dataset))
    judged = [(each.gained, each.ideal) for each in found]
    seconds = [each.seconds for each in found]
    return DatasetResult(
        questions=len(found),
        texts=len(dataset.texts),
        refused=refused,
        measures={
            **{f"recall@{k}": mean([recall(gained, len(ideal), k) for gained, ideal in judged]) for k in (1, 5, 10)},
            "MRR@10": mean([reciprocal_rank(gained, DEPTH) for gained, _ in judged]),
            "nDCG@10": mean([ndcg(gained, ideal, DEPTH) for gained, ideal in judged]),
        },
        seconds={"p50": percentile(seconds, 50), "p95": percentile(seconds, 95)},
    )


@contextmanager
def ingested(dataset: Dataset, settings: AssistantSettings, progress: Progress) -> Iterator[tuple[Path, int]]:
    """A folder with an index of the texts, which is thrown away afterwards, and how many texts were refused."""
    with TemporaryDirectory() as folder:
        sources, index = Path(folder, "sources"), Path(folder, "index")
        _write_sources(dataset, sources)
        report = ingest(sources, index, open_embeddings(settings), progress)
        yield index, sum(file.status == "refused" for file in report.files)


def search_dataset(assistant: Assistant, dataset: Dataset) -> Iterator[Found]:
    """What a search gives for each question of the data set."""
    return (_search(assistant, dataset, question_id) for question_id in dataset.relevant)


def _write_sources(dataset: Dataset, folder: Path) -> None:
    """A file for each text, named by its number, and a sources.toml with the titles."""
    folder.mkdir()
    entries: list[str] = []
    for number, text in enumerate(dataset.texts.values()):
        name = source_id(number)
        (folder / f"{name}.txt").write_text(text.text, encoding="utf-8")
        title = text.title or " ".join(text.text.split()[:8]) or name
        entries.append(
            f'[[source]]\nfile = "{name}.txt"\nid = "{name}"\ntitle = {json.dumps(title, ensure_ascii=True)}\n'
        )
    (folder / "sources.toml").write_text("\n".join(entries), encoding="utf-8")


def source_id(number: int) -> str:
    """The id of the source that a text becomes, by its place in the data set."""
    return f"text-{number:07}"


def _search(assistant: Assistant, dataset: Dataset, question_id: str) -> Found:
    relevant = dataset.relevant[question_id]
    positions = {source_id(number): id_ for number, id_ in enumerate(dataset.texts)}
    started = time.perf_counter()
    try:
        hits = assistant.search(dataset.questions[question_id], PASSAGES)
    except InvalidQuestion:  # too long, or without words: nothing is found
        hits = ()
    seconds = time.perf_counter() - started
    texts = dict.fromkeys(positions[hit.source.id] for hit in hits)
    return Found(gained=tuple(relevant.get(id_, 0.0) for id_ in texts), ideal=tuple(relevant.values()), seconds=seconds)
