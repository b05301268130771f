from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from corpus.documents import Audience, Passage, Source, Span
from corpus.errors import InvalidSelection
from corpus.records import Record, Value
from corpus.tables import Filter, Order, Selection, Tables, write_tables

PUBLIC: frozenset[Audience] = frozenset({"public"})
EVERYONE: frozenset[Audience] = frozenset({"public", "staff"})
ROWS: tuple[tuple[str, Audience, dict[str, Value]], ...] = (
    ("A1", "public", {"text": "Solceller på taken", "owner": "Hushagen", "area": "energi", "cost": 2e7, "start": 2020}),
    ("A2", "public", {"text": "Laddstolpar i centrum", "owner": "Brage", "area": "transport", "cost": None}),
    ("A3", "public", {"text": "En cykelväg", "owner": "Brage", "area": "transport", "cost": 5e6, "start": 2022}),
    ("A4", "staff", {"text": "Ett utkast", "owner": "Brage", "area": "transport", "cost": 1.0, "start": 2023}),
)


@pytest.fixture
def tables(tmp_path: Path) -> Iterator[Tables]:
    write_tables(tmp_path / "t.duckdb", [_written(*row) for row in ROWS])
    opened = Tables(tmp_path / "t.duckdb")
    yield opened
    opened.close()


def _written(name: str, audience: Audience, values: dict[str, Value]) -> tuple[Record, Passage, Source]:
    quote = f"Åtgärd {name}: {values['text']}."
    span = Span(document_id=f"tabell-{audience}", start=0, end=len(quote))
    passage = Passage(id=f"p-{name}", span=span, text=quote, record_id=name)
    source = Source(id=f"tabell-{audience}", path="t.csv", title="Tabell", kind="actions", audience=audience)
    return Record(kind="actions", id=name, values=values, quote=quote, start=0), passage, source


def ids(tables: Tables, audiences: frozenset[Audience] = PUBLIC, **chosen: object) -> list[str]:
    selection = Selection(kind="actions", **chosen)  # type: ignore[arg-type]  # each test names real fields
    return [row.id for row in tables.rows(selection, audiences)]


def test_rows_come_in_the_order_of_their_files_with_their_values_and_quotes(tables: Tables) -> None:
    first, *_ = tables.rows(Selection(kind="actions"), PUBLIC)
    assert ids(tables) == ["A1", "A2", "A3"]
    assert (first.values["cost"], first.values["start"], first.passage_id) == (2e7, 2020, "p-A1")
    assert first.quote == "Åtgärd A1: Solceller på taken."


def test_staff_rows_are_for_staff(tables: Tables) -> None:
    assert ids(tables, EVERYONE) == ["A1", "A2", "A3", "A4"]
    assert tables.count(Selection(kind="actions"), PUBLIC) == 3
    assert tables.values("actions", "area", PUBLIC) == {"energi": 1, "transport": 2}
    assert tables.values("actions", "area", EVERYONE) == {"energi": 1, "transport": 3}


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        (Filter(column="area", values=("transport",)), ["A2", "A3"]),
        (Filter(column="area", values=("transport", "energi")), ["A1", "A2", "A3"]),
        (Filter(column="area", operator="!=", values=("transport",)), ["A1"]),
        (Filter(column="cost", operator=">", values=(5e6,)), ["A1"]),
        (Filter(column="cost", operator="<=", values=(5e6,)), ["A3"]),
        (Filter(column="start", values=(2022,)), ["A3"]),
        (Filter(column="owner", values=("x' OR '1'='1",)), []),
        (Filter(column="owner", values=()), []),
    ],
)
def test_a_condition_is_met_by_its_rows_and_never_by_a_missing_value(
    tables: Tables, wanted: Filter, found: list[str]
) -> None:
    assert ids(tables, filters=(wanted,)) == found
    assert tables.count(Selection(kind="actions", filters=(wanted,)), PUBLIC) == len(found)


def test_rows_without_a_value_come_last_whichever_way_they_are_sorted(tables: Tables) -> None:
    assert ids(tables, order=(Order(column="cost"),)) == ["A3", "A1", "A2"]
    assert ids(tables, order=(Order(column="cost", descending=True),)) == ["A1", "A3", "A2"]


def test_a_page_is_a_part_of_the_rows_and_the_count_that_of_all(tables: Tables) -> None:
    assert ids(tables, limit=1, offset=1) == ["A2"]
    assert tables.count(Selection(kind="actions", limit=1, offset=1), PUBLIC) == 3


def test_words_are_found_in_any_inflection(tables: Tables) -> None:
    assert ids(tables, text="cykelvägar") == ["A3"]
    assert ids(tables, text="solcell tak") == ["A1"]


@pytest.mark.parametrize(
    "wrong",
    [
        Selection(kind="actions", filters=(Filter(column="lösenord", values=("x",)),)),
        Selection(kind="actions", order=(Order(column="cost; DROP TABLE actions"),)),
        Selection(kind="actions", filters=(Filter(column="cost", values=("dyrt",)),)),
        Selection(kind="actions", filters=(Filter(column="area", values=(1,)),)),
    ],
)
def test_a_column_or_value_that_the_table_cannot_have_is_refused(tables: Tables, wrong: Selection) -> None:
    with pytest.raises(InvalidSelection):
        tables.rows(wrong, PUBLIC)
