"""What rows tell becomes an answer only if it is proven: figures quoted or calculated, calculations worked out anew.

A sentence may also repeat a figure of the question, as in "åtgärder med en kostnad på över 10 miljoner kronor".
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from assistant.conversation import Calculation, Citation, Hit, ResultRow, ResultTable, Statement
from assistant.proving.figures import numerals
from assistant.proving.proof import Proof
from assistant.tables.arithmetic import figures as written_figures
from assistant.tables.arithmetic import follows, parsed
from assistant.tables.columns import cells, headers
from assistant.tables.telling import Sentence, Step, Told
from assistant.writing.draft import Claim
from corpus.tables import Row

_CONSTANTS = frozenset((parsed("100"),))
"""Figures that a calculation may bring in: percent are hundredths."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Proven:
    """An answer from rows, each part of it proven."""

    statements: tuple[Statement, ...]
    citations: tuple[Citation, ...]
    calculations: tuple[Calculation, ...]
    table: ResultTable


def prove(told: Told, hits: Mapping[str, Hit], question: str) -> Proven | None:
    """The answer that was told, or None if any part of it does not hold.

    Args:
        told: What the rows tell.
        hits: The passage of each row, by `key`.
        question: What was asked; its figures may be repeated.
    """
    if not told.sentences or not all(map(_is_proven, *_with_earlier(told.steps))):
        return None
    results = frozenset[str]().union(*(numerals(step.result) for step in told.steps))
    if not all(_holds(sentence, results | numerals(question)) for sentence in told.sentences):
        return None
    proof = _Numbers(hits)
    return Proven(
        statements=tuple(proof.statement(sentence) for sentence in told.sentences),
        calculations=tuple(proof.calculation(step) for step in told.steps),
        table=proof.table(told),
        citations=proof.citations(),
    )


def key(row: Row) -> str:
    """What tells a row from all others."""
    return f"{row.source_id}\n{row.id}"


class _Numbers:
    """Gives rows the numbers of their citations, in the order in which they are first used."""

    def __init__(self, hits: Mapping[str, Hit]) -> None:
        self._hits = hits
        self._proof = Proof()
        self._numbers: dict[str, int] = {}

    def of(self, rows: Iterable[Row]) -> tuple[int, ...]:
        return tuple(sorted(set(map(self._number, rows))))

    def statement(self, sentence: Sentence) -> Statement:
        return Statement(text=sentence.text, numbers=self.of(sentence.rows), form=sentence.form, proof="rows")

    def calculation(self, step: Step) -> Calculation:
        return Calculation(
            label=step.label,
            expression=step.expression,
            result=step.result,
            numbers=self.of(step.rows),
            rounded=step.rounded,
        )

    def table(self, told: Told) -> ResultTable:
        columns = headers(told.rows)
        rows = tuple(ResultRow(cells=cells(row, columns), number=self._number(row)) for row in told.rows)
        sources = dict.fromkeys(self._hits[key(row)].source for row in told.rows)
        note = "; ".join(f"{source.title}, {source.date}" if source.date else source.title for source in sources)
        labels = tuple(column.label for column in columns)
        return ResultTable(caption=told.caption, columns=labels, rows=rows, note=note)

    def citations(self) -> tuple[Citation, ...]:
        return self._proof.citations()

    def _number(self, row: Row) -> int:
        if key(row) not in self._numbers:
            hit = self._hits[key(row)]
            self._numbers[key(row)] = self._proof.cite(Claim(text="", hit=hit, quote=_quote(row, hit)))
        return self._numbers[key(row)]


def _quote(row: Row, hit: Hit) -> str:
    """The row's words; of those that go on into another passage the passage's."""
    return row.quote if row.quote in hit.passage.text else hit.passage.text


def _holds(sentence: Sentence, known: frozenset[str]) -> bool:
    return bool(sentence.rows) and numerals(sentence.text) <= known | _quoted(sentence.rows)


def _quoted(rows: Iterable[Row]) -> frozenset[str]:
    return frozenset[str]().union(*(numerals(row.quote) for row in rows))


def _with_earlier(steps: Sequence[Step]) -> tuple[Sequence[Step], list[Sequence[Step]]]:
    return steps, [steps[:at] for at in range(len(steps))]


def _is_proven(step: Step, earlier: Sequence[Step]) -> bool:
    """Whether a count counts its rows, or a calculation comes to its result from figures that are known."""
    if not step.expression:
        return parsed(step.result) == len({key(row) for row in step.rows})
    quoted = {parsed(figure) for row in step.rows for figure in written_figures(row.quote)}
    known = quoted | {parsed(other.result) for other in earlier} | _CONSTANTS
    operands = {parsed(figure) for figure in written_figures(step.expression)}
    return operands <= known and follows(step.expression, step.result, rounded=step.rounded)
