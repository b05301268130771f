"""What tests share: the real model, a small corpus, and an index of the bundled one. No test leaves this machine."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from assistant.service import Assistant, open_assistant
from assistant.settings import AssistantSettings
from corpus.embeddings import TextEncoder, open_embeddings
from corpus.lexical import LexicalQuery
from corpus.settings import BUNDLED_SOURCES, CorpusSettings
from corpus.swedish import terms
from ingest.pipeline import ingest

SMALL_CORPUS = {
    "om-projektet.md": """# Om projektet

## Målet
Borlänge ska vara klimatneutralt år 2030. Målet gäller hela kommunen.

## Parterna
Projektet har tre parter:

- Borlänge kommun
- AB Borlänge Energi
- IK Brage

Källa: [Om projektet, Klimatneutrala Borlänge 2030](https://example.org/om-projektet) (odaterad)
""",
    "kolsankor.md": """# Kolsänkor

## Vad är en kolsänka?
En kolsänka är något som tar upp koldioxid ur luften och binder den länge. Träd är exempel på kolsänkor.
""",
    "utslapp.csv": "kommun,år,sektor,ton_co2e\nBorlänge,2023,Totalt,408043\nBorlänge,2024,Totalt,423796\n",
    "anteckning.txt": "Fjärrvärmen i Borlänge värms med spillvärme och avfall.\n\nNätet är över 350 km långt.\n",
    "internt.md": "# Internt\n\nPersonalens arbetsnamn för planen är Blåsippan.\n",
    "sources.toml": """[[source]]
file = "om-projektet.md"
id = "om-projektet"
title = "Om projektet"
publisher = "Klimatneutrala Borlänge 2030"
url = "https://example.org/"
date = "2024"
kind = "document"
licence = "CC BY 4.0"
audience = "public"

[[source]]
file = "kolsankor.md"
id = "kolsankor"
title = "Kolsänkor"

[[source]]
file = "internt.md"
id = "internt"
title = "Internt"
audience = "staff"
""",
}


def no_progress(activity: str, done: int, total: int) -> None:
    """Nobody is watching."""


@pytest.fixture(scope="session")
def encoder() -> TextEncoder:
    return open_embeddings(CorpusSettings())


@pytest.fixture
def small_sources(tmp_path: Path) -> Path:
    """A folder with a small corpus of its own for each test."""
    folder = tmp_path / "sources"
    folder.mkdir()
    for name, text in SMALL_CORPUS.items():
        (folder / name).write_text(text, encoding="utf-8")
    return folder


@pytest.fixture
def small_index(small_sources: Path, tmp_path: Path, encoder: TextEncoder) -> Path:
    """An index folder of the small corpus."""
    ingest(small_sources, tmp_path / "index", encoder, no_progress)
    return tmp_path / "index"


@pytest.fixture(scope="session")
def bundled_index(encoder: TextEncoder) -> Path:
    """An index folder of the bundled corpus; kept between runs, since a second ingest embeds nothing."""
    folder = Path(".klimat/test-index")
    ingest(BUNDLED_SOURCES, folder, encoder, no_progress)
    return folder


@pytest.fixture(scope="session")
def assistant(bundled_index: Path) -> Iterator[Assistant]:
    """The assistant over the bundled corpus."""
    opened = open_assistant(AssistantSettings(index_dir=bundled_index))
    yield opened
    opened.close()


def keywords(text: str) -> LexicalQuery:
    """The keyword query for the stems of a text."""
    return LexicalQuery(stems=dict.fromkeys(terms(text), 1.0))
