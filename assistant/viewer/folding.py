"""Text as it is compared with the same text on a page of a PDF file.

Ingest mends what paper needed: it joins words broken at the end of a line, resolves ligatures, composes letters and
evens out spaces. So both sides are taken apart again: letters from their accents, ligatures into letters, and without
spaces, hyphens and invisible characters.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

_HYPHENS = frozenset("-\u2010\u2011")


@dataclass(frozen=True, slots=True, kw_only=True)
class Folded:
    """Text to compare.

    Attributes:
        text: Its characters.
        at: For each of them the number of the piece that it comes from.
    """

    text: str
    at: tuple[int, ...]


def fold(pieces: Iterable[str], *, loose: bool = False) -> Folded:
    """What is compared of pieces of text, most often single characters; loosely without punctuation and case too."""
    found = [(character, i) for i, piece in enumerate(pieces) for character in _folded(piece, loose)]
    return Folded(text="".join(character for character, _ in found), at=tuple(i for _, i in found))


def _folded(piece: str, loose: bool) -> str:
    taken_apart = unicodedata.normalize("NFKD", piece.casefold() if loose else piece)
    if taken_apart.isalnum():
        return taken_apart
    return "".join(character for character in taken_apart if _counts(character, loose))


def _counts(character: str, loose: bool) -> bool:
    category = unicodedata.category(character)
    if category[0] in "CZ":
        return category == "Co"
    return character not in _HYPHENS and not (loose and category[0] == "P")
