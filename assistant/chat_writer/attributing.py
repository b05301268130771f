"""Which words of which passage support what a model wrote: found by code, never taken from the model.

A model names the passage that its text came from about half of the time only, so its own citations are left out.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from assistant.chat_writer.streaming import Saying
from assistant.conversation import Hit
from assistant.retrieval import Query
from assistant.writing.draft import Claim
from assistant.writing.units import units
from corpus.swedish import sentence_spans, terms

Holds = Callable[[Claim], bool]
"""Whether a claim is proven: its quote is verbatim, and bears out what the claim says."""

LEAST_COVERED = 0.6
"""The share of a sentence's stems that must stand in its quote, or in the headings above it. A list item's all must."""

MOST_JOINED = 3
"""How many sentences in a row a quote may be made of."""

LONGER = 0.03
"""How much less a quote is worth for each sentence beyond the first: the shortest that supports as well is quoted."""

_NAME = re.compile(r"(?<=[\w,;:] )[A-ZÅÄÖ][\w-]+")


@dataclass(frozen=True, kw_only=True)
class Support:
    """Words of a passage that a sentence may rest on.

    Attributes:
        hit: The passage.
        quote: The words, verbatim.
        sentences: How many sentences they are.
    """

    hit: Hit
    quote: str
    sentences: int = 1

    @cached_property
    def terms(self) -> frozenset[str]:
        """The stems of the words and of the headings above them."""
        return frozenset(terms(f"{self.hit.passage.heading_path}\n{self.quote}"))

    def worth(self, said: frozenset[str]) -> float:
        """How well it supports a sentence with these stems: the share that it has, less a little for its length."""
        return len(said & self.terms) / len(said) - LONGER * (self.sentences - 1)


def supports(query: Query, hits: Sequence[Hit]) -> tuple[Support, ...]:
    """All that a sentence may rest on in these passages: sentences, up to three in a row, whole lists and rows."""
    asked = frozenset(query.weights)
    return tuple(support for rank, hit in enumerate(hits) for support in _supports(hit, rank, asked))


def attribute(saying: Saying, among: Sequence[Support], holds: Holds) -> Claim | None:
    """What a model wrote as a claim with the quote that supports it best; None when none does.

    Args:
        saying: What the model wrote.
        among: What it may rest on; of equals the first is quoted.
        holds: Decides whether the claim is proven with a quote.
    """
    said = frozenset(terms(saying.text))
    names = frozenset(term for name in _NAME.findall(saying.text) for term in terms(name))
    least = 1.0 if saying.form == "item" else LEAST_COVERED
    fit = [support for support in among if names <= support.terms and len(said & support.terms) >= least * len(said)]
    for support in sorted(fit, key=lambda support: -support.worth(said)) if said else ():
        claim = Claim(text=saying.text, hit=support.hit, quote=support.quote, form=saying.form, writer="chat")
        if holds(claim):
            return claim
    return None


def _supports(hit: Hit, rank: int, asked: frozenset[str]) -> Iterator[Support]:
    for unit in units(hit, rank, asked):
        yield Support(hit=hit, quote=unit.quote, sentences=1 + len(unit.items))
    text = hit.passage.text
    spans = sentence_spans(text)
    for first, (start, _) in enumerate(spans):
        for count, (_, end) in enumerate(spans[first : first + MOST_JOINED], start=1):
            yield Support(hit=hit, quote=text[start:end], sentences=count)
