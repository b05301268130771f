"""From a draft to an answerable row: contracts, decisions and the tables of an index, all of them real."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest

from corpus.database import Database
from corpus.drafts import Decision, Draft
from corpus.embeddings import TextEncoder
from corpus.index import Index
from corpus.records import Record
from corpus.register import Register
from corpus.store import Entry
from corpus.tables import Row, Selection
from corpus.versions import IndexFolder
from ingest.approving import with_approved
from ingest.pipeline import catalogue_of, ingest, take
from ingest.report import Drafting, Report
from tests.conftest import no_progress

BIKES = "Viks kommun åtar sig att bygga 12 kilometer cykelväg senast 2029."
OIL = "Viks kommun ska sluta elda olja i sina lokaler före 2027."
CONTRACT = f"""# Klimatavtal för Vik

## 1 Bakgrund

Avtalet är påhittat.

## 2 Åtaganden

### 2.1 Resor

{BIKES}

### 2.2 Värme

{OIL}
"""
SOURCES = """[[source]]
file = "avtal.md"
id = "avtal"
title = "Klimatavtal för Vik"
publisher = "Viks kommun"
url = "https://example.org/avtal"
date = "2024-05-03"
kind = "contract"
"""


@pytest.fixture
def sources(tmp_path: Path) -> Path:
    folder = tmp_path / "sources"
    folder.mkdir()
    (folder / "avtal.md").write_text(CONTRACT, encoding="utf-8")
    (folder / "sources.toml").write_text(SOURCES, encoding="utf-8")
    return folder


@pytest.fixture
def register(tmp_path: Path) -> Iterator[Register]:
    register = Register(Database(f"sqlite:///{tmp_path / 'register.db'}"))
    yield register
    register.database.close()


@contextmanager
def current(sources: Path, encoder: TextEncoder) -> Iterator[Index]:
    index = Index(IndexFolder(sources.parent / "index").current(), encoder.stamp)
    yield index
    index.close()


def run(sources: Path, encoder: TextEncoder, decisions: Sequence[Decision] = ()) -> Report:
    return ingest(sources, sources.parent / "index", encoder, no_progress, decisions)


def taken(sources: Path, decisions: Sequence[Decision] = ()) -> tuple[tuple[Entry, ...], Drafting]:
    """What an ingest would keep of the files, and what became of the contract's drafts."""
    read = [take(source, sources, None) for source in catalogue_of(sources).sources]
    entries, (drafting,) = with_approved([entry for _, entry in read if entry], decisions)
    return entries, drafting


def drafts(sources: Path) -> dict[str, Draft]:
    """The drafts by their quotes."""
    return {draft.quote: draft for entry in taken(sources)[0] for draft in entry.drafts}


def records(sources: Path, decisions: Sequence[Decision]) -> list[Record]:
    return [record for entry in taken(sources, decisions)[0] for record in entry.records]


def rows(sources: Path, encoder: TextEncoder) -> tuple[Row, ...]:
    with current(sources, encoder) as index:
        return index.tables.rows(Selection(kind="commitments"), ["public"])


def test_an_approved_draft_becomes_a_row_that_rests_on_the_contract_and_undoing_takes_it_away(
    sources: Path, encoder: TextEncoder, register: Register
) -> None:
    register.decide(drafts(sources)[OIL], "rejected")
    first = run(sources, encoder, register.decisions())
    assert rows(sources, encoder) == ()
    register.decide(drafts(sources)[BIKES], "approved")
    second = run(sources, encoder, register.decisions())
    assert (second.version != first.version, second.embedded) == (True, 0)
    (row,) = rows(sources, encoder)
    assert (row.source_id, row.clause, row.quote) == ("avtal", "2.1", BIKES)
    assert (row.values["party"], row.values["due"], row.values["area"]) == ("Viks kommun", 2029, "transport")
    assert row.values["source_title"] == "Klimatavtal för Vik (Viks kommun)"
    with current(sources, encoder) as index:
        assert BIKES in index.passages([row.passage_id])[row.passage_id].text
        assert [draft.quote for draft in index.drafts()] == [BIKES, OIL]
    assert run(sources, encoder, register.decisions()).version == second.version
    register.undo(drafts(sources)[BIKES].id)
    run(sources, encoder, register.decisions())
    assert rows(sources, encoder) == ()


