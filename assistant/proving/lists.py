"""Whether a list that is said is whole: each item of its source list is there, and none from elsewhere."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from assistant.proving.reading import read, stems
from assistant.writing.draft import Claim

_ITEM = re.compile(r"^\s*(?:[-•–*]|\d+[.)])\s+(.*\S)", re.MULTILINE)
SAME_ITEM = 0.6
"""The share of their words that a said item and an item of the source must have in common to be the same."""


def items(quote: str) -> tuple[str, ...]:
    """The items of the lists in a quote, without their markers."""
    return tuple(_ITEM.findall(quote))


def missing_items(claims: Sequence[Claim]) -> tuple[str, ...]:
    """The items of the source lists that a list's claims, all of form "item", leave out."""
    said = [claim for claim in claims if claim.form == "item"]
    left = {(claim.hit.passage.id, item): None for claim in said for item in items(claim.quote)}
    for claim in said:
        own = [item for passage_id, item in left if passage_id == claim.hit.passage.id]
        if own and _likeness(best := max(own, key=lambda item: _likeness(item, claim.text)), claim.text) >= SAME_ITEM:
            left.pop((claim.hit.passage.id, best))
    return tuple(item for _, item in left)


def enumerated(sentence: str) -> Iterator[tuple[str, ...]]:
    """The names or things that a sentence lists: `Vinnova, Formas och KTH`."""
    for found in re.finditer(r"((?:[\w–-]+(?: [\w–-]+){0,3}, )+)([\w–-]+(?: [\w–-]+){0,3}) (?:och|samt) ([\w–-]+)", sentence):
        yield (*filter(None, found[1].split(", ")), found[2], found[3])


def _likeness(item: str, text: str) -> float:
    """The share of the words of either that both have."""
    wanted, said = stems(read(item)), stems(read(text))
    return len(wanted & said) / max(1, len(wanted), len(said))
