"""Whether the sources that an answer names support what it says, judged without a language model."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.conversation import Answer, Citation, Statement
from corpus.documents import Document
from corpus.swedish import sentences
from evals.gold import Gold
from evals.metrics.calculations import worked_out
from evals.metrics.wording import content, digits, negated

OVERLAP = 0.8
"""The share of a sentence's content words that the quotes must have when it does not stand in them word for word."""


def supports(quotes: Sequence[str], sentence: str) -> bool:
    """Whether quotes support a sentence: it stands in them, or its figures, negation and nearly all its words do.

    The share of words is K-precision in Adlakha et al. (2024), Evaluating correctness and faithfulness of
    instruction-following models for question answering, on stems of content words.
    """
    evidence = "\n".join(quotes)
    if _squeezed(sentence) in _squeezed(evidence):
        return bool(quotes)
    said = content(sentence)
    covered = len(said & content(evidence)) >= OVERLAP * len(said)
    return covered and digits(sentence) <= digits(evidence) and _denies_alike(sentence, evidence)


def citation_recall(answer: Answer) -> float:
    """The share of the statements that their citations, taken together, support; remarks claim nothing to support.

    Gao et al. (2023), Enabling large language models to generate text with citations (ALCE), section 3.
    """
    return _mean([_is_supported(statement, answer) for statement in _claims(answer)])


def citation_precision(answer: Answer) -> float:
    """The share of the citations that are needed, over all statements; 0 when there are none.

    Gao et al. (2023), section 3: a citation is needed when its statement is supported, and it supports that alone or
    the others do not without it.
    """
    return _mean([needed for statement in _claims(answer) for needed in _needed(statement, answer)])


def is_verbatim(citation: Citation, document: Document) -> bool:
    """Whether the quote stands in its passage, and the passage where it says in its document."""
    span, passage = citation.passage.span, citation.passage
    stands = document.text[span.start : span.end] == passage.text and span.document_id == citation.source.id
    return stands and citation.quote in passage.text


def shows_page(citation: Citation, document: Document) -> bool:
    """Whether the page that a citation names is one that its quote stands on."""
    start = citation.passage.span.start + max(0, citation.passage.text.find(citation.quote))
    first, last = document.page_at(start), document.page_at(start + max(0, len(citation.quote) - 1))
    if first is None or last is None:
        return citation.passage.page is None
    return citation.passage.page is not None and first <= citation.passage.page <= last


def cites_gold(answer: Answer, gold: Gold) -> bool:
    """Whether a document with a gold quote is cited, for each group of gold quotes."""
    cited = {citation.source.id for citation in answer.citations}
    return all(not cited.isdisjoint(source_ids) for source_ids in gold.source_ids)


def _claims(answer: Answer) -> list[Statement]:
    return [statement for statement in answer.statements if statement.form != "remark"]


def _quotes(numbers: Sequence[int], answer: Answer) -> list[str]:
    return [citation.quote for citation in answer.citations if citation.number in numbers]


def _is_supported(statement: Statement, answer: Answer) -> bool:
    quotes = _quotes(statement.numbers, answer)
    if statement.proof == "rows":  # the wording is the program's own; what can be wrong in it are figures
        known = digits("\n".join(quotes)) | worked_out(answer) | digits(answer.standalone_question)
        return bool(quotes) and digits(statement.text) <= known
    return supports(quotes, statement.text)


def _needed(statement: Statement, answer: Answer) -> list[bool]:
    if not _is_supported(statement, answer):
        return [False for _ in statement.numbers]
    if statement.proof == "rows":  # each row is one that was counted, compared or calculated with
        return [True for _ in statement.numbers]
    return [
        supports(_quotes([number], answer), statement.text)
        or not supports(_quotes([other for other in statement.numbers if other != number], answer), statement.text)
        for number in statement.numbers
    ]


def _mean(values: Sequence[bool]) -> float:
    return sum(values) / len(values) if values else 0.0


def _denies_alike(sentence: str, evidence: str) -> bool:
    """Whether a sentence denies something just when that of the evidence with most words in common does."""
    said = content(sentence)
    closest = max(sentences(evidence), key=lambda other: len(said & content(other)), default="")
    return negated(sentence) == negated(closest)


def _squeezed(text: str) -> str:
    """The text with single spaces and without the punctuation at its end, which a quoting writer may change."""
    return re.sub(r"[\s.:;]+$", "", " ".join(text.split()))
