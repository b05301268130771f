from __future__ import annotations

from pathlib import Path

from assistant.settings import AssistantSettings
from corpus.embeddings import TextEncoder
from corpus.index import read_manifest
from corpus.versions import IndexFolder
from evals.scorecard import Surroundings
from evals.surroundings import look_around
from ingest.pipeline import ingest


def around(index: Path) -> Surroundings:
    return look_around(AssistantSettings(index_dir=index), read_manifest(IndexFolder(index).current()))


def test_the_corpus_hash_changes_with_the_documents_alone(
    small_sources: Path, small_index: Path, tmp_path: Path, encoder: TextEncoder
) -> None:
    before = around(small_index)
    ingest(small_sources, tmp_path / "another", encoder, lambda activity, done, total: None)
    assert around(tmp_path / "another").corpus == before.corpus
    (small_sources / "kolsankor.md").write_text("# Kolsänkor\n\nNågot nytt.\n", encoding="utf-8")
    ingest(small_sources, small_index, encoder, lambda activity, done, total: None)
    assert around(small_index).corpus != before.corpus


def test_surroundings_name_no_folder_or_address(small_index: Path) -> None:
    surroundings = around(small_index)
    assert str(small_index.parent) not in repr(surroundings)
    assert "model_backend" in surroundings.settings
    assert "Python 3" in surroundings.machine
