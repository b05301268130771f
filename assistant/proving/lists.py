"""Whether a list that is said is whole: each item of its source list is there, and none from elsewhere."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from assistant.proving.reading import read, stems
from assistant.writing.draft import Claim

_ITEM = re.compile(r"^\s*(?:[-•–*]|\d+[.)])\s+(.*\S)", re.MULTILINE)
SAME_ITEM = 0.6
"""The share of a source item's words that a said item must have to be it."""


def items(quote: str) -> tuple[str, ...]:
    """The items of the lists in a quote, without their markers."""
    return tuple(_ITEM.findall(quote))


def missing_items(claims: Sequence[Claim]) -> tuple[str, ...]:
    """The items of the source lists that a list's claims, all of form "item", leave out."""
    said = [claim for claim in claims if claim.form == "item"]
    lists = dict.fromkeys((claim.hit.passage.id, claim.quote) for claim in said)
    return tuple(
        item
        for passage_id, quote in lists
        for item in items(quote)
        if not any(_is_said(item, claim.text) for claim in said if claim.hit.passage.id == passage_id)
    )


def enumerated(sentence: str) -> Iterator[tuple[str, ...]]:
    """The names or things that a sentence lists: `Vinnova, Formas och KTH`."""
    for found in re.finditer(r"((?:[\w–-]+(?: [\w–-]+){0,3}, )+)([\w–-]+(?: [\w–-]+){0,3}) (?:och|samt) ([\w–-]+)", sentence):
        yield (*filter(None, found[1].split(", ")), found[2], found[3])


def _is_said(item: str, text: str) -> bool:
    wanted = stems(read(item))
    return len(wanted & stems(read(text))) >= SAME_ITEM * len(wanted)
