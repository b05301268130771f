import json
import shutil
import sqlite3
from pathlib import Path

import pytest

from corpus.embeddings import TextEncoder
from corpus.errors import IndexBusy, InvalidSources
from corpus.index import Index
from corpus.versions import IndexFolder
from ingest.pipeline import ingest
from ingest.report import Report
from tests.conftest import keywords, no_progress


def run(sources: Path, index: Path, encoder: TextEncoder) -> Report:
    return ingest(sources, index, encoder, no_progress)


def statuses(report: Report) -> dict[str, str]:
    return {file.path: file.status for file in report.files}


def found(index_dir: Path, encoder: TextEncoder, text: str) -> set[str]:
    """The sources of the passages that the keyword index and Chroma find for a text."""
    index = Index(IndexFolder(index_dir).current(), encoder.stamp)
    ids = [id_ for id_, _ in index.matching(keywords(text), 10, ["public", "staff"])]
    near = [id_ for id_, score in index.nearest(encoder.embed_array([text])[0], 10) if score > 0.9]
    sources = {passage.span.document_id for passage in index.passages([*ids, *near]).values()}
    index.close()
    return sources


def test_the_first_run_adds_every_file_and_the_second_embeds_nothing(
    small_sources: Path, tmp_path: Path, encoder: TextEncoder
) -> None:
    first = run(small_sources, tmp_path / "index", encoder)
    second = run(small_sources, tmp_path / "index", encoder)
    assert set(statuses(first).values()) == {"added"}
    assert first.embedded == first.passages > 6
    assert set(statuses(second).values()) == {"unchanged"}
    assert (second.embedded, second.version, second.passages) == (0, first.version, first.passages)


def test_a_changed_file_replaces_exactly_its_own_passages(
    small_sources: Path, small_index: Path, encoder: TextEncoder
) -> None:
    before = Index(IndexFolder(small_index).current(), encoder.stamp)
    kept = {id_ for id_ in before.store.passage_ids() if before.passages([id_])[id_].span.document_id != "kolsankor"}
    before.close()
    (small_sources / "kolsankor.md").write_text("# Kolsänkor\n\nVåtmarker binder kol i Dalarna.\n", encoding="utf-8")
    report = run(small_sources, small_index, encoder)
    assert statuses(report)["kolsankor.md"] == "changed"
    assert sum(status == "unchanged" for status in statuses(report).values()) == len(report.files) - 1
    assert report.embedded == 1
    after = Index(IndexFolder(small_index).current(), encoder.stamp)
    assert kept < set(after.store.passage_ids())
    after.close()
    assert found(small_index, encoder, "våtmarker") >= {"kolsankor"}
    assert "kolsankor" not in found(small_index, encoder, "luften koldioxid")


def test_a_removed_file_leaves_no_trace(small_sources: Path, small_index: Path, encoder: TextEncoder) -> None:
    assert "anteckning" in found(small_index, encoder, "spillvärme")
    (small_sources / "anteckning.txt").unlink()
    report = run(small_sources, small_index, encoder)
    assert statuses(report)["anteckning.txt"] == "removed"
    assert found(small_index, encoder, "spillvärme") == set()
    current = IndexFolder(small_index).current()
    with sqlite3.connect(current / "store.sqlite") as database:
        assert not any("spillvärme" in line for line in database.iterdump())


def test_a_refused_file_stops_no_other_and_is_told_of(
    small_sources: Path, tmp_path: Path, encoder: TextEncoder
) -> None:
    (small_sources / "trasig.pdf").write_bytes(b"%PDF-1.7 trasig")
    (small_sources / "tom.txt").write_bytes(b"")
    (small_sources / "film.mp4").write_bytes(b"\0\0\0")
    report = run(small_sources, tmp_path / "index", encoder)
    refused = {file.path: file for file in report.files if file.status == "refused"}
    assert set(refused) == {"trasig.pdf", "tom.txt", "film.mp4"}
    assert all(path in file.message and file.reason for path, file in refused.items())
    assert report.refused
    assert found(tmp_path / "index", encoder, "kolsänka") == {"kolsankor"}


def test_what_was_read_before_stays_when_a_file_gets_damaged(
    small_sources: Path, small_index: Path, encoder: TextEncoder
) -> None:
    (small_sources / "kolsankor.md").write_bytes(b"")
    report = run(small_sources, small_index, encoder)
    assert statuses(report)["kolsankor.md"] == "refused"
    assert "kolsankor" in found(small_index, encoder, "kolsänka")


def test_an_empty_or_missing_folder_is_refused_and_the_index_stays(
    small_index: Path, tmp_path: Path, encoder: TextEncoder
) -> None:
    (tmp_path / "tom").mkdir()
    for folder in ("tom", "finns-inte"):
        with pytest.raises(InvalidSources, match=folder):
            run(tmp_path / folder, small_index, encoder)
    assert "kolsankor" in found(small_index, encoder, "kolsänka")


def test_two_ingests_at_once_are_refused(small_sources: Path, small_index: Path, encoder: TextEncoder) -> None:
    with IndexFolder(small_index).building(), pytest.raises(IndexBusy):
        run(small_sources, small_index, encoder)


def test_what_a_killed_build_left_is_mended_by_the_next(
    small_sources: Path, small_index: Path, encoder: TextEncoder
) -> None:
    folder = IndexFolder(small_index)
    shutil.copytree(folder.current(), small_index / "building")
    (small_index / "building" / "manifest.json").unlink()
    (small_sources / "anteckning.txt").unlink()
    run(small_sources, small_index, encoder)
    assert not (small_index / "building").exists()
    assert found(small_index, encoder, "spillvärme") == set()


def test_an_index_of_another_model_is_built_anew(small_sources: Path, small_index: Path, encoder: TextEncoder) -> None:
    manifest = IndexFolder(small_index).current() / "manifest.json"
    fields = json.loads(manifest.read_text(encoding="utf-8"))
    manifest.write_text(json.dumps(fields | {"model": "en annan modell"}), encoding="utf-8")
    report = run(small_sources, small_index, encoder)
    assert report.version != fields["version"]
    assert "kolsankor" in found(small_index, encoder, "kolsänka")


def test_originals_are_kept_as_they_were_ingested(small_sources: Path, small_index: Path, encoder: TextEncoder) -> None:
    index = Index(IndexFolder(small_index).current(), encoder.stamp)
    file_hash = index.store.file_hash("kolsankor")
    index.close()
    text = (small_sources / "kolsankor.md").read_bytes()
    (small_sources / "kolsankor.md").write_text("ändrad", encoding="utf-8")
    assert file_hash is not None
    assert IndexFolder(small_index).original(file_hash).read_bytes() == text
