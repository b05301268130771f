"""Making the list of follow-up questions for an index: every candidate is asked, the good ones are kept."""

from __future__ import annotations

from collections.abc import Callable

from assistant.conversation import Answer, Question
from assistant.suggesting.candidates import candidates
from assistant.suggesting.keeping import Suggestion, Suggestions, digest_of
from assistant.suggesting.trying import try_out
from corpus.index import Index

Progress = Callable[[int, int], None]
"""Told how many candidates have been tried, and how many there are."""


def make_suggestions(index: Index, home: str, answer: Callable[[Question], Answer], progress: Progress) -> Suggestions:
    """The questions that are answered well from an index.

    Args:
        index: What the questions are made from.
        home: The place that its emissions are asked for.
        answer: What answers from the same index.
        progress: Is told how far it has come.
    """
    tried = candidates(index, home)
    own = index.passages([candidate.passage_id for candidate in tried if candidate.passage_id])
    kept: list[Suggestion] = []
    for done, candidate in enumerate(tried):
        progress(done, len(tried))
        if given := try_out(candidate, own.get(candidate.passage_id), answer):
            ids = tuple(citation.passage.id for citation in given.citations)
            kept.append(Suggestion(question=candidate.question, passage_ids=ids))
    return Suggestions(digest=digest_of(index), questions=tuple(kept))
