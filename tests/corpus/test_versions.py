import json
import shutil
import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from corpus.embeddings import TextEncoder
from corpus.errors import DamagedIndex, MissingIndex
from corpus.versions import IndexFolder, LiveIndex
from ingest.pipeline import ingest
from tests.conftest import keywords, no_progress


def matches(live: LiveIndex, text: str) -> int:
    with live.reading() as index:
        return len(index.matching(keywords(text), 10))


def test_a_folder_without_an_index_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(MissingIndex, match="python -m ingest"):
        IndexFolder(tmp_path).current()


@pytest.mark.parametrize("pointer", ["{", "[]", '{"version": "20200101T000000000000Z-gone"}', '{"version": "../.."}'])
def test_a_pointer_to_nothing_is_damage(tmp_path: Path, pointer: str) -> None:
    (tmp_path / "current.json").write_text(pointer, encoding="utf-8")
    with pytest.raises(DamagedIndex):
        IndexFolder(tmp_path).current()


def test_a_version_that_does_not_pass_is_not_published(small_index: Path, encoder: TextEncoder) -> None:
    folder = IndexFolder(small_index)
    current = folder.current()
    with folder.building() as building:
        building.mkdir()
        with pytest.raises(DamagedIndex, match="Den gamla används än"):
            folder.publish(building)
    assert folder.current() == current


def test_readers_follow_to_the_new_version_and_those_inside_keep_the_old(
    small_sources: Path, small_index: Path, encoder: TextEncoder
) -> None:
    live = LiveIndex(IndexFolder(small_index), encoder.stamp, poll_seconds=None)
    with live.reading() as old:
        (small_sources / "anteckning.txt").unlink()
        ingest(small_sources, small_index, encoder, no_progress)
        live.refresh()
        assert len(old.matching(keywords("spillvärme"), 10)) == 1
        assert matches(live, "spillvärme") == 0
    assert matches(live, "kolsänka") >= 1
    live.close()


def test_nobody_gets_an_error_or_a_mixture_while_versions_change(
    small_sources: Path, small_index: Path, encoder: TextEncoder
) -> None:
    live = LiveIndex(IndexFolder(small_index), encoder.stamp, poll_seconds=0.01)
    wrong: list[object] = []
    done = threading.Event()

    def ask() -> None:
        while not done.is_set():
            with live.reading() as index:
                ids = [id_ for id_, _ in index.matching(keywords("kolsänka"), 10)]
                held = {passage.span.document_id for passage in index.passages(ids).values()}
                if held != {"kolsankor"} or len(index.store.passage_ids()) != index.manifest.passages:
                    wrong.append(held)

    readers = [threading.Thread(target=ask) for _ in range(4)]
    for reader in readers:
        reader.start()
    for number in range(3):
        (small_sources / "ny.md").write_text(f"# Ny\n\nUppgift {number} om vägar.\n", encoding="utf-8")
        ingest(small_sources, small_index, encoder, no_progress)
    done.set()
    for reader in readers:
        reader.join()
    assert wrong == []
    live.refresh()
    assert matches(live, "uppgift vägar") == 1
    live.close()


def test_going_back_is_pointing_to_the_version_before(
    small_sources: Path, small_index: Path, encoder: TextEncoder
) -> None:
    folder = IndexFolder(small_index)
    before = folder.current().name
    (small_sources / "anteckning.txt").unlink()
    ingest(small_sources, small_index, encoder, no_progress)
    (small_index / "current.json").write_text(json.dumps({"version": before}), encoding="utf-8")
    live = LiveIndex(folder, encoder.stamp, poll_seconds=None)
    assert matches(live, "spillvärme") == 1
    live.close()


@pytest.mark.parametrize("damage", [lambda file: file.write_bytes(b"not a database"), Path.unlink])
def test_a_damaged_version_interrupts_nobody_and_the_next_whole_one_is_followed(
    small_sources: Path, small_index: Path, encoder: TextEncoder, damage: Callable[[Path], object]
) -> None:
    live = LiveIndex(IndexFolder(small_index), encoder.stamp, poll_seconds=0.01)
    damaged = small_index / "20990101T000000000000Z-dddd"
    shutil.copytree(IndexFolder(small_index).current(), damaged)
    damage(damaged / "store.sqlite")
    (small_index / "current.json").write_text(json.dumps({"version": damaged.name}), encoding="utf-8")
    with pytest.raises(DamagedIndex):
        live.refresh()
    assert matches(live, "kolsänka") >= 1
    (small_sources / "ny.md").write_text("# Ny\n\nUppgift om vägar.\n", encoding="utf-8")
    ingest(small_sources, small_index, encoder, no_progress)
    patience = time.monotonic() + 30
    while not matches(live, "vägar") and time.monotonic() < patience:
        time.sleep(0.02)
    assert matches(live, "vägar") == 1
    live.close()
