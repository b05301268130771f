"""Looking rows up: what a person asks of a table, in plain values, becomes a selection checked against what it holds.

The same requests come from the command line, the API and the staff's pages. Names are taken forgivingly (`brage`,
`SSAB:s`, `tunabygen`); one that nothing answers to is an error that names the nearest. The classes' docstrings and
descriptions are in Swedish, because the API's own page shows them to its readers.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated, ClassVar, Literal

from pydantic import BaseModel, ConfigDict, Field
from rapidfuzz import fuzz, process

from assistant.errors import InvalidRequest
from corpus.documents import Audience
from corpus.records import TABLES, Column, RecordKind, column
from corpus.swedish import terms, words
from corpus.tables import Filter, Order, Row, Selection, Tables

if TYPE_CHECKING:
    from corpus.index import Index  # brings Chroma, which the command line's help needs not wait for

MOST_ROWS = 500
"""How many rows a page holds at most; an export holds them all."""

_RANGE = re.compile(r"(?P<low>\d*)(?P<dash>[-–]?)(?P<high>\d*)")
_LIKE = 80
"""How alike two words must be, of 100, for one to be taken for the other misspelt."""

COLUMNS = {"source": "source_title", "years": "year"}
"""The columns that a condition is on, where it is called something else."""

_CONTAINED = frozenset({"party", "owner", "area", "status", "source_title"})
"""Columns whose values hold several names or say more than what is asked for, so that all that hold it are meant."""

Asked = Annotated[str, Field(max_length=200)]
Range = Annotated[str, Field(max_length=40)]
Measurable = Literal["", "ja", "nej"]


class Lookup(BaseModel):
    """Vilka rader som söks, i vilken ordning, och vilken sida av dem."""

    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True)
    kind: ClassVar[RecordKind]

    text: Asked = Field(default="", description="Ord som ska stå i raden, i vilken böjning som helst.")
    sort: Asked = Field(default="", description="Kolumn att sortera efter; med - framför blir ordningen fallande.")
    page: int = Field(default=1, ge=1, le=1_000_000, description="Vilken sida av träffarna, från 1.")
    page_size: int = Field(default=50, ge=1, le=MOST_ROWS, description="Hur många rader på en sida.")

    def conditions(self) -> dict[str, str]:
        """What is asked of each column, by the condition's name; what is not asked is left out."""
        common = Lookup.model_fields.keys()
        return {name: str(value) for name, value in self if name not in common and value}


class CommitmentLookup(Lookup):
    """Vilka åtaganden som söks."""

    kind: ClassVar[RecordKind] = "commitments"

    party: Asked = Field(default="", description="Part, hel eller del av namnet.", examples=["brage"])
    party_kind: Asked = Field(default="", description="Typ av part.", examples=["företag"])
    area: Asked = Field(default="", description="Område.", examples=["transport"])
    due: Range = Field(default="", description="Målår: 2030, 2025-2030, -2030 (senast) eller 2030- (tidigast).")
    status: Asked = Field(default="", description="Status.")
    certainty: Asked = Field(default="", description="Hur säker uppgiften är.", examples=["hög"])
    source: Asked = Field(default="", description="Källa, hel eller del av titeln.", examples=["miljöstrategi"])
    measurable: Measurable = Field(default="", description="Om åtagandet har ett mätbart mål: ja eller nej.")


class ActionLookup(Lookup):
    """Vilka åtgärder som söks."""

    kind: ClassVar[RecordKind] = "actions"

    owner: Asked = Field(default="", description="Ansvarig, hel eller del av namnet.", examples=["borlänge energi"])
    area: Asked = Field(default="", description="Område.", examples=["transport"])
    status: Asked = Field(default="", description="Status, hel eller del av den.", examples=["pågår"])
    start: Range = Field(default="", description="Startår: 2022, 2020-2022, -2022 eller 2022-.")
    end: Range = Field(default="", description="Slutår: 2030, 2025-2030, -2030 eller 2030-.")
    cost: Range = Field(default="", description="Kostnad i kronor: 10000000- är minst tio miljoner.")
    grant: Range = Field(default="", description="Bidrag i kronor, på samma sätt.")
    effect: Range = Field(default="", description="Effekt i ton koldioxidekvivalenter per år, på samma sätt.")
    certainty: Asked = Field(default="", description="Hur säker uppgiften är.", examples=["hög"])
    source: Asked = Field(default="", description="Källa, hel eller del av titeln.")


