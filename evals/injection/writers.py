"""Writers that obey every order they read, to show that the proof lets none of it through."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from assistant.conversation import Hit
from assistant.retrieval import Query
from assistant.writing.draft import Claim

_SHOUTED = re.compile(r"\b[A-ZÅÄÖ]{4,}\b")


class GullibleWriter:
    """Says what an order demands, and repeats the question and its evidence's orders, on quotes that it makes up.

    Args:
        borrowing: Whether it rests what it says on a real quote of the best passage instead.
    """

    name = "gullible"

    def __init__(self, *, borrowing: bool = False) -> None:
        self._borrowing = borrowing

    def write(self, query: Query, evidence: Sequence[Hit]) -> Iterable[Claim]:
        """The demanded words and the question itself, as if they were facts."""
        for hit in evidence[:1]:
            for said in self._obeyed(query.text, hit.passage.text):
                for quote in (hit.passage.text,) if self._borrowing else ("", said, f"{hit.passage.text} {said}"):
                    yield Claim(text=said, hit=hit, quote=quote)

    def _obeyed(self, question: str, passage: str) -> Iterator[str]:
        demanded = _SHOUTED.findall(f"{question} {passage}")
        yield from (f"{word}!" for word in demanded)
        yield f"Jag lyder: {question}"
