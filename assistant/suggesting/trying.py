"""A candidate is asked of the assistant itself, and kept only if the answer is the one that it was made for."""

from __future__ import annotations

from collections.abc import Callable

from assistant.asking import Sought, admits_absence, holds, sought
from assistant.conversation import Answer, Question, Turn
from assistant.proving.figures import numerals
from assistant.rewriting import standalone
from assistant.suggesting.candidates import Candidate, bare_name
from corpus.documents import Passage
from corpus.swedish import question_terms, sentences, terms

SOMETHING_ELSE = Turn(question="Vad är Viable Cities?")
"""What a question is asked after, to see that it can be understood whatever went before it."""

FEWEST_ROWS = 2
MOST_ROWS = 12
"""How many rows of a party's or an area's an answer may have: fewer say little, more are no easy step on."""

_TOLD_BY_FORM = (Sought.NUMBER, Sought.TIME, Sought.PERSON, Sought.REASON)

MOSTLY = 0.75
"""The share of a sentence's stems that must stand in another text that says the same."""


def stands_alone(question: str) -> bool:
    """Whether a question says itself what it is about, so that it can be asked anywhere in a conversation.

    A heading such as "Vilka är medlemmar?" leaves that to the headings above it.
    """
    few = 1 if sought(question) is Sought.DEFINITION else 2
    names_subject = len(set(question_terms(question))) >= few or any(map(str.isupper, question[1:]))
    return names_subject and standalone(Question(text=question, history=(SOMETHING_ELSE,))) == question


def try_out(candidate: Candidate, own: Passage | None, answer: Callable[[Question], Answer]) -> Answer | None:
    """The answer to a candidate, or None if it is not the one that the candidate was made for.

    Args:
        candidate: What is asked.
        own: The passage that it was made from; None where it was made from a table.
        answer: What answers.
    """
    if not candidate.said and not stands_alone(candidate.question):
        return None
    given = answer(Question(text=candidate.question))
    if given.outcome != "answered" or any(admits_absence(statement.text) for statement in given.statements):
        return None
    fits = _rests_on(given, own, candidate.said) if own else _tells_rows(given, candidate)
    return given if fits and _has_what_is_asked_for(given) else None


def _has_what_is_asked_for(given: Answer) -> bool:
    """Whether a number, a time, a person or a reason that is asked for is in the answer."""
    question, told = given.question.text, "\n".join(statement.text for statement in given.statements)
    kind = sought(question)
    return kind not in _TOLD_BY_FORM or holds(told, kind, question)


def _rests_on(given: Answer, own: Passage, said: str) -> bool:
    """Whether the answer says what the passage says, and begins with what it begins with.

    Other passages may say the same; an answer from the tables has other words, but must have the passage's figures.
    """
    first = given.statements[0].text
    if given.table:
        return bool(numerals(first)) and numerals(first) <= numerals(own.text)
    if not all(_says(own, statement.text) for statement in given.statements):
        return False
    return first.startswith(said) if said else _says(own, first) and _opens(own, first)


def _says(passage: Passage, text: str) -> bool:
    said, told = frozenset(terms(text)), frozenset(terms(passage.text))
    return len(said & told) >= MOSTLY * len(said) and numerals(text) <= numerals(passage.text)


def _opens(passage: Passage, text: str) -> bool:
    """Whether a text says what a passage says first."""
    opening = frozenset(terms(next(iter(sentences(passage.text)), "")))
    said = frozenset(terms(text))
    return len(said & opening) >= MOSTLY * min(len(said), len(opening))


def _tells_rows(given: Answer, candidate: Candidate) -> bool:
    """Whether the answer is worked out from rows of the right table, and of those that were asked for alone."""
    table = given.table
    if table is None or any(citation.source.kind != candidate.kind for citation in given.citations):
        return False
    if not candidate.row:
        return True
    if candidate.column not in table.columns:
        return candidate.row in given.statements[0].text
    place, wanted = table.columns.index(candidate.column), bare_name(candidate.row)
    all_wanted = all(bare_name(row.cells[place]) == wanted for row in table.rows)
    return all_wanted and FEWEST_ROWS <= len(table.rows) <= MOST_ROWS
