"""What the index has on a question: the query made of it, the passages found, and what they are worth."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.answerability import Judgement, judge
from assistant.conversation import Hit
from assistant.retrieval import STAGES, Query, Stage, retrieve, understand
from assistant.rewriting import topic
from corpus.embeddings import TextEncoder
from corpus.index import Index
from corpus.swedish import sentences

PASSAGES_WEIGHED = 100
"""How many passages the evidence is chosen from."""

PASSAGES_KEPT = 10
"""How many passages the writer may choose from."""

ROWS_OF_A_TABLE = 3
"""How many of them may be rows of the same table, which are much alike."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """What the index has on a question.

    Attributes:
        query: The question as it was searched for.
        hits: The passages, best first.
        judgement: What they are worth for the question.
    """

    query: Query
    hits: tuple[Hit, ...]
    judgement: Judgement


def gather(index: Index, encoder: TextEncoder, question: str, stages: frozenset[Stage] = STAGES) -> Evidence:
    """The evidence on a standalone question that anyone may see, found by these stages of the search.

    Where nothing answers a text of several sentences, the sentence that asks is searched for alone.
    """
    found = _found(index, encoder, question, stages)
    asking = _sentence_that_asks(question)
    if found.judgement.answerable or asking == question:
        return found
    return max(found, _found(index, encoder, asking, stages), key=lambda evidence: evidence.judgement.confidence)


def _found(index: Index, encoder: TextEncoder, question: str, stages: frozenset[Stage]) -> Evidence:
    query = understand(index, encoder, question, stages)
    hits = _varied(retrieve(index, query, PASSAGES_WEIGHED))
    return Evidence(query=query, hits=hits, judgement=judge(query, hits))


def _sentence_that_asks(text: str) -> str:
    """The last sentence with a question mark, if it names a subject; else the text."""
    asking = [sentence for sentence in sentences(text) if sentence.endswith("?")]
    return asking[-1] if asking and topic(asking[-1]) else text


def _varied(hits: Sequence[Hit]) -> tuple[Hit, ...]:
    """The best hits, with few rows of any one table."""
    rows: Counter[str] = Counter()
    varied: list[Hit] = []
    for hit in hits:
        rows[hit.source.id] += bool(hit.passage.record_id)
        if rows[hit.source.id] <= ROWS_OF_A_TABLE or not hit.passage.record_id:
            varied.append(hit)
    return tuple(varied[:PASSAGES_KEPT])
