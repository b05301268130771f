"""Tables of commitments: which column tells who, what, by when, and how it is measured."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from functools import lru_cache

from ingest.commitments.places import Statement

PARTY, WHAT, DUE, MEASURE = "party", "what", "due", "measure"

_LABEL = re.compile(r"(?:^|; )([A-ZÅÄÖ][\w /()-]{0,50}): ")
_ROLES = (
    (
        DUE,
        r"målår|klar\w* (?:senast|till|år)|"
        r"^(?:år|när|senast|slutår|slutdatum|tidpunkt|tidplan|tidsram|färdigt?|deadline)$",
    ),
    (MEASURE, r"mått|mätbar|^nivå$|indikator|mäts|mäter|nyckeltal|uppföljningsmått"),
    (WHAT, r"åtagande|löfte|lovar|åtgärd|aktivitet|insats|(?:eget|egna|s) mål|^mål(?:sättning)?$|^vad$"),
    (
        PARTY,
        r"^(?:part(?:er)?|aktör|undertecknare|organisation|företag|myndighet|vem|ansvarig(?: part| aktör)?|åtagare)$",
    ),
)
_NOTHING = re.compile(r"(?:[-–—.]|framgår inte.*|anges inte|saknas|ej \w+|inget|ingen)?\.?", re.IGNORECASE)


def cells_of(statement: Statement) -> Mapping[str, str]:
    """The filled cells of a table row by what their columns tell; other columns are left out."""
    cells = dict[str, str]()
    for label, value in _labelled(statement).items():
        role = _role(label)
        if role and role not in cells and not _NOTHING.fullmatch(value):
            cells[role] = value
    return cells


def has_column(statement: Statement, role: str) -> bool:
    """Whether the row's table has a column that tells this, if only some of its rows have a value in it."""
    return any(_role(label) == role for label in _labels(statement.table))


def is_outside(statement: Statement) -> bool:
    """Whether the columns say that the table lists what is no part of the contract."""
    return any("utanför" in label.lower() for label in _labelled(statement))


def _role(label: str) -> str:
    return next((role for role, pattern in _ROLES if re.search(pattern, label, re.IGNORECASE)), "")


@lru_cache(maxsize=8)
def _labels(table: tuple[str, ...]) -> Mapping[str, int]:
    """What looks like a column's name in a table's rows, and in how many of them it stands."""
    return Counter(label for row in table for label in set(_LABEL.findall(row)))


def _labelled(statement: Statement) -> Mapping[str, str]:
    """The row's cells under their columns' names; a name is one that at least half of the table's rows have.

    A value may itself hold a semicolon and a colon, so what looks like a name in a row or two is none.
    """
    counts = _labels(statement.table)
    names = {label for label, count in counts.items() if 2 * count >= len(statement.table)}
    found = [place for place in _LABEL.finditer(statement.text) if place[1] in names]
    ends = [*(place.start() for place in found[1:]), len(statement.text)]
    return {place[1]: statement.text[place.end() : end].rstrip(".") for place, end in zip(found, ends, strict=False)}
