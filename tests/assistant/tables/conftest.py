"""The index of the bundled corpus, opened for reading, and what the CSV files say of themselves."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path

import pytest

from assistant.conversation import Answer, Question
from assistant.service import Assistant
from corpus.embeddings import TextEncoder
from corpus.index import Index
from corpus.settings import BUNDLED_SOURCES
from corpus.versions import IndexFolder, LiveIndex

Emissions = dict[tuple[str, str, int], int]


@pytest.fixture(scope="session")
def index(bundled_index: Path, encoder: TextEncoder) -> Iterator[Index]:
    live = LiveIndex(IndexFolder(bundled_index), encoder.stamp, poll_seconds=None)
    with live.reading() as opened:
        yield opened
    live.close()


@pytest.fixture(scope="session")
def emissions() -> Emissions:
    """Every amount of the emissions table by place, sector and year, read with `csv` alone."""
    with (BUNDLED_SOURCES / "utslapp.csv").open(encoding="utf-8-sig", newline="") as file:
        return {(r["kommun"], r["sektor"], int(r["år"])): int(r["ton_co2e"]) for r in csv.DictReader(file)}


@pytest.fixture(scope="session")
def actions() -> list[dict[str, str]]:
    with (BUNDLED_SOURCES / "atgarder.csv").open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def ask(assistant: Assistant, text: str) -> Answer:
    return assistant.answer(Question(text=text))
