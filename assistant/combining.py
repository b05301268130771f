"""The answers to the parts of a question, put together to one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from assistant import texts
from assistant.conversation import Answer, Calculation, Citation, Question, ResultTable, Statement

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
        numbers = {citation.number: self._number(citation) for citation in part.citations}
        if part.outcome not in ANSWERED:
            self._parts.append(part)
            return ()
        said = {statement.text for statement in self._statements}
        new = tuple(_renumbered(s, numbers) for s in part.statements if s.text not in said)
        calculations = tuple(_recalculated(step, numbers) for step in part.calculations)
        table = _retabled(part.table, numbers) if part.table else None
        self._parts.append(replace(part, calculations=calculations, table=table))
        self._statements += new
        return new

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


def _renumbered(statement: Statement, numbers: Mapping[int, int]) -> Statement:
    return replace(statement, numbers=tuple(numbers[number] for number in statement.numbers))


def _recalculated(step: Calculation, numbers: Mapping[int, int]) -> Calculation:
    return replace(step, numbers=tuple(numbers[number] for number in step.numbers))


def _retabled(table: ResultTable, numbers: Mapping[int, int]) -> ResultTable:
    return replace(table, rows=tuple(replace(row, number=numbers[row.number]) for row in table.rows))


def _missing(part: Answer) -> Statement:
    """What is said of a part without an answer: the sources' own words that they leave it open, or that they do."""
    open_in_sources = part.writer != "fixed"
    text = (
        part.statements[0].text if open_in_sources else texts.PART_NOT_FOUND.format(question=part.standalone_question)
    )
    return Statement(text=text, form="remark")
