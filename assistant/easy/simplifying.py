"""From an answer to one that is easier to read, statement by statement as they come.

Only the form changes: one short sentence a line, easier words, no parentheses, no abbreviations, hard words explained.
A statement whose figures, names or order of words would not be the same afterwards is left as it was, and so are
sentences worded from table rows, whose names are the tables' own.
"""

from __future__ import annotations

import re
from collections.abc import Generator, Sequence
from dataclasses import replace

from assistant import texts
from assistant.conversation import Answer, Statement
from assistant.easy.explaining import explain
from assistant.easy.rewording import reword
from assistant.easy.splitting import split
from assistant.glossary import Definition
from assistant.proving.figures import numerals
from corpus.swedish import words

_JOINTS = frozenset(("och", "medan"))
_NAME = re.compile(r"(?<=[\w,;:(–-] )\(?([A-ZÅÄÖ][\w-]+)")


def simplified(
    told: Generator[Statement, None, Answer], known: Sequence[Definition]
) -> Generator[Statement, None, Answer]:
    """The statements of an answer, made easier as they come; returns the answer that they make up.

    Args:
        told: Yields the statements, and returns the answer.
        known: The words that can be explained.
    """
    said: list[Statement] = []
    answer = yield from _each_simplified(told, said)
    added = tuple(explain(said, answer.citations, known)) if answer.citations else ()
    if added:
        explanations = (Statement(text=texts.HARD_WORDS, form="remark"), *(statement for statement, _ in added))
        yield from explanations
        said += explanations
    return replace(answer, statements=tuple(said), citations=(*answer.citations, *(citation for _, citation in added)))


def _each_simplified(
    told: Generator[Statement, None, Answer], said: list[Statement]
) -> Generator[Statement, None, Answer]:
    """Yields the easier statements, and notes them down; returns the answer as it was."""
    while True:
        try:
            statement = next(told)
        except StopIteration as end:
            answer: Answer = end.value
            return answer
        for easier in simplify(statement):
            said.append(easier)
            yield easier


def simplify(statement: Statement) -> tuple[Statement, ...]:
    """A statement in an easier form: one or several that say the same; itself where nothing can be made easier."""
    if statement.proof != "quote":
        return (statement,)
    reworded = reword(statement.text)
    pieces = split(reworded) if statement.form == "sentence" else (reworded,)
    if pieces == (statement.text,) or not _same(statement.text, reworded, pieces):
        return (statement,)
    return tuple(
        replace(
            statement, text=piece, proof="wording", emphasis=statement.emphasis if statement.emphasis in piece else ""
        )
        for piece in pieces
    )


def _same(before: str, reworded: str, pieces: Sequence[str]) -> bool:
    """Whether pieces say what was said: all figures and names, and every word in its order, conjunctions aside."""
    after = " ".join(pieces)
    return (
        numerals(before) == numerals(after)
        and names(before) <= frozenset(words(after))
        and _content(reworded) == _content(after)
        and len(words(after)) <= len(words(reworded))
    )


def names(text: str) -> frozenset[str]:
    """The words with a capital letter inside a sentence, folded."""
    return frozenset(word for name in _NAME.findall(text) for word in words(name))


def _content(text: str) -> tuple[str, ...]:
    return tuple(word for word in words(text) if word not in _JOINTS)
