"""Sources that disagree: a question for a number or a time to which they give several answers, as one of them tells."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant import texts
from assistant.asking import Sought, sought
from assistant.conversation import Hit
from assistant.retrieval import Query
from assistant.talk.findings import Finding, known_coverage, said_in

LEAST_COVERAGE = 0.5
"""How much of the question's words, by rarity, the sentence must have."""

MOST_BEHIND = 0.02
"""How near the best, in score, its passage must be."""

_GIVES = r"\b(?:anger|angav|skriver|räknar|kallar)\b"
_DISAGREES = re.compile(
    r"\banger olika\b|\bskiljer sig åt\b|\bberoende på källa\b|\bolika (?:siffror|tider|årtal|antal|kostnader)\b"
    rf"|{_GIVES}.*\bmedan\b|\bmedan\b.*{_GIVES}|\bett senare\b.*\banger\b"
)
_SAYS_SO = re.compile(r"\banger olika\b|\bskiljer sig åt\b|\bberoende på källa\b")


def disagreement(query: Query, hits: Sequence[Hit]) -> Finding | None:
    """That the sources give different figures for what is asked, with the sentence that says which."""
    if query.foreign or sought(query.text) not in (Sought.NUMBER, Sought.TIME):
        return None
    telling = [
        said
        for said in said_in(hits)
        if said.behind <= MOST_BEHIND
        and _DISAGREES.search(said.text)
        and re.search(r"\d", said.text)
        and query.subjects & said.terms
        and known_coverage(query, said.terms) >= LEAST_COVERAGE
    ]
    best = max(telling, key=lambda said: known_coverage(query, said.terms), default=None)
    if best is None:
        return None
    return best.finding("" if _SAYS_SO.search(best.text) else texts.SOURCES_DISAGREE, is_all=False)
