import shutil
from pathlib import Path

import numpy as np
import pytest

from corpus.embeddings import TextEncoder
from corpus.errors import DamagedIndex, StaleIndex
from corpus.index import Index, verify_version
from corpus.versions import IndexFolder


@pytest.fixture
def version(small_index: Path) -> Path:
    return IndexFolder(small_index).current()


def query(encoder: TextEncoder, text: str) -> np.ndarray:
    return np.asarray(encoder.embed_query(text), np.float32)


def test_meaning_finds_a_passage_that_shares_no_word(version: Path, encoder: TextEncoder) -> None:
    index = Index(version, encoder.stamp)
    best, _ = index.nearest(query(encoder, "Vilka medlemmar och organisationer deltar?"), 1)[0]
    assert "IK Brage" in index.passages([best])[best].text
    index.close()


def test_every_passage_is_what_its_document_says_there(version: Path, encoder: TextEncoder) -> None:
    index = Index(version, encoder.stamp)
    for passage in index.passages(index.store.passage_ids()).values():
        document = index.document(passage.span.document_id, {"public", "staff"})
        assert document is not None
        assert document.text[passage.span.start : passage.span.end] == passage.text
    index.close()


def test_what_is_the_staffs_is_nowhere_for_the_public(version: Path, encoder: TextEncoder) -> None:
    index = Index(version, encoder.stamp)
    vector = query(encoder, "Vad är arbetsnamnet Blåsippan?")
    seen = index.passages([id_ for id_, _ in index.nearest(vector, 50)])
    assert seen
    assert not any("Blåsippan" in passage.text for passage in seen.values())
    assert index.document("internt") is None
    assert "internt" not in {source.id for source in index.sources()}
    (best, _), *_ = index.nearest(vector, 50, {"public", "staff"})
    assert "Blåsippan" in index.passages([best])[best].text
    index.close()


def test_an_index_is_not_queried_with_another_model(version: Path) -> None:
    with pytest.raises(StaleIndex, match="annan-modell"):
        Index(version, "annan-modell")


@pytest.mark.parametrize("part", ["chroma", "lexical", "store.sqlite"])
def test_a_version_that_lost_a_part_does_not_pass(version: Path, encoder: TextEncoder, part: str) -> None:
    verify_version(version)
    lost = version / part
    if lost.is_dir():
        shutil.rmtree(lost)
    else:
        lost.unlink()
    with pytest.raises(DamagedIndex):
        verify_version(version)


def test_a_version_without_manifest_is_damaged(version: Path) -> None:
    (version / "manifest.json").write_text("{", encoding="utf-8")
    with pytest.raises(DamagedIndex, match=r"manifest\.json"):
        verify_version(version)
