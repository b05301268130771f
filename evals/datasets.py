"""Outside data sets of questions and texts: read, ingested the ordinary way, and searched.

Two layouts are known. BEIR (Thakur et al. 2021): corpus.jsonl with `_id`, `title`, `text`; queries.jsonl with `_id`,
`text`; qrels/*.tsv with query-id, corpus-id and score, of which test.tsv is taken when it is there. And question
answering: *.jsonl or *.jsonl.gz with `question`, `context`, `answers` and perhaps `title`; every context is a text, and
questions without answers are passed over.
"""

from __future__ import annotations

import csv
import gzip
import hashlib
import json
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from evals.errors import InvalidDataset


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    """A text to be found."""

    title: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Dataset:
    """Texts, questions, and which texts are right for which question.

    Attributes:
        texts: The texts, by id.
        questions: The questions, by id.
        relevant: For each question that has any its right texts' ids, each with how right it is.
    """

    texts: Mapping[str, Text]
    questions: Mapping[str, str]
    relevant: Mapping[str, Mapping[str, float]]


def read_dataset(path: Path) -> Dataset:
    """The data set in a folder, or in one file of questions and answers.

    Raises:
        InvalidDataset: A file or a field is missing.
    """
    if (path / "corpus.jsonl").is_file():
        return _read_beir(path)
    files = [path] if path.is_file() else sorted([*path.glob("*.jsonl"), *path.glob("*.jsonl.gz")])
    if not files:
        raise InvalidDataset(
            f"I {path} finns varken corpus.jsonl (BEIR) eller någon fil med frågor och svar (*.jsonl). "
            "Ange en mapp med någotdera."
        )
    return _read_question_answering(files)


def _read_beir(folder: Path) -> Dataset:
    texts = {
        str(_field(row, "_id", where)): Text(title=str(row.get("title") or ""), text=str(_field(row, "text", where)))
        for where, row in _rows(folder / "corpus.jsonl")
    }
    questions = {
        str(_field(row, "_id", where)): str(_field(row, "text", where))
        for where, row in _rows(folder / "queries.jsonl")
    }
    judged = (
        [folder / "qrels" / "test.tsv"] if (folder / "qrels" / "test.tsv").is_file() else folder.glob("qrels/*.tsv")
    )
    relevant: defaultdict[str, dict[str, float]] = defaultdict(dict)
    for path in judged:
        for question, text, score in _judgements(path):
            if score > 0:
                relevant[question][text] = score
    if not relevant:
        raise InvalidDataset(f"I {folder / 'qrels'} finns inga bedömningar (*.tsv). Lägg dit dem.")
    return Dataset(
        texts=texts, questions=questions, relevant={id_: relevant[id_] for id_ in questions if id_ in relevant}
    )


def _judgements(path: Path) -> Iterator[tuple[str, str, float]]:
    with path.open(encoding="utf-8", newline="") as file:
        for number, row in enumerate(csv.reader(file, delimiter="\t"), start=1):
            try:
                question, text, score = row
                yield question, text, float(score)
            except ValueError as error:
                if number > 1:  # the first line is most often a heading
                    raise InvalidDataset(
                        f"{path.name}, rad {number}: raden ska ha fråga, text och ett tal, skilda av tabbar. Rätta den."
                    ) from error


def _read_question_answering(files: list[Path]) -> Dataset:
    texts: dict[str, Text] = {}
    questions: dict[str, str] = {}
    relevant: dict[str, dict[str, float]] = {}
    for file in files:
        for where, row in _rows(file):
            context = str(_field(row, "context", where))
            text_id = hashlib.sha256(context.encode()).hexdigest()[:16]
            texts[text_id] = Text(title=str(row.get("title") or ""), text=context)
            if row.get("answers"):
                questions[where] = str(_field(row, "question", where))
                relevant[where] = {text_id: 1.0}
    return Dataset(texts=texts, questions=questions, relevant=relevant)


def _rows(path: Path) -> Iterator[tuple[str, dict[str, Any]]]:
    """The objects in a file of JSON lines, each with where it stands."""
    try:
        with gzip.open(path, "rt", encoding="utf-8") if path.suffix == ".gz" else path.open(encoding="utf-8") as file:
            for number, line in enumerate(file, start=1):
                where = f"{path.name}, rad {number}"
                if line.strip():
                    yield where, _object(line, where)
    except (OSError, UnicodeDecodeError) as error:
        raise InvalidDataset(f"Filen {path} går inte att läsa. Kontrollera att den finns och är UTF-8.") from error


def _object(line: str, where: str) -> dict[str, Any]:
    try:
        row = json.loads(line)
    except ValueError as error:
        raise InvalidDataset(f"{where}: raden är inte giltig JSON. Rätta eller ta bort den.") from error
    if not isinstance(row, dict):
        raise InvalidDataset(f"{where}: raden ska vara ett objekt med fält. Rätta den.")
    return row


def _field(row: Mapping[str, Any], name: str, where: str) -> object:
    if name not in row:
        raise InvalidDataset(f"{where}: fältet {name} saknas. Lägg till det.")
    value: object = row[name]
    return value
