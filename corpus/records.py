"""Records: the rows of our tables, with a type for each column.

A record is also a passage (the sentence that its row reads as, or the words of the contract that it was taken from), so
that an answer from the tables cites its rows as any answer cites its passages.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, get_args

RecordKind = Literal["commitments", "actions", "emissions", "indicators"]
"""Which of our tables a record stands in; the name of the table in DuckDB too."""

RECORD_KINDS: tuple[RecordKind, ...] = get_args(RecordKind)

ColumnType = Literal["text", "year", "number"]
"""A `year` is a whole number of four figures; a `number` a float; both may be missing, a text is then ""."""

Value = str | int | float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """A column of a table.

    Attributes:
        name: What the program calls it.
        header: What the files call it.
        label: What people read above it.
        type: What its values are.
        required: Whether a table without it is no such table.
        filled: Whether each row must have a value in it.
        unit: What its numbers count, or "".
    """

    name: str
    header: str
    label: str
    type: ColumnType = "text"
    required: bool = False
    filled: bool = False
    unit: str = ""


_ORIGIN = (
    Column(name="source_title", header="källa_titel", label="Källa"),
    Column(name="source_url", header="källa_url", label="Webbadress"),
    Column(name="source_date", header="källa_datum", label="Källans datum"),
    Column(name="certainty", header="säkerhet", label="Säkerhet"),
)

TABLES: Mapping[RecordKind, tuple[Column, ...]] = {
    "commitments": (
        Column(name="party", header="part", label="Part", required=True, filled=True),
        Column(name="party_kind", header="typ", label="Typ av part"),
        Column(name="text", header="åtagande", label="Åtagande", required=True, filled=True),
        Column(name="area", header="område", label="Område"),
        Column(name="due", header="målår", label="Målår", type="year", required=True),
        Column(name="measurable", header="mätbart_mål", label="Mätbart mål"),
        Column(name="status", header="status", label="Status"),
        Column(name="result", header="resultat", label="Redovisat resultat"),
        *_ORIGIN,
    ),
    "actions": (
        Column(name="text", header="åtgärd", label="Åtgärd", required=True, filled=True),
        Column(name="owner", header="ansvarig", label="Ansvarig", required=True),
        Column(name="area", header="område", label="Område"),
        Column(name="status", header="status", label="Status", required=True),
        Column(name="start", header="startår", label="Startår", type="year"),
        Column(name="end", header="slutår", label="Slutår", type="year"),
        Column(name="cost", header="kostnad_sek", label="Kostnad", type="number", unit="kronor"),
        Column(name="grant", header="bidrag_sek", label="Bidrag", type="number", unit="kronor"),
        Column(
            name="effect",
            header="effekt_ton_co2e_per_år",
            label="Effekt per år",
            type="number",
            unit="ton koldioxidekvivalenter per år",
        ),
        Column(name="other_effect", header="annan_effekt", label="Annan effekt"),
        *_ORIGIN,
    ),
    "emissions": (
        Column(name="place", header="kommun", label="Område", required=True, filled=True),
        Column(name="year", header="år", label="År", type="year", required=True, filled=True),
        Column(name="sector", header="sektor", label="Sektor", required=True, filled=True),
        Column(
            name="amount",
            header="ton_co2e",
            label="Utsläpp",
            type="number",
            required=True,
            unit="ton koldioxidekvivalenter",
        ),
        Column(name="source_url", header="källa_url", label="Webbadress"),
    ),
    "indicators": (
        Column(name="indicator", header="indikator", label="Indikator", required=True, filled=True),
        Column(name="place", header="kommun", label="Område", required=True),
        Column(name="year", header="år", label="År", type="year", required=True),
        Column(name="amount", header="värde", label="Värde", required=True, type="number"),
        Column(name="stated", header="värde", label="Värde i ord"),
        Column(name="unit", header="enhet", label="Enhet", required=True),
        Column(name="source_url", header="källa_url", label="Webbadress"),
    ),
}
"""The columns of each table, in the order in which people read them.

An indicator's value that is no number ("SSAB", "2026-01-15") stands in `stated`, and `amount` is missing.
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """A row of a table.

    Attributes:
        kind: Which table it stands in.
        id: Its own id, unique among the records of its source.
        values: Its value in each column of its table, by the column's name.
        quote: The words that it rests on, verbatim in its source's text.
        start: Where the quote begins in its source's text.
    """

    kind: RecordKind
    id: str
    values: Mapping[str, Value]
    quote: str
    start: int


def column(kind: RecordKind, name: str) -> Column:
    """The column of a table with this name.

    Raises:
        KeyError: The table has none.
    """
    return {column.name: column for column in TABLES[kind]}[name]
