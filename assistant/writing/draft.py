"""A draft answer, and the Writer protocol.

A draft is a list of claims, each with the words of the passage that it rests on. Whoever writes, `assistant.proving`
checks every claim before anyone sees it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal, Protocol

from assistant.conversation import Hit
from assistant.retrieval import Query


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """Something that a draft says.

    Attributes:
        text: The sentence or list item.
        hit: The passage that it rests on.
        quote: The words of the passage that support it, verbatim.
        form: Whether it stands in running text or as an item of a list.
        writer: The name of the writer that wrote it.
    """

    text: str
    hit: Hit
    quote: str
    form: Literal["sentence", "item"] = "sentence"
    writer: str = "quoting"


class Writer(Protocol):
    """Writes a draft from evidence.

    Attributes:
        name: What the answer calls its writer.
    """

    name: str

    def write(self, query: Query, evidence: Sequence[Hit]) -> Iterable[Claim]:
        """A draft that answers a query from the evidence, best hit first; empty when nothing does."""
        ...
