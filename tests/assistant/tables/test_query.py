from __future__ import annotations

import json
from typing import Any

import pytest

from assistant.tables.query import TableQuery, checked, query_from_json, query_to_json
from corpus.documents import PUBLIC
from corpus.errors import InvalidSelection
from corpus.index import Index
from corpus.tables import Filter

GOOD: dict[str, Any] = {
    "table": "emissions",
    "aggregate": "change",
    "measure": "amount",
    "filters": [
        {"column": "place", "values": ["Borlänge"]},
        {"column": "sector", "values": ["Totalt"]},
        {"column": "year", "operator": ">=", "values": [1990]},
    ],
}


def test_a_query_that_a_model_proposes_as_json_is_read_and_checked(index: Index) -> None:
    query = query_from_json(json.dumps(GOOD))
    assert checked(query, index.tables, PUBLIC) == query
    assert query.filters[2] == Filter(column="year", operator=">=", values=(1990,))


def test_a_query_survives_being_written_in_an_address() -> None:
    query = query_from_json(json.dumps(GOOD | {"ascending": True, "latest": True}))
    assert query_from_json(query_to_json(query)) == query


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[]",
        "{}",
        '{"table": "users", "aggregate": "list"}',
        '{"table": "emissions", "aggregate": "drop"}',
        '{"table": "emissions", "aggregate": "list", "sql": "SELECT 1"}',
        '{"table": "actions", "aggregate": "list", "filters": [{"column": "area", "operator": "OR", "values": []}]}',
    ],
)
def test_json_that_is_no_query_is_refused_in_swedish(text: str) -> None:
    with pytest.raises(InvalidSelection, match="Tabellfrågan går inte att läsa"):
        query_from_json(text)


@pytest.mark.parametrize(
    ("change", "complaint"),
    [
        ({"filters": [{"column": "kommun", "values": ["Borlänge"]}]}, "ingen kolumn kommun"),
        ({"filters": [{"column": "place", "values": ["Ludvika"]}]}, "”Ludvika” finns inte"),
        ({"filters": [{"column": "place", "values": ["x' OR '1'='1"]}]}, "finns inte i kolumnen place"),
        ({"filters": [{"column": "place", "values": []}]}, "saknar värden"),
        ({"filters": [{"column": "year", "values": ["1990"]}]}, "ska ha tal"),
        ({"filters": [{"column": "year", "values": [1e300]}]}, "ska ha tal"),
        ({"aggregate": "max", "measure": ""}, "measure eller group_by"),
        ({"aggregate": "count"}, "går inte på tabellen emissions"),
        ({"measure": "sector"}, "innehåller inga tal"),
        ({"measure": ""}, "behöver en kolumn med tal"),
        ({"group_by": "password"}, "ingen kolumn password"),
        ({"aggregate": "share"}, "vad den är en andel av"),
        ({"table": "actions", "measure": "cost", "filters": []}, "går inte på tabellen actions"),
    ],
)
def test_columns_and_values_that_the_index_does_not_have_are_refused(
    index: Index, change: dict[str, Any], complaint: str
) -> None:
    query = query_from_json(json.dumps(GOOD | change))
    with pytest.raises(InvalidSelection, match=complaint):
        checked(query, index.tables, PUBLIC)


def test_the_values_of_a_column_are_those_it_must_equal() -> None:
    query = TableQuery(
        table="actions",
        aggregate="count",
        filters=(Filter(column="area", values=("mat",)), Filter(column="cost", operator=">", values=(1.0,))),
    )
    assert (query.values("area"), query.values("cost")) == (("mat",), ())
