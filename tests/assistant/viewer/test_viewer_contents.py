"""Sources too long for one page are shown in parts, and what is pointed at is always in the one that is shown."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from assistant.viewer.contents import Content, content_of
from assistant.viewer.places import Asked, OpenSource
from assistant.viewer.tables import ROWS_AROUND, ROWS_AT_A_TIME
from assistant.viewer.text import LONGEST_PART, Node
from corpus.documents import Passage, Source
from ingest.readers import read
from ingest.splitting import split

PARAGRAPHS = 3_000
ROWS = 2_500


def opened(folder: Path, name: str, text: str) -> tuple[OpenSource, tuple[Passage, ...]]:
    (folder / name).write_text(text, encoding="utf-8")
    document = read(Source(id="lang", path=name, title="Lång"), folder / name)
    source = OpenSource(document=document, records=(), drafts=(), passage=None, file_hash="0", successor=None)
    return source, split(document)


def said(nodes: tuple[Node, ...], *, only_marked: bool) -> str:
    return " ".join(run.text for node in nodes for run in node.runs if run.is_marked or not only_marked)


def test_long_text_is_shown_in_parts_that_together_are_all_of_it(tmp_path: Path) -> None:
    text = "\n\n".join(
        f"Stycke {number} handlar om klimatet och om {'mycket ' * 10}mer." for number in range(PARAGRAPHS)
    )
    source, passages = opened(tmp_path, "lang.txt", text)
    first = content_of(source, Asked(), tmp_path / "lang.txt")
    assert first.pager is not None

    parts = [content_of(source, Asked(page=number + 1), tmp_path / "lang.txt") for number in range(first.pager.total)]

    assert len(parts) > 2 and parts[0] == first
    assert " ".join(said(part.nodes, only_marked=False) for part in parts).split() == text.split()
    assert all(len(said(part.nodes, only_marked=False)) <= LONGEST_PART for part in parts)
    last = passages[-1]
    shown = content_of(replace(source, passage=last), Asked(passage_id=last.id), tmp_path / "lang.txt")
    assert said(shown.nodes, only_marked=True).split() == last.text.split()
    assert shown.pager is not None and shown.pager.number == first.pager.total


@pytest.mark.parametrize("number", [1, ROWS_AT_A_TIME, ROWS_AT_A_TIME + 1, 1_700, ROWS])
def test_row_of_a_long_table_is_shown_among_its_neighbours(tmp_path: Path, number: int) -> None:
    rows = "".join(f"V{each},{each} kr\n" for each in range(1, ROWS + 1))
    source, passages = opened(tmp_path, "lang.csv", f"Vara,Pris\n{rows}")
    record_id = passages[number - 1].record_id

    around = content_of(source, Asked(record_id=record_id), tmp_path / "lang.csv")
    whole = content_of(source, Asked(record_id=record_id, whole=True), tmp_path / "lang.csv")

    assert chosen(around) == chosen(whole) == [str(number)]
    assert around.table is not None and len(around.table.rows) <= 2 * ROWS_AROUND + 1
    assert whole.table is not None and len(whole.table.rows) in (ROWS_AT_A_TIME, ROWS % ROWS_AT_A_TIME)
    assert around.to_all is not None and whole.to_all is None


def chosen(content: Content) -> list[str]:
    assert content.table is not None
    return [row.cells[0].runs[0].text for row in content.table.rows if row.is_chosen]