class EmissionLookup(Lookup):
    """Vilka utsläpp som söks."""

    kind: ClassVar[RecordKind] = "emissions"

    place: Asked = Field(default="", description="Kommun, län eller land.", examples=["Borlänge"])
    sector: Asked = Field(default="", description="Sektor.", examples=["Totalt"])
    years: Range = Field(default="", description="År: 2024, 2015-2024, -2000 eller 2015-.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A page of the rows that were found.

    Attributes:
        rows: The rows on it, in order.
        total: How many rows were found in all.
        number: Which page it is, from 1.
        pages: How many pages there are, at least 1.
    """

    rows: tuple[Row, ...]
    total: int
    number: int
    pages: int


def look_up(index: Index, lookup: Lookup, audiences: Collection[Audience]) -> Page:
    """The page of rows that was asked for.

    Raises:
        InvalidRequest: A condition names what the table does not have, or cannot be read.
    """
    wanted = select(index.tables, lookup, audiences)
    total = index.tables.count(wanted, audiences)
    offset = (lookup.page - 1) * lookup.page_size
    paged = Selection(
        kind=wanted.kind,
        filters=wanted.filters,
        text=wanted.text,
        order=wanted.order,
        limit=lookup.page_size,
        offset=offset,
    )
    pages = max(1, -(-total // lookup.page_size))
    return Page(rows=index.tables.rows(paged, audiences), total=total, number=lookup.page, pages=pages)


def look_up_all(index: Index, lookup: Lookup, audiences: Collection[Audience]) -> tuple[Row, ...]:
    """All the rows that were asked for, whatever the page.

    Raises:
        InvalidRequest: A condition names what the table does not have, or cannot be read.
    """
    return index.tables.rows(select(index.tables, lookup, audiences), audiences)


def select(tables: Tables, lookup: Lookup, audiences: Collection[Audience]) -> Selection:
    """The selection that a request stands for, without its page.

    Raises:
        InvalidRequest: A condition names what the table does not have, or cannot be read.
    """
    filters = tuple(
        part
        for name, asked in lookup.conditions().items()
        for part in _filters(tables, lookup.kind, column(lookup.kind, COLUMNS.get(name, name)), asked, audiences)
    )
    return Selection(kind=lookup.kind, filters=filters, text=lookup.text, order=_order(lookup.kind, lookup.sort))


def nearest(asked: str, known: Collection[str]) -> str:
    """The known value that is most like what was asked for; there is at least one."""
    best, _, _ = process.extractOne(asked, known, scorer=fuzz.WRatio, processor=str.lower)
    return str(best)


def _filters(
    tables: Tables, kind: RecordKind, of: Column, asked: str, audiences: Collection[Audience]
) -> Iterator[Filter]:
    if of.type != "text":
        yield from _range(of, asked)
    elif of.name == "measurable":
        yield Filter(column=of.name, operator="!=" if asked == "ja" else "=", values=("",))
    else:
        known = [str(value) for value in tables.values(kind, of.name, audiences)]
        yield Filter(column=of.name, values=_meant(of, asked, known))


def _range(of: Column, asked: str) -> Iterator[Filter]:
    found = _RANGE.fullmatch(re.sub(r"\s", "", asked))
    low, dash, high = found.group("low", "dash", "high") if found else ("", "", "")
    if not low and not high:
        raise InvalidRequest(f"{of.label} kan inte vara ”{asked}”. Skriv 2030, 2025-2030, -2030 eller 2030-.")
    if not dash:
        yield Filter(column=of.name, values=(int(low),))
        return
    if low:
        yield Filter(column=of.name, operator=">=", values=(int(low),))
    if high:
        yield Filter(column=of.name, operator="<=", values=(int(high),))


def _meant(of: Column, asked: str, known: Collection[str]) -> tuple[str, ...]:
    """The values of a column that a person means by a name."""
    if not known:
        raise InvalidRequest(f"Ingen rad i registret har något under {of.label}. Ta bort det villkoret.")
    stems = set(terms(asked))
    held = [value for value in known if stems and stems <= set(terms(value))]
    exact = [value for value in known if value.casefold() == asked.casefold()]
    if of.name not in _CONTAINED:
        held = exact or [value for value in held if set(terms(value)) == stems] or held
    meant = dict.fromkeys([*exact, *held]) or dict.fromkeys(_misspelt(asked, known))
    if not meant:
        raise InvalidRequest(f"{of.label} ”{asked}” finns inte i registret. Menade du ”{nearest(asked, known)}”?")
    return tuple(meant)


def _misspelt(asked: str, known: Collection[str]) -> Iterator[str]:
    for value in known:
        if asked and all(any(_alike(word, other) for other in words(value)) for word in words(asked)):
            yield value


def _alike(word: str, other: str) -> bool:
    return (len(word) > 2 and other.startswith(word)) or (len(word) > 3 and fuzz.ratio(word, other) >= _LIKE)


def _order(kind: RecordKind, sort: str) -> tuple[Order, ...]:
    name = sort.removeprefix("-")
    known = [known.name for known in TABLES[kind]]
    if name and name not in known:
        raise InvalidRequest(f"Det går inte att sortera efter ”{name}”. Menade du ”{nearest(name, known)}”?")
    return (Order(column=name, descending=sort.startswith("-")),) if name else ()
