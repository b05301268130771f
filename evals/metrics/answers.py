"""Whether an answer holds what it must, and nothing that it must not."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.conversation import Answer
from evals.cases import Fact, Phrase, Quantity
from evals.metrics.calculations import worked_out
from evals.metrics.wording import digits, misstates, says, states


def held(texts: Sequence[str], facts: Sequence[Fact]) -> tuple[bool, ...]:
    """For each fact whether one of the answer's statements holds it.

    Recall over required facts, as over nuggets in Voorhees (2003), Overview of the TREC 2003 question answering track.
    """
    return tuple(any(_holds(text, fact) for text in texts) for fact in facts)


def forbidden_said(texts: Sequence[str], forbidden: Sequence[str]) -> tuple[str, ...]:
    """The forbidden words that a statement says, in any inflection but with nothing between them."""
    return tuple(
        words for words in forbidden if any(says(text, Phrase(alternatives=(words,)), gap=0) for text in texts)
    )


def unsupported_figures(answer: Answer) -> frozenset[float]:
    """The figures in digits that an answer states and that neither its quotes nor its calculations hold.

    The intrinsic hallucinations of Maynez et al. (2020), On faithfulness and factuality in abstractive summarization,
    for figures alone. A calculation counts once it has been worked out anew; a statement that is worded from rows may
    repeat a figure of the question, and so may a remark.
    """
    quoted = frozenset[float]().union(*(digits(citation.quote) for citation in answer.citations))
    known = quoted | worked_out(answer)
    asked = digits(answer.standalone_question)
    stated = (
        digits(s.text) - (known | asked if s.proof == "rows" or s.form == "remark" else known)
        for s in answer.statements
    )
    return frozenset[float]().union(*stated)


def contradicted(texts: Sequence[str], facts: Sequence[Fact]) -> tuple[Quantity, ...]:
    """The figures asked for that no statement gives while one gives another figure with the same unit."""
    return tuple(
        fact
        for fact in facts
        if isinstance(fact, Quantity)
        and not any(states(text, fact) for text in texts)
        and any(misstates(text, fact) for text in texts)
    )


def _holds(text: str, fact: Fact) -> bool:
    return says(text, fact) if isinstance(fact, Phrase) else states(text, fact)
