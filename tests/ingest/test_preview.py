import json
import shutil
from pathlib import Path

import pytest

from corpus.embeddings import TextEncoder
from corpus.index import Index
from corpus.tables import Selection
from corpus.versions import IndexFolder
from ingest.__main__ import main
from ingest.pipeline import ingest
from ingest.preview import preview
from tests.conftest import no_progress

TABLE = "id,part,åtagande,målår\nC1,Vik,Spara el,2030\nC2,Vik,Bygga väg,2028\n"
CHANGED = "id,part,åtagande,målår\nC1,Vik,Spara el,2027\nC3,Näs,Byta bussar,2031\n"


@pytest.fixture(scope="module")
def ingested(tmp_path_factory: pytest.TempPathFactory, encoder: TextEncoder) -> Path:
    """A folder with a table and a text, and an index of it beside it."""
    folder = tmp_path_factory.mktemp("inläst")
    (folder / "sources").mkdir()
    (folder / "sources" / "tabell.csv").write_text(TABLE, encoding="utf-8")
    (folder / "sources" / "text.txt").write_text("Vik är en påhittad ort.", encoding="utf-8")
    ingest(folder / "sources", folder / "index", encoder, no_progress)
    return folder


@pytest.fixture
def sources(ingested: Path, tmp_path: Path) -> Path:
    """A copy of that folder and its index for each test."""
    shutil.copytree(ingested, tmp_path, dirs_exist_ok=True)
    return tmp_path / "sources"


def test_the_rows_that_would_differ_are_shown_and_the_index_stays(sources: Path, tmp_path: Path) -> None:
    before = IndexFolder(tmp_path / "index").current()
    (sources / "tabell.csv").write_text(CHANGED, encoding="utf-8")
    (sources / "text.txt").unlink()
    found = preview(sources, tmp_path / "index")
    text = found.as_text()
    assert "+ C3: Näs, Byta bussar, 2031" in text
    assert "~ C1: Målår 2030 → 2027" in text
    assert "- C2: Vik, Bygga väg, 2028" in text
    assert "borttagen  text.txt" in text
    assert IndexFolder(tmp_path / "index").current() == before
    assert not (tmp_path / "index" / "building").exists()


def test_a_removed_table_takes_all_its_rows(sources: Path, tmp_path: Path) -> None:
    (sources / "tabell.csv").unlink()
    (change,) = [change for change in preview(sources, tmp_path / "index").files if change.changes]
    assert change.changes
    assert [record.id for record in change.changes.removed] == ["C1", "C2"]


def test_nothing_new_is_said_to_be_nothing(sources: Path, tmp_path: Path) -> None:
    assert preview(sources, tmp_path / "index").as_text().startswith("Inget skulle ändras.")


def test_without_an_index_everything_is_new(sources: Path, tmp_path: Path) -> None:
    assert {change.file.status for change in preview(sources, tmp_path / "annat").files} == {"added"}


def test_a_faulty_table_is_told_of_before_it_takes_effect_and_afterwards_the_old_rows_stay(
    sources: Path, tmp_path: Path, encoder: TextEncoder, capsys: pytest.CaptureFixture[str]
) -> None:
    (sources / "tabell.csv").write_text(CHANGED.replace("2027", "snart"), encoding="utf-8")
    (sources / "text.txt").write_text("Vik är en påhittad stad.", encoding="utf-8")
    assert main([str(sources), "--index", str(tmp_path / "index"), "--dry-run", "--json"]) == 1
    files = {file["path"]: file for file in json.loads(capsys.readouterr().out)["files"]}
    assert "rad 2, kolumnen ”målår”: ”snart”" in files["tabell.csv"]["message"]
    assert files["text.txt"]["status"] == "changed"
    report = ingest(sources, tmp_path / "index", encoder, no_progress)
    assert report.refused
    index = Index(IndexFolder(tmp_path / "index").current(), encoder.stamp)
    rows = index.tables.rows(Selection(kind="commitments"), ["public"])
    index.close()
    assert [row.values["due"] for row in rows] == [2030, 2028]


def test_a_register_that_cannot_be_used_stops_the_ingest_before_anything_is_changed(
    sources: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("KLIMAT_DATABASE_URL", "inte en adress")
    before = IndexFolder(tmp_path / "index").current()
    assert main([str(sources), "--index", str(tmp_path / "index")]) == 2
    assert "KLIMAT_DATABASE_URL kan inte vara ”inte en adress”" in capsys.readouterr().err
    assert IndexFolder(tmp_path / "index").current() == before
