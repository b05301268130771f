"""What needs following up, and by which rule: nothing here is judged, each line says which rule it meets.

A rule looks at years, at columns that are empty and at who has said it. It does not weigh what is promised: two
target years of one party may well be about different things, and the line shows both quotes for a person to judge.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Literal

from assistant import texts
from corpus.documents import Audience
from corpus.index import Index
from corpus.tables import Row, Selection

Rule = Literal["overdue", "due_soon", "unmeasurable", "later_than_contract", "action_after_contract"]

_CONTRACT = re.compile(r"klimatkontrakt", re.IGNORECASE)
_REPORTED = re.compile(r"redovisat läge", re.IGNORECASE)
_PARENTHESIS = re.compile(r"\s*\([^)]*\)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Matter:
    """Something to follow up.

    Attributes:
        rule: The rule that it meets.
        reason: What the rule found, in a sentence.
        row: The commitment or action that it is about.
        against: The contract's row that it is held against, or None.
    """

    rule: Rule
    reason: str
    row: Row
    against: Row | None = None


def follow_up(index: Index, today: date, audiences: Collection[Audience]) -> tuple[Matter, ...]:
    """All that there is to follow up on a day, the rules in their order and the rows in their files'."""
    commitments = index.tables.rows(Selection(kind="commitments"), audiences)
    actions = index.tables.rows(Selection(kind="actions"), audiences)
    contracts = frozenset(source.id for source in index.sources(audiences) if source.kind == "contract")
    by_contract = [row for row in commitments if _is_by_contract(row, contracts)]
    own = [row for row in commitments if not _is_by_contract(row, contracts)]
    bound = _bound(by_contract)
    return (
        *_due(commitments, "overdue", lambda year: year < today.year, today),
        *_due(commitments, "due_soon", lambda year: today.year <= year <= _within(today), today),
        *_unmeasurable(commitments),
        *_later(own, "due", "party", "later_than_contract", bound),
        *_later(actions, "end", "owner", "action_after_contract", bound),
    )


def _due(rows: Iterable[Row], rule: Rule, holds: Callable[[int], bool], today: date) -> Iterator[Matter]:
    for row in rows:
        year = _year(row, "due")
        if year is not None and holds(year) and not _is_reported(row):
            yield Matter(rule=rule, reason=texts.FOLLOWUP_REASONS[rule].format(year=year, today=today), row=row)


def _unmeasurable(rows: Iterable[Row]) -> Iterator[Matter]:
    for row in rows:
        if not row.values["measurable"] and not _is_reported(row):
            yield Matter(rule="unmeasurable", reason=texts.FOLLOWUP_REASONS["unmeasurable"], row=row)


def _later(rows: Iterable[Row], year: str, who: str, rule: Rule, bound: dict[str, Row]) -> Iterator[Matter]:
    """The rows whose year is later than that of the contract which the same party has signed."""
    for row in rows:
        contract, last = bound.get(_party(row, who)), _year(row, year)
        promised = _year(contract, "due") if contract else None
        if contract and promised and last and last > promised:
            reason = texts.FOLLOWUP_REASONS[rule].format(year=last, promised=promised)
            yield Matter(rule=rule, reason=reason, row=row, against=contract)


def _bound(by_contract: Iterable[Row]) -> dict[str, Row]:
    """For each party the commitment by contract with the earliest year."""
    dated = [row for row in by_contract if _year(row, "due")]
    earliest_first = sorted(dated, key=lambda row: _year(row, "due") or 0)
    return {_party(row, "party"): row for row in reversed(earliest_first)}


def _is_by_contract(row: Row, contracts: Collection[str]) -> bool:
    """Whether a commitment was taken from a contract, or says that it is about the climate contract."""
    return row.source_id in contracts or bool(_CONTRACT.search(str(row.values["text"])))


def _party(row: Row, column: str) -> str:
    """Whose row it is, without what stands in brackets: `SSAB (Borlänge)` and `SSAB (koncernen)` are both `ssab`."""
    return _PARENTHESIS.sub("", str(row.values[column])).casefold()


def _year(row: Row, column: str) -> int | None:
    value = row.values[column]
    return int(value) if isinstance(value, int | float) else None


def _is_reported(row: Row) -> bool:
    """Whether the row tells a result, in its column or in its own words."""
    return bool(row.values["result"] or _REPORTED.match(str(row.values["text"])))


def _within(today: date) -> int:
    """The last year that ends within a year from a day."""
    return today.year + (today.month == 12 and today.day == 31)
