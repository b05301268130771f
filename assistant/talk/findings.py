"""What is read of the passages before an answer is written: their sentences, and how much of the question each has."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from assistant.asking import admits_absence
from assistant.conversation import Hit, Statement
from assistant.proving.proof import Proof
from assistant.retrieval import Query
from assistant.writing.draft import Claim
from assistant.writing.quoting import PASSAGES_READ
from corpus.swedish import LIST_SIGN, sentences, terms

_MARKER = re.compile(rf"^{LIST_SIGN}")
_ROW = re.compile(r"^[A-ZÅÄÖ][\wåäö ]*: [^;]+; ")


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """Something that the answer has to begin with.

    Attributes:
        remark: What the assistant says of it on its own account; "" where the claim says it all.
        claim: The sentence of a source that shows it.
        is_all: Whether nothing need be said after it.
    """

    remark: str
    claim: Claim
    is_all: bool

    def proven(self, proof: Proof) -> tuple[Statement, ...]:
        """The remark and the claim as statements, or nothing if the claim does not hold."""
        statement = proof.prove(self.claim)
        remarks = (Statement(text=self.remark, form="remark"),) if self.remark else ()
        return (*remarks, statement) if statement else ()

    def says(self, claim: Claim) -> bool:
        """Whether it has said what a claim says."""
        return self.claim.text in claim.text or claim.text in self.claim.text


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """A sentence of a passage.

    Attributes:
        hit: The passage.
        text: The sentence, verbatim, without the marker of a list item.
        terms: Its stems.
        behind: How far the passage's score is below that of the best.
    """

    hit: Hit
    text: str
    terms: frozenset[str]
    behind: float

    def finding(self, remark: str, *, is_all: bool) -> Finding:
        """What is found when this sentence is said after the remark."""
        return Finding(remark=remark, claim=Claim(text=self.text, hit=self.hit, quote=self.text), is_all=is_all)


def said_in(hits: Sequence[Hit]) -> Iterator[Said]:
    """The sentences of the best passages of prose; none that leaves something open, introduces a list or is a row."""
    for hit in hits[:PASSAGES_READ]:
        for sentence in () if hit.passage.record_id else sentences(hit.passage.text):
            text = _MARKER.sub("", sentence)
            if not (admits_absence(text) or text.endswith(":") or _ROW.match(text)):
                yield Said(hit=hit, text=text, terms=frozenset(terms(text)), behind=hits[0].score - hit.score)


def known_coverage(query: Query, present: frozenset[str], asked: frozenset[str] | None = None) -> float:
    """The share of the question's stems that the corpus knows, weighed by rarity, that are present.

    `asked` are the stems that count; all of them unless told.
    """
    counted = (query.weights.keys() if asked is None else asked & query.weights.keys()) - query.unknown
    total = sum(query.weights[term] for term in counted)
    return sum(query.weights[term] for term in counted & present) / total if total else 0.0
