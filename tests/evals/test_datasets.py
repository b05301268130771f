from __future__ import annotations

import gzip
import json
from collections.abc import Sequence
from pathlib import Path

import pytest

from assistant.settings import AssistantSettings
from evals.dataset_run import run_dataset
from evals.datasets import read_dataset
from evals.errors import InvalidDataset

CORPUS = [
    {"_id": "a/1", "title": "Kolsänkor", "text": "Träd och jord tar upp koldioxid ur luften."},
    {"_id": "b 2", "title": "", "text": "Fjärrvärmen i staden kommer från spillvärme."},
    {"_id": "c", "title": 'Cyklar "på stan"', "text": "Cykelvägarna byggs ut varje sommar."},
]
QUERIES = [
    {"_id": "1", "text": "Vad tar upp koldioxid?"},
    {"_id": "2", "text": "Varifrån kommer fjärrvärmen?"},
    {"_id": "3", "text": "Obedömd fråga"},
]
QRELS = "query-id\tcorpus-id\tscore\n1\ta/1\t2\n1\tc\t0\n2\tb 2\t1\n"


def write_lines(path: Path, rows: Sequence[object]) -> None:
    path.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), encoding="utf-8")


@pytest.fixture
def beir(tmp_path: Path) -> Path:
    write_lines(tmp_path / "corpus.jsonl", CORPUS)
    write_lines(tmp_path / "queries.jsonl", QUERIES)
    (tmp_path / "qrels").mkdir()
    (tmp_path / "qrels" / "test.tsv").write_text(QRELS, encoding="utf-8")
    (tmp_path / "qrels" / "dev.tsv").write_text("1\tc\t1\n", encoding="utf-8")
    return tmp_path


def test_reads_beir_and_takes_its_test_judgements(beir: Path) -> None:
    dataset = read_dataset(beir)
    assert dataset.relevant == {"1": {"a/1": 2.0}, "2": {"b 2": 1.0}}
    assert dataset.texts["a/1"].title == "Kolsänkor"


def test_reads_questions_and_answers_plain_or_packed(tmp_path: Path) -> None:
    rows = [
        {"question": "Vad?", "context": "En text.", "answers": ["text"], "title": "T"},
        {"question": "När?", "context": "En text.", "answers": ["då"]},
        {"question": "Vem?", "context": "En annan text.", "answers": []},
    ]
    write_lines(tmp_path / "a.jsonl", rows)
    (tmp_path / "b.jsonl.gz").write_bytes(gzip.compress((tmp_path / "a.jsonl").read_bytes()))
    dataset = read_dataset(tmp_path)
    assert len(dataset.texts) == 2
    assert sorted(dataset.questions.values()) == ["När?", "När?", "Vad?", "Vad?"]
    assert len(read_dataset(tmp_path / "a.jsonl").relevant) == 2


def test_searches_a_data_set_through_the_ordinary_ingest(beir: Path) -> None:
    result = run_dataset(read_dataset(beir), AssistantSettings(), lambda activity, done, total: None)
    assert (result.questions, result.texts, result.refused) == (2, 3, 0)
    assert result.measures["recall@1"].value == 1.0
    assert result.measures["nDCG@10"].value == pytest.approx(1.0)


@pytest.mark.parametrize(
    ("name", "text", "message"),
    [
        ("corpus.jsonl", '{"_id": "a"}\n', "corpus.jsonl, rad 1: fältet text saknas"),
        ("queries.jsonl", "{\n", "queries.jsonl, rad 1: raden är inte giltig JSON"),
        ("queries.jsonl", "[1]\n", "queries.jsonl, rad 1: raden ska vara ett objekt"),
        ("qrels/test.tsv", "1\ta/1\t2\n1 c 1\n", "test.tsv, rad 2: raden ska ha fråga"),
        ("qrels/test.tsv", "", "inga bedömningar"),
    ],
)
def test_an_error_names_file_line_and_field(beir: Path, name: str, text: str, message: str) -> None:
    (beir / name).write_text(text, encoding="utf-8")
    with pytest.raises(InvalidDataset, match=message):
        read_dataset(beir)


def test_a_folder_without_a_data_set_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InvalidDataset, match=r"varken corpus\.jsonl"):
        read_dataset(tmp_path)