def test_a_rejection_makes_no_new_version_and_the_public_sees_no_drafts_of_a_contract_for_staff(
    sources: Path, encoder: TextEncoder, register: Register
) -> None:
    (sources / "sources.toml").write_text(f'{SOURCES}audience = "staff"\n', encoding="utf-8")
    first = run(sources, encoder)
    register.decide(drafts(sources)[OIL], "rejected")
    assert run(sources, encoder, register.decisions()).version == first.version
    with current(sources, encoder) as index:
        assert index.drafts() == ()
        assert len(index.drafts(["public", "staff"])) == 2


def test_the_report_counts_the_drafts_of_each_contract(sources: Path, encoder: TextEncoder, register: Register) -> None:
    register.decide(drafts(sources)[OIL], "rejected")
    report = run(sources, encoder, register.decisions())
    assert "avtal.md: 2 åtaganden hittade (1 avvisade, 1 väntar på beslut)" in report.as_text()


def test_what_staff_edited_is_what_the_table_says(sources: Path, register: Register) -> None:
    edited = replace(drafts(sources)[BIKES], due=2028, text="Bygga 12 km cykelväg", area="trafik")
    register.decide(edited, "approved")
    (record,) = records(sources, register.decisions())
    assert (record.values["due"], record.values["text"]) == (2028, "Bygga 12 km cykelväg")
    assert (record.values["area"], record.quote) == ("trafik", BIKES)


def test_an_approval_follows_its_words_when_the_text_around_them_changes(sources: Path, register: Register) -> None:
    register.decide(drafts(sources)[BIKES], "approved")
    moved = CONTRACT.replace("Avtalet är påhittat.", "Avtalet är påhittat. Det gäller länge.")
    (sources / "avtal.md").write_text(moved, encoding="utf-8")
    (entry,), _ = taken(sources, register.decisions())
    (record,) = entry.records
    assert entry.document.text[record.start :].startswith(BIKES)


def test_an_approval_stands_while_its_words_do_even_if_the_rules_no_longer_find_them(
    sources: Path, register: Register
) -> None:
    register.decide(drafts(sources)[BIKES], "approved")
    (sources / "avtal.md").write_text(CONTRACT.replace("## 2 Åtaganden", "## 2 Bakgrund"), encoding="utf-8")
    assert drafts(sources) == {}
    assert [record.quote for record in records(sources, register.decisions())] == [BIKES]


def test_an_approval_whose_words_are_gone_is_kept_out_and_told_of(sources: Path, register: Register) -> None:
    register.decide(drafts(sources)[BIKES], "approved")
    (sources / "avtal.md").write_text(CONTRACT.replace("12 kilometer", "9 kilometer"), encoding="utf-8")
    (entry,), drafting = taken(sources, register.decisions())
    assert entry.records == ()
    (problem,) = drafting.problems
    assert BIKES in problem
    assert "avtal.md" in problem
    assert "Godkänn det nya utkastet" in problem


def test_a_draft_that_a_table_already_has_says_so_and_is_never_counted_twice(sources: Path, register: Register) -> None:
    table = (
        "id,part,åtagande,målår\n"
        "C7,Viks kommun,Eget mål: bygga 12 kilometer cykelväg,2029\n"
        "C8,Viks kommun,Sluta elda olja i sina lokaler,2031\n"
        "C9,Näs kommun,Sluta elda olja i sina lokaler före 2027,2027\n"
    )
    (sources / "tabell.csv").write_text(table, encoding="utf-8")
    found = drafts(sources)
    assert (found[BIKES].already, found[OIL].already) == ("C7", "")  # another year, and another party, are others
    register.decide(found[BIKES], "approved")
    assert [record.id for record in records(sources, register.decisions())] == ["C7", "C8", "C9"]
    assert "står redan i tabellen som C7" in taken(sources, register.decisions())[1].problems[0]
    (sources / "tabell.csv").unlink()
    assert [record.quote for record in records(sources, register.decisions())] == [BIKES]


def test_the_same_words_with_another_figure_are_another_commitment(sources: Path) -> None:
    table = "id,part,åtagande,målår\nC7,Viks kommun,Bygga 20 kilometer cykelväg senast 2029,2029\n"
    (sources / "tabell.csv").write_text(table, encoding="utf-8")
    assert drafts(sources)[BIKES].already == ""
