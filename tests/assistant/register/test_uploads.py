"""Uploads against real folders, a real index and the real ingest."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import pytest

from app import reader
from assistant.register.uploads import InvalidUpload, Uploads
from corpus.documents import PUBLIC
from corpus.embeddings import TextEncoder
from corpus.errors import KlimatError, UnreadableDocument
from corpus.settings import BUNDLED_SOURCES
from corpus.tables import Selection
from corpus.versions import IndexFolder, LiveIndex
from ingest.pipeline import ingest
from tests.conftest import SMALL_CORPUS, no_progress

CHANGED = "kommun,år,sektor,ton_co2e\nBorlänge,2023,Totalt,408000\nBorlänge,2025,Totalt,400000\n"


@dataclass(kw_only=True)
class Desk:
    uploads: Uploads
    live: LiveIndex
    sources: Path
    inbox: Path

    def upload(self, name: str, text: str) -> Path:
        file = self.inbox / name
        file.write_text(text, encoding="utf-8")
        return file

    def amounts(self) -> dict[object, object]:
        with self.live.reading() as index:
            rows = index.tables.rows(Selection(kind="emissions"), PUBLIC)
        return {row.values["year"]: row.values["amount"] for row in rows}


def opened(folder: Path, encoder: TextEncoder) -> Desk:
    """A desk over the small corpus in a folder, ingested."""
    for name in ("sources", "in"):
        (folder / name).mkdir()
    for name, text in SMALL_CORPUS.items():
        (folder / "sources" / name).write_text(text, encoding="utf-8")
    sources, index = folder / "sources", folder / "index"
    ingest(sources, index, encoder, no_progress)
    live = LiveIndex(IndexFolder(index), encoder.stamp, poll_seconds=None)
    rebuild = partial(rebuilt, sources, index, encoder)
    uploads = Uploads(sources, folder / "kept", live, reader(sources), rebuild)
    return Desk(uploads=uploads, live=live, sources=sources, inbox=folder / "in")


def rebuilt(sources: Path, index: Path, encoder: TextEncoder) -> str:
    if (sources / "full").exists():
        raise KlimatError("Disken är full.")
    return ingest(sources, index, encoder, no_progress).as_text()


@pytest.fixture
def desk(tmp_path: Path, encoder: TextEncoder) -> Iterator[Desk]:
    """A desk of its own, for a test that changes the sources."""
    desk = opened(tmp_path, encoder)
    yield desk
    desk.live.close()


@pytest.fixture(scope="module")
def still(tmp_path_factory: pytest.TempPathFactory, encoder: TextEncoder) -> Iterator[Desk]:
    """A desk that the tests share, since they leave its sources as they are."""
    desk = opened(tmp_path_factory.mktemp("still"), encoder)
    yield desk
    desk.live.close()


def test_changed_table_is_shown_before_it_takes_effect_and_can_be_gone_back_on(desk: Desk) -> None:
    before = (desk.sources / "utslapp.csv").read_bytes()
    proposal = desk.uploads.propose(desk.upload("utslapp.csv", CHANGED), "utslapp.csv")

    assert proposal.rows is not None
    assert [record.values["year"] for record in proposal.rows.added] == [2025]
    assert [record.values["year"] for record in proposal.rows.removed] == [2024]
    ((changed,),) = [change.cells for change in proposal.rows.changed]
    assert (changed.label, changed.old, changed.new) == ("Utsläpp", 408_043, 408_000)
    assert desk.amounts() == {2023: 408_043, 2024: 423_796}

    assert "ändrad  utslapp.csv" in desk.uploads.accept(proposal)
    assert desk.amounts() == {2023: 408_000, 2025: 400_000}

    (change,) = desk.uploads.journal()
    desk.uploads.go_back(change)
    assert desk.amounts() == {2023: 408_043, 2024: 423_796}
    assert (desk.sources / "utslapp.csv").read_bytes() == before

    (again,) = desk.uploads.journal()
    desk.uploads.go_back(again)
    assert desk.amounts() == {2023: 408_000, 2025: 400_000}


def test_changed_document_is_shown_line_by_line(still: Desk) -> None:
    text = (still.sources / "kolsankor.md").read_text(encoding="utf-8").replace("länge.", "mycket länge.")
    proposal = still.uploads.propose(still.upload("kolsankor.md", text), "kolsankor.md")

    assert proposal.rows is None
    assert [line[0] for line in proposal.lines] == ["-", "+"]
    assert "mycket länge" in proposal.lines[1]


def test_new_file_is_a_new_source_and_going_back_takes_it_away(desk: Desk) -> None:
    proposal = desk.uploads.propose(desk.upload("Ny text.md", "# Ny\n\nCykelbanan är klar.\n"), "Ny text.md")
    assert (proposal.before, proposal.source.audience) == ("", "public")

    desk.uploads.accept(proposal)
    assert (desk.sources / "Ny text.md").is_file()
    desk.uploads.go_back(desk.uploads.journal()[0])
    assert not (desk.sources / "Ny text.md").exists()


def test_audience_of_the_catalogue_is_told(still: Desk) -> None:
    proposal = still.uploads.propose(still.upload("internt.md", "# Internt\n\nNytt namn.\n"), "internt.md")

    assert proposal.source.audience == "staff"


def test_damaged_table_is_refused_with_file_row_and_value_and_changes_nothing(still: Desk) -> None:
    wrong = still.upload("utslapp.csv", "kommun,år,sektor,ton_co2e\nBorlänge,2023,Totalt,mycket\n")

    with pytest.raises(UnreadableDocument) as caught:
        still.uploads.propose(wrong, "utslapp.csv")

    assert "utslapp.csv" in str(caught.value) and "mycket" in str(caught.value)
    assert still.amounts() == {2023: 408_043, 2024: 423_796}


@pytest.mark.parametrize(
    "name",
    ["../x.csv", "/etc/x.csv", "a/b.csv", ".x.csv", "sources.toml", "x.exe", "x", "", "x\0.csv", "x\n.csv", "..csv"],
)
def test_unsafe_name_is_refused(still: Desk, name: str) -> None:
    with pytest.raises(InvalidUpload, match="går inte att ta emot"):
        still.uploads.propose(still.upload("x.csv", CHANGED), name)


def test_failed_rebuild_leaves_all_as_it_was(desk: Desk) -> None:
    before = (desk.sources / "utslapp.csv").read_bytes()
    proposal = desk.uploads.propose(desk.upload("utslapp.csv", CHANGED), "utslapp.csv")
    (desk.sources / "full").touch()

    with pytest.raises(KlimatError, match="Disken är full"):
        desk.uploads.accept(proposal)

    assert (desk.sources / "utslapp.csv").read_bytes() == before
    assert desk.uploads.journal() == ()
    assert {file.name for file in desk.sources.iterdir() if file.name.startswith(".")} == set()


@pytest.mark.parametrize("change", ["propose, then edit", "accept, then edit"])
def test_file_that_someone_else_has_changed_meanwhile_is_not_overwritten(desk: Desk, change: str) -> None:
    proposal = desk.uploads.propose(desk.upload("utslapp.csv", CHANGED), "utslapp.csv")
    if change == "accept, then edit":
        desk.uploads.accept(proposal)
    (desk.sources / "utslapp.csv").write_text("kommun,år,sektor,ton_co2e\nFalun,2023,Totalt,1\n", encoding="utf-8")

    with pytest.raises(InvalidUpload, match="har ändrats sedan"):
        if change == "accept, then edit":
            desk.uploads.go_back(desk.uploads.journal()[0])
        else:
            desk.uploads.accept(proposal)


def test_sources_of_the_package_are_not_written_over(still: Desk, tmp_path: Path) -> None:
    closed = Uploads(BUNDLED_SOURCES, tmp_path / "kept", still.live, reader(BUNDLED_SOURCES), lambda: "")

    assert "KLIMAT_SOURCES_DIR" in closed.closed_because()
    with pytest.raises(InvalidUpload):
        closed.propose(still.upload("utslapp.csv", CHANGED), "utslapp.csv")
