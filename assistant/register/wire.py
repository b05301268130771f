"""What the register sends: its rows, a page at a time, and what there is to follow up.

The shapes of the rows are made from the tables' own columns, so that they cannot come apart. The docstrings and
descriptions are in Swedish, because the API's own page shows them to its readers.
"""

from __future__ import annotations

from collections.abc import Iterable
from types import GenericAlias
from typing import Any

from pydantic import Field, SerializeAsAny, create_model

from assistant.register.exporting import place_link
from assistant.register.followup import Matter, Rule
from assistant.register.lookup import Page
from assistant.wire import Maybe, Reply
from corpus.records import TABLES, Column, RecordKind
from corpus.tables import Row

_TYPES: dict[str, Any] = {"text": Maybe, "year": int | None, "number": float | None}


class RowReply(Reply):
    """En rad i registret."""

    id: str = Field(description="Radens id.", examples=["C010"])
    source_id: str = Field(description="Källan som raden är läst ur.", examples=["ataganden"])
    page: int | None = Field(description="Sidan i källan, räknad från 1.", examples=[None])
    clause: Maybe = Field(description="Avtalets klausul.", examples=[None])
    quote: str = Field(description="Källans egna ord.", examples=["Behovet av biltrafik ska minska."])
    link: str = Field(description="Var på servern källan kan läsas.", examples=["/kallor/ataganden?rad=C001#citat"])


class MatterReply(Reply):
    """Något att följa upp."""

    rule: Rule = Field(description="Vilken regel raden träffas av.")
    reason: str = Field(description="Vad regeln fann.", examples=["Inget mätbart mål är angivet."])
    row: SerializeAsAny[RowReply] = Field(description="Åtagandet eller åtgärden, med sin tabells alla kolumner.")
    against: SerializeAsAny[RowReply] | None = Field(description="Raden ur kontraktet som det ställs mot.")


class FollowupReply(Reply):
    """Allt som finns att följa upp en viss dag."""

    date: str = Field(description="Dagen.", examples=["2026-11-23"])
    total: int = Field(description="Hur många de är.", examples=[40])
    matters: tuple[MatterReply, ...] = Field(description="En post för varje regel och rad.")


def _row_model(kind: RecordKind, name: str, title: str) -> type[RowReply]:
    fields: dict[str, Any] = {column.name: (_TYPES[column.type], _described(column)) for column in TABLES[kind]}
    return create_model(name, __base__=RowReply, __doc__=title, **fields)


def _page_model(row: type[RowReply], name: str) -> type[Reply]:
    fields: dict[str, Any] = {
        "total": (int, Field(description="Hur många rader som hittades.", examples=[13])),
        "page": (int, Field(description="Vilken sida av träffarna, från 1.", examples=[1])),
        "pages": (int, Field(description="Hur många sidor det finns.", examples=[1])),
        "rows": (GenericAlias(tuple, (row, ...)), Field(description="Raderna.")),
    }
    return create_model(name, __base__=Reply, __doc__="En sida av träffarna.", **fields)


def _described(column: Column) -> Any:  # noqa: ANN401  # what pydantic's Field gives
    return Field(description=f"{column.label}, i {column.unit}." if column.unit else f"{column.label}.")


ROWS: dict[RecordKind, type[RowReply]] = {
    "commitments": _row_model("commitments", "CommitmentReply", "Ett åtagande."),
    "actions": _row_model("actions", "ActionReply", "En åtgärd."),
    "emissions": _row_model("emissions", "EmissionReply", "Ett utsläpp."),
}
CommitmentsReply = _page_model(ROWS["commitments"], "CommitmentsReply")
ActionsReply = _page_model(ROWS["actions"], "ActionsReply")
EmissionsReply = _page_model(ROWS["emissions"], "EmissionsReply")
PAGES: dict[RecordKind, type[Reply]] = {
    "commitments": CommitmentsReply,
    "actions": ActionsReply,
    "emissions": EmissionsReply,
}


def page_reply(kind: RecordKind, page: Page) -> Reply:
    """The page, ready to be sent."""
    rows = tuple(row_reply(row) for row in page.rows)
    values = {"total": page.total, "page": page.number, "pages": page.pages, "rows": rows}
    return PAGES[kind].model_validate(values)


def row_reply(row: Row) -> RowReply:
    """The row, ready to be sent."""
    own = {"id": row.id, "source_id": row.source_id, "page": row.page, "clause": row.clause, "quote": row.quote}
    return ROWS[row.kind].model_validate({**row.values, **own, "link": place_link(row)})


def followup_reply(day: str, matters: Iterable[Matter]) -> FollowupReply:
    """What there is to follow up, ready to be sent."""
    replies = tuple(
        MatterReply(
            rule=matter.rule,
            reason=matter.reason,
            row=row_reply(matter.row),
            against=row_reply(matter.against) if matter.against else None,
        )
        for matter in matters
    )
    return FollowupReply(date=day, total=len(replies), matters=replies)
