"""Numbers as people write them in Swedish tables: spaces or points between thousands, a comma before decimals."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Literal

Point = Literal["decimal", "thousands", "unknown"]
"""What a point means in a column."""

MISSING = frozenset({"", "-", "–", "—", ".", ".."})
"""How a missing value is written; two points is how Statistics Sweden writes it."""

_SPACES = re.compile(r"(?<=\d)[ \u00a0\u202f\u2009'](?=\d{3}(?!\d))")
_GROUPED = re.compile(r"-?\d{1,3}(?:\.\d{3})+(?:,\d+)?")
_PLAIN = re.compile(r"-?\d+(?:,\d+)?")
_POINTED = re.compile(r"-?\d*\.\d+")
_EITHER = re.compile(r"-?[1-9]\d{0,2}\.\d{3}")
_ENGLISH = re.compile(r"-?\d{1,3}(?:,\d{3})+(?:\.\d+)|-?\d{1,3}(?:,\d{3}){2,}")


def meaning_of_point(texts: Iterable[str]) -> Point:
    """What a point means among the numbers of a column, judged by those that can only be read one way."""
    sure = {meaning for text in texts if (meaning := _sure_meaning(_bare(text)))}
    return next(iter(sure)) if len(sure) == 1 else "unknown"


def parse_number(text: str, point: Point = "unknown") -> float | None:
    """The number; None where one is missing.

    `423 796`, `423.796,5` and `12,5 %` are understood; the per cent sign is left out.

    Raises:
        ValueError: It is no number, or may be read in two ways; the message says which, in Swedish, with a remedy.
    """
    bare = _bare(text)
    if bare in MISSING:
        return None
    if _EITHER.fullmatch(bare) and point == "unknown":
        whole, decimals = bare.split(".")
        raise ValueError(f"kan betyda både {whole} {decimals} och {whole},{decimals}. Skriv det ena av dem.")
    if _GROUPED.fullmatch(bare) and not (point == "decimal" and _EITHER.fullmatch(bare)):
        return float(bare.replace(".", "").replace(",", "."))
    if _PLAIN.fullmatch(bare) or _POINTED.fullmatch(bare):
        return float(bare.replace(",", "."))
    if _ENGLISH.fullmatch(bare):
        raise ValueError("är skrivet på engelskt vis. Skriv mellanslag mellan tusental och komma före decimaler.")
    raise ValueError("är inget tal. Skriv bara siffror, eller lämna cellen tom.")


def plain_number(number: float) -> str:
    """The number as it is kept: `423796`, `0.5`."""
    return str(int(number)) if number.is_integer() and abs(number) < 1e15 else repr(number)


def _bare(text: str) -> str:
    """The number without its per cent sign and the spaces between thousands, and with a plain minus."""
    return _SPACES.sub("", text.strip().removesuffix("%").strip().replace("\u2212", "-"))


def _sure_meaning(bare: str) -> Point | None:
    if "." not in bare or _EITHER.fullmatch(bare):
        return None
    if _GROUPED.fullmatch(bare):
        return "thousands"
    return "decimal" if _POINTED.fullmatch(bare) else None
