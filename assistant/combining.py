"""The answers to the parts of a question, put together to one."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from assistant import texts
from assistant.conversation import Answer, Calculation, Citation, Question, ResultTable, Statement
from corpus.swedish import terms

Number = Callable[[int], int]
"""The number in the whole of what has this number in a part."""

SAID = 0.8
"""The share of a statement's stems that an earlier statement has when it says the same."""

ANSWERED = frozenset({"answered", "partial"})


class Combined:
    """The answer to a question of several parts, built part by part so that its statements can be shown as they come.

    The parts' citations get numbers in the order in which the whole uses them; a passage quoted alike by two parts is
    one citation. What is said twice is said once.

    Args:
        question: What was asked.
        asked: The question as it was searched for.
    """

    def __init__(self, question: Question, asked: str) -> None:
        self._question, self._asked = question, asked
        self._parts: list[Answer] = []
        self._statements: list[Statement] = []
        self._citations: list[Citation] = []

    def add(self, part: Answer) -> tuple[Statement, ...]:
        """Add the answer to a part; gives the statements that it adds to the whole, refusals aside."""
        if part.outcome not in ANSWERED:
            self._parts.append(part)
            return ()
        cited = {citation.number: citation for citation in part.citations}

        def number(own: int) -> int:
            return self._number(cited[own])

        new = tuple(_renumbered(statement, number) for statement in self._unsaid(part.statements))
        calculations = tuple(_recalculated(step, number) for step in part.calculations)
        table = _retabled(part.table, number) if part.table else None
        self._parts.append(replace(part, calculations=calculations, table=table))
        self._statements += new
        return new

    def _unsaid(self, statements: tuple[Statement, ...]) -> tuple[Statement, ...]:
        """Those that add something to what is said already; a list is said whole or not at all."""
        earlier = [frozenset(terms(statement.text)) for statement in self._statements]
        new = tuple(statement for statement in statements if not _is_said(statement, earlier))
        return statements if any(statement.form == "item" for statement in new) else new

    def remarks(self) -> tuple[Statement, ...]:
        """What comes last: the parts that are not answered, or where none is, the first refusal."""
        if self._statements:
            return tuple(_missing(part) for part in self._parts if part.outcome not in ANSWERED)
        return self._refusal().statements

    def whole(self) -> Answer:
        """The answer to the whole question."""
        answered = [part for part in self._parts if part.outcome in ANSWERED]
        if not answered:
            return replace(self._refusal(), question=self._question, standalone_question=self._asked)
        whole = all(part.outcome == "answered" for part in self._parts)
        return Answer(
            question=self._question,
            standalone_question=self._asked,
            statements=(*self._statements, *self.remarks()),
            citations=tuple(self._citations),
            outcome="answered" if whole else "partial",
            writer=answered[0].writer,
            confidence=min(part.confidence for part in self._parts),
            calculations=tuple(step for part in answered for step in part.calculations),
            table=next((part.table for part in answered if part.table), None),
            figure=next((part.figure for part in answered if part.figure), None),
        )

    def _refusal(self) -> Answer:
        return min(self._parts, key=lambda part: part.outcome != "not_found")

    def _number(self, citation: Citation) -> int:
        for known in self._citations:
            if (known.passage.id, known.quote) == (citation.passage.id, citation.quote):
                return known.number
        self._citations.append(replace(citation, number=len(self._citations) + 1))
        return len(self._citations)


def _renumbered(statement: Statement, number: Number) -> Statement:
    return replace(statement, numbers=tuple(map(number, statement.numbers)))


def _recalculated(step: Calculation, number: Number) -> Calculation:
    return replace(step, numbers=tuple(map(number, step.numbers)))


def _retabled(table: ResultTable, number: Number) -> ResultTable:
    return replace(table, rows=tuple(replace(row, number=number(row.number)) for row in table.rows))


def _missing(part: Answer) -> Statement:
    """What is said of a part without an answer: the sources' own words that they leave it open, or that they do."""
    open_in_sources = part.writer != "fixed"
    text = (
        part.statements[0].text if open_in_sources else texts.PART_NOT_FOUND.format(question=part.standalone_question)
    )
    return Statement(text=text, form="remark")


def _is_said(statement: Statement, earlier: Sequence[frozenset[str]]) -> bool:
    own = frozenset(terms(statement.text))
    return any(len(own & said) >= SAID * len(own) for said in earlier)
