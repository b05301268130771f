"""Whether a list that is said is whole: each item of its source list is there, and none from elsewhere."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from assistant.proving.reading import read, stems
from assistant.writing.draft import Claim
from corpus.swedish import LIST_SIGN

_ITEM = re.compile(rf"^\s*{LIST_SIGN}(.*\S)", re.MULTILINE)
_THING = r"(?:AB )?[A-ZÅÄÖ\d][\w–-]*(?: (?:[A-ZÅÄÖ\d][\w–-]*|kommun|län)){0,3}"
_ROW = re.compile(rf"(?P<first>(?:{_THING}, )+)(?P<last_but_one>{_THING}) (?:och|samt) (?P<last>{_THING})")
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


def left_out(claim: Claim) -> tuple[str, ...]:
    """What a claim leaves out of the names that stand in a row in its quote, of which it says at least two itself."""
    said = stems(read(claim.text))
    for named in _enumerations(claim.quote):
        have = [thing for thing in named if stems(read(thing)) and stems(read(thing)) <= said]
        if 2 <= len(have) < len(named):
            return tuple(thing for thing in named if thing not in have)
    return ()


def _enumerations(quote: str) -> Iterator[tuple[str, ...]]:
    """The names that stand in a row in a quote: `Vinnova, Formas och KTH`."""
    for row in _ROW.finditer(quote):
        yield (*row["first"].split(", ")[:-1], row["last_but_one"], row["last"])


def _likeness(item: str, text: str) -> float:
    """The share of the words of either that both have."""
    wanted, said = stems(read(item)), stems(read(text))
    return len(wanted & said) / max(1, len(wanted), len(said))
